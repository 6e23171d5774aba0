"""A long horizon is walked in two halves at once; they meet again, or the second is walked anew."""

import threading
import time

import numpy as np
import pytest
import scipy.sparse as sp

from storage_model.dispatch.compile import compile_model
from storage_model.dispatch.compile.linear_program import LinearProgram
from storage_model.dispatch.compile.reduce import Reduced, reduce
from storage_model.dispatch.linear import prove_linear as proving_linear
from storage_model.dispatch.linear import windows
from storage_model.dispatch.linear.closing import joined_to_the_end
from storage_model.dispatch.linear.halves import free_days, middle_of, without_past
from storage_model.dispatch.linear.laid import Laid, laid_out
from storage_model.dispatch.linear.prove_linear import prove_linear
from storage_model.dispatch.model import build_model
from storage_model.dispatch.solver import threads
from storage_model.dispatch.solver.certificate import certify
from storage_model.dispatch.solver.highs import SolverAnswer, SolverOptions, solve
from storage_model.dispatch.solver.threads import in_order
from storage_model.markets.demand_charge import DemandCharge
from tests.formulation.small_sites import LOSSY
from tests.gas_sites import GAS_OF_A_MW, gensets, hub, hub_site, supply
from tests.sites import battery, horizon, site, spot

OPTIONS = SolverOptions()
# From the first of January to the last of April, in windows of a fortnight.
DAYS, DAY = 120, 48
DEMAND = DemandCharge(key="demand", participant="battery", yuan_per_kw_month=2.0, share_frac=1.0, vat_frac=0.13)


@pytest.fixture(autouse=True)
def short_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let windows of hours be a fortnight, so that four months have four, and so few columns have halves."""
    monkeypatch.setattr(windows, "WINDOW_STEPS", 1)
    monkeypatch.setattr(windows, "HALVED_COLUMNS", 1)


def reduced_of(*more: DemandCharge, **numbers: object) -> Reduced:
    """Return a battery with losses at prices of two kinds of days."""
    rng = np.random.default_rng(3)
    prices = (rng.uniform(100, 600, (DAYS, 24)) * rng.uniform(0.5, 1.5, (DAYS, 1))).round(1).ravel()
    station = battery(**{**LOSSY, **numbers})
    given = site({"battery": station}, [spot(prices, prices + 10.0), *more], horizon(24 * DAYS))
    return reduce(compile_model(lambda: build_model(given)))


def walked(reduced: Reduced) -> SolverAnswer:
    """Return the windows put together, the last of what they yield."""
    *_, found = windows.windows_in_turn(reduced, 24, OPTIONS)
    return found


def middle(laid: Laid, day: int = DAY) -> int | None:
    """Return where halves meet."""
    return middle_of(laid, free_days(laid, day))


def chains_of(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int, bool]]:
    """Return a list that every chain of windows adds itself to: from when to when, and whether in the main thread."""
    seen, go = [], windows._Walk._chain

    def watched(self, walked, program, since, *rest):  # type: ignore[no-untyped-def]  # passes all on
        seen.append((since, rest[0], threading.current_thread() is threading.main_thread()))
        return go(self, walked, program, since, *rest)

    monkeypatch.setattr(windows._Walk, "_chain", watched)
    return seen


@pytest.mark.parametrize("ends", [{"rule": "cyclic"}, {"rule": "free", "soc_frac": 0.5}], ids=["cyclic", "free"])
@pytest.mark.parametrize("cores", ["1", "2"])
def test_two_halves_are_the_optimum(ends: dict[str, object], cores: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixty days each, in threads where there are cores for them; one optimum, proved, and the same numbers however
    they were walked.
    """
    monkeypatch.setenv(threads.TOLD, cores)
    chains, reduced = chains_of(monkeypatch), reduced_of(ends=ends)
    found = walked(reduced)
    assert sorted(chains) == [(0, 60 * DAY, cores == "1"), (60 * DAY, DAYS * DAY, cores == "1")]
    proof = certify(reduced.program, found.values, found.row_duals)
    assert proof.gap_frac == pytest.approx(0.0, abs=1e-9)
    assert proof.violation < 1e-7
    assert found.objective == pytest.approx(solve(reduced.program, OPTIONS).objective, rel=1e-9)
    monkeypatch.setenv(threads.TOLD, "3" if cores == "1" else "1")
    other = walked(reduced)
    np.testing.assert_array_equal(found.values, other.values)
    np.testing.assert_array_equal(found.row_duals, other.row_duals)


def test_halves_that_do_not_meet_are_walked_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where schedules never stand alike about the middle, the second half begins with what the first left."""
    monkeypatch.setenv(threads.TOLD, "2")
    chains = chains_of(monkeypatch)
    monkeypatch.setattr(windows, "met_again", lambda *_: None)
    reduced = reduced_of()
    found = walked(reduced)
    assert sorted(chains)[1:] == [(60 * DAY, DAYS * DAY, False), (60 * DAY, DAYS * DAY, True)]
    assert certify(reduced.program, found.values, found.row_duals).violation < 1e-7
    assert found.objective == pytest.approx(solve(reduced.program, OPTIONS).objective, rel=1e-9)


def test_a_second_half_without_an_optimum_is_walked_after_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """What fails only for want of a past is tried again with it."""
    chains, go = chains_of(monkeypatch), windows._Walk._chain

    def fails_alone(self, walked, program, *rest):  # type: ignore[no-untyped-def]  # passes all on
        found = go(self, walked, program, *rest)
        return found and (rest[0] == 0 or threading.current_thread() is threading.main_thread())

    monkeypatch.setenv(threads.TOLD, "2")
    monkeypatch.setattr(windows._Walk, "_chain", fails_alone)
    reduced = reduced_of()
    assert walked(reduced).objective == pytest.approx(solve(reduced.program, OPTIONS).objective, rel=1e-9)
    assert len(chains) == 3


def test_a_programme_of_few_columns_is_walked_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """One column more is asked for."""
    chains, reduced = chains_of(monkeypatch), reduced_of()
    monkeypatch.setattr(windows, "HALVED_COLUMNS", len(reduced.program.cost) + 1)
    walked(reduced)
    assert [chain[:2] for chain in chains] == [(0, DAYS * DAY)]


def test_the_middle_is_where_no_month_is_cut() -> None:
    """The day nearest the middle: the sixtieth. Peaks of the month tie its days together; the first of March is the
    fifty-ninth midnight.
    """
    assert middle(laid_out(reduced_of())) == 60 * DAY
    assert middle(laid_out(reduced_of(DEMAND))) == 59 * DAY


def test_a_month_s_peak_is_decided_by_a_window_that_sees_the_month(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows of a fortnight wait for a month's last day, which their look-ahead sees. After a peak that one had paid
    for a fortnight of, the next could not charge what the year's end asks for; all was solved as one, from nothing.
    """
    reduced = reduced_of(DEMAND)
    walk = windows._Walk(laid_out(reduced), DAY, 14, OPTIONS)
    assert walk._begins(0, DAYS * DAY) == [day * DAY for day in (0, 30, 58, 89, 119)]
    alone = windows._Walk(laid_out(reduced_of()), DAY, 14, OPTIONS)
    assert alone._begins(0, 60 * DAY) == [day * DAY for day in (0, 14, 28, 42, 56)]
    monkeypatch.setattr(windows, "WAIT_WINDOWS", 0)
    assert walk._begins(0, DAYS * DAY)[:4] == [day * DAY for day in (0, 14, 28, 42)]
    found = walked(reduced)
    assert found.objective == pytest.approx(solve(reduced.program, OPTIONS).objective, rel=1e-9)


def test_a_budget_of_the_year_has_no_halves_but_while_it_is_paid_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its rule reaches over every middle; with a price in its place there are halves. A day's reaches over none."""
    chains = chains_of(monkeypatch)
    yearly = reduced_of(cycles={"per_year": 200.0})
    assert middle(laid_out(yearly)) is None
    assert len(list(windows.windows_in_turn(yearly, 24, OPTIONS))) == 1
    assert {chain[:2] for chain in chains} == {(0, 60 * DAY), (60 * DAY, DAYS * DAY)}
    assert middle(laid_out(reduced_of(cycles={"per_day": 1.0}))) == 60 * DAY


def test_what_runs_on_past_the_year_s_midnight_is_decided_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """A set that stops before the last three hours, which do not pay, has to start in the first again. The second half
    did not know: it stopped both sets, that rule was broken by two, and the year was solved as one. The days about
    midnight know that both run through.
    """
    prices = np.random.default_rng(1).uniform(50, 500, 24 * DAYS).round(1)
    prices[-24:-3], prices[-3:], prices[:6] = 400.0, 20.0, 400.0
    sets = gensets(minimum_load_frac=0.5, minimum_up_h=3.0, start_cost_yuan=300.0, variable_om_yuan_per_mwh=100.0)
    plant, gas = hub({"sets": sets}, commitment="relaxed"), supply(np.full(24 * DAYS, 2.0) * GAS_OF_A_MW, 0.12)
    reduced = reduce(compile_model(lambda: build_model(hub_site(plant, prices, gas))))
    chains, alone = chains_of(monkeypatch), next(windows.windows_in_turn(reduced, 24, OPTIONS))
    assert len(chains) == 2
    assert certify(reduced.program, alone.values, alone.row_duals).violation < 1e-7
    monkeypatch.setattr(proving_linear, "solve", lambda *_: pytest.fail("solved as one"))
    found = prove_linear(reduced, OPTIONS, 24, None)
    assert found.answer.objective == pytest.approx(solve(reduced.program, OPTIONS).objective, rel=1e-9)
    assert found.certificate.violation < 1e-7
    assert found.named_values()["assets[gas].gensets[sets].running_sets"][-4:] == pytest.approx(2.0)


def by_times(rules: list[list[int]], end: int = 100) -> Laid:
    """Return rules that hold columns at these times, and nothing else."""
    cells = sp.lil_array((len(rules), end + 1))
    for row, times in enumerate(rules):
        cells[row, times] = 1.0
    sides, bounds = np.zeros(len(rules)), np.zeros(end + 1)
    program = LinearProgram(
        cost=bounds, offset=0.0, matrix=sp.csr_array(cells), row_low=sides, row_high=sides, col_low=bounds,
        col_high=bounds, integer=bounds > 0, columns={}, rows={},
    )  # fmt: skip
    return Laid(
        program=program, column_order=np.arange(end + 1), row_order=np.arange(len(rules)),
        column_kind=np.zeros(end + 1, dtype=np.int64), row_kind=np.zeros(len(rules), dtype=np.int64),
        column_time=np.arange(end + 1), row_first=np.array([times[0] for times in rules]),
        row_time=np.array([times[-1] for times in rules]),
    )  # fmt: skip


def test_what_reaches_further_than_a_day_bars_the_middle() -> None:
    """Days of 10 in a horizon of 100: 40, 50 and 60 may be the middle, and 50 is nearest. A rule from 45 to 58 reaches
    8 over 50, within a day; one from 45 to 61 reaches 11: then 40 and 60 are as near, and the earlier is taken. One
    from 39 to 61 reaches 21 over 40 as well and leaves 60. A budget from 0 to the end leaves none; what joins the end
    to the beginning with nothing between bars nothing.
    """
    assert middle(by_times([[45, 58]]), 10) == 50
    assert middle(by_times([[45, 61]]), 10) == 40
    assert middle(by_times([[39, 61]]), 10) == 60
    assert middle(by_times([[0, 30, 70, 100]]), 10) is None
    assert middle(by_times([[0, 100], [3, 95]]), 10) == 50


def test_rules_that_reach_over_the_middle_are_left_open() -> None:
    """Of rules before, over, at and after time 50 those with a side in the past bind nobody later; of those that close
    the horizon both are kept, for what they name of the first day is decided before: the columns at 0 and at 3.
    """
    laid = by_times([[45, 49], [45, 50], [45, 52], [50, 52], [0, 95, 100], [3, 99]])
    assert joined_to_the_end(laid, 10).tolist() == [0, 3]
    program = without_past(laid, laid.program, 50, 10)
    assert np.isneginf(program.row_low).tolist() == [False, True, True, False, False, False]
    assert np.isposinf(program.row_high).tolist() == [False, True, True, False, False, False]


@pytest.mark.parametrize("cores", ["1", "2"])
def test_many_works_answer_in_their_order(cores: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first may take longest; who asks no further leaves what is not begun undone."""
    monkeypatch.setenv(threads.TOLD, cores)
    assert list(in_order(lambda item: (time.sleep(0.02 / item), item)[1], [1, 2, 4])) == [1, 2, 4]
    begun: list[int] = []
    first = next(in_order(lambda item: (begun.append(item), time.sleep(0.01)), range(50)))
    assert first == (None, None)
    time.sleep(0.1)
    assert len(begun) < 10


@pytest.mark.parametrize("cores", ["1", "2"])
def test_what_a_work_raises_is_raised(cores: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever it is."""
    monkeypatch.setenv(threads.TOLD, cores)
    for divisors in ([1, 0], [0, 1]):
        with pytest.raises(ZeroDivisionError):
            list(in_order(lambda divisor: 1 // divisor, divisors))


@pytest.mark.parametrize("given", [0, 1])
def test_without_threads_of_the_system_works_are_done_in_turn(given: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """None may be begun, or only one."""
    monkeypatch.setenv(threads.TOLD, "2")
    begun, start = [0], threading.Thread.start

    def refused(thread: threading.Thread) -> None:
        begun[0] += 1
        if begun[0] > given:
            raise RuntimeError("can't start new thread")
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", refused)
    assert list(in_order(lambda item: (time.sleep(0.01), 2 * item)[1], [1, 2, 3])) == [2, 4, 6]
    assert begun[0] == given + 1


def test_never_more_than_two_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many cores there are: each thread brings a scheduler of HiGHS with as many threads again."""
    monkeypatch.setenv(threads.TOLD, "64")
    inside, most, lock = [0], [0], threading.Lock()

    def work(_: int) -> None:
        with lock:
            inside[0] += 1
            most[0] = max(most[0], inside[0])
        time.sleep(0.01)
        with lock:
            inside[0] -= 1

    assert len(list(in_order(work, range(12)))) == 12
    assert most[0] == 2
