"""Draws of a small case against the case itself: a factor must mean what the same change in the files means."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from storage_model.cases.ranges.asked import Uncertainty
from storage_model.cases.ranges.dispatched import Dispatched, dispatch_all
from storage_model.cases.ranges.draws import factor_draws, year_draws
from storage_model.cases.ranges.held_out import Sample, held_out
from storage_model.cases.ranges.one_at_a_time import swings
from storage_model.cases.ranges.sobol import sobol_of
from storage_model.cases.ranges.valued import valued
from storage_model.cases.value import value_projects
from storage_model.lifetime.live import unheard
from storage_model.lifetime.lived import live_scenario
from storage_model.scenario.reading.file_kinds import UNCERTAINTY
from storage_model.scenario.record_file import RecordFile, read_record
from storage_model.scenario.scenario import Scenario
from tests.bad_inputs.site import make_site
from tests.policies import short_case, under

WORTH, RETURN = "npv_project_after_tax_yuan", "irr_project_after_tax_frac"
FACTORS = {
    "level": "price_level", "spread": "price_spread", "volatility": "price_volatility", "fade": "fade",
    "gas": "gas_flow", "investment": "investment", "cost": "operating_cost", "interest": "interest_rate",
    "variable": "variable_cost", "fixed": "fixed_cost",
}  # fmt: skip
BODY = """title: {{zh: 试, en: trial}}
seed: 5
draws: 40
held_out: 2
dispatched_at: {spreads}
dispatched_years: {years}
{price_years}
factors:
  fees: {{moves: policy, policy: charging_fees, marginal: {{kind: uniform, low: 0.8, high: 1.2}}}}
  capacity: {{moves: policy, policy: capacity_price, marginal: {{kind: uniform, low: 0.5, high: 2.0}}}}
"""
RESAMPLED = "price_years: {kind: bootstrap, block_days: 1, window_days: 1, count: 3}"


def file_of(
    folder: Path, *, spreads: str = "[1.0]", years: str = "[1, 15]", price_years: str = RESAMPLED
) -> RecordFile[Uncertainty]:
    """Return a file with every kind of factor."""
    spread = "marginal: {kind: uniform, low: 0.8, high: 1.2}"
    rows = [f"  {name}: {{moves: {moves}, {spread}}}\n" for name, moves in FACTORS.items()]
    path = folder / "uncertainty.yaml"
    text = BODY.format(spreads=spreads, years=years, price_years=price_years) + "".join(rows)
    path.write_text(text, encoding="utf-8")
    return read_record(path, Uncertainty, UNCERTAINTY)


@pytest.fixture(scope="module")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    """The base case on two days of hours."""
    return short_case(make_site(tmp_path_factory.mktemp("ranges")))


@pytest.fixture(scope="module")
def given(scenario: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Dispatched:
    """Its three price years."""
    return dispatch_all(file_of(tmp_path_factory.mktemp("file")), scenario, None, 1, unheard)


def drawn(given: Dispatched, **times: float) -> tuple[float, float]:
    """Return worth and return of all projects together when some factors are not 1, at the case's own prices."""
    draws = {name: np.array([times.get(name, 1.0)]) for name in given.asked.factors}
    found = valued(given, "together", draws, np.zeros((1, 15), dtype=np.int64))
    return float(found[WORTH].values[0]), float(found[RETURN].values[0])


def of_case(scenario: Scenario) -> tuple[float, float]:
    """Return the same of a case, every year dispatched."""
    found = value_projects(scenario, live_scenario(scenario).lifetime)["together"].finance.indicators
    return found[WORTH].value or 0.0, found[RETURN].value or 0.0


def test_nothing_moved_is_the_case_itself(scenario: Scenario, tmp_path: Path) -> None:
    """Every year dispatched and every factor at 1: the answer of the case to the cent."""
    exact = dispatch_all(file_of(tmp_path, years="[]", price_years=""), scenario, None, 1, unheard)
    assert drawn(exact) == pytest.approx(of_case(scenario), rel=1e-9)


def test_nothing_moved_is_the_case_itself_whatever_years_others_dispatch(scenario: Scenario, tmp_path: Path) -> None:
    """Two of fifteen years of every other life; the case's own prices narrow by 3 % a year, which is no straight line.

    On the straight line between the two its sales would be off by 1.9 %.
    """
    heard: list[tuple[int, int]] = []
    file = file_of(tmp_path, spreads="[0.7, 1.0, 1.4]")
    some = dispatch_all(file, scenario, None, 1, lambda done, whole: heard.append((done, whole)))
    whole = len(some.lives) * len(some.own.lifetime.calendar_years)
    assert heard == [(year, whole) for year in range(1, whole + 1)]
    assert [len(life.known) for life in some.lives] == [2, 15, 2, 2, 2, 2, 2, 2, 2]
    worth = of_case(scenario)
    assert drawn(some) == pytest.approx(worth, rel=1e-9)
    whole, ends = some.own, np.array([0, 14])
    (prices,) = (rows.sum(axis=0) for kind, rows in whole.parts.items() if kind[0] == "energy_sales")
    straight = np.interp(np.arange(15), ends, prices[ends])
    assert straight.sum() == pytest.approx(0.981 * prices.sum(), rel=1e-3)
    assert some.own.lifetime.figures == some.lives[1].lifetime.figures


def test_other_lives_bend_as_the_own_one(scenario: Scenario, tmp_path: Path) -> None:
    """At the years dispatched they stay; between them they lie as far off the straight line as the case's own."""
    some = dispatch_all(file_of(tmp_path, spreads="[1.0, 1.4]", price_years=""), scenario, None, 1, unheard)
    whole = dispatch_all(
        file_of(tmp_path, spreads="[1.0, 1.4]", price_years="", years="[]"), scenario, None, 1, unheard
    )
    (own, bent), (_, exact) = some.lives, whole.lives
    for kind, rows in bent.parts.items():
        assert rows[:, [0, 14]] == pytest.approx(exact.parts[kind][:, [0, 14]], rel=1e-9, abs=1e-6)
        off = own.parts[kind] - np.stack([np.interp(np.arange(15), [0, 14], row[[0, 14]]) for row in own.parts[kind]])
        line = np.stack([np.interp(np.arange(15), [0, 14], row[[0, 14]]) for row in rows])
        assert rows - line == pytest.approx(off, rel=1e-6, abs=1e-3)


def test_what_steers_is_counted_like_the_money_beside_it(scenario: Scenario, given: Dispatched) -> None:
    """Wear of 55 yuan/MWh on the energy sent after outages: 97 % of the schedule, as the sales are."""
    station = scenario.assets["station"]
    sent_mwh = given.own.lifetime.out_mwh["station"]
    assert station.followed_frac == 0.97
    assert given.own.steering == pytest.approx(-55.0 * sent_mwh, rel=1e-9)


def test_a_policy_factor_is_the_same_change_in_the_files(scenario: Scenario, given: Dispatched) -> None:
    """The capacity price at nothing is the case without that policy: 11 million less a year, nothing else moves."""
    less = of_case(under(scenario, capacity_price=None))[0] - of_case(scenario)[0]
    assert drawn(given, capacity=0.0)[0] - drawn(given)[0] == pytest.approx(less, rel=1e-6)
    assert less < -50e6


def test_fixed_cost_is_the_yearly_rows_of_the_projects(scenario: Scenario, given: Dispatched) -> None:
    """A quarter more upkeep, insurance and management in the files: energy bought, fees and fuel stay as they are."""
    projects = {
        name: terms.model_copy(
            update={
                "operating_cost": {
                    key: row.model_copy(
                        update={
                            unit: 1.25 * each
                            for unit in ("yuan_per_kw_year", "share_of_investment_frac_per_year")
                            if (each := getattr(row, unit)) is not None
                        }
                    )
                    for key, row in terms.operating_cost.items()
                }
            }
        )
        for name, terms in scenario.projects.items()
    }
    more = of_case(replace(scenario, projects=projects))[0] - of_case(scenario)[0]
    moved = {name: drawn(given, **{name: 1.25})[0] - drawn(given)[0] for name in ("fixed", "variable", "cost")}
    assert moved["fixed"] == pytest.approx(more, rel=1e-3)
    assert moved["fixed"] < -10e6
    assert moved["variable"] < 0.0
    assert moved["cost"] == pytest.approx(moved["fixed"] + moved["variable"], rel=1e-2)


def test_each_factor_moves_the_way_it_must(given: Dispatched) -> None:
    """More spread and support help; more fade, cost, fees and investment hurt; interest is after the return."""
    base = drawn(given)[0]
    for name in ("spread", "capacity"):
        assert drawn(given, **{name: 1.1})[0] > base, name
    for name in ("fade", "cost", "fees", "investment"):
        assert drawn(given, **{name: 1.1})[0] < base, name
    assert drawn(given, interest=1.1) == drawn(given)


def test_a_held_schedule_never_earns_more_than_a_new_one(scenario: Scenario, tmp_path: Path) -> None:
    """Wider prices: held at spread 1 it is a lower bound, with the schedule of spread 1.3 at hand it is closer."""
    one = dispatch_all(file_of(tmp_path, years="[]", price_years=""), scenario, None, 1, unheard)
    two = dispatch_all(file_of(tmp_path, years="[]", price_years="", spreads="[1.0, 1.3]"), scenario, None, 1, unheard)
    assert drawn(one, spread=1.0) == pytest.approx(drawn(two, spread=1.0))
    assert drawn(two, spread=1.3, volatility=1.3)[0] >= drawn(one, spread=1.3, volatility=1.3)[0]


def test_two_workers_give_the_same_bytes(scenario: Scenario, given: Dispatched, tmp_path: Path) -> None:
    """Lives dispatched side by side are those dispatched one after the other."""
    file = file_of(tmp_path)
    both = dispatch_all(file, scenario, None, 2, unheard)
    draws, chosen = factor_draws(file.asked), year_draws(file.asked, 3, 15)
    own, other = (valued(one, "together", draws, chosen)[WORTH].values for one in (given, both))
    assert own.tobytes() == other.tobytes()
    assert len(np.unique(own)) == 40


def test_draws_held_out_say_how_far_the_quick_way_is(given: Dispatched) -> None:
    """Dispatched in full at their own prices, gas, fade and fees: within a tenth of the investment, and not equal."""
    draws, chosen = factor_draws(given.asked), year_draws(given.asked, 3, 15)
    sample = Sample(factors=draws, chosen=chosen, found=valued(given, "together", draws, chosen))
    rows = held_out(given, "together", sample, None, unheard)
    assert len(rows) == 2
    worth = [(row.quick[WORTH] or 0.0, row.full[WORTH] or 0.0) for row in rows]
    assert worth[0][0] < worth[1][0]
    for quick, full in worth:
        assert quick == pytest.approx(full, abs=2e6)
        assert quick != full


def test_swings_and_shares_name_the_factor_that_matters(given: Dispatched) -> None:
    """The capacity price from a half to twice moves most; interest moves nothing after tax and before financing."""
    base, each = swings(given, "together")
    assert base[WORTH] == pytest.approx(drawn(given)[0])
    assert {one.factor for one in each[:2]} == {"capacity", "investment"}
    assert each[-1].width(WORTH) == 0.0
    shares = sobol_of(given, "together", 128)
    assert sum(one.first.value for one in shares.values()) == pytest.approx(1.0, abs=0.1)
    assert shares["interest"].total.value == pytest.approx(0.0, abs=1e-9)
    assert "price years" in shares
