"""What the meters see, and what running costs: wear that only steers, and money that is paid."""

from typing import Any

import numpy as np

from storage_model.assets.battery.draft import Draft, Power
from storage_model.assets.battery.terms import BatteryTerms
from storage_model.blocks import COST, ArrayFrame, FloatArray, Flows, Offer, Schedule, Stream


def write_meters(draft: Draft, power: Power) -> None:
    """Publish `out_mw`, `in_mw`, `net_mw` and `cost_yuan`."""
    station, block, steps, step_h = draft.station, draft.block, draft.time.steps, draft.time.step_h
    share, wear = station.auxiliary_share_frac, station.wear_cost_yuan_per_mwh
    worn = power.discharging if station.wear_on_activation else power.discharge

    def supply_mw(t: Any) -> Any:
        if share == 0:
            return station.auxiliary_mw
        return station.auxiliary_mw + share * (power.charging[t] + power.discharging[t])

    @block.Expression(steps, doc="metered outward [MW]")
    def out_mw(_: Any, t: Any) -> Any:
        return power.discharging[t]

    @block.Expression(steps, doc="metered inward [MW]")
    def in_mw(_: Any, t: Any) -> Any:
        return power.charging[t] + supply_mw(t)

    @block.Expression(steps, doc="to the grid [MW]")
    def net_mw(_: Any, t: Any) -> Any:
        return power.discharging[t] - power.charging[t] - supply_mw(t)

    @block.Expression(steps, doc="wear and variable cost [yuan]")
    def cost_yuan(_: Any, t: Any) -> Any:
        cost_yuan_per_h = wear * worn[t]
        if station.variable_cost_yuan_per_mwh > 0:
            cost_yuan_per_h += station.variable_cost_yuan_per_mwh * power.discharging[t]
        return step_h * cost_yuan_per_h


def called_mw(offers: tuple[Offer, ...], side: str) -> FloatArray | float:
    """Return what products are expected to call on a meter, `in_mw` or `out_mw`, shape (steps,); less is negative."""
    expected: FloatArray | float = 0.0
    for offer in offers:
        more, less = ("up", "down") if side == "out_mw" else ("down", "up")
        for sign, direction in ((1.0, more), (-1.0, less)):
            power = getattr(offer, f"{direction}_{side}")
            if power is not None:
                expected = expected + sign * getattr(offer, f"{direction}_frac") * power
    return expected


def charging_mw(schedule: Schedule, offers: tuple[Offer, ...]) -> FloatArray:
    """Return the power expected to be drawn into the store, calls included, shape (steps,) [MW]."""
    drawn: FloatArray = np.asarray(schedule["charge_mw"] + called_mw(offers, "in_mw"))
    return drawn


def discharging_mw(schedule: Schedule, offers: tuple[Offer, ...]) -> FloatArray:
    """Return the power expected to be sent from the store, calls included, shape (steps,) [MW]."""
    sent: FloatArray = np.asarray(schedule["discharge_mw"] + called_mw(offers, "out_mw"))
    return sent


def flows_of(station: BatteryTerms, schedule: Schedule, frame: ArrayFrame) -> Flows:
    """Return what the meters see."""
    drawn, sent = charging_mw(schedule, frame.offers), discharging_mw(schedule, frame.offers)
    supply_mw = station.auxiliary_mw + station.auxiliary_share_frac * (drawn + sent)
    return Flows(out_mw=sent, in_mw=drawn + supply_mw)


def worn_mw(station: BatteryTerms, schedule: Schedule, frame: ArrayFrame) -> FloatArray:
    """Return the power sent that wears the cells: with the calls or without, shape (steps,) [MW]."""
    return discharging_mw(schedule, frame.offers) if station.wear_on_activation else schedule["discharge_mw"]


def costs_of(station: BatteryTerms, name: str, schedule: Schedule, frame: ArrayFrame) -> tuple[Stream, ...]:
    """Return wear, which is not cash, and the variable cost where there is one [yuan by step]."""
    sent = discharging_mw(schedule, frame.offers)
    wear_yuan = -frame.step_h * station.wear_cost_yuan_per_mwh * worn_mw(station, schedule, frame)
    streams = [Stream(key="wear", asset=name, side=COST, yuan=wear_yuan, vat_frac=0.0, cash=False)]
    if station.variable_cost_yuan_per_mwh > 0:
        paid_yuan = -frame.step_h * station.variable_cost_yuan_per_mwh * sent
        vat_frac = station.variable_cost_vat_frac
        streams.append(Stream(key="battery_variable_om", asset=name, side=COST, yuan=paid_yuan, vat_frac=vat_frac))
    return tuple(streams)
