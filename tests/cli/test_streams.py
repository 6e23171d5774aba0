"""The command in odd surroundings: closed or full output, consoles without Chinese, a locale of nothing."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.run_folders import written_run

PROGRAM = [sys.executable, "-c", "from storage_model.cli import main; main()"]
ROOT = Path(__file__).parents[2]


def _environment(changes: Mapping[str, str]) -> dict[str, str]:
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "PYTHONIO", "PYTHONUTF"))
    }
    return {**kept, "PYTHONPATH": str(ROOT), **changes}


def _ran(arguments: list[object], changes: Mapping[str, str], **more: object) -> subprocess.CompletedProcess[bytes]:
    command = [*PROGRAM, *map(str, arguments)]
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
    return subprocess.run(command, env=_environment(changes), check=False, timeout=120, **options)  # type: ignore[call-overload,no-any-return]


SURROUNDINGS = {
    "utf-8": ({"LC_ALL": "C.UTF-8"}, "utf-8"),
    "gbk console": ({"PYTHONIOENCODING": "gbk", "LC_ALL": "C.UTF-8"}, "gbk"),
    "cp936 console": ({"PYTHONIOENCODING": "cp936", "LC_ALL": "C.UTF-8"}, "cp936"),
    "C locale": ({"LC_ALL": "C"}, "utf-8"),
    "C locale, nothing coerced": ({"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, "utf-8"),
    "latin-1 console": ({"PYTHONIOENCODING": "latin-1", "LC_ALL": "C.UTF-8"}, "latin-1"),
}


@pytest.mark.reliability("faults")
@pytest.mark.parametrize("where", SURROUNDINGS)
def test_no_console_brings_it_down(where: str) -> None:
    """Chinese where the console has it, question marks (in JSON escapes) where not; status 0 and no traceback."""
    changes, encoding = SURROUNDINGS[where]
    for arguments in (["show", written_run()], ["--help"], ["show", written_run(), "--json"]):
        done = _ran([*arguments], changes)
        assert (done.returncode, done.stderr) == (0, b"")
        text = done.stdout.decode(encoding)
        assert any(word in text for word in ("结论", "显示结果", "寿阳", "\\u5bff\\u9633")) or encoding == "latin-1"


def test_errors_too_reach_any_console() -> None:
    """A message in Chinese on an ASCII console: its own status, not ours."""
    changes, _ = SURROUNDINGS["C locale, nothing coerced"]
    done = _ran(["show", "nothing-here"], changes)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


@pytest.mark.reliability("faults")
def test_a_reader_that_has_gone_is_no_error() -> None:
    """`| head -1`: the first line, status 0, nothing on standard error."""
    command = " ".join(
        [*map("'{}'".format, PROGRAM), "query", f"'{written_run()}'", "'SELECT * FROM dispatch'", "--json"]
    )
    script = f"set -o pipefail; {command} | head -1"
    done = subprocess.run(["bash", "-c", script], env=_environment({}), capture_output=True, check=False, timeout=120)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"[\n", b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_under_the_output_is_told() -> None:
    """`> /dev/full`: status 8 and what the system says."""
    with Path("/dev/full").open("wb") as full:
        done = _ran(["show", written_run()], {}, stdout=full)
    assert done.returncode == 8
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.reliability("faults")
def test_no_output_at_all() -> None:
    """`>&-`: nothing to write to is nothing to complain about."""
    command = " ".join([*map("'{}'".format, PROGRAM), "show", f"'{written_run()}'", ">&-"])
    done = subprocess.run(["bash", "-c", command], env=_environment({}), capture_output=True, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (0, b"")
