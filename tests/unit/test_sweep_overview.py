"""What a sweep says in a few tables, from numbers small enough for a hand."""

import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from storage_model.cases.many.conduct import Outcome
from storage_model.cases.many.plan import Plan, PlannedCase
from storage_model.cases.many.standing import Best, Standing
from storage_model.dispatch.solver.highs import SolverOptions
from storage_model.report.many.overview import End, axis_values, metric_range
from storage_model.report.many.overview_screen import swings_table, ways_on
from storage_model.report.many.swings import Swing, Unmoved, swings_of
from storage_model.scenario.merging.overrides import parse_overrides

NPV, PAYBACK = "npv_project_after_tax_yuan", "payback_static_years"
Points = Mapping[int, Mapping[str, object]]


def plan_of(axes: tuple[str, ...], points: list[dict[str, Any]]) -> Plan:
    """Return a plan of these points."""
    cases = tuple(PlannedCase(number=number, values=values, life="") for number, values in enumerate(points, 1))
    return Plan(name="s", root=Path(), base="b.yaml", fixed={}, axes=axes, project="station", metrics=(NPV, PAYBACK),
                options=SolverOptions(), cases=cases, files={})  # fmt: skip


def told(values: Mapping[int, float | None]) -> dict[int, dict[str, Any]]:
    """Return what cases say of both metrics, the same number for each."""
    states = {number: "ok" if value is not None else "beyond_life" for number, value in values.items()}
    return {
        number: {NPV: value, f"{NPV}_state": states[number], PAYBACK: value, f"{PAYBACK}_state": states[number]}
        for number, value in values.items()
    }


def test_a_grid_moves_each_axis_with_the_others_held() -> None:
    """Six cases of which one failed.

           b=10  b=20  b=30
    a=1       0   100    50     b over its three values where all are answered (a=1): 0 to 100
    a=2      40   160     ×     a over both values where both are (b=10, b=20): (0+100)/2 = 50, (40+160)/2 = 100
    """
    plan = plan_of(("a", "b"), [{"a": a, "b": b} for a in (1, 2) for b in (10, 20, 30)])
    found = swings_of(plan, told({1: 0.0, 2: 100.0, 3: 50.0, 4: 40.0, 5: 160.0}), NPV)
    assert [(one.axis, one.low, one.high, one.groups) for one in found] == [("b", 0.0, 100.0, 1), ("a", 50.0, 100.0, 2)]
    assert [(one.low_value, one.high_value) for one in found] == [(10, 20), (1, 2)]


def test_one_at_a_time_is_a_tornado_about_the_base() -> None:
    """Base 10; a: 5 and 20; b: 10 and no value. The base counts as a value of every axis; b moves nothing."""
    points = [{}, {"a": 1}, {"a": 3}, {"b": "x"}, {"b": "y"}]
    found = swings_of(plan_of(("b", "a"), points), told({1: 10.0, 2: 5.0, 3: 20.0, 4: 10.0, 5: None}), NPV)
    assert [(one.axis, one.low_value, one.low, one.high_value, one.high) for one in found] == [
        ("a", 1, 5.0, 3, 20.0), ("b", Unmoved.BASE, 10.0, Unmoved.BASE, 10.0),
    ]  # fmt: skip
    assert [one.without for one in found] == [(), ("y",)]
    moved = swings_of(plan_of(("a",), [{}, {"a": 1}]), told({1: 10.0, 2: 5.0}), NPV)
    assert [(one.low_value, one.high_value) for one in moved] == [(1, Unmoved.BASE)]


def test_a_metric_with_a_single_value_is_no_width_and_told() -> None:
    """Paid back in 9 years at the low price only: 0 wide, and never at the base and the high price."""
    (one,) = swings_of(plan_of(("a",), [{}, {"a": 1}, {"a": 3}]), told({1: None, 2: 9.0, 3: None}), PAYBACK)
    assert (one.low, one.high, one.without) == (9.0, 9.0, (Unmoved.BASE, 3))
    assert swings_of(plan_of(("a",), [{}, {"a": 1}]), told({1: None, 2: None}), PAYBACK) == ()
    beside = plan_of(("a", "b"), [{}, {"a": 1}, {"b": 7}, {"b": 8}])
    assert swings_of(beside, told({1: None, 2: 9.0, 3: 8.0, 4: 8.5}), PAYBACK) == (
        Swing(axis="b", low_value=7, low=8.0, high_value=8, high=8.5, groups=1, without=(Unmoved.BASE,)),
        Swing(axis="a", low_value=1, low=9.0, high_value=1, high=9.0, groups=1, without=(Unmoved.BASE,)),
    )
    table = swings_table([one], PAYBACK, "en")
    assert (table.head[-1], table.rows[0][-1]) == ("no value at", "as in the base, 3")


def test_two_returns_lie_points_apart() -> None:
    """6 % and 9 %: 3.00 points, which is not 3 % of either; where every value is there no column speaks of none."""
    swing = Swing(axis="a", low_value=1, low=0.06, high_value=2, high=0.09, groups=1)
    table = swings_table([swing], "irr_project_after_tax_frac", "en")
    assert table.rows[0][1:] == ("1", "6.00%", "2", "9.00%", "3.00 points", "1")


def test_draws_that_share_nothing_tell_no_axis_from_another() -> None:
    """In a zip every axis moves in every case."""
    assert swings_of(plan_of(("a", "b"), [{"a": 1, "b": 1}, {"a": 2, "b": 2}]), told({1: 1.0, 2: 2.0}), NPV) == ()


def test_a_key_taken_out_is_no_key_left_as_it_is() -> None:
    """Null takes the key out: 7 beside the base's 10, not instead of it."""
    (one,) = swings_of(plan_of(("a",), [{}, {"a": None}]), told({1: 10.0, 2: 7.0}), NPV)
    assert (one.low_value, one.low, one.high_value, one.high) == (None, 7.0, Unmoved.BASE, 10.0)


def test_values_of_different_kinds_stay_apart() -> None:
    """True, 1 and the word 1 are three values of an axis."""
    plan = plan_of(("a",), [{"a": True}, {"a": 1}, {"a": "1"}])
    (one,) = swings_of(plan, told({1: 5.0, 2: 3.0, 3: 4.0}), NPV)
    assert (one.low_value, one.low, one.high_value is True, one.high) == (1, 3.0, True, 5.0)
    assert [repr(value) for value in axis_values(plan, "a")] == ["True", "1", "'1'"]


def test_the_command_of_the_best_case_sets_its_very_values() -> None:
    """Null, truth, words that look like either or like numbers, blanks, dollars: read back as they were."""
    values = {
        "a.*.x": None,
        "b": True,
        "c": "true",
        "d": "2026",
        "e": "两 段 $HOME 'x' \"y\"",
        "f": 1e-7,
        "g": 400,
        "h": "null",
    }
    plan = plan_of(tuple(values), [values])
    best = Best(number=1, metric=NPV, value=1.0)
    outcome = Outcome(
        plan=plan, folder=Path("s"), entries={}, standing=Standing(plan=plan, best=best), interrupted=False
    )
    _, line = ways_on(outcome, "s", "en", server=True)
    words = shlex.split(line.partition(":  ")[2])
    read = parse_overrides(words[number + 1] for number, word in enumerate(words) if word == "--set")
    assert [(key, repr(value)) for key, value in read.items()] == [(key, repr(value)) for key, value in values.items()]
    assert words[-2:] == ["--out", "results/s_0001"]


@pytest.mark.parametrize(("metric", "best"), [(NPV, 3), (PAYBACK, 1)])
def test_the_ends_of_a_metric_and_the_better_one(metric: str, best: int) -> None:
    """Lowest and highest with their cases, of equal ones the first; less payback is better; a state counts as none."""
    found = metric_range(told({1: 2.0, 2: 2.0, 3: 7.0, 4: 7.0, 5: None}), metric)
    assert (found.lowest, found.highest) == (End(number=1, value=2.0), End(number=3, value=7.0))
    assert found.best is not None
    assert found.best.number == best
    assert dict(found.without) == {"beyond_life": 1}
    nothing = metric_range(told({5: None, 6: None}), metric)
    assert (nothing.lowest, nothing.highest, nothing.best, dict(nothing.without)) == (
        None, None, None, {"beyond_life": 2},
    )  # fmt: skip
