"""Market products of a case: read from files with their series, checked, built into the site of a year."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from storage_model.dispatch.audit import audit_dispatch
from storage_model.dispatch.optimise import optimise
from storage_model.dispatch.settle import settle
from storage_model.markets.held.product import HeldPower
from storage_model.markets.two_settlement import TwoSettlement
from storage_model.prices.series import Series
from storage_model.problems import InputError, Problem
from storage_model.scenario.build_site import build_site
from storage_model.scenario.load import load_scenario
from storage_model.scenario.scenario import Scenario
from tests.bad_inputs.site import case_of, make_site

SERIES = "{file: ../prices/shanxi_2026_like.csv, column: da_yuan_per_mwh, unit: UNIT}"
HELD = "markets.held: {kind: up_down, participants: [NAME], service: reserve, vat_frac: 0.06, UP}"  # one line per delta
BLOCKS = "markets.held: {kind: up_down, participants: [station], service: reserve, vat_frac: 0.06, hold_h: HOURS, " + (
    "up: {sustain_h: 0.5, price_yuan_per_mw_h: 5.0}}"
)
PERIODS = (
    "markets.agc: {kind: secondary_regulation, participants: [station], most_mw: 20.0, period_starts_h: HOURS, "
    + (
        "bid_yuan_per_mw: [6, 6, 12, 12, 6], mileage_per_mw_h: [5, 5, 5, 5, 5], k: 1.0, best_k: 2.0, beta_frac: 1.0, "
        "won_days_per_year: [100, 100, 100, 100, 100], up_called_frac: 0.1, down_called_frac: 0.1, sustain_h: 0.5, "
        "vat_frac: 0.06}"
    )
)
SECOND = "assets.second: {kind: battery, power_mw: 50.0, energy_mwh: 100.0, charge_efficiency_frac: 0.9, " + (
    "discharge_efficiency_frac: 0.9, soc_min_frac: 0.0, soc_max_frac: 1.0, auxiliary_mw: 0.0, "
    "wear_cost_yuan_per_mwh: 0.0, availability_frac: 1.0, "
    "ageing: {kind: linear, first_year_fade_frac: 0.0, later_fade_frac_per_year: 0.0}}"
)


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped inputs in a folder of their own."""
    return make_site(tmp_path_factory.mktemp("site"))


def loaded(cases: Path, *changes: str) -> Scenario:
    """Return the base case with some changes."""
    body = "deltas:\n  change:\n" + "".join(f"    {change}\n" for change in changes)
    return load_scenario(case_of(cases, body, "markets.yaml"), {})


def refused(cases: Path, *changes: str) -> tuple[Problem, ...]:
    """Return what is wrong with such a case."""
    with pytest.raises(InputError) as caught:
        loaded(cases, *changes)
    return caught.value.problems


def held(name: str, up: str) -> str:
    """Return the delta that adds a product which holds power ready."""
    return HELD.replace("NAME", name).replace("UP", f"up: {{{up}}}")


def test_series_of_a_direction_reach_the_product(cases: Path) -> None:
    """A price named inside `up` is read in yuan/MW·h and stands in the product's pay; lost, it would be zero."""
    price = "sustain_h: 0.5, price: " + SERIES.replace("UNIT", "yuan_per_mw_h")
    site = build_site(loaded(cases, held("station", price)), 2027)
    (product,) = (market for market in site.markets if isinstance(market, HeldPower) and market.key == "held")
    assert product.terms.up is not None
    assert product.terms.up.pay["reserve_up"][:2].tolist() == [230.0, 276.6]
    assert product.terms.most_mw["station"].max() == pytest.approx(200.0)


def test_a_series_in_another_unit_is_refused(cases: Path) -> None:
    """A price per MWh is no price of power held ready."""
    price = "sustain_h: 0.5, price: " + SERIES.replace("UNIT", "yuan_per_mwh")
    (problem,) = refused(cases, held("station", price))
    assert (problem.code, problem.key, problem.expected) == ("E114", "markets.held.up.price", "yuan_per_mw_h")


@pytest.mark.parametrize(
    "product",
    [
        "{kind: two_settlement, participants: [station], position: plan, vat_frac: 0.13}",
        "{kind: up_down, service: reserve, participants: [station], vat_frac: 0.06, called_energy: real_time, "
        "up: {price_yuan_per_mw_h: 5.0, sustain_h: 0.5}}",
    ],
)
def test_a_price_that_is_missing(cases: Path, product: str) -> None:
    """Settled in real time without a real-time price: told where the product is, with what to add."""
    found = refused(cases, "prices.real_time: null", f"markets.settled: {product}")
    (problem,) = [problem for problem in found if problem.code == "E306"]
    assert problem.key == "markets.settled"
    assert "real_time:" in problem.fix


def test_an_asset_that_cannot_hold_power(cases: Path) -> None:
    """The simple gas plant has no commitment; its power would be sold and promised at once."""
    (problem,) = refused(cases, held("gas_plant", "sustain_h: 0.5, price_yuan_per_mw_h: 10.0"))
    assert (problem.code, problem.key) == ("E307", "markets.held.participants.0")
    assert problem.expected == "one of station"


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ("sustain_h: 0.5", "write either `price` (a series) or `price_yuan_per_mw_h` (one number)"),
        ("sustain_h: 0.5, price_yuan_per_mw_h: 5.0, sides: [inward]", "one of out, in"),
        ("sustain_h: 0.5, price_yuan_per_mw_h: 5.0, called_frac: 30", "write 0.3"),
    ],
)
def test_slips_inside_a_direction(cases: Path, terms: str, said: str) -> None:
    """No price, a side nobody knows, a percentage: each names its key below `markets.held.up`."""
    (problem,) = refused(cases, held("station", terms))
    assert problem.key.startswith("markets.held.up")
    assert said in problem.text()


def test_a_rule_between_keys_shows_what_stands_there(cases: Path) -> None:
    """A least offer above the most: both figures, and 4 hours beside a VAT of 0.13 are no percentage.

    Before, it got "several values" and said that 4 looks like percent.
    """
    up = "up: {price_yuan_per_mw_h: 5.0, sustain_h: 0.5}, most_mw: 1.5, least_mw: 5.0, hold_h: 4.0"
    text = f"markets.held: {{kind: up_down, service: reserve, participants: [station], vat_frac: 0.13, {up}}}"
    (problem,) = refused(cases, text)
    assert problem.got == "most_mw 1.5, least_mw 5.0"
    assert problem.likely == ""


def test_real_time_prices_move_with_the_years(cases: Path) -> None:
    """Prices of both markets narrow alike; a position at prices of another year would be worth another sum."""
    two = "markets.day_ahead: {kind: two_settlement, participants: [station], position: plan, vat_frac: 0.13}"
    scenario = loaded(cases, two)
    for year in (2027, 2035):
        (product,) = (m for m in build_site(scenario, year).markets if isinstance(m, TwoSettlement))
        values = scenario.prices["real_time"].values
        wanted = scenario.price_path.prices_after(year - 2026, values)
        assert product.real_time.sale_yuan_per_mwh == pytest.approx(wanted)


def shortened(scenario: Scenario, count: int) -> dict[str, object]:
    """Return the fields of a scenario that hold time, cut to the first steps, for a quick solve."""
    horizon = replace(scenario.horizon, count=count)

    def cut(found: Mapping[str, Series]) -> dict[str, Series]:
        return {key: replace(series, values=series.values[:count], horizon=horizon) for key, series in found.items()}

    return {
        "horizon": horizon,
        "prices": cut(scenario.prices),
        "series": {name: cut(found) for name, found in scenario.series.items()},
        "market_series": {name: cut(found) for name, found in scenario.market_series.items()},
    }


def test_one_fee_on_two_stations(cases: Path) -> None:
    """Two batteries under one fee document: each pays on what it draws, and the streams keep one name.

    A product keyed by the fee alone would stand in the model twice, which Pyomo refuses.
    """
    scenario = loaded(
        cases, SECOND, "projects.station.assets: [station, second]",
        "markets.day_ahead.participants: [station, second]", "policies.charging_fees.assets: [station, second]",
    )  # fmt: skip
    site = build_site(replace(scenario, **shortened(scenario, 48)), 2027)
    keys = [market.key for market in site.markets]
    assert len(set(keys)) == len(keys)
    dispatch = optimise(site)
    settlement = settle(site, dispatch.schedules, dispatch.products)
    audit_dispatch(site, dispatch, settlement).require()
    paid = {s.asset: s.total_yuan for s in settlement.streams if s.key == "system_operation_fee"}
    drawn = {name: float(flow.in_mw.sum()) for name, flow in site.flows(dispatch.schedules, dispatch.products).items()}
    assert paid == pytest.approx({name: -97.5 * drawn[name] for name in ("station", "second")})
    assert paid["second"] < 0


@pytest.mark.parametrize(
    ("least", "most"),
    [("least_mw: 201.0", "200"), ("least_mw: 2.0, most_per_rating: 0.005", "1"), ("least_mw: 200.0", None)],
)
def test_a_least_offer_nobody_can_make(cases: Path, least: str, most: str | None) -> None:
    """Offers are none or large enough: where the asset may hold less there is never one, and that is said."""
    product = held("station", "sustain_h: 0.5, price_yuan_per_mw_h: 5.0").removesuffix("}")
    found = [one for one in loaded(cases, f"{product}, {least}}}").warnings if one.code == "W109"]
    assert [(one.key, one.expected) for one in found] == (
        [("markets.held.participants.0", f"a least offer of at most {most} MW")] if most else []
    )


@pytest.mark.parametrize(
    ("hold_h", "got", "fix"),
    [
        ("0.3", "a figure that begins at 00:18, inside a step of the prices", "leave `hold_h` out"),
        ("1.5", "a figure that begins at 01:30, inside a step of the prices", "write multiples of 1,"),
    ],
)
def test_a_figure_held_for_no_whole_number_of_steps(cases: Path, hold_h: str, got: str, fix: str) -> None:
    """Beside hourly prices a block of 1.5 h was held for one hour or two, in turn, and nothing said so."""
    (problem,) = refused(cases, BLOCKS.replace("HOURS", hold_h))
    assert (problem.code, problem.key, problem.got) == ("E313", "markets.held.hold_h", got)
    assert problem.expected == "blocks that begin with a step of 1 h"
    assert fix in problem.fix


def test_blocks_that_do_not_fill_a_day(cases: Path) -> None:
    """Blocks of 5 h left one of 4 h at the end of every day."""
    (problem,) = refused(cases, BLOCKS.replace("HOURS", "5"))
    assert (problem.code, problem.key) == ("E114", "markets.held")
    assert problem.got == "hold_h 5"


def test_periods_begin_with_a_step_and_before_the_day_ends(cases: Path) -> None:
    """Half past six would have begun at seven; a period from 24 o'clock on has no hour at all."""
    (problem,) = refused(cases, PERIODS.replace("HOURS", "[0, 6.5, 12, 16, 21]"))
    assert (problem.code, problem.key) == ("E313", "markets.agc.period_starts_h")
    assert problem.got == "a figure that begins at 06:30, inside a step of the prices"
    (problem,) = refused(cases, PERIODS.replace("HOURS", "[0, 6, 12, 16, 24]"))
    assert problem.expected == "`period_starts_h` below 24, the end of a day"


TWICE = "deltas: {twice: {markets.day_ahead: {kind: two_settlement, participants: [station], position: plan, " + (
    "vat_frac: 0.13}}}"
)
OWN = "{file: ../prices/shanxi_2026_like.csv, column: da_yuan_per_mwh, unit: yuan_per_mwh}"


@pytest.mark.parametrize(
    ("body", "missing"),
    [
        (f"prices_by_year: {{2030: {{day_ahead: {OWN}}}}}\n{TWICE}\n", "real_time"),
        (f"prices: {{purchase: {OWN}}}\nprices_by_year: {{2030: {{day_ahead: {OWN}}}}}\n", "purchase"),
    ],
)
def test_a_year_with_prices_of_its_own_has_each_that_counts(cases: Path, body: str, missing: str) -> None:
    """Without a real-time price the run broke off with an internal error; without one of energy bought, in silence,

    the station bought at the price it sells at.
    """
    with pytest.raises(InputError) as caught:
        load_scenario(case_of(cases, body), {})
    (problem,) = caught.value.problems
    assert (problem.code, problem.key) == ("E306", "prices_by_year.2030")
    assert problem.expected == f"`prices_by_year.2030.{missing}`"


def test_a_real_time_price_that_nothing_settles_at_may_be_left_out(cases: Path) -> None:
    """The base case has one beside it; at market it settles day-ahead alone."""
    load_scenario(case_of(cases, f"prices_by_year: {{2030: {{day_ahead: {OWN}}}}}\n"), {})
