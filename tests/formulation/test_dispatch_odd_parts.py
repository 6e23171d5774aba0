"""Parts of a model no shipped rule has: read by templates or by the ordinary compiler, the arrays are the same."""

from collections.abc import Callable
from typing import Any

import pytest

from storage_model.dispatch.compile import compile_model, declared
from storage_model.dispatch.compile.ordinary import ordinary_arrays
from tests.formulation.test_dispatch_fallback import with_extra
from tests.formulation.test_dispatch_templates import assert_same


def variable_without_index(model: Any) -> None:
    """One variable above all steps."""
    import pyomo.environ as pyo

    model.peak = pyo.Var(bounds=(0, 4))
    model.also = pyo.Constraint(model.steps, rule=lambda m, t: m.x[t] - m.peak <= 0)


def members_by_number(model: Any) -> None:
    """The first and the last step by their numbers."""
    import pyomo.environ as pyo

    model.also = pyo.Constraint(rule=lambda m: m.x[0] + 2 * m.x[3] <= 5)


def named_total(model: Any) -> None:
    """An expression without index."""
    import pyomo.environ as pyo

    model.total = pyo.Expression(rule=lambda m: sum(m.x[t] for t in m.steps))
    model.also = pyo.Constraint(rule=lambda m: m.total + m.x[0] <= 12)


def member_of_an_expression(model: Any) -> None:
    """One member of an expression is read while the model is written."""
    import pyomo.environ as pyo

    model.twice = pyo.Expression(model.steps, rule=lambda m, t: 2 * m.x[t])
    first = model.twice[0]
    model.also = pyo.Constraint(rule=lambda m: first + m.x[1] <= 5)


def expression_changed(model: Any) -> None:
    """One member of an expression is another one than its rule says."""
    member_of_an_expression(model)
    model.twice[0].set_value(3 * model.x[2])


def one_number_for_all(model: Any) -> None:
    """A parameter with one value for all steps."""
    import pyomo.environ as pyo

    model.p = pyo.Param(model.steps, initialize=3.0)
    model.also = pyo.Constraint(model.steps, rule=lambda m, t: m.x[t] <= m.p[t])


def parameter_with_a_domain(model: Any) -> None:
    """A parameter that checks its values."""
    import pyomo.environ as pyo

    model.p = pyo.Param(model.steps, initialize=3.0, within=pyo.NonNegativeReals)
    model.also = pyo.Constraint(model.steps, rule=lambda m, t: m.x[t] <= m.p[t])


def parameter_of_two_indices(model: Any) -> None:
    """A weight by step and side."""
    import pyomo.environ as pyo

    model.w = pyo.Param(model.steps, [1, 2], initialize=lambda _, t, side: 1.0 + t + side)
    model.also = pyo.Constraint(model.steps, rule=lambda m, t: m.w[t, 2] * m.x[t] <= 5)


def changeable_number(model: Any) -> None:
    """A parameter without index that may change."""
    import pyomo.environ as pyo

    model.k = pyo.Param(initialize=2.0, mutable=True)
    model.also = pyo.Constraint(model.steps, rule=lambda m, t: m.k * m.x[t] <= 9)


def power_of_a_number(model: Any) -> None:
    """The square of a parameter."""
    import pyomo.environ as pyo

    model.k = pyo.Param(initialize=2.0, mutable=True)
    model.also = pyo.Constraint(model.steps, rule=lambda m, t: m.k**2 * m.x[t] <= 30)


def index_of_words(model: Any) -> None:
    """A variable by name."""
    import pyomo.environ as pyo

    model.words = pyo.Set(initialize=["up", "down"])
    model.y = pyo.Var(model.words, bounds=(0, 1))
    model.also = pyo.Constraint(rule=lambda m: sum(m.y[word] for word in m.words) + m.x[0] <= 1.5)


def index_that_falls(model: Any) -> None:
    """A variable whose members do not rise."""
    import pyomo.environ as pyo

    model.y = pyo.Var([3, 1], bounds=(0, 1))
    model.also = pyo.Constraint(rule=lambda m: 2 * m.y[3] + m.y[1] + m.x[0] <= 1.5)


def sum_over_two_sets(model: Any) -> None:
    """Sixteen parts of a sum."""
    import pyomo.environ as pyo

    model.also = pyo.Constraint(rule=lambda m: sum(0.5 * m.x[i] for i in m.steps for _ in m.steps) <= 9)


def sum_of_the_same(model: Any) -> None:
    """Four times the first step."""
    import pyomo.environ as pyo

    model.also = pyo.Constraint(rule=lambda m: sum(m.x[0] + 0.5 * m.x[t] + 1.0 for t in m.steps) <= 20)


def sum_of_the_same_over_words(model: Any) -> None:
    """Twice the first step."""
    import pyomo.environ as pyo

    model.words = pyo.Set(initialize=["up", "down"])
    model.also = pyo.Constraint(rule=lambda m: sum(0.5 * m.x[0] for _ in m.words) <= 3)


def another_kind_of_part(model: Any) -> None:
    """Duals are asked for."""
    import pyomo.environ as pyo

    model.dual = pyo.Suffix(direction=pyo.Suffix.IMPORT)


def rows_of_a_plain_list(model: Any) -> None:
    """Rows for two steps, written as a list."""
    import pyomo.environ as pyo

    model.also = pyo.Constraint([0, 2], rule=lambda m, t: m.x[t] <= 3)


PARTS = (
    variable_without_index, members_by_number, named_total, member_of_an_expression, expression_changed,
    one_number_for_all, parameter_with_a_domain, parameter_of_two_indices, changeable_number, power_of_a_number,
    index_of_words, index_that_falls, sum_over_two_sets, sum_of_the_same, sum_of_the_same_over_words,
    another_kind_of_part, rows_of_a_plain_list,
)  # fmt: skip


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_odd_part_is_still_right(part: Callable[[Any], None]) -> None:
    """The arrays are those of Pyomo's public compiler."""
    assert_same(compile_model(with_extra(part)), ordinary_arrays(with_extra(part)()))


def test_many_members_read_are_left_to_the_ordinary_compiler(monkeypatch: pytest.MonkeyPatch) -> None:
    """Above the number that is run again nothing is guessed."""
    monkeypatch.setattr(declared, "MOST_READ_AGAIN", 0)
    build = with_extra(member_of_an_expression)
    assert_same(compile_model(build), ordinary_arrays(build()))


def weighed(weight: Callable[[Any, Any], Any], among: Any = None) -> Callable[[], Any]:
    """Return how to build four variables of which the sum of the weighed ones is to be large; `among` is its index."""

    def build() -> Any:
        import pyomo.environ as pyo

        model = pyo.ConcreteModel()
        model.steps = pyo.RangeSet(0, 3)
        model.x = pyo.Var(model.steps, bounds=(0, 10))

        def aim(m: Any, *_: Any) -> Any:
            return sum(weight(m, t) for t in m.steps)

        index = () if among is None else (among,)
        model.aim = pyo.Objective(*index, rule=aim, sense=pyo.maximize)
        return model

    return build


def test_a_sum_adds_what_does_not_change_once_a_member() -> None:
    """Σ (x₀ + xₜ) over four steps is 5 x₀ + x₁ + x₂ + x₃."""
    assert compile_model(weighed(lambda m, t: m.x[0] + m.x[t])).cost.tolist() == [-5.0, -1.0, -1.0, -1.0]


def test_an_objective_with_an_index() -> None:
    """One of one member is that member."""
    build = weighed(lambda m, t: 2 * m.x[t], among=[0])
    assert_same(compile_model(build), ordinary_arrays(build()))


def test_a_product_of_variables_is_refused() -> None:
    """No linear programme holds x₀ · xₜ; half of it would be a wrong one."""
    with pytest.raises(Exception, match="nonlinear"):
        compile_model(weighed(lambda m, t: m.x[0] * m.x[t]))


def test_a_member_that_is_not_there_is_the_rules_own_error() -> None:
    """A step beyond the last: raised as Pyomo raises it."""
    with pytest.raises(KeyError, match="4"):
        compile_model(weighed(lambda m, t: m.x[t + 1]))
