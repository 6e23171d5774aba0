"""`storage-model report`: the page of a run made again from its folder, or refused where it would differ."""

import json
from pathlib import Path

import pytest

from tests.report_answers import project_folder
from tests.run_folders import copied_run, ended, reseal, written_run


@pytest.fixture
def run(request: pytest.FixtureRequest) -> Path:
    """A copy of the small run that stands in the project of its inputs, where it was made."""
    return copied_run(project_folder() / "results" / request.node.name[:40])


def test_the_page_made_again_is_the_page(
    run: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Byte for byte, marks of changed inputs and provenance too; the charts come as files, the run stays as it was."""
    status, said, _ = ended(["report", run, "--figures"], monkeypatch, capsys)
    beside = run.with_name(f"{run.name}-report")
    assert (status, said.strip()) == (0, str(beside / "report.html"))
    assert (beside / "report.html").read_bytes() == (written_run() / "report.html").read_bytes()
    assert {path.name for path in beside.iterdir()} == {"report.html", "tables", "figures"}
    assert len(list((beside / "figures").glob("*.png"))) == len(list((beside / "figures").glob("*.svg"))) > 10
    assert not (run / "figures").exists()


def test_a_summary_that_the_program_does_not_compute_is_told(
    run: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Somebody raised the return to 8 % and mended every hash: the key, both values, exit status 6, nothing written."""
    summary = json.loads((run / "summary.json").read_text(encoding="utf-8"))
    summary["irr_project_after_tax_frac"] = 0.08
    (run / "summary.json").write_text(json.dumps(summary), encoding="utf-8")
    reseal(run)
    status, _, told = ended(["report", run], monkeypatch, capsys)
    assert status == 6
    assert "E408" in told
    assert "irr_project_after_tax_frac" in told
    assert "0.08" in told
    assert not run.with_name(f"{run.name}-report").exists()


def test_a_folder_with_something_else_is_left_alone(
    run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--out` at a folder of letters: refused at once, the letters stay."""
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    status, _, told = ended(["report", run, "--out", tmp_path], monkeypatch, capsys)
    assert status == 8
    assert "something else" in told
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
