"""Representative years beside every year: amounts and not only a share, and aloud where the sign differs."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook

from storage_model.cases.answer import TOGETHER, CaseAnswer, NpvPair
from storage_model.report.charts.ageing import ageing
from storage_model.report.charts.yearly_revenue import yearly_revenue
from storage_model.report.comparing.blocks.cases import _years_optimised
from storage_model.report.page.page import html_of, page_of
from storage_model.report.page.parts import project_groups
from storage_model.words.answer_words import answer_lines
from storage_model.words.label import Lang
from storage_model.words.lifetime_words import life_warning
from storage_model.words.tables.annual import annual_columns
from storage_model.words.tables.summary import summary_of, summary_rows
from storage_model.workbook.write.book import write_workbook
from tests.report_answers import small_answer

NPV = "npv_project_after_tax_yuan"
AMOUNTS = ("npv_representative_yuan", "npv_every_year_yuan", "npv_difference_yuan")


def compared(apart_yuan: float | None = None) -> CaseAnswer:
    """Return the small answer beside every year: so much less by every year, or, without one, as far below zero."""
    answer = small_answer()
    found = {name: float(project.finance.indicators[NPV].value or 0.0) for name, project in answer.projects.items()}
    pairs = {
        name: NpvPair(representative_yuan=npv, every_year_yuan=-npv if apart_yuan is None else npv - apart_yuan)
        for name, npv in found.items()
    }
    return replace(some_years(answer), compared=pairs)


def some_years(answer: CaseAnswer) -> CaseAnswer:
    """Return an answer of which only the first and the last year were optimised."""
    lifetime = replace(answer.lifetime, dispatched=(True, *(False,) * 13, True))
    return replace(answer, life=replace(answer.life, lifetime=lifetime))


def test_both_amounts_and_their_difference_stand_in_the_summary() -> None:
    """In yuan, each project's own below its name; unasked they are nothing, and say why."""
    answer = compared(1e6)
    life, npv = summary_of(answer)["lifetime"], answer.compared[TOGETHER].representative_yuan
    assert [life[key] for key in AMOUNTS] == [npv, npv - 1e6, pytest.approx(1e6)]
    assert life["npv_error_frac"] == pytest.approx(1e6 / abs(npv - 1e6))
    assert set(life["npv_every_year_by_project_yuan"]) == set(answer.projects) - {TOGETHER}
    assert {row[0]: row[3] for row in summary_rows(summary_of(answer))}["lifetime.npv_every_year_yuan"]
    unasked = summary_of(small_answer())["lifetime"]
    assert [unasked[key] for key in AMOUNTS] == [None] * 3
    assert {unasked[f"{key}_state"] for key in AMOUNTS} == {"not_asked"}


@pytest.mark.parametrize(("lang", "warning"), [("zh", "正负相反"), ("en", "other sign")])
def test_another_sign_is_said_aloud(lang: Lang, warning: str) -> None:
    """On the screen in a line of its own, on the page below the verdict; nothing where the sign is one."""
    turned, same = compared(), compared(1e6)
    assert warning in answer_lines(summary_of(turned), 1, lang)["warning"]
    assert "warning" not in answer_lines(summary_of(same), 1, lang)
    assert warning in html_of(page_of(turned), lang=lang)
    assert warning not in html_of(page_of(same), lang=lang)


def test_the_project_that_turns_is_named_with_both_amounts() -> None:
    """One of two turns while their sum keeps its sign: 6.30 万元 beside −736.00, as a case of fifteen years had it."""
    answer = compared(1e6)
    name = next(one for one in answer.projects if one != TOGETHER)
    summary = summary_of(answer)
    summary["projects"][name][NPV] = 63_000.0
    summary["lifetime"]["npv_every_year_by_project_yuan"][name] = -7_360_000.0
    words = life_warning(summary)
    assert words is not None
    assert "6.30 万元，逐年优化 -736.00 万元" in words.zh
    assert "6.30 wan yuan, by every year -736.00 wan yuan" in words.en
    assert answer.projects[name].title_zh in words.zh


def test_the_table_of_indicators_has_both_amounts_for_each_project() -> None:
    """Below the value of representative years; without a comparison the table has no such rows."""
    rows = {row[0].en: row for group in project_groups(compared(1e6)) for row in group.rows}
    assert rows["Project NPV after tax, every year optimised"][1].zh.endswith("万元")
    assert {cell.zh for cell in rows["NPV, representative years less every year"][1:]} == {"100.00 万元"}
    usual = {row[0].en for group in project_groups(small_answer()) for row in group.rows}
    assert "NPV, representative years less every year" not in usual


@pytest.mark.parametrize(("apart_yuan", "said"), [(None, "正负相反"), (1e6, "相差 100.00 万元")])
def test_the_workbook_says_it_below_its_checks(apart_yuan: float | None, said: str, tmp_path: Path) -> None:
    """Whoever opens it alone sees no other place; where every year was optimised as usual the line is empty."""
    answer, book = compared(apart_yuan), tmp_path / "workbook.xlsx"
    write_workbook(answer, book)
    assert said in load_workbook(book)["摘要 Summary"]["A4"].value
    write_workbook(small_answer(), book)
    assert load_workbook(book)["摘要 Summary"]["A4"].value is None


def test_years_between_are_marked_wherever_years_are_shown() -> None:
    """A star in the tables of the page and what it says; 0 in annual.parquet; every year optimised has neither."""
    answer = small_answer()
    between = some_years(answer)
    for make in (ageing, yearly_revenue):
        found, usual = make(between), make(answer)
        assert found.table is not None
        assert usual.table is not None
        assert [row[0].en for row in found.table.rows] == ["2027", *(f"{year}*" for year in range(2028, 2041)), "2041"]
        assert "Not optimised" in found.note.en
        assert "未优化" in found.note.zh
        assert "*" not in usual.note.en + "".join(row[0].en for row in usual.table.rows)
    assert annual_columns(between)["dispatched"].tolist() == [1, *[0] * 13, 1]
    assert annual_columns(answer)["dispatched"].tolist() == [1] * 15


@pytest.mark.parametrize(("share_frac", "warned"), [(0.019, True), (-0.019, True), (0.021, False)])
def test_a_value_near_zero_that_was_not_compared_is_warned_of(share_frac: float, warned: bool) -> None:
    """7.4 million yuan on 385 invested is what two years of fifteen were off: nearer to zero the sign is open."""
    summary = summary_of(some_years(small_answer()))
    summary[NPV] = share_frac * summary["total_investment_yuan"]
    words = life_warning(summary)
    assert (words is not None and "接近零：全部项目合计" in words.zh and "compared: true" in words.en) is warned
    summary["lifetime"]["dispatched_years"] = 15
    assert life_warning(summary) is None


@pytest.mark.parametrize(
    ("dispatched", "asked", "words"),
    [
        ((True, False, True), True, "2 / 3 (how far off: by `run`)"),
        ((True, False, True), False, "2 / 3"),
        ((True, True, True), True, "3 / 3"),
    ],
)
def test_a_comparison_sends_to_the_run_that_compares(dispatched: tuple[bool, ...], asked: bool, words: str) -> None:
    """It takes representative years as they are: where a case asks how far off they are, a run of it tells."""
    column = SimpleNamespace(
        lifetime=SimpleNamespace(dispatched=dispatched),
        scenario=SimpleNamespace(lifetime=SimpleNamespace(compared=asked)),
    )
    assert _years_optimised(column).en == words  # type: ignore[arg-type]
