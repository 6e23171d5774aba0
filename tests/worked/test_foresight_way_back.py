"""A window leaves what the rest of the year can still bring back: short looks ahead, slow stores, outages ahead."""

from typing import Any

import numpy as np
import pytest

from storage_model.foresight.foresee import foresee
from tests.outlooks import outlook
from tests.sites import battery

EXACT = 1e-6
TENTH = {"first_day": "2026-01-04", "last_day": "2026-01-05", "available_share_frac": 0.1}
GONE = {"first_day": "2026-01-04", "last_day": "2026-01-05"}


def test_a_short_look_ahead_comes_back_by_hand() -> None:
    """1 MW and 2 MWh, full at the start, decided and seen an hour at a time: 30, 40, 10, 5, 20 yuan/MWh.

    It sells at 30 and 40, waits, then has two hours left for two MWh: buys at 5 and 20. Seen at once it buys at 10, 5.
    """
    station = battery(power_mw=1.0, energy_mwh=2.0)
    found = foresee(outlook({"day_ahead": [30.0, 40.0, 10.0, 5.0, 20.0]}, station=station, step=1, look_ahead=1))
    assert found.schedules["battery"]["stored_mwh"] == pytest.approx([2, 1, 0, 0, 1, 2], abs=EXACT)
    assert (found.realised_yuan, found.perfect_yuan) == pytest.approx((45.0, 55.0), abs=EXACT)


SLOW: dict[str, dict[str, Any]] = {
    "an hour seen": {"energy_mwh": 60.0, "look_ahead": 1, "step": 1},
    "empty at noon, half full at midnight": {
        "energy_mwh": 60.0, "look_ahead": 2, "step": 1, "ends": {"every": "day", "rule": "fixed", "soc_frac": 0.5},
    },
    "half full every week": {
        "energy_mwh": 60.0, "look_ahead": 24, "step": 12, "ends": {"every": "week", "rule": "fixed", "soc_frac": 0.5},
    },
    "every week as it began": {"look_ahead": 48, "step": 24, "ends": {"every": "week", "rule": "cyclic"}},
    "out of service at the end": {"look_ahead": 24, "step": 24, "maintenance": [GONE]},
    "a tenth in service at the end": {"energy_mwh": 60.0, "look_ahead": 48, "step": 24, "maintenance": [TENTH]},
    "a tenth in service at a midnight": {
        "look_ahead": 48, "step": 24, "ends": {"every": "day", "rule": "cyclic"},
        "maintenance": [{**TENTH, "first_day": "2026-01-03", "last_day": "2026-01-03"}],
    },
    "a ramp, seen no further than decided": {"look_ahead": 24, "step": 24, "soc_min_frac": 0.1, "ramp_mw_per_min": 0.1},
    "two groups of cells": {
        "look_ahead": 2, "step": 1,
        "cohorts": {"old": {"energy_mwh": 40.0, "soh_frac": 0.8}, "new": {"energy_mwh": 20.0, "power_mw": 3.0}},
    },
}  # fmt: skip


@pytest.mark.parametrize("numbers", SLOW.values(), ids=SLOW)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_year_that_can_end_ends(seed: int, numbers: dict[str, Any]) -> None:
    """Five days with a schedule that keeps every limit are also decided window by window; there was no answer."""
    step, look_ahead = numbers["step"], numbers["look_ahead"]
    station = battery(**{key: value for key, value in numbers.items() if key not in ("step", "look_ahead")})
    prices = {"day_ahead": np.random.default_rng(seed).normal(200, 80, 120)}
    found = foresee(outlook(prices, station=station, step=step, look_ahead=look_ahead))
    stored = found.schedules["battery"]["stored_mwh"]
    assert stored[-1] == pytest.approx(stored[0], abs=EXACT)
    assert found.realised_yuan <= found.perfect_yuan + EXACT
