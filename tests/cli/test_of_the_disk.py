"""What a disk leaves or says that is no bug of ours: a compiled file cut short, a file that may not grow."""

import errno
import py_compile
from pathlib import Path

import pytest

from storage_model.cli.group import COMMANDS
from storage_model.cli.sweep import sweep as sweep_command
from tests.run_folders import ended


@pytest.mark.parametrize("kept", [16, 40, 90])
def test_a_compiled_file_cut_short_is_named(
    kept: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 8 and the folder to delete; it said "interrupted", with 130, whatever was asked, until somebody did."""
    name = f"cut_at_{kept}"
    source = tmp_path / f"{name}.py"
    source.write_text("import click\n\n\n@click.command()\ndef asked() -> None:\n    pass\n", encoding="utf-8")
    compiled = Path(py_compile.compile(str(source)) or "")
    compiled.write_bytes(compiled.read_bytes()[:kept])
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(COMMANDS, "version", (f"{name}:asked", "…"))
    status, out, err = ended(["version"], monkeypatch, capsys)
    assert (status, out, str(compiled.parent) in err, compiled.name in err) == (8, "", True, True), err


def test_a_plan_larger_than_a_file_may_grow_is_no_bug(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A limit of the system on the size of files, as on a disk that takes only short ones: status 8 and its words."""

    def refused(**options: object) -> None:
        raise OSError(errno.EFBIG, "File too large", "plan.json")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sweep_command, "callback", refused)
    status, _, err = ended(["sweep", "any.yaml"], monkeypatch, capsys)
    assert (status, "File too large: plan.json" in err) == (8, True), err
