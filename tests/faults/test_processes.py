"""Commands that are starved of memory, interrupted or ended while they work, and clocks that step back."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from storage_model.report.run_folder import write_run_folder
from storage_model.runs import manifest
from storage_model.runs.reading.folder import open_run
from tests.bad_inputs.site import case_of, make_site
from tests.many import LOSS, grid, sweep_of
from tests.report_answers import small_answer
from tests.run_folders import written_run

ROOT = Path(__file__).parents[2]
PROGRAM = "from storage_model.cli import main; main()"
# A native library may end the process itself when it gets no memory: a signal, or the loader's 127.
ENDED_BY_THE_SYSTEM = {-signal.SIGSEGV, -signal.SIGABRT, -signal.SIGBUS, 127}
GIVEN_UP_BY_BLAS = "OpenBLAS error: Memory allocation still failed"  # it ends the process with 1


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project folder of its own."""
    make_site(tmp_path)
    return tmp_path


def _started(project: Path, code: str, *words: str) -> subprocess.Popen[str]:
    typed = ["storage-model", *(words or ("run", "--fresh"))]
    command = [sys.executable, "-c", f"import sys; sys.argv = {typed}\n{code}"]
    return subprocess.Popen(
        command, cwd=project, env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


@pytest.mark.reliability("faults")
@pytest.mark.parametrize("limit_mib", [200, 400])
def test_not_enough_memory(limit_mib: int, project: Path) -> None:
    """The address space is limited for real: told in one line with status 8, never our bug, never half a run."""
    starved = f"import resource\nresource.setrlimit(resource.RLIMIT_AS, ({limit_mib << 20}, {limit_mib << 20}))\n"
    run = _started(project, starved + PROGRAM)
    out, err = run.communicate(timeout=200)
    assert run.returncode in {8, *ENDED_BY_THE_SYSTEM} or GIVEN_UP_BY_BLAS in err, err
    assert "our bug" not in err
    assert "结论" not in out
    assert not (project / "results" / "shouyang_base").exists()


# The solver says that it is asked, and hangs for good: nothing of HiGHS is asked any more. Ctrl-C is heeded as from a
# terminal: what a shell begins behind it is told to ignore it, and hands that on.
HANGING = """
import signal, time
signal.signal(signal.SIGINT, signal.default_int_handler)
from storage_model.dispatch.solver import highs
def hangs(*arguments):
    sys.stderr.write("\\nhanging\\n")
    time.sleep(600)
highs.run = hangs
""" + PROGRAM  # fmt: skip


@pytest.mark.reliability("faults")
@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, -15), (signal.SIGKILL, -9)])
def test_ended_while_the_solver_hangs(sent: signal.Signals, status: int, project: Path) -> None:
    """Ctrl-C says so and leaves with 130; whichever way it ends, no run is there."""
    run = _started(project, HANGING)
    assert run.stderr is not None
    while "hanging" not in run.stderr.readline():
        assert run.poll() is None
    run.send_signal(sent)
    _, err = run.communicate(timeout=60)
    assert run.returncode == status
    assert "Traceback" not in err
    assert ("已中断" in err) == (sent == signal.SIGINT)
    assert not (project / "results" / "shouyang_base").exists()


# Every life hangs in its process, which first leaves its number behind.
WORKERS_HANG = """
import functools, os, time
from pathlib import Path
from storage_model.cases.compare import lives
from storage_model.cases.many import pool
from storage_model.cases.ranges import dispatched
def hangs(*arguments):
    Path(f"{os.getpid()}.worker").touch()
    time.sleep(600)
lives._lived = dispatched.priced_life = hangs
pool.Pool = functools.partial(pool.Pool, work=hangs)
"""
TWO_LIVES = """title: {zh: 试, en: trial}
seed: 5
draws: 100
dispatched_years: [1]
dispatched_at: [0.8, 1.2]
price_years: {kind: bootstrap, count: 2}
factors:
  capex: {moves: investment, project: station, marginal: {kind: uniform, low: 0.9, high: 1.1}}
"""


def _asking_for_two_lives(command: str, project: Path) -> list[Path]:
    """Return the files of a command that lives two lives at once."""
    base = project / "inputs" / "cases" / "shouyang_base.yaml"
    if command == "compare":
        return [base, case_of(base.parent, "deltas:\n  x:\n    assets.station.power_mw: 180\n")]
    if command == "sweep":
        return [sweep_of(base, grid({LOSS: [0.9, 0.92]}))]
    uncertainty = project / "inputs" / "two.yaml"
    uncertainty.write_text(TWO_LIVES, encoding="utf-8")
    return [base, uncertainty]


@pytest.mark.reliability("faults")
@pytest.mark.parametrize("command", ["compare", "sample", "sweep"])
def test_killed_while_processes_work_for_it(command: str, project: Path) -> None:
    """SIGKILL reaches the command alone; the two processes it began end by themselves, and let go of its output."""
    files = map(str, _asking_for_two_lives(command, project))
    run = _started(project, WORKERS_HANG + PROGRAM, command, *files, "--jobs", "2")
    workers: list[int] = []
    try:
        while len(workers) < 2:
            assert run.poll() is None
            time.sleep(0.1)
            workers = [int(path.stem) for path in project.glob("*.worker")]
        run.kill()
        run.communicate(timeout=60)  # to the end of its output, which the last process that has it closes
    finally:
        for left in workers:
            with suppress(ProcessLookupError):
                os.kill(left, signal.SIGKILL)


class _BackwardClock(datetime):
    """A clock that is an hour earlier each time it is read."""

    read = 0

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "_BackwardClock":
        """Return the time, an hour before the last."""
        cls.read += 1
        earlier = datetime.now(tz or UTC) - timedelta(hours=cls.read)
        return cls.fromtimestamp(earlier.timestamp(), tz or UTC)


@pytest.mark.reliability("faults")
def test_a_clock_that_steps_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second run is dated before the first: both open, and every file but the manifest has the same bytes."""
    monkeypatch.setattr(manifest, "datetime", _BackwardClock)
    ticks = iter(range(10**9, 0, -3600))
    monkeypatch.setattr(time, "time", lambda: next(ticks))
    folders = [tmp_path / "one" / "run", tmp_path / "two" / "run"]
    for folder in folders:
        write_run_folder(small_answer(), folder, lang="zh")
    one, two = (open_run(folder) for folder in folders)
    assert one.manifest["written"] > two.manifest["written"]
    assert {name for name in one.files if one.bytes(name) != two.bytes(name)} <= {"scenario.resolved.yaml"}
    assert written_run().exists()
