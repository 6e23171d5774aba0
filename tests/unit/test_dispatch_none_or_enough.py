"""Numbers that say of a quantity that it is none or enough: what they leave open, and what they cost to decide."""

from dataclasses import replace

import numpy as np
import pytest
import scipy.sparse as sp

from storage_model.blocks import FloatArray
from storage_model.dispatch.compile import LinearProgram, compile_model
from storage_model.dispatch.compile.reduce import reduce
from storage_model.dispatch.model import build_model
from storage_model.dispatch.optimise import Dispatch, optimise
from storage_model.dispatch.solver.highs import SolverOptions, solve
from storage_model.dispatch.whole import prove as proving
from storage_model.dispatch.whole.branch import branched, by_highs
from storage_model.dispatch.whole.none_or_enough import none_or_enough
from storage_model.dispatch.whole.prove import prove
from storage_model.markets.up_down import UpDownMarket
from storage_model.scenario.site import Site
from tests.products import data, product
from tests.sites import battery, battery_site

OPTIONS = SolverOptions()
DAYS = 12


def offers(least: FloatArray, most: FloatArray, gain: FloatArray, together: float) -> LinearProgram:
    """Return quantities, none or between least and most each, that gain by the unit and share what there is."""
    count = len(least)
    one = np.eye(count)
    at_least, at_most = np.hstack([one, -np.diag(least)]), np.hstack([one, -np.diag(most)])
    in_all = np.hstack([np.ones((1, count)), np.zeros((1, count))])
    return LinearProgram(
        cost=np.append(-gain, np.zeros(count)), offset=0.0,
        matrix=sp.csr_array(np.vstack([at_least, at_most, in_all])),
        row_low=np.repeat([0.0, -np.inf, -np.inf], [count, count, 1]),
        row_high=np.repeat([np.inf, 0.0, together], [count, count, 1]),
        col_low=np.zeros(2 * count), col_high=np.append(most, np.ones(count)), integer=np.arange(2 * count) >= count,
        columns={}, rows={},
    )  # fmt: skip


def test_a_quantity_that_is_none_or_enough_decides_its_number() -> None:
    """Least 4, most 10: none is 0; 4, 7 and 10 are 1; 3 lies between and leaves a share of 3 ÷ 10 at least."""
    program = offers(np.full(5, 4.0), np.full(5, 10.0), np.ones(5), 24.0)
    quantities = np.array([0.0, 4.0, 7.0, 10.0, 3.0])
    found = none_or_enough(program).decided(np.append(quantities, np.full(5, 0.6)))
    assert found == pytest.approx([*quantities, 0, 1, 1, 1, 0.3])


def test_a_weight_near_zero_asks_for_no_more_than_there_is() -> None:
    """A rounding above 1 asks a rule q - ε n ≤ 1 - ε for two of a number that is one at most."""
    tiny = np.finfo(float).eps
    program = offers(np.full(1, 0.5), np.full(1, 1.0), np.ones(1), 24.0)
    rounded = sp.csr_array(np.vstack([program.matrix.toarray(), [[1.0, -tiny]]]))
    row_low, row_high = np.append(program.row_low, -np.inf), np.append(program.row_high, 1.0 - tiny)
    odd = replace(program, matrix=rounded, row_low=row_low, row_high=row_high)
    assert none_or_enough(odd).decided(np.array([1.0 + tiny, 0.5]))[1] == 1.0


def test_rules_that_say_nothing_are_left_out_of_the_relaxed_programme() -> None:
    """Both rules of either number; what the quantities share stays."""
    relaxed = none_or_enough(offers(np.full(2, 4.0), np.full(2, 10.0), np.ones(2), 12.0)).relaxed()
    assert relaxed.row_low.tolist() == [-np.inf] * 5
    assert relaxed.row_high.tolist() == [np.inf] * 4 + [12.0]
    assert not relaxed.integer.any()


def test_numbers_that_say_more_keep_their_rules() -> None:
    """One with a cost, one beside two quantities, one whose least is above the most there is: a share says something.

    Of the last the relaxed quantity is none; without its rules it would be 2.
    """
    program = offers(np.full(2, 4.0), np.full(2, 10.0), np.ones(2), 24.0)
    priced = replace(program, cost=np.array([-1.0, -1.0, 0.5, 0.0]))
    assert set(none_or_enough(priced).numbers) == {3}
    both = program.matrix.toarray()
    both[2, 1] = 1.0
    assert set(none_or_enough(replace(program, matrix=sp.csr_array(both))).numbers) == {3}
    elsewhere = program.matrix.toarray()
    elsewhere[3, 1], elsewhere[3, 0] = 0.0, 1.0
    assert set(none_or_enough(replace(program, matrix=sp.csr_array(elsewhere))).numbers) == {2}
    scarce = offers(np.array([4.0, 4.0]), np.array([2.0, 10.0]), np.ones(2), 24.0)
    rules = none_or_enough(scarce)
    assert set(rules.numbers) == {3}
    assert solve(rules.relaxed(), OPTIONS).values[0] == pytest.approx(0)


@pytest.mark.parametrize("seed", range(30))
def test_the_relaxed_optimum_needs_no_rules_of_numbers(seed: int) -> None:
    """Eight random offers share what is there: as much is gained, and decided shares keep every rule."""
    rng = np.random.default_rng(seed)
    least = rng.uniform(0.5, 5.0, 8)
    program = offers(least, least + rng.uniform(0.0, 5.0, 8), rng.uniform(1.0, 9.0, 8).round(1), rng.uniform(5, 30))
    rules = none_or_enough(program)
    found = solve(rules.relaxed(), OPTIONS)
    assert found.objective == pytest.approx(solve(program.relaxed(), OPTIONS).objective, abs=1e-9)
    values = rules.decided(found.values)
    activity = program.matrix @ values
    assert (activity >= program.row_low - 1e-5).all()
    assert (activity <= program.row_high + 1e-5).all()


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("enough", [0.0, 2.0])
def test_a_search_finds_what_highs_finds(seed: int, enough: float) -> None:
    """Offers tied two by two as well, so that one's number moves the other's quantity: values, and a bound below."""
    rng = np.random.default_rng(seed)
    least = rng.uniform(0.5, 5.0, 8)
    program = offers(least, least + rng.uniform(0.0, 5.0, 8), rng.uniform(1.0, 9.0, 8).round(1), rng.uniform(5, 30))
    pairs = sp.csr_array(np.hstack([np.kron(np.eye(4), rng.uniform(0.5, 2.0, (1, 2))), np.zeros((4, 8))]))
    program = replace(
        program,
        matrix=sp.vstack([program.matrix, pairs], format="csr"),
        row_low=np.append(program.row_low, np.full(4, -np.inf)),
        row_high=np.append(program.row_high, rng.uniform(2, 9, 4)),
    )
    ours, theirs = branched(none_or_enough(program), OPTIONS, enough), by_highs(program, OPTIONS, 0.0)
    assert ours is not None
    assert theirs is not None
    gained = float(program.cost @ ours[0])
    assert gained <= theirs[1] + enough + 1e-5
    assert ours[1] <= theirs[1] + 1e-5
    assert gained <= ours[1] + enough + 1e-9
    numbers = ours[0][8:]
    assert np.abs(numbers - np.round(numbers)).max() <= 1e-6


def reserved(least_mw: float, days: int = DAYS) -> Site:
    """Return a battery with losses that earns by spread and by a reserve held for four hours."""
    rng, hour = np.random.default_rng(23), np.arange(24 * days)
    prices = (300 + 150 * np.sin(hour / 24 * 4 * np.pi) + rng.normal(0, 40, 24 * days)).round(2)
    plain = battery_site(battery(charge_efficiency_frac=0.9, discharge_efficiency_frac=0.9), prices)
    up = {"price_yuan_per_mw_h": 12.0, "called_frac": 0.1, "sustain_h": 0.5}
    terms = {"kind": "up_down", "service": "reserve", "least_mw": least_mw, "hold_h": 4.0, "up": up, "down": up}
    return replace(plain, markets=(*plain.markets, product(UpDownMarket, data(plain.horizon), "reserve", **terms)))


def between(dispatch: Dispatch, least_mw: float) -> int:
    """Return how many figures are neither none nor the least."""
    figures = np.concatenate([dispatch.products["reserve"][f"of[battery].{way}_mw"] for way in ("up", "down")])
    return int(((figures > 1e-6) & (figures < least_mw - 1e-6)).sum())


def test_offers_that_are_large_enough_anyway_need_no_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """144 figures, none of which the linear optimum leaves between 0 and the least: its answer is the answer."""
    free = optimise(reserved(0.0))
    figures = np.concatenate([free.products["reserve"][f"of[battery].{way}_mw"] for way in ("up", "down")])
    least_mw = float(figures[figures > 1e-6].min())
    for search in ("by_windows", "on_either_side", "_as_one"):
        monkeypatch.setattr(proving, search, lambda *_: pytest.fail("searched"))
    held = optimise(reserved(least_mw))
    assert held.binaries == len(figures)
    assert held.certificate.proved
    assert held.objective_yuan == pytest.approx(free.objective_yuan, rel=1e-12)


@pytest.mark.parametrize("least_mw", [2.0, 4.0])
def test_offers_that_are_not_are_decided_as_one_search_would(least_mw: float) -> None:
    """Some figures of the linear optimum lie between: less is earned, as much as HiGHS finds with all at once."""
    assert between(optimise(reserved(0.0)), least_mw) > 0
    ours, program = optimise(reserved(least_mw)), compile_model(lambda: build_model(reserved(least_mw)))
    theirs = solve(reduce(program).program, SolverOptions(mip_gap_frac=1e-7))
    assert ours.objective_yuan == pytest.approx(-theirs.objective, rel=2e-7)
    assert between(ours, least_mw) == 0
    assert prove(program, OPTIONS, 24).certificate.gap_frac <= OPTIONS.mip_gap_frac
