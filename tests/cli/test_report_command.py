"""`storage-model report`: the page of a run made again from its folder, or refused where it would differ."""

import json
import re
import sys
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from storage_model.report.page import of_run
from storage_model.report.page.written_by import ALWAYS, _told
from storage_model.runs.layout import MANIFEST
from storage_model.words.tables.summary import summary_of
from tests.report_answers import project_folder, small_answer
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


def test_a_run_of_an_older_version_is_refused_before_anything_is_computed(
    run: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its summary lacks a figure that every run has now: it took the whole life to say so."""
    summary = json.loads((run / "summary.json").read_text(encoding="utf-8"))
    del summary["lifetime"]["npv_every_year_yuan"]
    (run / "summary.json").write_text(json.dumps(summary), encoding="utf-8")
    reseal(run)
    monkeypatch.setattr(of_run, "answer_scenario", _never)
    status, _, told = ended(["report", run], monkeypatch, capsys)
    assert status == 6
    assert "E408" in told
    assert "no lifetime.npv_every_year_yuan" in told
    assert "an older version of the program" in told
    assert not run.with_name(f"{run.name}-report").exists()


def test_a_price_file_that_changed_is_named_first(
    run: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line more: the file by its name, not the first figure that came out another."""
    files = json.loads((run / MANIFEST).read_text(encoding="utf-8"))["inputs_sha256"]
    name = min(name for name in files if name.endswith(".csv"))
    path = project_folder() / name
    before = path.read_bytes()
    monkeypatch.setattr(of_run, "answer_scenario", _never)
    try:
        path.write_bytes(before + b"\n")
        status, _, told = ended(["report", run], monkeypatch, capsys)
    finally:
        path.write_bytes(before)
    assert status == 6
    assert f"E408 {name}" in told
    assert "the file was changed since" in told


def test_what_every_run_tells_is_in_each() -> None:
    """Nothing is asked of a run that a run of today lacks."""
    summary = summary_of(small_answer())
    assert "lifetime.npv_every_year_yuan" in ALWAYS
    assert all(_told(summary, key) for key in ALWAYS)


def _never(*_: object, **__: object) -> None:
    raise AssertionError("computed")


def test_a_folder_with_something_else_is_left_alone(
    run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--out` at a folder of letters: refused at once, the letters stay."""
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    status, _, told = ended(["report", run, "--out", tmp_path], monkeypatch, capsys)
    assert status == 8
    assert "something else" in told
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_pdf_without_its_extra_says_what_to_install(
    run: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The package cannot be imported: exit status 8, the line to type, and nothing computed or written."""
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    status, said, told = ended(["report", run, "--pdf"], monkeypatch, capsys)
    assert (status, said) == (8, "")
    assert 'pip install "storage-model[pdf]"' in told
    assert "libpango" in told
    assert not run.with_name(f"{run.name}-report").exists()


def test_the_pdf_is_a4_in_one_language_with_its_own_font(caplog: pytest.LogCaptureFixture) -> None:
    """Sheets upright and across, the page's font taken from the page, never from the system; skipped without Pango."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):
        pytest.skip("WeasyPrint or the Pango library it needs is not installed")
    from storage_model.report.page.page import page_of
    from storage_model.report.page.pdf import pdf_of

    pdf = pdf_of(page_of(small_answer()), lang="en")
    plain = b"".join(_unpacked(pdf))
    boxes = {
        tuple(round(float(side)) for side in box.split()) for box in re.findall(rb"/MediaBox ?\[([^\]]+)\]", plain)
    }
    assert boxes == {(0, 0, 595, 842), (0, 0, 842, 595)}
    assert re.search(rb"/BaseFont ?/\w+\+Noto-Sans-CJK-SC", plain)
    assert [line for line in caplog.messages if "cannot be loaded" in line or ".notdef" in line] == []


def _unpacked(pdf: bytes) -> Iterator[bytes]:
    """Yield the bytes of a PDF and what its packed parts hold."""
    yield pdf
    for packed in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        with suppress(zlib.error):
            yield zlib.decompress(packed.rstrip(b"\r\n"))
