"""The commands that run many cases, as typed: what is said, which status they leave with, what a kill leaves."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.many import CAPEX, LOSS, answers, grid, small_site, sweep_of

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small case."""
    return small_site(tmp_path_factory.mktemp("site"))


def begun(*arguments: object) -> "subprocess.Popen[str]":
    """Start the program in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", "from storage_model.cli import main; main()", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
    )


def ended(*arguments: object) -> tuple[int, str, str]:
    """Run the program to its end; return status, output and what was said beside it."""
    process = begun(*arguments)
    out, said = process.communicate(timeout=240)
    return process.returncode, out, said


def some_kept(folder: Path, process: "subprocess.Popen[str]") -> None:
    """Wait until a sweep has kept its first case."""
    while not list((folder / "cases").glob("*.json")):
        assert process.poll() is None
        time.sleep(0.01)


def test_a_dry_run_lists_what_would_run_and_why(case: Path, tmp_path: Path) -> None:
    """Four cases of two lives; nothing is written."""
    path = sweep_of(case, grid({CAPEX: [1e8, 2e8], LOSS: [0.9, 0.92]}), "dry.yaml")
    status, out, _ = ended("sweep", path, "--out", tmp_path / "dry", "--dry-run", "--lang", "en")
    assert status == 0
    assert "4 of 4 cases to run, 2 distinct dispatches" in out
    assert "shares the dispatch of 0001" in out
    assert not (tmp_path / "dry").exists()


def test_ctrl_c_once_ends_after_the_running_cases_and_resume_goes_on(case: Path, tmp_path: Path) -> None:
    """Status 130 and how to go on; what was killed with the terminal's whole group goes on as well; the same bytes."""
    path = sweep_of(case, grid({LOSS: "{low: 0.80, high: 0.95, count: 24}"}), "stopped.yaml")
    folder = tmp_path / "stopped"
    first = begun("sweep", path, "--out", folder, "--jobs", 1)
    some_kept(folder, first)
    os.killpg(first.pid, signal.SIGINT)
    _, said = first.communicate(timeout=120)
    assert first.returncode == 130
    assert "storage-model resume" in said
    kept = answers(folder)
    assert 0 < len(kept) < 24
    second = begun("resume", folder, "--jobs", 1)
    while len(list((folder / "cases").glob("*.json"))) == len(kept):
        assert second.poll() is None
        time.sleep(0.01)
    second.kill()
    second.communicate()
    status, out, _ = ended("resume", folder, "--jobs", 1, "--json")
    assert (status, json.loads(out)["done"]) == (0, 24)
    assert kept.items() <= answers(folder).items()
    assert (folder / "summary.csv").exists()


def test_failed_cases_leave_with_seven_and_wrong_words_with_two(case: Path, tmp_path: Path) -> None:
    """The failed one is named with its reason; a scheduler without its engine is a wrong command line."""
    path = sweep_of(case, grid({"connection.import_limit_mw": [0.5, 210.0]}), "odd.yaml")
    status, out, said = ended("sweep", path, "--out", tmp_path / "odd", "--jobs", 1, "--json")
    assert status == 7
    found = json.loads(out)
    assert (found["done"], found["failed"], found["failures"][0]["kind"]) == (1, 1, "infeasible")
    (told,) = (line for line in said.splitlines() if "0001 infeasible" in line)
    assert "connection.import_limit_mw = 0.5" in told  # which limits exclude each other, not only that some do
    assert ended("sweep", path, "--scheduler", "tcp://127.0.0.1:1")[0] == 2


def test_a_slip_in_the_file_leaves_with_three(case: Path, tmp_path: Path) -> None:
    """Its line and the nearest key; nothing written."""
    path = sweep_of(case, grid({"assets.station.power": [1.0]}), "slip.yaml")
    status, _, said = ended("sweep", path, "--out", tmp_path / "slip")
    assert status == 3
    assert "slip.yaml:3" in said
    assert "power_mw" in said
    assert not (tmp_path / "slip").exists()
