"""`diff` as its users meet it."""

import json
from pathlib import Path

import pytest

from tests.run_folders import copied_run, ended, written_run
from tests.unit.test_difference import CHANGES, other_run


def test_on_screen(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Inputs, indicators, lines with a total; in English without Chinese but the origins of values."""
    status, out, err = ended(["diff", written_run(), other_run()], monkeypatch, capsys)
    assert (status, err) == (0, "")
    for words in ("变动的输入", *CHANGES, "净现值逐项变动", "建设投资", "合计", "careful", "other"):
        assert words in out
    english = ended(["diff", written_run(), other_run(), "--lang", "en", "-v"], monkeypatch, capsys)[1]
    assert not [letter for letter in english if "\u3400" <= letter <= "\u9fff"]


def test_as_json(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Lines that add up to what moved."""
    about = ["diff", written_run(), other_run(), "--project", "station", "--json"]
    found = json.loads(ended(about, monkeypatch, capsys)[1])
    value = found["npv_project_after_tax_yuan"]
    assert sum(line["moved_yuan"] for line in value["lines"]) == pytest.approx(value["moved"], abs=0.01)
    assert {one["key"] for one in found["inputs"]} == set(CHANGES)


def test_the_same_inputs_are_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing changed: said in words, not by an empty table."""
    assert "输入相同" in ended(["diff", written_run(), written_run()], monkeypatch, capsys)[1]


def test_a_damaged_run_is_not_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Either of the two: status 6 and its file."""
    folder = copied_run(tmp_path / "run")
    (folder / "annual.parquet").write_bytes(b"")
    for pair in ([folder, written_run()], [written_run(), folder]):
        status, out, err = ended(["diff", *pair], monkeypatch, capsys)
        assert (status, out) == (6, "")
        assert "annual.parquet" in err
