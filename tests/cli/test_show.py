"""`show`, `ls` and `query` as their users meet them."""

import json
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from storage_model.report.screen import answer_screen
from tests.report_answers import small_answer
from tests.run_folders import copied_run, ended, reseal, written_run


def test_show_says_what_the_run_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The five lines from the files are those of the answer just computed, word for word; tables follow.

    In a pipe no line ends with blanks.
    """
    from rich.console import Console

    with (console := Console(width=200, highlight=False)).capture() as said:
        console.print(answer_screen(small_answer(), written_run(), "zh"))
    status, out, err = ended(["show", written_run()], monkeypatch, capsys)
    assert (status, err) == (0, "")
    assert out.startswith("\n".join(line.rstrip() for line in said.get().split("\n")))
    assert not [line for line in out.split("\n") if line.endswith(" ")]
    for words in ("项目投资财务内部收益率（税后）", "现货售电收入", "偿债备付率", "2041"):
        assert words in out


def test_show_in_english_has_no_chinese(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Every word of every table follows `--lang`; `-v` adds all indicators and checks."""
    status, out, _ = ended(["show", written_run(), "--lang", "en", "-v"], monkeypatch, capsys)
    assert status == 0
    assert not [letter for letter in out if "\u3400" <= letter <= "\u9fff"]
    for words in ("Project IRR after tax", "Break-even utilisation", "Energy balance, every step"):
        assert words in out


def test_show_json_and_quiet(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """`--json` is summary.json to the byte; `-q` is the five lines without a table."""
    whole = (written_run() / "summary.json").read_text(encoding="utf-8")
    assert ended(["show", written_run(), "--json"], monkeypatch, capsys) == (0, whole, "")
    status, out, _ = ended(["show", written_run(), "-q"], monkeypatch, capsys)
    assert status == 0
    assert "依据" in out
    assert "年份" not in out


def test_one_statement_on_screen_and_as_json(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rows as in the statement, years across; JSON in yuan, a year without a value is null."""
    about = ["show", written_run(), "--statement", "debt_service", "--project", "gas"]
    status, out, _ = ended(about, monkeypatch, capsys)
    assert status == 0
    assert "借款还本付息计划表 [万元]" in out
    assert "3,657.60" in out
    rows = json.loads(ended([*about, "--json"], monkeypatch, capsys)[1])["rows_yuan"]
    assert rows["closing_long_term_loan"][0] == pytest.approx(36_576_000.0)
    assert rows["dscr"][0] is None


@pytest.mark.parametrize(
    ("typed", "nearest"), [(["--project", "statoin"], "station"), (["--statement", "debt_servce"], "debt_service")]
)
def test_a_slip_names_the_nearest(
    typed: list[str], nearest: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Wrong command line: status 2 and what was probably meant."""
    status, out, err = ended(["show", written_run(), *typed], monkeypatch, capsys)
    assert (status, out) == (2, "")
    assert f"did you mean {nearest}?" in err


def test_a_damaged_run_shows_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One byte of one file: status 6, the file named, not one number; for every command that reads a run."""
    folder = copied_run(tmp_path / "run")
    (folder / "dispatch.parquet").write_bytes((folder / "dispatch.parquet").read_bytes()[:-1] + b"\0")
    for command in (["show", folder], ["show", folder, "--json"], ["query", folder, "SELECT 1"]):
        status, out, err = ended(command, monkeypatch, capsys)
        assert (status, out) == (6, ""), command
        assert f"E407 {folder / 'dispatch.parquet'}" in err


def test_a_name_that_is_no_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing there: a wrong command line; a folder without manifest: incomplete, status 6."""
    monkeypatch.chdir(tmp_path)
    assert ended(["show", "nothing"], monkeypatch, capsys)[0] == 2
    (tmp_path / "results" / "half").mkdir(parents=True)
    status, out, err = ended(["show", "half"], monkeypatch, capsys)
    assert (status, out) == (6, "")
    assert "E401" in err


def test_ls_lists_and_names_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The whole run with its numbers, the damaged one with its file and no number, the unfinished one."""
    monkeypatch.chdir(tmp_path)
    assert ended(["ls"], monkeypatch, capsys) == (0, "results: 没有结果 · no runs\n", "")
    copied_run(tmp_path / "results" / "good")
    (copied_run(tmp_path / "results" / "bad") / "summary.csv").write_text("", encoding="utf-8")
    (tmp_path / "results" / ".x.0000.partial").mkdir()
    status, out, err = ended(["ls"], monkeypatch, capsys)
    assert status == 0
    lines = {line.split()[0]: line for line in out.splitlines() if "results/" in line}
    assert "已校核" in lines["results/good"]
    assert "%" in lines["results/good"]
    assert "已损坏" in lines["results/bad"]
    assert "%" not in lines["results/bad"]
    assert "未完成" in lines["results/.x.0000.partial"]
    assert "E407 results/bad/summary.csv" in err
    listed = json.loads(ended(["ls", "--json"], monkeypatch, capsys)[1])
    assert {run["folder"]: run["irr_project_after_tax_frac"] is None for run in listed} == {
        "results/good": False, "results/bad": True, "results/.x.0000.partial": True,
    }  # fmt: skip


def test_ls_names_a_number_that_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A sealed run whose summary lacks an indicator: no traceback, the other numbers, and which one is missing."""
    monkeypatch.chdir(tmp_path)
    folder = copied_run(tmp_path / "results" / "short")
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    del summary["npv_project_after_tax_yuan"]
    (folder / "summary.json").write_text(json.dumps(summary), encoding="utf-8")
    reseal(folder)
    status, out, err = ended(["ls"], monkeypatch, capsys)
    assert status == 0
    assert "%" in next(line for line in out.splitlines() if "results/short" in line)
    assert "E409 results/short/summary.json" in err
    assert "no npv_project_after_tax_yuan" in err
    (run,) = json.loads(ended(["ls", "--json"], monkeypatch, capsys)[1])
    assert (run["npv_project_after_tax_yuan"], len(run["problems"])) == (None, 1)


def test_query_on_screen_as_json_and_as_csv(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same answer three ways; the screen stops at `--rows` and says so."""
    sql = "SELECT calendar_year, station_out_mwh FROM annual ORDER BY 1"
    status, out, err = ended(["query", written_run(), sql, "--rows", "2"], monkeypatch, capsys)
    assert status == 0
    assert ("2027" in out, "2028" in out, "2029" in out) == (True, True, False)
    assert "2 / 15" in err
    rows = json.loads(ended(["query", written_run(), sql, "--json"], monkeypatch, capsys)[1])
    assert len(rows) == 15
    text = ended(["query", written_run(), sql, "--csv"], monkeypatch, capsys)[1].splitlines()
    assert text[0] == "calendar_year,station_out_mwh"
    assert text[1] == f"2027,{rows[0]['station_out_mwh']}"


def test_an_answer_as_a_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Times, numbers and words as a sheet and as CSV hold them; another ending is a wrong command line."""
    sql = "SELECT start, station_out_mw, 'ä' AS word, NULL AS nothing FROM dispatch ORDER BY start"
    for name in ("answer.csv", "answer.xlsx"):
        status, out, err = ended(["query", written_run(), sql, "--out", tmp_path / name], monkeypatch, capsys)
        assert (status, out) == (0, "")
        assert "8760" in err
    rows = json.loads(ended(["query", written_run(), sql, "--json"], monkeypatch, capsys)[1])
    sheet = openpyxl.load_workbook(tmp_path / "answer.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["start", "station_out_mw", "word", "nothing"]
    assert [cell.value for cell in sheet[20]] == [datetime(2026, 1, 1, 18), rows[18]["station_out_mw"], "ä", None]  # noqa: DTZ001  # a sheet knows no zone
    lines = (tmp_path / "answer.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[19] == f"2026-01-01 18:00:00,{rows[18]['station_out_mw']},ä,"
    status, _, err = ended(["query", written_run(), sql, "--out", tmp_path / "a.pdf"], monkeypatch, capsys)
    assert status == 2
    assert ".csv, .xlsx" in err


def test_numbers_of_a_column_line_up(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Two decimals among thousands, as many as are needed among small ones, none where all are whole."""
    sql = (
        "SELECT * FROM (VALUES (7209205.163::DOUBLE, 0.5::DOUBLE, 2.0::DOUBLE), (66.5, 0.125, 3.0)) t(money, share, n)"
    )
    lines = ended(["query", written_run(), sql], monkeypatch, capsys)[1].splitlines()
    assert [line.split() for line in lines if "0." in line] == [
        ["7,209,205.16", "0.500", "2"],
        ["66.50", "0.125", "3"],
    ]


def test_a_refused_question_is_a_wrong_command_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """COPY: status 2, the tables that may be asked."""
    status, out, err = ended(["query", written_run(), "COPY annual TO 'x.csv'"], monkeypatch, capsys)
    assert (status, out) == (2, "")
    assert "annual, dispatch, statements, streams" in err
