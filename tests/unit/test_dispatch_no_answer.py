"""Why there is no schedule, in the user's keys: limits that exclude each other, or what nothing limits."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
import scipy.sparse as sp

from storage_model.blocks import Ends
from storage_model.dispatch.compile import LinearProgram, compile_model
from storage_model.dispatch.compile.symbolic import symbolic
from storage_model.dispatch.model import build_model
from storage_model.dispatch.no_answer.conflict import Limit, conflict, would_give_way
from storage_model.dispatch.no_answer.limit_words import WORDS, words_of
from storage_model.dispatch.optimise import optimise
from storage_model.dispatch.solver.highs import solve
from storage_model.markets.demand_charge import DemandCharge
from storage_model.markets.two_settlement import TwoSettlementMarket
from storage_model.problems import InfeasibleError, UnboundedError
from storage_model.scenario.site import Site
from tests.formulation.small_sites import ASSET_SETS, HELD_PRODUCTS, PRODUCTS, small_site
from tests.gas_sites import GAS_OF_A_MW, hub, hub_site, supply
from tests.products import data, product
from tests.sites import battery, battery_site, horizon, site, spot


def handed_over(start_mwh: float, end_mwh: float, hours: int, **numbers: object) -> Site:
    """Return a battery that begins with one energy and has to end with another."""
    ends = Ends(start={"stored_mwh": start_mwh}, end={"stored_mwh": end_mwh})
    station = battery(**numbers)
    return site({"battery": station}, [spot(np.ones(hours))], horizon(hours), ends={"battery": ends})


SUPPLY = site({"battery": battery(auxiliary_mw=1.0)}, [spot(np.ones(48))], horizon(48), import_limit_mw=0.5)
# 4 h at 3 MW bring 12 MWh, 20 are asked for.
TERMINAL = handed_over(0.0, 20.0, 4, power_mw=3.0)
# 20 MWh have to go out within a day, a quarter of a cycle is 5 MWh.
BUDGET = handed_over(20.0, 0.0, 24, cycles={"per_day": 0.25})
CROSSED = battery_site(battery(soc_min_frac=0.6, ends={"every": "day", "rule": "fixed", "soc_frac": 0.5}), np.ones(48))
PAID = DemandCharge(key="paid", participant="battery", yuan_per_kw_month=-1.0, share_frac=1.0, vat_frac=0.13)


def said_of(given: Site, kind: type[InfeasibleError] = InfeasibleError) -> str:
    """Return the message of a site without a schedule."""
    with pytest.raises(kind) as raised:
        optimise(given)
    assert type(raised.value) is kind
    assert raised.value.exit_status == 4
    return str(raised.value)


def test_import_limit_against_station_supply() -> None:
    """1 MW of supply behind 0.5 MW: both keys with their numbers, in both languages, nothing of the export limit."""
    said = said_of(SUPPLY)
    for words in (
        "connection.import_limit_mw = 0.5",
        "assets.battery.auxiliary_mw = 1.0",
        "用电(下网)上限",
        "import limit",
    ):
        assert words in said
    assert "export" not in said


def test_a_store_that_loses_itself_empty() -> None:
    """20 MWh lose 5 % an hour for two days out of service: 20 · 0.95^48 = 1.7 are left of 4 that have to stay."""
    outage = {"first_day": "2026-01-02", "last_day": "2026-01-03"}
    station = battery(soc_min_frac=0.2, self_discharge_frac_per_h=0.05, maintenance=[outage])
    said = said_of(battery_site(station, np.ones(96)))
    for words in ("assets.battery.self_discharge_frac_per_h = 0.05", "自放电", "assets.battery.maintenance"):
        assert words in said
    assert "self_discharge" not in said_of(TERMINAL)


def test_half_a_store_beside_a_fixed_end() -> None:
    """Half of the cells are out when the store has to end half full, which is 0.9 of them: no answer, whole or linear.

    HiGHS called the five-minute programme of a free position optimal, 2 MWh above the ceiling; that was status 5.
    """
    outage = {"first_day": "2026-01-02", "last_day": "2026-01-02", "available_share_frac": 0.5}
    ends = {"rule": "fixed", "soc_frac": 0.5}
    over, prices = horizon(576, 1 / 12), np.random.default_rng(122).uniform(-50.0, 400.0, 576)
    market = product(
        TwoSettlementMarket, data(over, day_ahead=prices, real_time=prices[::-1].copy()), "energy",
        kind="two_settlement", position="free", most_deviation_mw=3.0,
    )  # fmt: skip
    for energy_mwh in (20.0, 40.0):
        station = battery(energy_mwh=energy_mwh, soc_max_frac=0.9, ends=ends, maintenance=[outage], exclusive="hour")
        assert "assets.battery.maintenance" in said_of(site({"battery": station}, [market], over))


def test_nothing_held_is_no_promise() -> None:
    """A product that may not be held in a step has no promise there; one that was given 3 MW has."""
    for side, words in (("given0", "not won, not open"), ("given", "power promised already")):
        said = words_of("market", f"of[battery].up_mw {side}")
        assert said is not None
        assert words in said.en


def test_terminal_energy_against_power() -> None:
    """12 MWh can be brought in, 20 are asked for: the power and the hand-over, no limit of the store's size."""
    said = said_of(TERMINAL)
    assert "assets.battery.power_mw = 3.0" in said
    assert "handed over" in said
    assert "energy_mwh" not in said


def test_budget_against_what_has_to_go_out() -> None:
    """A quarter cycle a day against a full store to be emptied in a day."""
    said = said_of(BUDGET)
    assert "assets.battery.cycles.per_day = 0.25" in said
    assert "power_mw =" not in said


def test_end_of_window_below_the_floor() -> None:
    """Every day begins at 50 %, the floor is 60 %: both keys, and the first place where they meet."""
    said = said_of(CROSSED)
    assert "assets.battery.soc_min_frac = 0.6" in said
    assert "assets.battery.ends.soc_frac = 0.5" in said
    assert "2026-01-01 00:00" in said


def test_daily_windows_against_a_yearly_budget_are_no_conflict_but_both_hold() -> None:
    """The yearly budget is not dropped with daily windows: 5 MWh in two days although 20 a day would pay."""
    station = battery(ends={"every": "day", "rule": "fixed", "soc_frac": 0.0}, cycles={"per_year": 0.25 * 365 / 2})
    prices = np.tile(np.repeat([1.0, 3.0], 12), 2)
    found = optimise(battery_site(station, prices))
    assert found.schedules["battery"]["discharge_mw"].sum() == pytest.approx(5.0)


def test_a_window_that_cannot_be_closed_is_an_error() -> None:
    """Half full every midnight, a per cent lost each hour, a day out of service: all three are named."""
    station = battery(
        self_discharge_frac_per_h=0.01, ends={"every": "day", "rule": "fixed", "soc_frac": 0.5},
        maintenance=[{"first_day": "2026-01-02", "last_day": "2026-01-02"}],
    )  # fmt: skip
    said = said_of(battery_site(station, np.ones(72)))
    for words in (
        "assets.battery.ends.every = day",
        "assets.battery.ends.soc_frac = 0.5",
        "assets.battery.maintenance",
    ):
        assert words in said


def test_income_without_limit() -> None:
    """A demand charge that pays: unbounded is told apart, and names the peak."""
    given = site({"battery": battery()}, [spot([1, 2]), PAID], horizon(2))
    said = said_of(given, UnboundedError)
    assert "markets.paid" in said
    assert "peak" in said


def test_excluded_only_by_whole_numbers() -> None:
    """A whole number between 0.4 and 0.6: no ray shows it, the band is what would have to give way."""
    program = LinearProgram(
        cost=np.zeros(1), offset=0.0, matrix=sp.csr_array(np.array([[1.0]])), row_low=np.array([0.4]),
        row_high=np.array([0.6]), col_low=np.zeros(1), col_high=np.full(1, 9.0), integer=np.ones(1, dtype=bool),
        columns={"n": slice(0, 1)}, rows={"band": slice(0, 1)},
    )  # fmt: skip
    assert conflict(program, 10.0) == ()
    assert [limit.component for limit in would_give_way(program, 10.0)] == ["band"]


def test_a_holder_asked_for_more_than_the_supply_brings() -> None:
    """100 m³/h over two hours, 1000 m³ asked for at the end: the series of the supply is named by its key."""
    station = hub(holder={"capacity_m3": 20_000.0, "methane_frac": 0.3})
    given = hub_site(station, [100.0, 100.0], supply([100.0, 100.0], 0.3))
    ends = Ends(start={"holder.stored_m3": 0.0}, end={"holder.stored_m3": 1000.0})
    said = said_of(replace(given, ends={"gas": ends}))
    assert "assets.gas.supplies.drained.pure_flow" in said
    assert "储气柜" in said


def relaxed(program: LinearProgram, limit: Limit) -> LinearProgram:
    """Return the programme without one component's limits on one side."""
    places = program.rows if limit.is_rule else program.columns
    kinds = ("row_low", "row_high") if limit.is_rule else ("col_low", "col_high")
    members = np.arange(places[limit.component].start, places[limit.component].stop)[limit.members]
    low, high = (getattr(program, kind).copy() for kind in kinds)
    if limit.side in ("least", "given"):
        low[members] = -np.inf
    if limit.side in ("most", "lowered", "given"):
        high[members] = np.inf
    return replace(program, **dict(zip(kinds, (low, high), strict=True)), cost=np.zeros_like(program.cost))


def without_others(program: LinearProgram, limits: Sequence[Limit]) -> LinearProgram:
    """Return the programme with no limits but the given ones."""
    open_one = replace(
        program,
        row_low=np.full_like(program.row_low, -np.inf), row_high=np.full_like(program.row_high, np.inf),
        col_low=np.full_like(program.col_low, -np.inf), col_high=np.full_like(program.col_high, np.inf),
        cost=np.zeros_like(program.cost),
    )  # fmt: skip
    for limit in limits:
        places = program.rows if limit.is_rule else program.columns
        members = np.arange(places[limit.component].start, places[limit.component].stop)[limit.members]
        for kind, sides in (("low", ("least", "given")), ("high", ("most", "lowered", "given"))):
            name = ("row_" if limit.is_rule else "col_") + kind
            if limit.side in sides:
                getattr(open_one, name)[members] = getattr(program, name)[members]
    return open_one


@pytest.mark.parametrize("given", [SUPPLY, TERMINAL, BUDGET], ids=["supply", "terminal", "budget"])
def test_what_is_named_excludes_and_nothing_can_go(given: Site) -> None:
    """Alone these limits have no answer; without any one of them they have."""
    program = compile_model(lambda: build_model(given))
    limits = conflict(program, 10.0)
    alone = without_others(program, limits)
    with pytest.raises(InfeasibleError):
        solve(alone)
    for limit in limits:
        assert solve(relaxed(alone, limit)).in_time, limit.component


def test_every_rule_can_be_said() -> None:
    """Each rule of every shipped asset and product has words, in the table or on itself."""
    from pyomo.environ import Constraint

    from storage_model.dispatch.compile.names import name_of

    sites = [
        small_site(assets, markets, 30)
        for assets in ASSET_SETS
        for markets in ("all", *PRODUCTS, *(HELD_PRODUCTS if assets != "gas" else ()))
    ]
    sites.append(hub_site(hub(), [1.0, 2.0], supply([GAS_OF_A_MW] * 2, 0.1)))
    mute = set()
    for given in sites:
        with symbolic():
            model = build_model(given)
        for rule in model.component_objects(Constraint):
            local = name_of(rule).partition("].")[2] or name_of(rule).partition(".")[2]
            said = [words_of(part, f"{local} {side}") for part in WORDS for side in ("least", "most", "given")]
            if not any(said) and not rule.doc:
                mute.add(local)
    assert mute == set()
