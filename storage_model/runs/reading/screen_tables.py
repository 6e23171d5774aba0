"""A run's numbers as tables of finished text, read from its files alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from storage_model.runs.reading.find import ListedRun
from storage_model.runs.reading.statements import StatementTable
from storage_model.words.answer_words import projects_of, value_words
from storage_model.words.format import INAPPLICABLE, VERDICTS, number, percent, unit_words
from storage_model.words.label import Label, Lang, text
from storage_model.words.labels.lookup import check_label, row_label, statement_label, stream_label, summary_label

MAIN = (
    "total_investment_yuan",
    "irr_project_pre_tax_frac",
    "irr_project_after_tax_frac",
    "irr_equity_frac",
    "npv_project_after_tax_yuan",
    "npv_equity_yuan",
    "payback_static_years",
    "payback_discounted_years",
    "dscr_min",
    "icr_min",
    "lcos_yuan_per_mwh",
)
STREAM_KEYS = ("revenue_by_stream_first_year_yuan", "cost_by_stream_first_year_yuan")
TOTAL_OF = {
    "revenue_by_stream_first_year_yuan": "revenue_first_year_yuan",
    "cost_by_stream_first_year_yuan": "cost_first_year_yuan",
}
# Rows of the yearly table: statement, row.
YEARLY = (
    ("project_cash_flow", "revenue"),
    ("project_cash_flow", "operating_cost"),
    ("profit_and_distribution", "net_profit"),
    ("project_cash_flow", "net_cash_flow_after_tax"),
    ("project_cash_flow", "cumulative_after_tax"),
    ("debt_service", "dscr"),
)
_CHECKS_TITLE = text("校核", "Checks")
_CHECKS_HEAD = (
    text("定律", "law"),
    text("偏差", "deviation"),
    text("容差", "allowed"),
)
STATES = {
    "verified": text("已校核", "verified"),
    "damaged": text("已损坏", "damaged"),
    "unfinished": text("未完成", "unfinished"),
}
_FOLDER = text("文件夹", "Folder")
_STATE = text("状态", "state")
_WRITTEN = text("写出时间", "written")
_YEAR = text("年份", "Year")
_ROW = text("项目", "Row")
_YEARS_TITLE = text("逐年", "Year by year")
_INDICATORS_TITLE = text("指标", "Indicators")
_MONEY_TITLE = text("首年收支（含税）", "Money of the first year (VAT-inclusive)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenTable:
    """Finished text; the first `left` columns are words, all others numbers. `strong` marks the rows read first."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    strong: tuple[bool, ...] = ()
    left: int = 1


def indicator_table(summary: Mapping[str, Any], lang: Lang, *, every: bool) -> ScreenTable:
    """Return verdict and indicators with a column for each project; the main ones, or every one."""
    projects = projects_of(summary)
    columns = [found for _, found in projects.values()]
    told = [key.removesuffix("_state") for key in summary if key.endswith("_state")]
    rows = indicator_rows(columns, told if every else main_of(columns), lang)
    head = ("", *(title.of(lang) for title, _ in projects.values()))
    return ScreenTable(title=_INDICATORS_TITLE.of(lang), head=head, rows=rows)


def main_of(columns: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the main indicators that apply to some column of numbers at least."""
    return [key for key in MAIN if any(found.get(f"{key}_state") != INAPPLICABLE for found in columns)]


def indicator_rows(
    columns: Sequence[Mapping[str, Any]], keys: Sequence[str], lang: Lang
) -> tuple[tuple[str, ...], ...]:
    """Return verdict, hurdle and the indicators of these keys, a cell for each column of numbers."""
    return (
        (summary_label("verdict").of(lang), *(VERDICTS[found["verdict"]].of(lang) for found in columns)),
        (summary_label("hurdle_frac").of(lang), *(percent(found["hurdle_frac"]) for found in columns)),
        *((summary_label(key).of(lang), *(value_words(found, key, lang) for found in columns)) for key in keys),
    )


def money_table(summary: Mapping[str, Any], lang: Lang) -> ScreenTable:
    """Return what each stream brings and costs in the first operating year, with a column for each project."""
    projects, rows, strong = projects_of(summary), [], []
    for by_stream in STREAM_KEYS:
        for key in summary[by_stream]:
            amounts = (found[by_stream].get(key) for _, found in projects.values())
            cells = ("" if yuan is None else number(yuan, "yuan") for yuan in amounts)
            rows.append((stream_label(key).of(lang), *cells))
            strong.append(False)
        whole = TOTAL_OF[by_stream]
        cells = (number(found[whole], "yuan") for _, found in projects.values())
        rows.append((summary_label(whole).of(lang), *cells))
        strong.append(True)
    head = (f"{unit_words('yuan', lang)}", *(title.of(lang) for title, _ in projects.values()))
    return ScreenTable(title=_MONEY_TITLE.of(lang), head=head, rows=tuple(rows), strong=tuple(strong))


def yearly_table(statements: StatementTable, project: str, lang: Lang) -> ScreenTable:
    """Return the main rows of the statements, one line a year."""
    labels = [row_label(row) for _, row in YEARLY]
    values = [statements.row(project, statement, row) for statement, row in YEARLY]
    rows = [
        (str(year), *(_cell(float(column[place]), label) for column, label in zip(values, labels, strict=True)))
        for place, year in enumerate(statements.years)
    ]
    head = (_YEAR.of(lang), *(label.of(lang) for label in labels))
    title = f"{_YEARS_TITLE.of(lang)} [{unit_words('yuan', lang)}]"
    return ScreenTable(title=title, head=head, rows=tuple(rows))


def statement_screen(statements: StatementTable, project: str, key: str, lang: Lang) -> ScreenTable:
    """Return one statement, years across, as the standard prints it."""
    found = statements.of(project, key)
    rows = []
    for row, values in found.items():
        label = row_label(row)
        rows.append((label.of(lang), *(_cell(float(value), label) for value in values)))
    strong = tuple(row.startswith(("net_", "total_", "cumulative_")) for row in found)
    title = f"{statement_label(key).of(lang)} [{unit_words('yuan', lang)}]"
    head = (_ROW.of(lang), *(str(year) for year in statements.years))
    return ScreenTable(title=title, head=head, rows=tuple(rows), strong=strong)


def check_table(checks: Mapping[str, Any], lang: Lang) -> ScreenTable:
    """Return every law with its deviation and what was allowed."""
    rows = tuple(
        (check_label(check["name"]).of(lang), f"{check['deviation']:.1e}", f"{check['tolerance']:.0e}")
        for check in checks["checks"]
    )
    return ScreenTable(title=_CHECKS_TITLE.of(lang), head=tuple(label.of(lang) for label in _CHECKS_HEAD), rows=rows)


def run_table(runs: Sequence[ListedRun], keys: Sequence[str], lang: Lang) -> ScreenTable:
    """Return one line a run; a run that is not whole has no numbers, a number its summary lacks is left blank."""
    rows = []
    for run in runs:
        found, written = run.summary, (run.manifest or {}).get("written", "")
        cells = [""] * (1 + len(keys))
        if found is not None:
            verdict = VERDICTS[found["verdict"]].of(lang) if "verdict" in found else ""
            cells = [verdict, *(value_words(found, key, lang) if key in found else "" for key in keys)]
        rows.append((str(run.folder), STATES[run.state].of(lang), *cells, written[:16].replace("T", " ")))
    words = (summary_label("verdict"), *map(summary_label, keys), _WRITTEN)
    head = (_FOLDER.of(lang), _STATE.of(lang), *(label.of(lang) for label in words))
    return ScreenTable(title="", head=head, rows=tuple(rows))


def _cell(value: float, label: Label) -> str:
    return number(value, label.unit) if isfinite(value) else ""
