"""Sensitivity and goal seek by hand: spend K, receive p in each of two years (万元)."""

import numpy as np
import pytest

from storage_model.cases.goal_seek import seek_goal
from storage_model.finance.indicators.crossing import Target, Trial, find_crossing, placed
from storage_model.finance.indicators.indicator import Indicator, IndicatorArray, State
from storage_model.finance.indicators.payback import payback
from storage_model.finance.indicators.rates import irr_of_one, npv
from storage_model.finance.sensitivity import coefficient


def flows(income: float, spent: float = 1000.0) -> np.ndarray:
    """Spending in period 1, income in periods 2 and 3."""
    return np.array([-spent, income, income])


def rate_at(income: float) -> Indicator:
    """Return the rate of return."""
    return irr_of_one(flows(income))


NEEDED = 1000 / (1 / 1.1 + 1 / 1.21)  # annuity of two years at 10 %: 576.190476


def test_income_needed_for_ten_percent() -> None:
    """576.19 a year returns 10 %: the value found meets it within 1e-6 and one 分 (0.0001 万元) less does not."""
    goal = seek_goal(rate_at, Target(value=0.10), start=100.0, limit=2000.0, step=1e-4)
    assert goal.state == "ok"
    assert goal.value == pytest.approx(NEEDED, abs=1e-6)
    assert goal.met is not None
    assert goal.missed is not None
    assert 0.10 <= (rate_at(goal.met.value).value or 0.0) <= 0.10 + 1e-6
    assert goal.missed.value == pytest.approx(goal.met.value - 1e-4, abs=1e-12)
    assert (rate_at(goal.missed.value).value or 1.0) < 0.10
    assert goal.evaluations < 25


def test_investment_that_still_pays() -> None:
    """The other way: 576.19 a year carries at most 1000, searched down from 1500."""
    goal = seek_goal(
        lambda spent: irr_of_one(flows(NEEDED, spent)), Target(value=0.10), start=1500.0, limit=0.0, step=0.01
    )
    assert (goal.state, goal.value) == ("ok", pytest.approx(1000.0, abs=1e-5))
    assert goal.missed is not None
    assert goal.missed.value == pytest.approx(1000.01, abs=1e-5)


def test_no_return_at_the_start_is_no_obstacle() -> None:
    """At an income of −50 there is no rate at all; halving finds where rates begin, and the answer is the same."""
    goal = seek_goal(rate_at, Target(value=0.10), start=-50.0, limit=2000.0, step=1e-4)
    assert (goal.state, goal.value) == ("ok", pytest.approx(NEEDED, abs=1e-6))


def test_less_is_better() -> None:
    """Payback of at most 2.5 years: 1 + 1 + (1000 − p)/p = 2.5 gives p = 666.67."""
    goal = seek_goal(
        lambda p: payback(flows(p)).one(), Target(value=2.5, at_most=True), start=550.0, limit=900.0, step=0.01
    )
    assert (goal.state, goal.value) == ("ok", pytest.approx(2000 / 3, abs=1e-6))


def test_what_no_support_can_do_is_a_state() -> None:
    """Met at the start; missed even at the limit; never a number that is not an answer."""
    met = seek_goal(rate_at, Target(value=0.10), start=600.0, limit=2000.0, step=0.01)
    assert (met.state, met.value) == ("already_met", 600.0)
    out = seek_goal(rate_at, Target(value=0.10), start=100.0, limit=570.0, step=0.01)
    assert (out.state, out.value) == ("unreachable", None)
    assert out.missed is not None
    assert out.missed.indicator == rate_at(570.0)


def test_a_jump_over_the_target_is_said() -> None:
    """A quota pays 5 % below 400 MW and 12 % from there: 400 is needed, but it is not 10 %."""
    goal = seek_goal(
        lambda mw: Indicator(0.05 if mw < 400 else 0.12, "ok"), Target(value=0.10), start=0.0, limit=1000.0, step=1.0
    )
    assert (goal.state, goal.value) == ("jumps", pytest.approx(400.0, abs=1e-6))


def test_a_jump_far_from_nought_is_found_from_the_side_that_meets() -> None:
    """Numbers near a million lie 1.2e-10 apart, a nudge is 1e-12 of the range, so it is doubled."""
    found = find_crossing(
        lambda mw: Indicator(-0.001 if mw < 1_000_000.3 else 1.0, State.OK), Target(value=0.0),
        met=Trial(value=1_000_001.0, indicator=Indicator(1.0, State.OK)),
        missed=Trial(value=1_000_000.0, indicator=Indicator(-0.001, State.OK)), step=0.1,
    )  # fmt: skip
    assert found.met.value == pytest.approx(1_000_000.3, abs=1e-9, rel=0)
    assert (found.met.indicator.value, found.missed.indicator.value, found.exact) == (1.0, -0.001, False)
    assert found.missed.value == pytest.approx(1_000_000.2, abs=1e-9, rel=0)


def test_a_turn_within_a_step_is_said() -> None:
    """Met from 5.2 on, and between 4 and 5: with a step of 1, 4.2 meets the target too, so 5.2 is not the least."""
    goal = seek_goal(
        lambda x: Indicator(1.0 if 4 <= x < 5 or x >= 5.2 else -1.0, "ok"),
        Target(value=0.0, tolerance=2.0),
        start=0.0,
        limit=10.2,
        step=1.0,
    )
    assert (goal.state, goal.value) == ("turns", pytest.approx(5.2, abs=1e-6))


@pytest.mark.parametrize("start", [0.0, 5.0, -5.0])
def test_near_the_start_the_step_stops_there(start: float) -> None:
    """0.004 more is enough and the step is 0.01: the miss shown is the start, never less (a negative subsidy)."""
    goal = seek_goal(
        lambda s: Indicator(s, "ok"), Target(value=start + 0.004), start=start, limit=start + 1.0, step=0.01
    )
    assert goal.missed is not None
    assert goal.missed.value == start
    assert goal.state == "ok"


def test_what_has_no_value_has_its_place() -> None:
    """Income without spending stands above every rate, losses alone below; put in order they are −∞, 5 %, ∞."""
    found = IndicatorArray.of(
        np.array([0.0, 0.05, 0.0]),
        (State.ALL_POSITIVE, [True, False, False]), (State.ALL_NEGATIVE, [False, False, True]),
    )  # fmt: skip
    assert list(placed(found)) == [np.inf, 0.05, -np.inf]


def test_sensitivity_coefficient() -> None:
    """NPV at 10 % of 600 a year is 41.32; 10 % more income adds 104.13: S = (104.13/41.32)/0.10 = 25.2."""
    base, more = (Indicator(float(npv(flows(p), 0.10)) * 1.1, "ok") for p in (600.0, 660.0))
    assert base.value == pytest.approx(41.32, abs=0.005)
    assert coefficient(base, more, 0.10).value == pytest.approx(25.2, abs=0.005)


def test_coefficient_without_a_value() -> None:
    """The state is taken over; from zero nothing has a share."""
    good, none = Indicator(0.1, "ok"), Indicator(None, "multiple")
    assert coefficient(none, good, 0.1).state == coefficient(good, none, 0.1).state == "multiple"
    assert coefficient(Indicator(0.0, "ok"), good, 0.1).state == "not_applicable"
    assert coefficient(good, good, 0.0).state == "not_applicable"
