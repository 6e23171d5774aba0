"""How full a window may leave the store: what the budgets of the rest can still discharge, and no more."""

from typing import Any

import pytest

from tests.sites import battery, horizon

TWO_DAYS = horizon(48)


@pytest.mark.parametrize(
    ("cycles", "last", "left_frac"),
    [
        ({"per_day": 0.5}, 24, (4.0 + 10.0 / 0.8) / 20.0),
        ({"per_day": 0.5}, 36, (4.0 + 5.0 / 0.8) / 20.0),
        ({"per_year": 365.0}, 24, (4.0 + 20.0 / 0.8) / 20.0),
        ({"per_day": 0.5, "per_year": 36.5}, 24, (4.0 + 2.0 / 0.8) / 20.0),
        ({"lifetime": 1460.0, "lifetime_years": 8}, 24, (4.0 + 10.0 / 0.8) / 20.0),
    ],
    ids=["a day left", "half a day left", "a cycle a day", "the tighter of two", "a life's"],
)
def test_what_the_rest_can_discharge(cycles: dict[str, Any], last: int, left_frac: float) -> None:
    """20 MWh that began with 4 and lose a fifth on the way out; without it a window could fill what nobody empties."""
    station = battery(discharge_efficiency_frac=0.8, cycles=cycles)
    found = station.way_back({"stored_mwh": 4.0}, TWO_DAYS, last)
    assert found == {"most_left_frac": pytest.approx(left_frac)}


def test_where_nothing_bounds_it() -> None:
    """No budget, or a station that may end anywhere: nothing is handed over."""
    assert battery().way_back({"stored_mwh": 4.0}, TWO_DAYS, 24) == {}
    free = battery(cycles={"per_day": 0.5}, ends={"rule": "free"})
    assert free.way_back({"stored_mwh": 4.0}, TWO_DAYS, 24) == {}
