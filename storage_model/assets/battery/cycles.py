"""Budgets of full cycles: by calendar day, by calendar year, and spread over the life of the cells."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from storage_model.assets.battery.draft import Draft, Power
from storage_model.assets.battery.edges import HOURS_PER_YEAR, window_share
from storage_model.assets.battery.hand_over import unspent_mwh
from storage_model.assets.battery.terms import BatteryTerms
from storage_model.blocks import Ends, FloatArray, IntArray
from storage_model.horizon import Horizon


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """Windows of `length` steps each, from their `first` steps, and the energy each may discharge, (windows,) [MWh]."""

    name: str
    first: IntArray
    length: int
    most_mwh: FloatArray


def write_cycles(draft: Draft, power: Power) -> None:
    """Write every budget on the energy discharged."""
    discharging = power.discharging if draft.station.cycles.count_activation else power.discharge
    for budget in _budgets(draft.station, draft.time.horizon, draft.frame.ends):
        write = _write_one if len(budget.first) == 1 else _write_each
        write(draft, budget, discharging)


def _budgets(station: BatteryTerms, horizon: Horizon, ends: Ends) -> Iterator[Budget]:
    """Yield every budget; windows of one name are equally long, since a day may have 23 or 25 hours."""
    cycles, full_mwh = station.cycles, station.energy_mwh
    if cycles.per_day is not None:
        most_mwh = cycles.per_day * full_mwh * window_share(horizon, "day")
        most_mwh[0] += unspent_mwh(ends, "cycles_per_day")
        yield from _by_length("cycles_per_day", horizon.windows("day"), most_mwh)
    if cycles.per_year is not None:
        most_mwh = cycles.per_year * full_mwh * window_share(horizon, "year")
        most_mwh[0] += unspent_mwh(ends, "cycles_per_year")
        yield from _by_length("cycles_per_year", horizon.windows("year"), most_mwh)
    if cycles.lifetime is not None and cycles.lifetime_years is not None:
        share = horizon.hours / (cycles.lifetime_years * HOURS_PER_YEAR)
        most_mwh = np.array([cycles.lifetime * full_mwh * share + unspent_mwh(ends, "cycles_of_a_life")])
        yield Budget(name="cycles_of_a_life", first=np.array([0]), length=horizon.count, most_mwh=most_mwh)


def _by_length(name: str, window_of_step: IntArray, most_mwh: FloatArray) -> Iterator[Budget]:
    first = np.searchsorted(window_of_step, np.arange(len(most_mwh)))
    lengths = np.bincount(window_of_step)
    for length in np.unique(lengths):
        these, steps = lengths == length, int(length)
        yield Budget(name=f"{name}_of_{steps}_steps", first=first[these], length=steps, most_mwh=most_mwh[these])


def _write_each(draft: Draft, budget: Budget, discharging: Any) -> None:
    """Write one row per window: the sum over its steps, counted from its first."""
    import pyomo.core as pyo

    step_h = draft.time.step_h
    windows = draft.add(f"{budget.name}_windows", pyo.RangeSet(0, len(budget.first) - 1))
    first = draft.param(f"{budget.name}_from", windows, budget.first)
    most = draft.param(f"{budget.name}_most_mwh", windows, budget.most_mwh)

    def rule(_: Any, w: Any) -> Any:
        return step_h * sum(discharging[first[w] + k] for k in range(budget.length)) <= most[w]

    draft.add(budget.name, pyo.Constraint(windows, rule=rule, doc="discharged <= budget [MWh]"))


def _write_one(draft: Draft, budget: Budget, discharging: Any) -> None:
    """Write the one row of a window as a sum over the set of its steps, which may be a whole year's."""
    import pyomo.core as pyo

    step_h, first = draft.time.step_h, int(budget.first[0])
    only = draft.add(f"{budget.name}_windows", pyo.RangeSet(0, 0))
    steps = draft.add(f"{budget.name}_steps", pyo.RangeSet(first, first + budget.length - 1))
    most = draft.param(f"{budget.name}_most_mwh", only, budget.most_mwh)

    def rule(_: Any, w: Any) -> Any:
        return step_h * sum(discharging[t] for t in steps) <= most[w]

    draft.add(budget.name, pyo.Constraint(only, rule=rule, doc="discharged <= budget [MWh]"))
