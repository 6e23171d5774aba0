"""An indicator cannot hold a number and a reason for having none."""

import numpy as np
import pytest

from storage_model.finance.indicators.indicator import Indicator, IndicatorArray, State


@pytest.mark.parametrize(("value", "state"), [(None, "ok"), (0.1, "none"), (float("nan"), "ok"), (float("inf"), "ok")])
def test_a_value_and_a_reason_for_none_exclude_each_other(value: float | None, state: str) -> None:
    """NaN, infinity, a value without `ok` and `ok` without a value are refused at birth."""
    with pytest.raises(ValueError, match="indicator"):
        Indicator(value=value, state=state)


def test_first_condition_names_the_state() -> None:
    """Both conditions hold in the second place: the one listed first wins; values are NaN exactly where not ok."""
    found = IndicatorArray.of(
        np.array([1.0, 2.0, 3.0]), (State.NO_DEBT, [False, True, False]), (State.BEYOND_LIFE, [False, True, True])
    )
    assert [found.at(i).state for i in range(3)] == ["ok", "no_debt", "beyond_life"]
    assert found.at(0).value == 1.0
    assert np.isnan(found.values).tolist() == [False, True, True]


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_an_array_is_finite_where_it_is_ok(value: float) -> None:
    """No value where a state says why is fine; ok beside no number is refused, one variant or many."""
    lacking = np.array([1.0, value])
    assert IndicatorArray.of(lacking, (State.NO_DEBT, [False, True])).at(1).state == "no_debt"
    for values in (lacking, value):
        with pytest.raises(ValueError, match="not finite"):
            IndicatorArray.of(values)
    with pytest.raises(ValueError, match="not finite"):
        IndicatorArray.of(lacking, (State.NO_DEBT, [True, False]))


def test_a_condition_may_be_wider_than_the_value() -> None:
    """One value for two variants, one of them without."""
    found = IndicatorArray.of(5.0, (State.NO_DEBT, np.array([False, True])))
    assert found.at(0) == Indicator(5.0, "ok")
    assert found.at(1) == Indicator(None, "no_debt")


def test_one_of_many_is_refused() -> None:
    """`one` is for a single case; taking the first silently would answer the wrong question."""
    with pytest.raises(ValueError, match="one indicator"):
        IndicatorArray.of(np.array([1.0, 2.0])).one()
