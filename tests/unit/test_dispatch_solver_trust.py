"""Whether the solver can be trusted is asked once; what it leaves open when its time is up is said, never hidden."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import scipy.sparse as sp
from rich.console import Console

from storage_model.cases.answer import CaseAnswer
from storage_model.dispatch.audit import audit_dispatch
from storage_model.dispatch.compile.linear_program import LinearProgram
from storage_model.dispatch.optimise import Dispatch, optimise
from storage_model.dispatch.settle import settle
from storage_model.dispatch.solver import canary, hand_over, highs
from storage_model.dispatch.solver.certificate import bound_of
from storage_model.dispatch.whole import prove
from storage_model.problems import (
    InfeasibleError,
    MissingPartError,
    RejectedError,
    SolverStoppedError,
    UnboundedError,
)
from storage_model.report.screen import answer_screen
from storage_model.scenario.site import Site
from storage_model.words.label import Lang
from storage_model.words.tables.summary import status_of, summary_of
from tests.gas_sites import GAS_OF_A_MW, gensets, hub, hub_site, supply
from tests.report_answers import small_answer
from tests.sites import battery, battery_site

# Two sets that have to run at half load at least: whole numbers decide.
HUB = hub_site(
    hub({"sets": gensets(sets=2, minimum_load_frac=0.5, start_cost_yuan=100.0)}),
    np.array([100.0, -50.0, 300.0, 20.0]), supply([1.2 * GAS_OF_A_MW] * 4, 0.1),
)  # fmt: skip
LEFT_OPEN = 0.018


@pytest.fixture
def asked_anew() -> Iterator[None]:
    """Forget that the solver was found sound, before and after."""
    canary.require_sound.cache_clear()
    yield
    canary.require_sound.cache_clear()


def test_the_solver_is_asked_once(asked_anew: None) -> None:
    """Two answers, one examination."""
    for _ in range(2):
        optimise(battery_site(battery(), [1.0, 3.0]))
    asked = canary.require_sound.cache_info()
    assert asked.misses == 1
    assert asked.hits >= 1


@pytest.mark.parametrize("which", [0, 1], ids=["linear", "whole"])
def test_a_wrong_optimum_stops_everything(asked_anew: None, monkeypatch: pytest.MonkeyPatch, which: int) -> None:
    """A solver off by one yuan on a known programme: no answer, exit status 8, the version is named."""
    wrong = [(one, optimum + (number == which), values) for number, (one, optimum, values) in enumerate(canary.KNOWN)]
    monkeypatch.setattr(canary, "KNOWN", tuple(wrong))
    with pytest.raises(MissingPartError, match=r"HiGHS \d.*highspy") as raised:
        optimise(battery_site(battery(), [1.0, 3.0]))
    assert raised.value.exit_status == 8


def test_a_wrong_place_with_the_right_objective_is_noticed(asked_anew: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The values are compared as well."""
    monkeypatch.setattr(canary, "KNOWN", ((canary.LINEAR, -36.0, (4.0, 3.0)),))
    with pytest.raises(MissingPartError):
        optimise(battery_site(battery(), [1.0, 3.0]))


def test_the_version_with_wrong_optima_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the installed version is called, if it is that one, nothing is solved."""
    import highspy

    monkeypatch.setattr(hand_over, "REFUSED_VERSION", highspy._core._Highs().version())
    with pytest.raises(MissingPartError, match="wrong optima"):
        optimise(battery_site(battery(), [1.0, 3.0]))


def test_no_answer_in_time_is_exit_5() -> None:
    """A millionth of a second for a year of hours: no optimum, and the option that helps is named."""
    prices = np.random.default_rng(0).uniform(0, 500, 8760)
    with pytest.raises(SolverStoppedError, match="--time-limit") as raised:
        optimise(battery_site(battery(), prices), highs.SolverOptions(time_limit_s=1e-6))
    assert raised.value.exit_status == 5


class Ended:
    """HiGHS after a run that ended so, with an answer or without, with whole numbers or without."""

    def __init__(self, status: str, *, answered: bool = False, whole: bool = False) -> None:
        import highspy

        self.status = getattr(highspy.HighsModelStatus, status)
        wanted = "kSolutionStatusFeasible" if answered else "kSolutionStatusNone"
        self.primal, self.whole = int(getattr(highspy.SolutionStatus, wanted)), whole

    def getModelStatus(self) -> object:  # noqa: N802 - as HiGHS calls it
        """Return how it ended."""
        return self.status

    def modelStatusToString(self, status: object) -> str:  # noqa: N802
        """Return it in words."""
        return str(status)

    def getInfo(self) -> SimpleNamespace:  # noqa: N802
        """Return whether there is an answer."""
        return SimpleNamespace(primal_solution_status=self.primal, objective_function_value=np.nan)

    def getLp(self) -> SimpleNamespace:  # noqa: N802
        """Return which columns are whole."""
        return SimpleNamespace(integrality_=[1, 0] if self.whole else [])

    def getSolution(self) -> SimpleNamespace:  # noqa: N802
        """Return values."""
        return SimpleNamespace(col_value=[0.0, 0.0], row_dual=[])


@pytest.mark.parametrize(
    ("ended", "error", "words"),
    [
        (Ended("kInfeasible"), InfeasibleError, "no schedule keeps every limit"),
        (Ended("kUnboundedOrInfeasible"), InfeasibleError, "no schedule keeps every limit"),
        (Ended("kUnbounded"), UnboundedError, "nothing limits the income"),
        (Ended("kTimeLimit"), SolverStoppedError, "the time is up and there is no usable answer"),
        (Ended("kTimeLimit", whole=True), SolverStoppedError, "the time is up and there is no usable answer"),
        (Ended("kTimeLimit", answered=True), SolverStoppedError, "the time is up and there is no usable answer"),
        (Ended("kIterationLimit", answered=True), SolverStoppedError, "HiGHS stopped without an optimum"),
        (Ended("kOptimal"), SolverStoppedError, "the answer is not finite"),
        (Ended("kTimeLimit", answered=True, whole=True), SolverStoppedError, "the answer is not finite"),
    ],
    ids=lambda one: one.status.name if isinstance(one, Ended) else "",
)
def test_how_the_solver_ended_is_said(
    ended: Ended, error: type[Exception], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only an optimum, or the best so far with whole numbers, is looked at; and what is not finite is no answer."""
    monkeypatch.setattr(highs, "require_sound", lambda _: None)
    monkeypatch.setattr(highs, "run", lambda *_: ended)
    with pytest.raises(error, match=words):
        highs.solve(canary.LINEAR)


@pytest.mark.parametrize("start", [None, "a basis"], ids=["from none", "from a basis"])
@pytest.mark.parametrize("failures", [0, 1, 2, 3])
def test_a_run_that_says_nothing_is_repeated(start: str | None, failures: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """From no basis after one from a basis, then with the other presolve; what fails then too is no answer (exit 5)."""
    runs: list[tuple[str, object]] = []

    def loaded(program: object, settings: dict[str, object], begin: object = None) -> Ended:
        runs.append((str(settings["presolve"]), begin))
        ended = Ended("kSolveError" if len(runs) <= failures else "kOptimal")
        ended.run = lambda: None  # type: ignore[attr-defined]
        return ended

    monkeypatch.setattr(highs, "loaded", loaded)
    ways = [("off", "a basis"), ("off", None), ("on", None)][0 if start else 1 :]
    ended = highs.run(canary.LINEAR, start=start)  # type: ignore[arg-type]  # whatever it is, it is handed on
    assert runs == ways[: failures + 1]
    assert highs._failed(ended) == (failures >= len(ways))


def stopped_early(monkeypatch: pytest.MonkeyPatch, open_frac: float) -> None:
    """Make HiGHS answer as if its time were up: the same schedule, with a bound that leaves so much open.

    Numbers near the relaxed optimum would close it, so there are none.
    """
    solve = highs.solve

    def early(*arguments: object) -> highs.SolverAnswer:
        answer = solve(*arguments)  # type: ignore[arg-type]
        if not arguments[0].integer.any():  # type: ignore[attr-defined]
            return answer
        return replace(answer, in_time=False, bound=answer.objective - open_frac * abs(answer.objective))

    def nothing_near(*_: object) -> highs.SolverAnswer:
        raise InfeasibleError("no whole numbers near")

    monkeypatch.setattr(prove, "solve", early)
    monkeypatch.setattr(prove, "on_either_side", nothing_near)
    monkeypatch.setattr(prove, "at_hand", lambda *_: ())


def audited_of(given: Site) -> Dispatch:
    """Return the dispatch once its audit has passed."""
    dispatch = optimise(given)
    audit_dispatch(given, dispatch, settle(given, dispatch.schedules, dispatch.products)).require()
    return dispatch


def test_an_answer_with_an_open_gap_is_flagged(monkeypatch: pytest.MonkeyPatch) -> None:
    """1.8 % left open: the schedule passes its audit, and its status is that gap; in time it is verified."""
    assert status_of(audited_of(HUB)) == "verified"
    stopped_early(monkeypatch, LEFT_OPEN)
    dispatch = audited_of(HUB)
    assert dispatch.open_gap_frac == pytest.approx(LEFT_OPEN, rel=1e-6)
    assert status_of(dispatch) == "gap 1.8 %"


def test_more_open_than_earned_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bound of three times the income proves nothing; such an answer is rejected."""
    stopped_early(monkeypatch, 2.0)
    with pytest.raises(RejectedError, match="dual_bound_gap"):
        audited_of(HUB)


def test_a_gap_asked_for_is_allowed() -> None:
    """With --mip-gap 0.5 HiGHS may stop anywhere within; what it leaves open the audit accepts."""
    given = HUB
    dispatch = optimise(given, highs.SolverOptions(mip_gap_frac=0.5))
    assert dispatch.gap_allowed_frac == 0.5
    audit_dispatch(given, dispatch, settle(given, dispatch.schedules, dispatch.products)).require()


def with_open_gap(answer: CaseAnswer) -> CaseAnswer:
    """Return the answer as if 1.8 % were left open."""
    first, *others = answer.life.years
    certificate = first.dispatch.certificate
    bound = certificate.primal_yuan - LEFT_OPEN * abs(certificate.primal_yuan)
    dispatch = replace(first.dispatch, certificate=replace(certificate, bound_yuan=bound))
    return replace(answer, life=replace(answer.life, years=(replace(first, dispatch=dispatch), *others)))


@pytest.mark.parametrize(("lang", "words"), [("zh", "未证明最优"), ("en", "NOT proved optimal")])
def test_the_gap_is_on_the_screen_and_in_the_summary(lang: Lang, words: str) -> None:
    """In words a reader cannot overlook, with the number; a proved answer says nothing of the kind."""
    shown = {}
    for kind, answer in (("proved", small_answer()), ("open", with_open_gap(small_answer()))):
        out = io.StringIO()
        Console(file=out, width=400, color_system=None).print(answer_screen(answer, Path("here"), lang))
        shown[kind] = out.getvalue()
    assert words in shown["open"]
    assert "1.8 %" in shown["open"]
    assert words not in shown["proved"]
    summary = summary_of(with_open_gap(small_answer()))
    assert summary["status"] == "gap 1.8 %"
    assert summary["dispatch"]["gap_frac"] == pytest.approx(LEFT_OPEN)


def test_what_tolerance_leaves_against_an_open_side_is_no_price() -> None:
    """Energy costs 2 a MWh and at least 3 are asked for, at most 5: by hand the price is 2 and the bound 6.

    HiGHS takes a price of 7e-8 against the side that is open for zero; with it no bound at all was left, and an optimum
    was refused as unproved.
    """
    program = LinearProgram(
        cost=np.array([2.0]), offset=0.0, matrix=sp.csr_array(np.ones((2, 1))), row_low=np.array([3.0, -np.inf]),
        row_high=np.array([np.inf, 5.0]), col_low=np.zeros(1), col_high=np.array([10.0]),
        integer=np.zeros(1, dtype=bool), columns={}, rows={},
    )  # fmt: skip
    left = SimpleNamespace(getSolution=lambda: SimpleNamespace(row_dual=[2.0, 7e-8]))
    assert bound_of(program, np.array([2.0, 7e-8])) == -np.inf
    duals = highs.row_duals_of(left, program)
    assert duals.tolist() == [2.0, 0.0]
    assert bound_of(program, duals) == pytest.approx(6.0)
