"""A solver that raises, crashes or lies: no answer, an answer that is refused, or the right one from somewhere else."""

import os
import shutil
import signal
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from storage_model.cases.compare import lives
from storage_model.cases.compare.lives import Lives
from storage_model.dispatch.linear import prove_linear
from storage_model.dispatch.solver import highs
from storage_model.dispatch.solver.highs import SolverAnswer
from storage_model.dispatch.whole import prove
from storage_model.lifetime.record import Lifetime
from storage_model.scenario.load import load_scenario
from tests.bad_inputs.site import case_of, make_site
from tests.run_folders import ended


@pytest.fixture
def cases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder of its own, as the current one."""
    monkeypatch.chdir(tmp_path)
    return make_site(tmp_path)


RAISED = (RuntimeError("HiGHS lost its way"), MemoryError(), OSError(28, "No space left on device"))


@pytest.mark.reliability("faults")
@pytest.mark.parametrize("raised", RAISED, ids=lambda error: type(error).__name__)
def test_a_solver_that_raises(
    raised: Exception, cases: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A status of its own, one line, no folder; what nobody foresaw is put down as ours, in a file."""

    def broken(*arguments: object) -> None:
        raise raised

    monkeypatch.setattr(highs, "run", broken)
    status, out, err = ended(["run", "--fresh"], monkeypatch, capsys)
    assert (status, out) == (1 if isinstance(raised, RuntimeError) else 8, "")
    assert "Traceback" not in err
    assert not Path("results/shouyang_base").exists()
    if status == 1:
        Path(err.strip().splitlines()[-1].rpartition(" ")[2]).unlink()


WEEK_H = 168


def _lying(change: Any) -> Any:
    """Return a solver whose answer is changed on its way."""
    honest = highs.solve

    def solve(*arguments: Any) -> SolverAnswer:
        answer = honest(*arguments)
        return replace(answer, **change(answer))

    return solve


def _with_noise(answer: SolverAnswer) -> dict[str, Any]:
    # Of the stored energy of a week: both directions at once in many steps would be searched day by day.
    noise = 0.01 * np.sin(np.arange(len(answer.values)))
    noise[:-WEEK_H] = 0.0
    return {"values": answer.values + noise}


LIES = {
    "nothing is done": lambda answer: {"values": np.zeros_like(answer.values)},
    "a little of something": _with_noise,
    "everything twice": lambda answer: {"values": 2 * answer.values},
    "another order": lambda answer: {"values": answer.values[::-1].copy()},
    "no number": lambda answer: {"values": np.full_like(answer.values, np.nan)},
    "duals of another model": lambda answer: {"row_duals": np.ones_like(answer.row_duals)},
}


# The first year is answered by windows and the second, alike, from where it stood: there the liar is asked.
SOME_YEARS = "lifetime: {mode: representative, dispatched_years: [1, 2, 15]}\n"


@pytest.mark.reliability("faults")
@pytest.mark.parametrize("lie", LIES)
def test_a_solver_that_lies(
    lie: str, cases: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It calls a wrong answer optimal: the audit refuses it and nothing is shown, or a search finds the right one."""
    case = case_of(cases, SOME_YEARS, "lied_to.yaml")
    summary = Path("results/lied_to/summary.json")
    assert ended(["run", case, "--fresh"], monkeypatch, capsys)[0] == 0
    right = summary.read_bytes()
    shutil.rmtree(summary.parent)
    for solving in (prove, prove_linear):
        monkeypatch.setattr(solving, "solve", _lying(LIES[lie]))
    # Whole numbers beside the relaxed ones come from windows, which would answer truly: only the liar is asked.
    monkeypatch.setattr(prove, "on_either_side", lambda reduced, *_: prove.solve(reduced.program).values)
    monkeypatch.setattr(prove, "at_hand", lambda *_: ())
    status, out, err = ended(["run", case, "--fresh"], monkeypatch, capsys)
    if status == 0:
        assert summary.read_bytes() == right
    else:
        assert status in {4, 5, 6}, err
        assert out == ""
        assert not summary.parent.exists()


def _crash(*arguments: object) -> Lifetime:
    os.kill(os.getpid(), signal.SIGSEGV)
    raise AssertionError("still here")


@pytest.mark.reliability("faults")
def test_a_worker_that_crashes(cases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process of several dies of a segmentation fault: nothing is taken from it, each life is lived in its turn."""
    twice = [load_scenario(case_of(cases, f"deltas:\n  x:\n    assets.station.power_mw: {mw}\n")) for mw in (190, 180)]
    monkeypatch.setattr(lives, "_lived", _crash)
    found = Lives()
    found.live_ahead(twice, jobs=2)
    assert found.lived == 0
    monkeypatch.undo()
    assert found.of(twice[0]).calendar_years
    assert found.lived == 1
