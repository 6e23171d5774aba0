"""A battery year in oemof.solph: a bus, a source, a sink, a generic storage; Pyomo and HiGHS."""

from typing import Any

from asked import Found, answer
from oemof import solph
from of_oemof import PACKAGES, modelled, sold, solved, system_of


def build(q: Any) -> Any:
    """Losses sit on the storage's flows; empty at the start."""
    system = system_of(q)
    grid = solph.Bus(label="grid")
    bought = solph.components.Source(label="bought", outputs={grid: solph.Flow(variable_costs=q.purchase)})
    cells = solph.components.GenericStorage(
        label="cells",
        inputs={grid: solph.Flow(nominal_capacity=q.power_mw)},
        outputs={grid: solph.Flow(nominal_capacity=q.power_mw, variable_costs=q.wear_yuan_per_mwh)},
        nominal_capacity=q.energy_mwh, initial_storage_level=0.0, balanced=False,
        inflow_conversion_factor=q.charge_efficiency_frac, outflow_conversion_factor=q.discharge_efficiency_frac,
    )  # fmt: skip
    system.add(grid, bought, sold(q, grid), cells)
    return modelled(system)


def solve(q: Any, model: Any) -> Found:
    """Ask HiGHS."""
    del q
    return solved(model)


answer(build, solve, *PACKAGES)
