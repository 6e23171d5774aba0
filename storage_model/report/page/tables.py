"""The two statements without years as the page shows them: financial indicators and sensitivity."""

from collections.abc import Iterator
from dataclasses import dataclass

from storage_model.cases.answer import CaseAnswer, ProjectAnswer
from storage_model.finance.indicators.indicator import Indicator
from storage_model.finance.sensitivity import FactorSensitivity
from storage_model.finance.statements.sensitivity_analysis import Block
from storage_model.report.page.words import PAGE_WORDS
from storage_model.words.format import percent, shown_in_both
from storage_model.words.label import Label, Unit, text
from storage_model.words.labels.lookup import factor_label, statement_label, summary_label
from storage_model.words.labels.rows_figures import COEFFICIENT, CRITICAL, FACTOR, NEGATIVE_BASE
from storage_model.words.named import figure_title


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainTable:
    """A table of finished text; the first cell of a row names it."""

    title: Label
    note: Label
    heads: tuple[Label, ...]
    rows: tuple[tuple[Label, ...], ...]


def plain_tables(answer: CaseAnswer, project: ProjectAnswer) -> tuple[PlainTable, ...]:
    """Return 财务指标汇总表, then 敏感性分析表 of each indicator."""
    finance = project.finance
    return (
        _summary(answer, project),
        *(_sensitivity(block) for block in finance.sensitivity_analysis.blocks),
    )


def _summary(answer: CaseAnswer, project: ProjectAnswer) -> PlainTable:
    summary = project.finance.indicator_summary
    labels = [figure_title(answer, project, row.key) for row in summary.rows]
    return PlainTable(
        title=statement_label(summary.key),
        note=text(""),
        heads=(PAGE_WORDS["indicator"], PAGE_WORDS["value"]),
        rows=tuple((label, _cell(row.found, label.unit)) for label, row in zip(labels, summary.rows, strict=True)),
    )


def _sensitivity(block: Block) -> PlainTable:
    whole, label = statement_label("sensitivity_analysis"), summary_label(block.indicator)
    base, asked = _cell(block.base, label.unit), percent(block.target)
    negative = block.base.value is not None and block.base.value < 0
    changes = block.factors[0].changes_frac
    return PlainTable(
        title=text(f"{whole.zh} · {label.zh}", f"{whole.en}: {label.en}"),
        note=text(
            f"不变时 {base.zh}，基准 {asked}。{NEGATIVE_BASE.zh if negative else ''}",
            f"Unchanged {base.en}, asked {asked}. {NEGATIVE_BASE.en if negative else ''}",
        ),
        heads=(FACTOR, *(text(f"{change:+.0%}") for change in changes), CRITICAL),
        rows=tuple(row for one in block.factors for row in _rows(one, label.unit)),
    )


def _rows(one: FactorSensitivity, unit: Unit) -> Iterator[tuple[Label, ...]]:
    """Yield a factor's indicator at each change with its critical point, and the coefficients below."""
    critical = one.critical_change_frac
    point = _cell(critical, "frac") if critical.value is None else text(f"{critical.value:+.2%}")
    yield (factor_label(one.factor), *(_cell(at, unit) for at in one.at), point)
    yield (COEFFICIENT, *(_cell(share, "ratio") for share in one.coefficients), text(""))


def _cell(found: Indicator, unit: Unit) -> Label:
    return shown_in_both(found.value, unit, found.state)
