"""Price years dispatched on forecasts: a station whose days alternate, every figure by hand.

Five days of four steps; days A at 100, 400, 250, 250 yuan/MWh and B at 400, 100, 250, 250: A B A B A. The station holds
400 MWh without losses. Each day is decided alone, believing that it is the day before; the first day looks back to the
last one, which is an A like itself.

    realised, yuan per MWh held                           perfect
    day 1, A as believed        buy 100, sell 400: +300   three A: buy 100, sell 400: +900
    days 2 and 4, B taken for A buy 400, sell 100: −600   evenings before a B: buy 250, sell 400: +300
    days 3 and 5, A taken for B buy 400, sell 250: −300   both B: buy 100, sell 250: +300
    together                                       −600                                      +1500
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from storage_model.cases.ranges.asked import Uncertainty
from storage_model.cases.ranges.dispatched import Dispatched, dispatch_all
from storage_model.cases.ranges.drawn_life import drawn_life
from storage_model.cases.ranges.draws import factor_draws, year_draws
from storage_model.cases.ranges.fits import misfits
from storage_model.cases.ranges.held_out import Sample, held_out
from storage_model.cases.ranges.valued import valued
from storage_model.lifetime.live import unheard
from storage_model.scenario.foresight_terms import ForesightTerms
from storage_model.scenario.load import load_scenario
from storage_model.scenario.reading.file_kinds import UNCERTAINTY
from storage_model.scenario.record_file import RecordFile, read_record
from storage_model.scenario.scenario import Scenario
from tests.bad_inputs.site import case_of
from tests.many import small_site
from tests.policies import cut

A, B = [100.0, 400.0, 250.0, 250.0], [400.0, 100.0, 250.0, 250.0]
HELD_MWH = 400.0
REALISED, PERFECT = -600.0 * HELD_MWH, 1500.0 * HELD_MWH
NEUTRAL = {
    "assets.station.charge_efficiency_frac": 1.0,
    "assets.station.discharge_efficiency_frac": 1.0,
    "assets.station.soc_min_frac": 0.0,
    "assets.station.soc_max_frac": 1.0,
    "assets.station.auxiliary_mw": 0.0,
    "assets.station.wear_cost_yuan_per_mwh": 0.0,
    "assets.station.availability_frac": 1.0,
    "assets.station.ageing.first_year_fade_frac": 0.0,
    "assets.station.ageing.later_fade_frac_per_year": 0.0,
    "price_path.spread_erosion_frac_per_year": 0.0,
    "policies.charging_fees": None,
}
BELIEVES = {"forecast": {"kind": "persistence"}, "step_h": 24, "look_ahead_h": 24}
CAPEX = "capex: {moves: investment, marginal: {kind: uniform, low: 0.9, high: 1.1}}"
SPREAD = "spread: {moves: price_spread, marginal: {kind: uniform, low: 0.5, high: 1.5}}"
DAY_AHEAD, REAL_TIME = ("energy_sales", "charging_energy"), ("real_time_sales", "real_time_purchases")
TWICE = """\
project: ../projects/small.yaml
prices:
  day_ahead: {file: ../prices/six_hours.csv, column: da_yuan_per_mwh, unit: yuan_per_mwh}
  real_time: {file: ../prices/six_hours.csv, column: da_yuan_per_mwh, unit: yuan_per_mwh}
policies: {gas_tariff: null}
deltas:
  twice:
    markets.day_ahead:
      {kind: two_settlement, participants: [station], position: plan, most_deviation_mw: 0.0, vat_frac: 0.13}
"""
VOLATILITY = "volatility: {moves: price_volatility, marginal: {kind: uniform, low: 0.5, high: 1.5}}"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A battery alone for two operating years."""
    return small_site(tmp_path_factory.mktemp("site"))


def alternating(case: Path, believes: Mapping[str, object] = BELIEVES, **changes: object) -> Scenario:
    """Return the station on its five days, and how it looks ahead; real time is 40 yuan/MWh above the day before."""
    named = {f"assets.station.{key}": value for key, value in changes.items()}
    scenario = cut(load_scenario(case, {**NEUTRAL, **named}), 20)
    days = np.array(A + B + A + B + A)
    prices = {name: replace(one, values=days + 40.0 * (name == "real_time")) for name, one in scenario.prices.items()}
    return replace(scenario, prices=prices, foresight=ForesightTerms.model_validate(believes))


def asking(folder: Path, *factors: str, foresight: str = "as_in_case", more: str = "") -> RecordFile[Uncertainty]:
    """Return a file of these factors."""
    path = folder / "uncertainty.yaml"
    rows = "\n".join(f"  {factor}" for factor in factors)
    head = f"title: {{zh: 试, en: trial}}\nseed: 1\ndraws: 20\nforesight: {foresight}\nheld_out: 2\n{more}\n"
    path.write_text(f"{head}factors:\n{rows}\n", encoding="utf-8")
    return read_record(path, Uncertainty, UNCERTAINTY)


def dispatched(scenario: Scenario, file: RecordFile[Uncertainty]) -> Dispatched:
    """Return the lives of its price years."""
    return dispatch_all(file, scenario, None, 1, unheard)


def traded_yuan(given: Dispatched, keys: Collection[str] = DAY_AHEAD, **times: float) -> float:
    """Return what the energy of the first operating year brings in one draw."""
    draws = {name: np.array([times.get(name, 1.0)]) for name in given.asked.factors}
    life = drawn_life(given, draws, np.zeros((1, 2), dtype=np.int64))
    return sum(float(one.yuan[0, 0]) for one in life.streams if one.key in keys)


def test_what_is_realised_and_what_perfect_foresight_would_earn(case: Path, tmp_path: Path) -> None:
    """−600 and +1500 yuan per MWh held in each of the two years; the draws' money is the realised one."""
    given = dispatched(alternating(case), asking(tmp_path, CAPEX))
    (life,) = given.lives
    assert life.realised_yuan == pytest.approx(2 * REALISED, abs=1e-3)
    assert life.perfect_yuan == pytest.approx(2 * PERFECT, abs=1e-3)
    assert given.captured == (pytest.approx(-0.4, abs=1e-9),)
    assert traded_yuan(given) == pytest.approx(REALISED, abs=1e-3)


def test_unless_asked_for_prices_are_known(case: Path, tmp_path: Path) -> None:
    """The same case, its own `foresight` beside it: the draws earn what perfect foresight does."""
    given = dispatched(alternating(case), asking(tmp_path, CAPEX, foresight="perfect"))
    assert traded_yuan(given) == pytest.approx(PERFECT, abs=1e-3)


def test_outages_take_their_share(case: Path, tmp_path: Path) -> None:
    """Half of the time out: half of the money, decided as before."""
    given = dispatched(alternating(case, availability_frac=0.5), asking(tmp_path, CAPEX))
    assert given.captured == (pytest.approx(-0.4, abs=1e-9),)
    assert traded_yuan(given) == pytest.approx(REALISED / 2, abs=1e-3)


def test_no_schedule_is_chosen_in_hindsight(case: Path, tmp_path: Path) -> None:
    """At half the spread 175, 325, 250 a wear of 200 yuan/MWh forbids every trade: 150 at most; at the whole, 300 pays.

    On A for B and on B for A the whole-spread schedule buys at 400 and sells at 100 (300 is believed) or does nothing
    (150 is believed): day 1 +300, days 2 and 4 −300, that is −300 per MWh. A draw at 0.8 takes it and loses 240, though
    the other schedule would have lost nothing; a draw at 0.7 takes the other.
    """
    file = asking(tmp_path, SPREAD, VOLATILITY, more="dispatched_at: [0.5, 1.0]")
    given = dispatched(alternating(case, wear_cost_yuan_per_mwh=200.0), file)
    assert traded_yuan(given, spread=1.0, volatility=1.0) == pytest.approx(-300.0 * HELD_MWH, abs=1e-3)
    assert traded_yuan(given, spread=0.8, volatility=0.8) == pytest.approx(-240.0 * HELD_MWH, abs=1e-3)
    assert traded_yuan(given, spread=0.7, volatility=0.7) == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize("out", [0.0, 0.5])
def test_what_was_promised_a_day_ahead_is_kept(out: float, case: Path, tmp_path: Path) -> None:
    """One plan for two futures a day, decided again every twelve hours, no deviation allowed: the schedules above.

    Real time is paid nothing, outages or not: what is out was not promised.
    """
    twice = case_of(case.parent, TWICE, "twice.yaml")
    believes = {**BELIEVES, "real_time_step_h": 12, "scenarios": 2}
    scenario = alternating(twice, believes, availability_frac=1.0 - out)
    given = dispatched(scenario, asking(tmp_path, CAPEX, more="dispatched_years: [1]"))
    assert given.captured == (pytest.approx(-0.4, abs=1e-9),)
    assert traded_yuan(given) == pytest.approx((1.0 - out) * REALISED, abs=1e-3)
    assert traded_yuan(given, REAL_TIME) == pytest.approx(0.0, abs=1e-6)


def test_draws_held_out_are_decided_on_forecasts_too(case: Path, tmp_path: Path) -> None:
    """Nothing a dispatch sees is drawn, and every year is dispatched: both ways say the same."""
    file = asking(tmp_path, CAPEX)
    given = dispatched(alternating(case), file)
    draws, chosen = factor_draws(file.asked), year_draws(file.asked, 1, 2)
    sample = Sample(factors=draws, chosen=chosen, found=valued(given, "together", draws, chosen))
    heard: list[tuple[int, int]] = []
    rows = held_out(given, "together", sample, None, lambda done, whole: heard.append((done, whole)))
    assert len(rows) == 2
    whole = 2 * len(given.own.lifetime.calendar_years)
    assert heard == [(year, whole) for year in range(1, whole + 1)]  # a draw takes minutes: each of its years is told
    for row in rows:
        assert row.full["npv_project_after_tax_yuan"] == pytest.approx(
            row.quick["npv_project_after_tax_yuan"], rel=1e-9
        )


def test_what_does_not_fit_is_told(case: Path, tmp_path: Path) -> None:
    """A case that says nothing of foresight; a series that foretells one year alone, beside draws of the spread."""
    scenario = alternating(case)
    file = asking(tmp_path, SPREAD)
    assert list(misfits(file.asked, scenario)) == []
    (slip,) = misfits(file.asked, replace(scenario, foresight=None))
    assert (slip.code, slip.key) == ("E331", "foresight")
    (slip,) = misfits(file.asked, replace(scenario, forecast=scenario.prices))
    assert "series" in slip.got
    assert list(misfits(asking(tmp_path, CAPEX).asked, replace(scenario, forecast=scenario.prices))) == []
