"""The same figure wherever it is shown: page, tables of the page, machine tables, summary and screen."""

import csv
import io
import json
import re
from functools import lru_cache
from html import unescape

import duckdb
import pytest

from storage_model.report.screen import answer_screen
from storage_model.words.format import number, shown, wan_yuan
from storage_model.words.labels.lookup import row_label, statement_label, summary_label
from tests.report_answers import small_answer
from tests.run_folders import written_run

ROW = re.compile(r"<tr[^>]*>(.*?)</tr>", re.DOTALL)
CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)
PROJECTS = ("together", "station", "gas")
STANDS = re.compile(r"(opening|closing|cumulative)_.*|profit_for_investors")
"""Rows that stand at a date, in statements of flows."""


@lru_cache(maxsize=1)
def page() -> str:
    """The page of the written run, in Chinese only."""
    html = (written_run() / "report.html").read_text(encoding="utf-8")
    return re.sub(r'<span class="en".*?</span>', "", html, flags=re.DOTALL)


def rows(html: str) -> list[list[str]]:
    """Return the cells of every row of a piece of the page, without marks."""
    return [[unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in CELL.findall(row)] for row in ROW.findall(html)]


def part(start: str, end: str) -> str:
    """Return what stands between two places of the page."""
    return page().split(start, 1)[1].split(end, 1)[0]


@lru_cache(maxsize=1)
def summary() -> dict[str, object]:
    """The summary of the written run."""
    found: dict[str, object] = json.loads((written_run() / "summary.json").read_text(encoding="utf-8"))
    return found


def test_projects_together_are_said_to_be_taxed_apart() -> None:
    """The after-tax value of all together is the sum of the projects', income tax of each by itself in it."""
    assert "各自纳税" in part('<section id="projects">', "</section>")
    found, apart = summary(), summary()["projects"]
    assert isinstance(apart, dict)
    together = sum(one["npv_project_after_tax_yuan"] for one in apart.values())
    assert found["npv_project_after_tax_yuan"] == pytest.approx(together, rel=1e-12)


def test_indicators_of_the_page_are_those_of_the_summary() -> None:
    """Every row of the table, every project: the value of summary.json as it is shown, or the words of its state."""
    by_project = summary()["projects"]
    assert isinstance(by_project, dict)
    shown_rows = {row[0]: row[1:] for row in rows(part('<section id="projects">', "</section>")) if len(row) == 4}
    checked = 0
    for key in by_project["station"]:
        if f"{key}_state" not in by_project["station"]:
            continue
        label = summary_label(key)
        expected = [
            shown(one[key], label.unit, "zh", one[f"{key}_state"])
            for one in (summary(), *(by_project[name] for name in PROJECTS[1:]))
        ]
        assert shown_rows[label.zh] == expected, key
        checked += 1
    assert checked > 20


@pytest.mark.parametrize("project", PROJECTS)
def test_statements_of_the_page_are_those_of_the_machine_table(project: str) -> None:
    """Every cell of every statement on the page and in tables/*.csv is its value in statements.parquet, in 万元.

    The total beside them is the sum of a flow, and empty for what stands at a date or is a ratio.
    """
    found = duckdb.execute(
        f"SELECT statement, \"row\", calendar_year, value FROM read_parquet('{written_run() / 'statements.parquet'}') "
        f"WHERE project = '{project}' AND calendar_year IS NOT NULL ORDER BY period"
    ).fetchall()
    expected: dict[tuple[str, str], list[str]] = {}
    summed: dict[tuple[str, str], float | None] = {}
    for statement, row, _, value in found:
        label = row_label(row)
        key = (statement_label(statement).zh, label.zh)
        expected.setdefault(key, []).append(number(value, label.unit))
        flow = label.unit == "yuan" and statement != "balance_sheet" and not STANDS.fullmatch(row)
        summed[key] = (summed.get(key) or 0.0) + value if flow else None
    totals = {key: "" if yuan is None else wan_yuan(yuan) for key, yuan in summed.items()}
    with (written_run() / "tables" / f"statements-{project}.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.reader(file))[1:]
    in_table = {(row[0], row[2]): [cell for cell in row[6:] if cell] for row in table}
    totals_in_table = {(row[0], row[2]): row[5] for row in table}
    account = re.split(r'<h3><span class="zh"[^>]*>全部报表', page())[1 + PROJECTS.index(project)]
    on_page: dict[tuple[str, str], list[str]] = {}
    totals_on_page: dict[tuple[str, str], str] = {}
    for piece in account.split("<summary>")[1:]:
        title = re.sub(r"<[^>]+>", "", piece.split("</summary>")[0]).strip()
        for table in piece.split("</details>")[0].split("<table")[1:]:
            head, *body = rows(table)
            first = 2 if head[1] == "合计" else 1  # the totals stand in the first block of years alone
            for row in body:
                on_page.setdefault((title, row[0]), []).extend(cell for cell in row[first:] if cell)
                if first == 2:
                    totals_on_page[title, row[0]] = row[1]
    assert len(expected) > 100
    assert totals["利润与利润分配表", "可供投资者分配的利润"] == ""
    assert totals["利润与利润分配表", "净利润"] != ""
    for key, cells in expected.items():
        assert on_page[key] == cells, key
        assert in_table[key] == [cell.replace(",", "") for cell in cells], key
        assert totals_on_page[key] == totals[key], key
        assert totals_in_table[key] == totals[key].replace(",", ""), key


def test_the_screen_says_what_the_page_says() -> None:
    """Verdicts and investment of the five lines stand on the page, letter for letter."""
    from rich.console import Console

    console = Console(width=400, record=True, file=io.StringIO())
    console.print(answer_screen(small_answer(), None, "zh"))
    said = console.export_text()
    text = unescape(re.sub(r"<[^>]+>", "", page()))
    for line in re.findall(r"\S.* — .*基准 [\d.]+%", said.replace("结论", "")):
        assert line.strip() in text
    assert number(float(str(summary()["total_investment_yuan"])), "yuan") in said
    assert number(float(str(summary()["total_investment_yuan"])), "yuan") in text
