"""Primary and secondary regulation as Shanxi pays them, by hand: days of 24 hours at flat prices."""

import numpy as np
import pytest
from pydantic import ValidationError

from storage_model.dispatch.optimise import Dispatch
from storage_model.dispatch.settle import Settlement
from storage_model.markets.held.product import HeldPower
from storage_model.markets.periods import won_days
from storage_model.markets.primary_regulation import PrimaryRegulationMarket, settled_k
from storage_model.markets.secondary_regulation import SecondaryRegulationMarket
from tests.products import SERIES, data, product
from tests.sites import audited, battery, horizon, site, spot

EXACT = 1e-6
PRIMARY = {
    "kind": "primary_regulation", "most_mw": 50.0, "price_yuan_per_mw": 6.0, "blocks_per_day": 120.0, "day_k": 4.6,
    "won_days_per_year": 365.0, "mean_of_peak_frac": 0.5, "up_share_frac": 0.5, "sustain_h": 0.25,
}  # fmt: skip
SECONDARY = {
    "kind": "secondary_regulation", "most_mw": 10.0, "bid_yuan_per_mw": [8.0, 8.0, 10.0, 12.0, 6.0],
    "mileage_per_mw_h": [2.4] * 5, "k": 5.0, "best_k": 5.0, "beta_frac": 0.8, "won_days_per_year": [365.0] * 5,
    "up_called_frac": 0.2, "down_called_frac": 0.2, "sustain_h": 0.25,
}  # fmt: skip


def station_day(sale: float, purchase: float, days: int = 1, **changed: object) -> tuple[Dispatch, Settlement]:
    """Return dispatch and settlement of 200 MW / 400 MWh with primary regulation at flat prices."""
    over = horizon(24 * days)
    given = data(over, rated_mw={"battery": 200.0}, day_ahead=[sale] * over.count)
    held = product(PrimaryRegulationMarket, given, "primary", **{**PRIMARY, **changed})
    station = battery(power_mw=200.0, energy_mwh=400.0)
    market = spot([sale] * over.count, [purchase] * over.count)
    return audited(site({"battery": station}, [market, held], over))


def test_k_of_settlement() -> None:
    """None below 2; 1.0 up to 2.5; 0.1 more each half; 2.0 from 7. The old rule, 2 x K / best K, has other steps."""
    day_k = np.array([0.0, 1.99, 2.0, 2.49, 2.5, 4.49, 4.5, 6.99, 7.0, 12.0])
    assert settled_k(day_k) == pytest.approx([0, 0, 1.0, 1.0, 1.1, 1.4, 1.5, 1.9, 2.0, 2.0])


def test_a_day_of_primary_regulation() -> None:
    """D = 50 MW x 120 = 6000, K 4.6 settles as 1.5: 6000 x 1.5 x 6 = 54 000 yuan, of which flat prices take nothing.

    Paid on the whole plant it would be 216 000; with K itself 165 600; per MW and hour without the 24th, 1 296 000.
    """
    dispatch, settlement = station_day(300.0, 300.0)
    assert dispatch.objective_yuan == pytest.approx(54_000, abs=EXACT)
    assert settlement.by_key()["primary_regulation"] == pytest.approx(54_000, abs=EXACT)
    assert dispatch.products["primary"]["of[battery].held_mw"] == pytest.approx([50.0])


def test_response_moves_energy_through_the_meter() -> None:
    """120 blocks of 30 s at half their peak: 50 MW x 0.5 h = 25 MWh a day, half of it up.

    12.5 MWh sold at 100 and 12.5 bought at 400: 54 000 + 1250 - 5000 = 50 250. D taken for energy would move 50 MWh:
    46 500.
    """
    dispatch, settlement = station_day(100.0, 400.0)
    assert dispatch.objective_yuan == pytest.approx(50_250, abs=EXACT)
    money = {"primary_regulation": 54_000, "energy_sales": 1250, "charging_energy": -5000}
    assert settlement.by_key() == pytest.approx(money, abs=EXACT)


def test_half_the_days_are_won() -> None:
    """182.5 days of a year are five of ten: 270 000; on the others nothing is withheld."""
    dispatch, _ = station_day(300.0, 300.0, days=10, won_days_per_year=182.5)
    assert dispatch.objective_yuan == pytest.approx(270_000, abs=EXACT)
    held_mw = dispatch.products["primary"]["of[battery].held_mw"]
    assert held_mw == pytest.approx([0, 50] * 5)


def test_won_days_add_up_over_the_year() -> None:
    """225 of 365 days, at quarter-hours: 225 x 96 steps, the same days in a horizon that starts in June."""
    year, june = horizon(35_040, 0.25), horizon(96 * 30, 0.25, "2026-06-01T00:00")
    assert won_days(year, 225.0).sum() == 225 * 96
    assert won_days(june, 225.0).tolist() == won_days(year, 225.0)[151 * 96 : 181 * 96].tolist()


def test_too_low_a_k_earns_nothing() -> None:
    """A day's K of 1.9 is not eligible: nothing is held, 0; without the floor 0.9 x 36 000 = 32 400."""
    assert station_day(300.0, 300.0, day_k=1.9)[0].objective_yuan == pytest.approx(0, abs=EXACT)


def secondary_day(sale: float, purchase: float, **changed: object) -> tuple[Dispatch, Settlement]:
    """Return dispatch and settlement of 10 MW / 20 MWh with secondary regulation at flat prices."""
    over = horizon(24)
    given = data(over, day_ahead=[sale] * 24, purchase=[purchase] * 24)
    held = product(SecondaryRegulationMarket, given, "secondary", **{**SECONDARY, **changed})
    return audited(site({"battery": battery()}, [spot([sale] * 24, [purchase] * 24), held], over))


def test_a_day_of_mileage() -> None:
    """K of settlement 0.8 x 2 ÷ 5 x 5 = 1.6; bids by hours 8 x 12 + 10 x 4 + 12 x 5 + 6 x 3 = 214.

    214 x 2.4 x 1.6 x 10 MW = 8217.60. One bid for the day (8) would give 7372.80, K itself 25 680.
    """
    dispatch, settlement = secondary_day(300.0, 300.0)
    assert dispatch.objective_yuan == pytest.approx(8217.60, abs=EXACT)
    assert settlement.by_key()["secondary_regulation"] == pytest.approx(8217.60, abs=EXACT)


def test_make_whole_of_called_energy() -> None:
    """Each MW and hour calls 0.2 up at 100 and 0.2 down at 400: 0.85 x 80 - 20 = 48 made whole, 11 520 a day.

    8217.60 + 11 520 + 48 x 100 - 48 x 400 = 5337.60. Without it nothing would be won: a MW loses 60 and earns 23 to 46.
    """
    dispatch, settlement = secondary_day(100.0, 400.0, make_whole_efficiency_frac=0.85)
    money = {
        "secondary_regulation": 8217.60, "regulation_make_whole": 11_520, "energy_sales": 4800,
        "charging_energy": -19_200,
    }  # fmt: skip
    assert settlement.by_key() == pytest.approx(money, abs=EXACT)
    assert dispatch.objective_yuan == pytest.approx(5337.60, abs=EXACT)
    assert secondary_day(100.0, 400.0)[0].objective_yuan == pytest.approx(0, abs=EXACT)


def test_made_whole_never_takes() -> None:
    """At one price the called discharge earns more than 0.85 of the charge costs: nothing made whole, not -2160."""
    _, settlement = secondary_day(300.0, 300.0, make_whole_efficiency_frac=0.85)
    assert settlement.by_key()["regulation_make_whole"] == pytest.approx(0, abs=EXACT)


def test_periods_are_won_apart() -> None:
    """Won at night only: 8 x 6 h x 2.4 x 1.6 x 10 = 1843.20; a series can say the same."""
    days = [365.0, 0.0, 0.0, 0.0, 0.0]
    assert secondary_day(300.0, 300.0, won_days_per_year=days)[0].objective_yuan == pytest.approx(1843.20)
    over = horizon(24)
    given = data(over, own={"won": [1.0] * 6 + [0.0] * 18}, day_ahead=[300.0] * 24)
    held = product(SecondaryRegulationMarket, given, **{**SECONDARY, "won": SERIES})
    dispatch, _ = audited(site({"battery": battery()}, [spot([300.0] * 24), held], over))
    assert dispatch.objective_yuan == pytest.approx(1843.20, abs=EXACT)


def test_a_bid_outside_the_rule_is_refused() -> None:
    """9 in a period whose floor is 10; 16 above the national cap of 15."""
    for period, bid in ((2, 9.0), (0, 16.0)):
        bids = [10.0] * 5
        bids[period] = bid
        with pytest.raises(ValidationError, match="every bid between"):
            product(SecondaryRegulationMarket, data(horizon(24)), **{**SECONDARY, "bid_yuan_per_mw": bids})


def test_k_of_settlement_stops_at_two() -> None:
    """beta 1 and the best K give 2.0; a station above the best of the others is paid no more."""
    whole = {"participants": ["battery"], "vat_frac": 0.06, **SECONDARY, "beta_frac": 1.0}
    assert SecondaryRegulationMarket.model_validate(whole).settled_k == pytest.approx(2.0)
    assert SecondaryRegulationMarket.model_validate({**whole, "k": 6.0}).settled_k == pytest.approx(2.0)


def test_five_periods_cut_the_day() -> None:
    """00–06, 06–12, 12–16, 16–21, 21–24 at quarter-hours: 24, 24, 16, 20 and 12 steps with one figure each."""
    over = horizon(96, 0.25)
    held = product(SecondaryRegulationMarket, data(over, day_ahead=[300.0] * 96), **SECONDARY)
    assert isinstance(held, HeldPower)
    assert np.bincount(held.terms.span_numbers()).tolist() == [24, 24, 16, 20, 12]
