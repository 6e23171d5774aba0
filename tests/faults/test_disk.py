"""Disks that are full, folders that cannot be written, writers that are killed: the old run or the new one, whole."""

import os
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from storage_model.report.run_folder import write_run_folder
from storage_model.runs.layout import MANIFEST
from storage_model.runs.reading.find import find_run, list_runs
from storage_model.runs.reading.folder import open_run
from storage_model.words.tables.parquet import write_parquet
from tests.faults.children import forked, killed
from tests.report_answers import small_answer, titled
from tests.run_folders import copied_run, written_run

NO_ROOM = 8
WRITES = {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree"}
_heard: list[Callable[[], None]] = []


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    """Tell who listens that the disk is about to be changed; an audit hook stays for the life of the process."""
    if not _heard or event not in WRITES or (event == "open" and not isinstance(arguments[1], str)):
        return
    if event == "open" and not set(str(arguments[1])) & set("wax+"):
        return
    listener = _heard.pop()  # what it does itself is not heard
    try:
        listener()
    finally:
        _heard.append(listener)


sys.addaudithook(_hook)


@contextmanager
def before_every_write(listener: Callable[[], None]) -> Iterator[None]:
    """Call the listener before each file is opened for writing, moved or removed."""
    _heard.append(listener)
    try:
        yield
    finally:
        _heard.clear()


def _write(folder: Path, *, second: bool = True) -> None:
    write_run_folder(titled(small_answer(), "第二次 · second") if second else small_answer(), folder, lang="zh")


def _title(folder: Path) -> str:
    return str(open_run(find_run(folder)).json("summary.json")["title"]["zh"])


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.reliability("faults")
def test_between_any_two_writes_there_is_a_whole_run(tmp_path: Path) -> None:
    """A kill leaves what is on the disk just then: at each of some dozens of moments that is the old run, whole."""
    folder = copied_run(tmp_path / "run")
    first, seen = _title(folder), []

    def look() -> None:
        kept = folder if folder.exists() else next(tmp_path.glob(".run.*.old"))
        seen.append(str(open_run(kept).json("summary.json")["title"]["zh"]))

    with before_every_write(look):
        _write(folder)
    assert len(seen) > 20
    assert set(seen) <= {first, "第二次 · second"}
    assert seen[0] == first
    assert _title(folder) == "第二次 · second"
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


@pytest.mark.reliability("faults", 5)
def test_killed_at_random_writes(tmp_path: Path) -> None:
    """SIGKILL in earnest, the last one between the two renames: the run is found whole, and can be written again."""
    folder = copied_run(tmp_path / "run")
    first, count = _title(folder), []
    with before_every_write(lambda: count.append(1)):
        _write(tmp_path / "elsewhere")
    chance = random.Random(3)
    for stop in [chance.randrange(len(count)) for _ in range(4)]:
        left = [stop]

        def at_its_turn(left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                killed()

        def work(at_its_turn: Callable[[], None] = at_its_turn) -> None:
            with before_every_write(at_its_turn):
                _write(folder)

        assert forked(work) == -9
        assert _title(folder) == first
    folder.rename(tmp_path / ".run.00000000.old")  # killed after the first of the two renames
    assert [run.state for run in list_runs(tmp_path) if run.folder == folder] == ["verified"]
    assert _title(folder) == first
    _write(folder)
    assert _title(folder) == "第二次 · second"


SIZES = (0, 20_000, 150_000, 1_200_000)


@pytest.mark.reliability("faults")
@pytest.mark.parametrize("size", SIZES)
def test_files_that_may_not_grow(size: int, tmp_path: Path) -> None:
    """The system refuses to let any file grow past a size: status 8, the old run untouched to the byte, no remains."""
    folder = copied_run(tmp_path / "run")
    before = _bytes(folder)

    def work() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        _write(folder)

    assert forked(work) == NO_ROOM
    assert _bytes(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


@pytest.mark.reliability("faults", 3)
def test_a_disk_that_fills_up(tmp_path: Path) -> None:
    """A real file system of 0.1, 0.7 and 1.5 MiB, where one may be mounted: status 8 and an empty disk."""
    disk = tmp_path / "disk"
    disk.mkdir()
    for size_kib in (100, 700, 1_500):
        mount = ["mount", "-t", "tmpfs", "-o", f"size={size_kib}k", "tmpfs", str(disk)]
        if subprocess.run(mount, capture_output=True, check=False).returncode:
            pytest.skip("mounting is not allowed here; files that may not grow stand for it")
        try:
            assert forked(lambda: _write(disk / "run")) == NO_ROOM
            assert list(disk.iterdir()) == []
        finally:
            subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.reliability("faults")
def test_a_table_on_a_full_disk_is_an_error_of_the_system() -> None:
    """DuckDB's own complaint arrives as the system's, with the file it is about."""
    with pytest.raises(OSError, match="No space left") as caught:
        write_parquet(Path("/dev/full"), {"x": small_answer().site.horizon.month_of_step()})
    assert caught.value.filename == "/dev/full"


@pytest.mark.reliability("faults")
def test_a_folder_without_the_right_to_write() -> None:
    """Somebody else's folder, as somebody without root's rights: status 8, nothing in it."""
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        folder.chmod(0o555)

        def work() -> None:
            if os.geteuid() == 0:
                os.seteuid(65534)
            _write(folder / "run")

        assert forked(work) == NO_ROOM
        assert list(folder.iterdir()) == []
        folder.chmod(0o755)


@pytest.mark.reliability("faults")
def test_two_writers_of_one_folder(tmp_path: Path) -> None:
    """Both end well, in whatever order: one of the two runs is there, whole, and no remains."""
    folder = copied_run(tmp_path / "run")
    first = os.fork()
    if first == 0:
        os._exit(forked(lambda: _write(folder, second=False)))
    assert forked(lambda: _write(folder)) == 0
    assert os.waitstatus_to_exitcode(os.waitpid(first, 0)[1]) == 0
    assert open_run(folder).case == "careful"
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


ODD_NAMES = ("寿阳 储能 [1]", "a b", "x*?", "q'uo\"te", "100%", "{a,b}", "new\nline", "back\\slash", "$HOME", "n" * 255,
             "-q", "=1+1", "#", "~")  # fmt: skip


@pytest.mark.reliability("faults")
@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_names_of_folders(name: str, tmp_path: Path) -> None:
    """Written, found, opened and asked in SQL, whatever the folder is called."""
    from storage_model.runs.reading.query import ask
    from storage_model.runs.reading.statements import read_statements

    folder = tmp_path / name
    run = open_run(copied_run(folder))
    assert ask(run, "SELECT count(*) FROM dispatch").rows == ((8_760,),)
    assert read_statements(run).years
    assert find_run(Path(name), tmp_path) == folder


@pytest.mark.reliability("faults", 2)
def test_names_as_long_as_the_disk_takes_are_written_too(tmp_path: Path) -> None:
    """255 bytes, and patterns in the name: the names beside it stay within the limit."""
    for name in ("n" * 255, "[1]*"):
        _write(tmp_path / name)
        assert (tmp_path / name / MANIFEST).exists()
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.reliability("faults")
def test_only_the_owner_may_read(tmp_path: Path) -> None:
    """Under umask 077 a run is written and read as ever."""
    before = os.umask(0o077)
    try:
        _write(tmp_path / "run")
    finally:
        os.umask(before)
    assert _title(tmp_path / "run") == "第二次 · second"
    assert written_run() != tmp_path
