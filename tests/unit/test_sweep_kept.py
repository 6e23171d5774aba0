"""Nothing is lost: processes killed at any moment, ledgers and files damaged, two sweeps on one folder."""

import subprocess
import sys
from pathlib import Path

import pytest

from storage_model.cases.many.case_files import read_case, whole_cases
from storage_model.cases.many.folder import held, opened_ledger
from storage_model.cases.many.ledger import LEDGER, Entry, Ledger
from storage_model.cases.many.plan_file import PLAN, read_plan, require_unchanged
from storage_model.problems import MissingPartError
from tests.kill_often import CASES, answer, go_on, plan_of_400

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sweep of 400 cases that has ended."""
    go_on(tmp_path / "sweep")
    return tmp_path / "sweep"


def test_killed_fifty_times_a_sweep_has_every_case_once(tmp_path: Path) -> None:
    """Whatever a kill met, 400 answers are there, each whole and the right one, and the ledger knows them."""
    asked = [sys.executable, "-m", "tests.kill_often", str(tmp_path / "sweep"), "50", "7"]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False, timeout=280)
    assert (done.stdout, done.returncode) == (f"{CASES} 0\n", 0), done.stderr
    folder = tmp_path / "sweep"
    whole = whole_cases(folder)
    assert sorted(whole) == list(range(1, CASES + 1))
    assert len(list((folder / "cases").iterdir())) == CASES
    for number, sha256 in whole.items():
        content = read_case(folder, number, sha256)
        assert {key: content[key] for key in answer(number)} == answer(number)
    with Ledger(folder, read_plan(folder).digest) as ledger:
        assert {entry.number: entry.sha256 for entry in ledger.entries().values()} == whole


@pytest.mark.parametrize("damage", [b"not a ledger at all" * 500, b""])
def test_a_damaged_ledger_is_rebuilt_from_the_case_files(folder: Path, damage: bytes) -> None:
    """Said in words, and no case runs again; the damaged file is kept."""
    (folder / LEDGER).write_bytes(damage)
    ledger, words = opened_ledger(read_plan(folder), folder)
    with ledger:
        assert len(ledger.entries()) == CASES
    assert [word for word in words if "rebuilt" in word] == (list(words) if damage else [])
    assert (folder / f"{LEDGER}.damaged").exists() == bool(damage)


def test_a_page_of_the_ledger_overwritten_is_noticed(folder: Path) -> None:
    """Bytes in the middle of the file: rebuilt as well, never read as if they were entries."""
    content = bytearray((folder / LEDGER).read_bytes())
    content[4096:8192] = b"\xa5" * 4096
    (folder / LEDGER).write_bytes(bytes(content))
    ledger, words = opened_ledger(read_plan(folder), folder)
    with ledger:
        assert len(ledger.entries()) == CASES
    assert len(words) == 1


def test_a_full_disk_is_no_damage(folder: Path) -> None:
    """What could not be written is said as such, and every entry stands: an overnight sweep is not begun anew."""
    plan = read_plan(folder)
    with Ledger(folder, plan.digest) as ledger:
        ledger._on.execute("PRAGMA max_page_count = 1")
        words = "x" * 1_000_000
        with pytest.raises(MissingPartError, match="disk is full"):
            ledger.write(Entry(number=number, state="failed", words=words) for number in range(1, 9))
        assert len(ledger.entries()) == CASES
        assert all(entry.state == "done" for entry in ledger.entries().values())


def test_a_ledger_that_may_not_be_opened_is_not_set_aside(folder: Path) -> None:
    """No right or no way to open the file is the machine's: nothing is renamed, nothing is called damaged."""
    (folder / LEDGER).unlink()
    (folder / LEDGER).mkdir()
    with pytest.raises(MissingPartError, match="unable to open"):
        opened_ledger(read_plan(folder), folder)
    assert not (folder / f"{LEDGER}.damaged").exists()


def test_a_changed_case_file_is_computed_again(folder: Path) -> None:
    """A flipped bit, a cut, a file that is gone: those three cases run again, and are what they were."""
    before = {path.name: path.read_bytes() for path in (folder / "cases").iterdir()}
    flipped, cut, gone = sorted(before)[:3]
    (folder / "cases" / flipped).write_bytes(bytes([before[flipped][0] ^ 1]) + before[flipped][1:])
    (folder / "cases" / cut).write_bytes(before[cut][:100])
    (folder / "cases" / gone).unlink()
    ledger, words = opened_ledger(read_plan(folder), folder)
    with ledger:
        assert len(ledger.entries()) == CASES - 3
    assert "1, 2, 3" in words[0]
    go_on(folder)
    assert {path.name: path.read_bytes() for path in (folder / "cases").iterdir()} == before


def test_a_second_sweep_on_the_folder_is_refused(folder: Path) -> None:
    """With the pid of the one that holds it; once that one is gone the folder is free."""
    import os

    with held(folder), pytest.raises(MissingPartError, match=str(os.getpid())), held(folder):
        raise AssertionError("held twice")
    with held(folder):
        pass


def test_a_plan_that_was_changed_is_refused(folder: Path) -> None:
    """One value of one case, written by somebody else."""
    text = (folder / PLAN).read_text(encoding="utf-8")
    (folder / PLAN).write_text(text.replace('"a.x": 7\n', '"a.x": 8\n'), encoding="utf-8")
    with pytest.raises(MissingPartError, match="changed"):
        read_plan(folder)


def test_inputs_and_program_that_changed_are_named(tmp_path: Path) -> None:
    """Answers of two programs do not mix: the plan was made by one called `the same`."""
    with pytest.raises(MissingPartError, match="storage_model itself, the solver"):
        require_unchanged(plan_of_400(tmp_path))
