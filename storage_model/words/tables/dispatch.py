"""dispatch.parquet: what every asset did in every step, at which prices, for how much money."""

from dataclasses import fields
from typing import Any

import numpy as np
import numpy.typing as npt

from storage_model.assets.battery import Battery
from storage_model.assets.battery.cells import usable_mwh
from storage_model.blocks import Flows
from storage_model.cases.answer import CaseAnswer
from storage_model.markets.market import Market

Columns = dict[str, npt.NDArray[Any]]


def dispatch_columns(answer: CaseAnswer) -> Columns:
    """Return one row per step of the first operating year, before outages.

    `start` is market clock time (+08:00). A quantity that belongs to points gives two columns: its value at the start
    of the step and, with `_end` before the unit, at its end. Terms that only steer end in `_not_paid_yuan`. Where
    products settle energy themselves, `_traded_` is what energy markets pay for and `_planned_` what was announced.
    """
    site, found = answer.site, Columns(start=answer.site.horizon.starts())
    for name in site.assets:
        for key, values in answer.dispatch.schedules[name].items():
            found |= _of_schedule(f"{name}_{key}", values, site.horizon.count)
        asset = site.assets[name]
        if isinstance(asset, Battery):
            found[f"{name}_usable_mwh"] = np.full(site.horizon.count, usable_mwh(asset))
    flows = site.flows(answer.dispatch.schedules, answer.dispatch.products)
    for name, metered in flows.items():
        found |= _metered(name, metered)
    for market in site.markets:
        found |= _rates(market, site.horizon.count)
        decided = market.decided(flows, answer.dispatch.products.get(market.key, {}), site.horizon)
        found |= {f"{market.key}_{name}": values for name, values in decided.items()}
    for key, series in answer.scenario.prices.items():
        found[f"series_{key}_{series.unit}"] = series.values
    for name, by_field in answer.scenario.series.items():
        found |= {f"{name}_{key}_{series.unit}": series.values for key, series in by_field.items()}
    for stream in answer.settlement.streams:
        column = f"{stream.asset}_{stream.key}_{'yuan' if stream.cash else 'not_paid_yuan'}"
        found[column] = found.get(column, 0.0) + stream.yuan
    return found


def _of_schedule(column: str, values: npt.NDArray[np.float64], count: int) -> Columns:
    if len(values) == count:
        return {column: values}
    if len(values) != count + 1:
        raise ValueError(f"{column}: {len(values)} values for {count} steps")
    quantity, _, unit = column.rpartition("_")
    return {column: values[:-1], f"{quantity}_end_{unit}": values[1:]}


def _metered(name: str, flows: Flows) -> Columns:
    """Return what an asset's meters see, and apart from it what products claim, where they do."""
    found = {f"{name}_out_mw": flows.out_mw, f"{name}_in_mw": flows.in_mw}
    found |= {f"{name}_{meter}": values for meter, values in flows.meters.items()}
    if flows.claims:
        found |= {f"{name}_traded_out_mw": flows.traded_out_mw, f"{name}_traded_in_mw": flows.traded_in_mw}
        found |= {f"{name}_planned_out_mw": flows.planned_out_mw, f"{name}_planned_in_mw": flows.planned_in_mw}
    return found


def _rates(market: Market, count: int) -> Columns:
    """Return the rates of a market product that change by step, named after product and field."""
    found = Columns()
    for field in fields(market):  # type: ignore[arg-type]  # every product is a record
        values = getattr(market, field.name)
        if isinstance(values, np.ndarray) and values.shape == (count,):
            found[f"{market.key}_{field.name}"] = values
    return found
