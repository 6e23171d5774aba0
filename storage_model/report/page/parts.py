"""Figures at the top, the table of projects, the checks: finished text that the templates only arrange."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from storage_model.cases.answer import TOGETHER, CaseAnswer, ProjectAnswer
from storage_model.report.page.words import PAGE_WORDS
from storage_model.words.answer_words import dispatch_words, foresight_words, methane_words
from storage_model.words.format import INAPPLICABLE, OK, UNITS, VERDICTS, number, percent, shown_in_both, wan_yuan
from storage_model.words.label import Label, keyed, text
from storage_model.words.labels.lookup import check_label, summary_label
from storage_model.words.lifetime_words import NPV, lifetime_words
from storage_model.words.tables.checks import all_checks
from storage_model.words.tables.summary import project_summary, summary_of
from storage_model.words.verdict import indicator_text, shown_projects


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One of the six figures at the top."""

    label: Label
    value: Label
    unit: Label | None = None
    note: Label | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows of the table of indicators under one heading; the first has none."""

    title: Label | None
    rows: tuple[tuple[Label, ...], ...]


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
    hurdle = percent(together.hurdle_frac)
    revenue_yuan = project_summary(answer, together)["revenue_first_year_yuan"]
    return (
        _card(together, "irr_project_after_tax_frac", note=text(f"基准 {hurdle}", f"hurdle {hurdle}")),
        *(_card(together, key) for key in ("npv_project_after_tax_yuan", "payback_static_years", "irr_equity_frac")),
        _card(together, "total_investment_yuan"),
        Card(label=_named("revenue_first_year_yuan"), value=text(wan_yuan(revenue_yuan)), unit=UNITS["yuan"]),
    )


def _named(key: str) -> Label:
    return keyed(summary_label(key), key)


def _card(project: ProjectAnswer, key: str, note: Label | None = None) -> Card:
    """Return a figure with its unit apart; where there is no value, the words that say why."""
    label, found = _named(key), project.finance.indicators[key]
    if found.value is None or found.state != OK or label.unit == "frac":
        return Card(label=label, value=indicator_text(project, key), note=note)
    return Card(label=label, value=text(number(found.value, label.unit)), unit=UNITS[label.unit], note=note)


def dispatch_notes(answer: CaseAnswer) -> tuple[Label, ...]:
    """Return what the charts of dispatch need beside them: energy and cycles, methane, years, forecasts."""
    summary = summary_of(answer)
    found = (
        dispatch_words(summary["dispatch"], summary.get("generation"), summary.get("others")),
        methane_words(summary["methane"]) if "methane" in summary else None,
        lifetime_words(summary["lifetime"]),
        foresight_words(summary["foresight"], summary["dispatch"]["objective_yuan"]),
    )
    return tuple(note for note in found if note is not None and note.zh)


def project_groups(answer: CaseAnswer) -> tuple[Group, ...]:
    """Return verdict, first-year money and every indicator, with one cell for each project, under their headings.

    What applies to none of the projects, as the cost of storage where nothing is stored, is left out.
    """
    projects = shown_projects(answer)
    head = Group(
        title=None,
        rows=(
            (_named("verdict"), *(VERDICTS[project.verdict] for project in projects)),
            (_named("hurdle_frac"), *(text(percent(project.hurdle_frac)) for project in projects)),
        ),
    )
    first_year = Group(
        title=PAGE_WORDS["group_first_year"],
        rows=tuple(_amounts(answer, key) for key in ("revenue_first_year_yuan", "cost_first_year_yuan")),
    )
    found: dict[str, list[tuple[Label, ...]]] = {name: [] for name in _GROUPS}
    for key in answer.projects[TOGETHER].finance.indicators:
        if all(project.finance.indicators[key].state == INAPPLICABLE for project in projects):
            continue
        row = (_named(key), *(indicator_text(project, key) for project in projects))
        found[_group_of(key)].append(row)
        if key == NPV and answer.compared:
            found[_group_of(key)] += _compared_rows(answer)
    rest = (Group(title=PAGE_WORDS[name], rows=tuple(rows)) for name, rows in found.items() if rows)
    return (head, first_year, *rest)


_GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "group_return": ("irr_", "npv_", "mirr_", "roi_", "roe_", "benefit_"),
    "group_payback": ("payback_",),
    "group_investment": ("total_investment_", "static_investment_", "interest_during_", "working_capital_"),
    "group_debt": ("dscr_", "icr_", "llcr", "liability_", "loan_"),
    "group_other": (),
}
"""heading → how the keys below it begin; the last takes all others"""


def _group_of(key: str) -> str:
    return next((name for name, starts in _GROUPS.items() if key.startswith(starts)), "group_other")


def _compared_rows(answer: CaseAnswer) -> Iterator[tuple[Label, ...]]:
    """Yield the value of every year optimised, and what representative years show above it."""
    pairs = [answer.compared[project.name] for project in shown_projects(answer)]
    for words, found in (
        (PAGE_WORDS["every_year"], [pair.every_year_yuan for pair in pairs]),
        (PAGE_WORDS["above_every_year"], [pair.difference_yuan for pair in pairs]),
    ):
        yield (words, *(shown_in_both(yuan, "yuan") for yuan in found))


def _amounts(answer: CaseAnswer, key: str) -> tuple[Label, ...]:
    amounts = (wan_yuan(project_summary(answer, project)[key]) for project in shown_projects(answer))
    return (_named(key), *(text(f"{amount} 万元", f"{amount} wan yuan") for amount in amounts))


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
