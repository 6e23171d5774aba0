"""Days of 23 and 25 hours are decided and forecast by the market clock, by hand."""

from zoneinfo import ZoneInfo

import numpy as np
import pytest

from storage_model.foresight.foresee import foresee
from storage_model.foresight.windows import windows
from storage_model.markets.market import Market
from storage_model.markets.two_settlement import TwoSettlementMarket
from storage_model.markets.up_down import UpDownMarket
from storage_model.prices.forecasts.forecast import Forecast, PricesByName
from storage_model.prices.forecasts.last_week import LastWeek
from storage_model.prices.forecasts.persistence import Persistence
from tests.outlooks import outlook
from tests.products import data, product
from tests.sites import battery, horizon, spot

BERLIN = ZoneInfo("Europe/Berlin")
# Saturday to Monday about the change, and where the days begin: 24 + 23 + 24 and 24 + 25 + 24 hours.
SPRING, AUTUMN = "2026-03-28T00:00", "2026-10-24T00:00"
DAYS = {SPRING: [0, 24, 47, 71], AUTUMN: [0, 24, 49, 73]}
EXACT = 1e-6


@pytest.mark.parametrize("start", [SPRING, AUTUMN])
def test_a_day_is_decided_as_one(start: str) -> None:
    """Every decision falls on midnight and looks to a midnight; steps of 24 hours would drift to 1 or 23 o'clock."""
    over = horizon(DAYS[start][-1], start=start, zone=BERLIN)
    found = [(w.first, w.decided, w.last) for w in windows(over, 0, over.count, step=24, look_ahead=48)]
    _, second, third, end = DAYS[start]
    assert found == [(0, second, third), (second, third, end), (third, end, end)]


def test_every_hour_is_decided_once() -> None:
    """Hour by hour there are 23 and 24 decisions: the hour that is shown twice is decided as one."""
    for start, count in ((SPRING, 23), (AUTUMN, 24)):
        over = horizon(DAYS[start][-1], start=start, zone=BERLIN)
        found = list(windows(over, DAYS[start][1], DAYS[start][2], step=1, look_ahead=1))
        assert len(found) == count
        assert [step for w in found for step in range(w.first, w.decided)] == list(range(*DAYS[start][1:3]))


@pytest.mark.parametrize(("forecast", "ago"), [(Persistence(kind="persistence"), 1), (LastWeek(kind="last_week"), 7)])
@pytest.mark.parametrize(("start", "skipped"), [("2026-03-22T00:00", 1), ("2026-10-18T00:00", -1)])
def test_noon_is_as_noon_was(forecast: Forecast, ago: int, start: str, skipped: int) -> None:
    """Sunday to Monday week; prices are 100 × day + hour of the clock. Noon of the second Sunday is as on day 7 − ago.

    24 hours before it were 11 or 13 o'clock, and so were 168. Two o'clock of the Monday after looks at the Sunday: in
    spring its clock never showed two, three follows; in autumn it showed two twice.
    """
    over = horizon(9 * 24 - skipped, start=start, zone=BERLIN)
    clock = over.starts()
    prices = 100.0 * over.day_of_step() + clock.astype("datetime64[h]").astype(np.int64) % 24
    ahead = forecast.ahead({"day_ahead": prices}, {}, over)
    believed = ahead(7 * 24, 7 * 24, 8 * 24 - skipped)["day_ahead"]
    assert believed[12 - skipped] == 100 * (7 - ago) + 12
    monday = 8 * 24 - skipped
    assert ahead(monday, monday, monday + 24)["day_ahead"][2] == 100 * (8 - ago) + (
        3 if (ago, skipped) == (1, 1) else 2
    )


@pytest.mark.parametrize("start", [SPRING, AUTUMN])
@pytest.mark.parametrize("real_time_step", [None, 4])
def test_what_is_held_all_day(start: str, real_time_step: int | None) -> None:
    """Response of 10 MW at 2 yuan/MW·h held each calendar day, prices flat: 20 yuan an hour, known or not.

    A decision at 1 o'clock would fall inside the day for which one figure is held. The store begins empty: what it
    holds would be sold before the look-ahead ends, and power that sends is not held ready.
    """
    ends = {"every": "horizon", "rule": "fixed", "soc_frac": 0.0}
    count = DAYS[start][-1]

    def products(seen: PricesByName) -> list[Market]:
        given = data(horizon(count, start=start, zone=BERLIN), **seen)
        terms = {"kind": "up_down", "service": "response", "up": {"price_yuan_per_mw_h": 2.0, "sustain_h": 0.0}}
        energy = {"kind": "two_settlement", "position": "plan"}
        held = product(UpDownMarket, given, "response", **terms, hold_h=24.0)
        return [
            product(TwoSettlementMarket, given, "energy", **energy) if real_time_step else spot(seen["day_ahead"]),
            held,
        ]

    flat = {"day_ahead": [300.0] * count, "real_time": [300.0] * count}
    given = outlook(
        flat, station=battery(ends=ends), products=products, forecast=Persistence(kind="persistence"),
        start=start, zone=BERLIN, step=24, look_ahead=48, known_before=14, real_time_step=real_time_step,
    )  # fmt: skip
    found = foresee(given)
    assert found.realised_yuan == pytest.approx(20 * count, abs=EXACT)
    assert found.perfect_yuan == pytest.approx(20 * count, abs=EXACT)


def test_bids_close_at_ten_by_the_clock() -> None:
    """14 hours before a midnight the clock shows ten, also on the day of 23 hours: step 33, where 14 steps give 34."""
    prices = {"day_ahead": [300.0] * 71}
    given = outlook(prices, start=SPRING, zone=BERLIN, known_before=14)
    assert [given.known(first) for first in DAYS[SPRING][:3]] == [-14, 10, 33]
    assert str(given.actual_site.horizon.starts()[33]) == "2026-03-29T10:00:00"
