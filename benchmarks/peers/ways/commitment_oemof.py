"""Twenty gas sets in oemof.solph: a converter with a non-convex flow each."""

from typing import Any

from asked import Found, answer
from oemof import solph
from of_oemof import PACKAGES, modelled, sold, solved, system_of


def build(q: Any) -> Any:
    """All sets are off at both ends, for there is no gas."""
    system = system_of(q)
    grid, gas = solph.Bus(label="grid"), solph.Bus(label="gas")
    most_mw = float(q.gas_mw.max())
    drained = solph.components.Source(
        label="drained", outputs={gas: solph.Flow(nominal_capacity=most_mw, maximum=q.gas_mw / most_mw)}
    )
    system.add(grid, gas, drained, sold(q, grid))
    for number in range(round(q.sets)):
        system.add(gas_set(q, f"set {number}", gas, grid))
    return modelled(system)


def gas_set(q: Any, name: str, gas: Any, grid: Any) -> Any:
    """Return one set."""
    able = solph.NonConvex(
        startup_costs=q.start_yuan, minimum_uptime=round(q.minimum_up_h), minimum_downtime=round(q.minimum_down_h),
        initial_status=0,
    )  # fmt: skip
    power = solph.Flow(
        nominal_capacity=q.set_mw, minimum=q.minimum_load_frac, variable_costs=q.variable_yuan_per_mwh, nonconvex=able
    )
    return solph.components.Converter(
        label=name,
        inputs={gas: solph.Flow()},
        outputs={grid: power},
        conversion_factors={grid: q.efficiency_frac},
    )


def solve(q: Any, model: Any) -> Found:
    """Ask HiGHS."""
    return solved(model, gap_frac=q.gap_frac, limit_s=q.limit_s)


answer(build, solve, *PACKAGES)
