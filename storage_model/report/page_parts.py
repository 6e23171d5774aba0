"""Figures at the top, the table of projects, the checks: finished text that the templates only arrange."""

from collections.abc import Iterator
from dataclasses import dataclass

from storage_model.cases.answer import TOGETHER, CaseAnswer
from storage_model.report.charts.figure import text
from storage_model.report.format import VERDICTS, percent, wan_yuan
from storage_model.report.label import Label
from storage_model.report.labels import check_label, summary_label
from storage_model.report.tables.checks import all_checks
from storage_model.report.tables.summary import project_summary
from storage_model.report.verdict import indicator_text, together_first


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One of the six figures at the top."""

    label: Label
    value: Label
    note: Label | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRow:
    """One law the answer was held against."""

    label: Label
    deviation: str
    tolerance: str
    passed: bool


def cards(answer: CaseAnswer) -> tuple[Card, ...]:
    """Return the six figures for all projects together."""
    together = answer.projects[TOGETHER]
    revenue = project_summary(answer, together)["revenue_first_year_yuan"]
    hurdle = percent(together.hurdle_frac)
    indicator = {
        key: Card(label=summary_label(key), value=indicator_text(together, key))
        for key in ("total_investment_yuan", "npv_project_after_tax_yuan", "payback_static_years", "irr_equity_frac")
    }
    return (
        indicator["total_investment_yuan"],
        Card(
            label=summary_label("revenue_first_year_yuan"),
            value=text(f"{wan_yuan(revenue)} 万元", f"{wan_yuan(revenue)} wan yuan"),
        ),
        Card(
            label=summary_label("irr_project_after_tax_frac"),
            value=indicator_text(together, "irr_project_after_tax_frac"),
            note=text(f"基准 {hurdle}", f"hurdle {hurdle}"),
        ),
        indicator["npv_project_after_tax_yuan"],
        indicator["payback_static_years"],
        indicator["irr_equity_frac"],
    )


def project_rows(answer: CaseAnswer) -> Iterator[tuple[Label, ...]]:
    """Yield a row for verdict, first-year money and every indicator, with one cell for each project."""
    projects = together_first(answer)
    yield (summary_label("verdict"), *(VERDICTS[project.verdict] for project in projects))
    hurdles = (percent(project.hurdle_frac) for project in projects)
    yield (summary_label("hurdle_frac"), *(text(hurdle) for hurdle in hurdles))
    for key in ("revenue_first_year_yuan", "cost_first_year_yuan"):
        amounts = (wan_yuan(project_summary(answer, project)[key]) for project in projects)
        yield (summary_label(key), *(text(f"{amount} 万元", f"{amount} wan yuan") for amount in amounts))
    for key in answer.projects[TOGETHER].finance.indicators:
        yield (summary_label(key), *(indicator_text(project, key) for project in projects))


def check_rows(answer: CaseAnswer) -> tuple[CheckRow, ...]:
    """Return every check with its deviation."""
    return tuple(
        CheckRow(
            label=check_label(check.name),
            deviation=f"{check.deviation:.2e}",
            tolerance=f"{check.tolerance:.0e}",
            passed=check.passed,
        )
        for check in all_checks(answer).checks
    )
