"""Commands that are starved of memory, interrupted or ended while they work, and clocks that step back."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from storage_model.report import manifest
from storage_model.report.reading.folder import open_run
from storage_model.report.run_folder import write_run_folder
from tests.bad_inputs.site import make_site
from tests.report_answers import small_answer
from tests.run_folders import written_run

ROOT = Path(__file__).parents[2]
PROGRAM = "from storage_model.cli import main; main()"
# A native library may end the process itself when it gets no memory: a signal, or the loader's 127.
ENDED_BY_THE_SYSTEM = {-signal.SIGSEGV, -signal.SIGABRT, -signal.SIGBUS, 127}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project folder of its own."""
    make_site(tmp_path)
    return tmp_path


def _started(project: Path, code: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", f"import sys; sys.argv = ['storage-model', 'run', '--fresh']\n{code}"]
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
    assert run.returncode in {8, *ENDED_BY_THE_SYSTEM}, err
    assert "our bug" not in err
    assert "结论" not in out
    assert not (project / "results" / "shouyang_base").exists()


# The solver hangs for good: nothing of HiGHS is asked any more.
HANGING = "import time\nfrom storage_model.dispatch import highs\nhighs._run = lambda *a: time.sleep(600)\n" + PROGRAM


@pytest.mark.reliability("faults")
@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, -15), (signal.SIGKILL, -9)])
def test_ended_while_the_solver_hangs(sent: signal.Signals, status: int, project: Path) -> None:
    """Ctrl-C says so and leaves with 130; whichever way it ends, no run is there."""
    run = _started(project, HANGING)
    assert run.stderr is not None
    while "逐年优化" not in run.stderr.readline():
        assert run.poll() is None
    time.sleep(1.0)  # it says the stage before it enters the solver
    run.send_signal(sent)
    _, err = run.communicate(timeout=60)
    assert run.returncode == status
    assert "Traceback" not in err
    assert ("已中断" in err) == (sent == signal.SIGINT)
    assert not (project / "results" / "shouyang_base").exists()


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
