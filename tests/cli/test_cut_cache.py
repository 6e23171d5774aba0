"""A compiled file that a full disk cut short, met while a command is imported."""

import py_compile
from pathlib import Path

import pytest

from storage_model.cli.group import COMMANDS
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
