"""How full or empty a window may leave the store: what the rest can still make good, and no more."""

from typing import Any

import pytest

from storage_model.blocks import SeriesByField
from tests.sites import battery, horizon

TWO_DAYS = horizon(48)
BEGUN = {"stored_mwh": 4.0}
GROUPS = {"old": {"energy_mwh": 15.0}, "new": {"energy_mwh": 5.0, "power_mw": 1.0}}


def left(numbers: dict[str, Any], point: int, series: SeriesByField | None = None) -> tuple[float, float]:
    """Return the least and the most that 20 MWh which began with 4 may hold at a point of two days."""
    found = battery(**numbers).way_back(BEGUN, TWO_DAYS, series or {})
    return float(found["least_left.stored_mwh"][point]), float(found["most_left.stored_mwh"][point])


@pytest.mark.parametrize(
    ("cycles", "last", "most_mwh"),
    [
        ({"per_day": 0.5}, 24, 4.0 + 10.0 / 0.8),
        ({"per_day": 0.5}, 36, 4.0 + 5.0 / 0.8),
        ({"per_year": 365.0}, 24, 20.0),
        ({"per_day": 0.5, "per_year": 36.5}, 24, 4.0 + 2.0 / 0.8),
        ({"lifetime": 1460.0, "lifetime_years": 8}, 24, 4.0 + 10.0 / 0.8),
    ],
    ids=["a day left", "half a day left", "more than the store", "the tighter of two", "a life's"],
)
def test_what_budgets_let_the_rest_discharge(cycles: dict[str, Any], last: int, most_mwh: float) -> None:
    """A fifth is lost on the way out; without the bound a window could fill what nobody empties."""
    assert left({"discharge_efficiency_frac": 0.8, "cycles": cycles}, last)[1] == pytest.approx(most_mwh)


@pytest.mark.parametrize(
    ("ends", "point", "expected"),
    [
        ({"rule": "cyclic"}, 47, (4.0 - 0.9, 4.0 + 2.0 / 0.8)),
        ({"rule": "cyclic"}, 46, (4.0 - 1.8, 4.0 + 4.0 / 0.8)),
        ({"rule": "cyclic"}, 24, (0.0, 20.0)),
        ({"rule": "fixed", "every": "day", "soc_frac": 0.5}, 22, (10.0 - 1.8, 10.0 + 4.0 / 0.8)),
        ({"rule": "free"}, 47, (0.0, 20.0)),
    ],
    ids=["an hour left", "two", "a day", "two to midnight", "anywhere"],
)
def test_what_power_reaches(ends: dict[str, Any], point: int, expected: tuple[float, float]) -> None:
    """An hour stores 0.9 MWh of 1 MW drawn and takes 2.5 MWh for 2 MW sent; a window beyond it could never end."""
    lossy = {"charge_efficiency_frac": 0.9, "discharge_efficiency_frac": 0.8}
    numbers = {**lossy, "charge_power_mw": 1.0, "discharge_power_mw": 2.0, "ends": ends}
    assert left(numbers, point) == pytest.approx(expected)


def test_an_outage_ahead_has_to_be_entered_as_low_as_it_asks() -> None:
    """Nothing in service from midnight on: what is held then stays. A tenth holds 2 MWh, so 12 an hour before."""
    gone = {"maintenance": [{"first_day": "2026-01-02", "last_day": "2026-01-02"}]}
    assert left(gone, 24) == left(gone, 40) == (4.0, 4.0)
    part = {"ends": {"rule": "free"}, "maintenance": [{**gone["maintenance"][0], "available_share_frac": 0.1}]}
    assert left(part, 23) == (0.0, 12.0)
    edges = battery(**{**part, "ends": {"rule": "cyclic"}}).held_at_edges(TWO_DAYS, {})
    assert edges == {"most_left.stored_mwh": pytest.approx(2.0)}
    assert battery(**part).held_at_edges(TWO_DAYS, {}) == battery().held_at_edges(TWO_DAYS, {}) == {}


def test_groups_of_cells_share_power_by_their_energy() -> None:
    """5 of 20 MWh have a quarter of 10 MW, but not more than their own 1 MW; 4 MWh at the start are 3 and 1."""
    found = battery(cohorts=GROUPS).way_back(BEGUN, TWO_DAYS, {})
    ends = {key: float(values[47]) for key, values in found.items()}
    assert ends == pytest.approx(
        {
            "least_left.cells_old_stored_mwh": 0.0,
            "most_left.cells_old_stored_mwh": 3.0 + 7.5,
            "least_left.cells_new_stored_mwh": 0.0,
            "most_left.cells_new_stored_mwh": 1.0 + 1.0,
        }
    )


def test_power_stands_still_within_a_step() -> None:
    """A ramp of 0.05 MW a minute is 3 MW an hour: a window that ends at more could leave a full store nowhere to go."""
    found = battery(ramp_mw_per_min=0.05).way_back(BEGUN, TWO_DAYS, {})
    assert set(found["most_net_mw"]) == {3.0}
    assert "most_net_mw" not in battery().way_back(BEGUN, TWO_DAYS, {})
