"""What fade and gas do to a life whose schedule is held: how many times its metered money and energy they are."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.cases.ranges.asked import Factor
from storage_model.cases.ranges.fits import GAS_UNIT
from storage_model.dispatch.optimise import Dispatcher
from storage_model.dispatch.solver.highs import SolverOptions
from storage_model.lifetime.plan import plan_of
from storage_model.lifetime.record import Lifetime, StreamKind
from storage_model.lifetime.year import Counted, audited, count
from storage_model.scenario.scenario import Scenario

GAS_SHARES = (0.0005, 0.1, 0.3, 0.5, 0.7, 0.9, 0.9995)
"""probabilities of the gas multiples at which the first year is dispatched; a straight line lies between them"""


def with_fade(lifetime: Lifetime, name: str, times: FloatArray) -> FloatArray:
    """Return usable energy ÷ that of the life when what is lost is `times` as much, shape (draws, years).

    `times` has shape (draws,). The schedule is scaled with the energy; where nothing is usable it stays.
    """
    figures = lifetime.figures[name]
    usable, cells = figures["usable_mwh"], figures["cells_mwh"]
    moved = np.maximum(usable - (times[:, None] - 1.0) * (cells - usable), 0.0)
    return np.divide(moved, usable, out=np.ones_like(moved), where=usable > 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class GasResponse:
    """Money by stream kind and energy by asset against gas, each relative to the case, shape (points,).

    `times` are the multiples of the case's gas at which the first year was dispatched.
    """

    times: FloatArray
    money: Mapping[StreamKind, FloatArray]
    energy: Mapping[str, FloatArray]

    def of_money(self, kind: StreamKind, times: FloatArray) -> FloatArray | float:
        """Return how many times the money of a kind there is, shape (draws, 1); 1 for what gas does not move."""
        return self._at(self.money.get(kind), times)

    def of_energy(self, asset: str, times: FloatArray) -> FloatArray | float:
        """Return the same of the energy an asset sends."""
        return self._at(self.energy.get(asset), times)

    def _at(self, response: FloatArray | None, times: FloatArray) -> FloatArray | float:
        return 1.0 if response is None else np.interp(times, self.times, response)[:, None]


def gas_response(scenario: Scenario, factor: Factor, options: SolverOptions | None) -> GasResponse:
    """Return what gas brings, from dispatches of the first year over the range of the factor."""
    times = np.unique([1.0, *factor.marginal.value_at(np.array(GAS_SHARES))])
    dispatcher = Dispatcher(options or SolverOptions())
    found = [_first_year(with_gas(scenario, float(one)), dispatcher) for one in times]
    own = found[int(np.flatnonzero(times == 1.0)[0])]
    burning = {name for name, series in scenario.series.items() if _gas_fields(series)}
    kinds = [kind for kind, yuan in own.yuan.items() if kind.asset in burning and yuan]
    return GasResponse(
        times=times,
        money={kind: np.array([one.yuan.get(kind, 0.0) for one in found]) / own.yuan[kind] for kind in kinds},
        energy={
            name: np.array([one.out_mwh[name] for one in found]) / own.out_mwh[name]
            for name in burning
            if own.out_mwh[name]
        },
    )


def with_gas(scenario: Scenario, times: float) -> Scenario:
    """Return the scenario with so many times the drained gas, at the same concentration."""
    if times == 1.0:
        return scenario
    series = {
        name: {
            field: replace(one, values=one.values * times) if field in _gas_fields(fields) else one
            for field, one in fields.items()
        }
        for name, fields in scenario.series.items()
    }
    return replace(scenario, series=series)


def _gas_fields(fields: Mapping[str, object]) -> set[str]:
    return {field for field, one in fields.items() if getattr(one, "unit", "") == GAS_UNIT}


def _first_year(scenario: Scenario, dispatcher: Dispatcher) -> Counted:
    plan = plan_of(scenario)
    site = plan.site_of(plan.calendar_years[0], plan.assets)
    return count(audited(plan.calendar_years[0], site, dispatcher.optimise(site)), plan.spans)
