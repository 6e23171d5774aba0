"""Rules a template cannot express: the ordinary compiler takes over, or the template is right; never a third thing."""

import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from storage_model.blocks import Flows, ModelTime, Schedule, Stream
from storage_model.dispatch.compile import compile_model
from storage_model.dispatch.compile.ordinary import ordinary_arrays
from storage_model.dispatch.solver.highs import solve
from storage_model.horizon import Horizon
from storage_model.markets.market import Market
from tests.formulation.test_dispatch_templates import assert_same
from tests.sites import battery, horizon, site, spot

ROOT = Path(__file__).parents[2]
Rule = Callable[[Any, Any, ModelTime], Any]
WEIGHTS = [1.0, 2.0, 4.0, 8.0]


@dataclass(frozen=True)
class OddProduct(Market):
    """A product whose money follows any rule of the battery's output."""

    rule: Rule
    key: str = "odd"

    def attach(self, block: Any, time: ModelTime, assets: Any) -> None:
        """Publish `revenue_yuan`."""
        import pyomo.environ as pyo

        block.revenue_yuan = pyo.Expression(time.steps, rule=lambda _, t: self.rule(assets["battery"], t, time))

    def settle(self, flows: Mapping[str, Flows], schedule: Schedule, horizon: Horizon) -> tuple[Stream, ...]:
        """Settle nothing; these tests look at the model only."""
        del flows, schedule, horizon
        return ()


def looks_at_first(part: Any, t: Any, time: ModelTime) -> Any:
    """Pay for the first step only."""
    return part.out_mw[t] if t == 0 else 0.0


def looks_at_later(part: Any, t: Any, time: ModelTime) -> Any:
    """Pay from the third step on."""
    return part.out_mw[t] if t >= 2 else 0.0


def reads_a_list(part: Any, t: Any, time: ModelTime) -> Any:
    """Weigh by a plain list."""
    return WEIGHTS[t] * part.out_mw[t]


def reads_an_array(part: Any, t: Any, time: ModelTime) -> Any:
    """Weigh by a numpy array."""
    return np.array(WEIGHTS)[t] * part.out_mw[t]


def counts_by_remainder(part: Any, t: Any, time: ModelTime) -> Any:
    """Pay every other step."""
    return (t % 2) * part.out_mw[t]


def asks_the_set(part: Any, t: Any, time: ModelTime) -> Any:
    """Pay for the step before, round the end."""
    return part.out_mw[time.steps.prevw(t)] * 0.5


def loops(part: Any, t: Any, time: ModelTime) -> Any:
    """Add up in a loop."""
    total = 0.0
    for other in time.steps:
        total += 0.25 * part.out_mw[other]
    return total


def sums_over_all(part: Any, t: Any, time: ModelTime) -> Any:
    """Add up all steps for every step."""
    return sum(0.25 * part.out_mw[other] for other in time.steps)


RULES = (
    looks_at_first, looks_at_later, reads_a_list, reads_an_array, counts_by_remainder, asks_the_set, loops,
    sums_over_all,
)  # fmt: skip


def build_with(rule: Rule) -> Callable[[], Any]:
    """Return how to build a four-hour battery with an odd product."""
    from storage_model.dispatch.model import build_model

    given = site({"battery": battery()}, [spot([1, 2, 5, 3]), OddProduct(rule)], horizon(4))
    return lambda: build_model(given)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_odd_rule_is_still_right(rule: Rule) -> None:
    """The arrays are those of Pyomo's public compiler."""
    assert_same(compile_model(build_with(rule)), ordinary_arrays(build_with(rule)()))


def test_sum_over_all_steps_by_hand() -> None:
    """Every one of four steps pays a quarter of all 20 MWh sold: 20 on top of (5 + 3 - 1 - 2) x 10 = 50: 70; by
    own step only 55.
    """
    assert solve(compile_model(build_with(sums_over_all))).objective == pytest.approx(-70)


def with_extra(extra: Callable[[Any], None]) -> Callable[[], Any]:
    """Return how to build four variables, one limit each, and something odd."""

    def build() -> Any:
        import pyomo.environ as pyo

        model = pyo.ConcreteModel()
        model.steps = pyo.RangeSet(0, 3)
        model.x = pyo.Var(model.steps, bounds=(0, 10))
        model.limit = pyo.Constraint(model.steps, rule=lambda m, t: m.x[t] <= 8)
        extra(model)
        model.aim = pyo.Objective(rule=lambda m: sum(m.x[t] for t in m.steps), sense=pyo.maximize)
        return model

    return build


def domain_beside_bounds(model: Any) -> None:
    """Not negative by its domain, at most 5 by its bounds."""
    import pyomo.environ as pyo

    model.y = pyo.Var(model.steps, domain=pyo.NonNegativeReals, bounds=(None, 5))
    model.also = pyo.Constraint(model.steps, rule=lambda m, t: m.y[t] + m.x[t] <= 6)


def domain_by_step(model: Any) -> None:
    """Whole in one step only."""
    import pyomo.environ as pyo

    model.y = pyo.Var(model.steps, domain=lambda _, t: pyo.Binary if t == 1 else pyo.Reals, bounds=(0, 5))
    model.also = pyo.Constraint(model.steps, rule=lambda m, t: m.x[t] - m.y[t] <= 0)


def fixed_value(model: Any) -> None:
    """One value fixed after it was declared."""
    model.x[1].fix(5)


def bound_moved(model: Any) -> None:
    """One bound moved after it was declared."""
    model.x[1].setub(5)


def row_switched_off(model: Any) -> None:
    """One row taken out after it was declared."""
    model.limit[1].deactivate()


def parameter_changed(model: Any) -> None:
    """One value of a parameter changed after it was declared."""
    import pyomo.environ as pyo

    model.p = pyo.Param(model.steps, initialize=3.0, mutable=True)
    model.p[1] = 4.0
    model.also = pyo.Constraint(model.steps, rule=lambda m, t: m.x[t] <= m.p[t])


def parameter_by_rule(model: Any) -> None:
    """A parameter whose values come from a rule."""
    import pyomo.environ as pyo

    model.p = pyo.Param(model.steps, initialize=lambda _, t: 2.0 * t)
    model.also = pyo.Constraint(model.steps, rule=lambda m, t: m.x[t] <= m.p[t])


def limits_as_tuple(model: Any) -> None:
    """A range written as a tuple."""
    import pyomo.environ as pyo

    model.also = pyo.Constraint(model.steps, rule=lambda m, t: (0, m.x[t], 5))


def skips_a_step(model: Any) -> None:
    """A rule that leaves out the last step."""
    import pyomo.environ as pyo

    model.also = pyo.Constraint(
        model.steps, rule=lambda m, t: m.x[t + 1] - m.x[t] <= 1 if t < 3 else pyo.Constraint.Skip
    )


EXTRAS = (
    domain_beside_bounds, domain_by_step, fixed_value, bound_moved, row_switched_off, parameter_changed,
    parameter_by_rule,
    limits_as_tuple, skips_a_step,
)  # fmt: skip


@pytest.mark.parametrize("extra", EXTRAS, ids=lambda extra: extra.__name__)
def test_odd_declaration_is_still_right(extra: Callable[[Any], None]) -> None:
    """The optimum is that of Pyomo's own hand-over to HiGHS, whichever route was taken."""
    import pyomo.environ as pyo

    model = with_extra(extra)()
    pyo.SolverFactory("appsi_highs").solve(model)
    program = compile_model(with_extra(extra))
    assert -solve(program).objective == pytest.approx(pyo.value(model.aim), rel=1e-9)


def test_pyomo_comes_without_scipys_statistics_and_still_falls_back() -> None:
    """In a fresh process: a schedule needs no scipy.stats, and the ordinary compiler finds the scipy it needs."""
    program = """
import sys
from tests.sites import battery, battery_site
from storage_model.dispatch.compile.ordinary import ordinary_arrays
from storage_model.dispatch.model import build_model
from storage_model.dispatch.optimise import optimise
given = battery_site(battery(), [1.0, 3.0])
print(optimise(given).objective_yuan, "scipy.stats" in sys.modules, ordinary_arrays(build_model(given)).matrix.shape)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split() == ["20.0", "False", "(5,", "7)"]
