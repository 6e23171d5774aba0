"""The dispatch of a site as a few arrays that charts share."""

from dataclasses import dataclass, fields, replace

import numpy as np

from storage_model.assets.battery import Battery
from storage_model.blocks import FloatArray
from storage_model.cases.answer import CaseAnswer
from storage_model.markets.day_ahead_energy import DayAheadEnergy


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchView:
    """All batteries together and everything else together, shape (steps,); `stored_mwh` at the end of each step.

    What batteries charge and discharge is what passes their meters, calls of products included, their supply not.
    `rated_mwh` is what the batteries hold when new.
    """

    charge_mw: FloatArray
    discharge_mw: FloatArray
    stored_mwh: FloatArray
    other_mw: FloatArray
    price_yuan_per_mwh: FloatArray
    cash_yuan: FloatArray
    rated_mwh: float

    def of(self, steps: slice) -> "DispatchView":
        """Return the same of some steps."""
        whole = {field.name: getattr(self, field.name) for field in fields(self)}
        return replace(self, **{name: value[steps] for name, value in whole.items() if name != "rated_mwh"})


def dispatch_view(answer: CaseAnswer) -> DispatchView:
    """Return the view; the price is what a sold MWh earns at market."""
    site, schedules, frames = answer.site, answer.dispatch.schedules, answer.site.frames(answer.dispatch.products)
    zero = np.zeros(site.horizon.count)
    batteries = {name: asset for name, asset in site.assets.items() if isinstance(asset, Battery)}
    passed_mw = [asset.expected_mw(schedules[name], frames[name]) for name, asset in batteries.items()]
    others = [name for name in site.assets if name not in batteries]
    spot = next((market for market in site.markets if isinstance(market, DayAheadEnergy)), None)
    return DispatchView(
        rated_mwh=sum(asset.energy_mwh for asset in batteries.values()),
        charge_mw=sum((drawn for drawn, _ in passed_mw), zero),
        discharge_mw=sum((sent for _, sent in passed_mw), zero),
        stored_mwh=sum((schedules[name]["stored_mwh"][1:] for name in batteries), zero),
        other_mw=sum((site.assets[name].flows(schedules[name], frames[name]).net_mw for name in others), zero),
        price_yuan_per_mwh=spot.sale_yuan_per_mwh if spot else answer.scenario.prices["day_ahead"].values,
        cash_yuan=sum((stream.yuan for stream in answer.settlement.streams if stream.cash), zero),
    )
