"""What the evaluation of a project hands on: indicators, statements, and how far each law is from exact."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from storage_model.blocks import FloatArray
from storage_model.finance.accounts import Accounts
from storage_model.finance.consolidate import Part, together
from storage_model.finance.indicators.indicator import Indicator
from storage_model.finance.keep_accounts import keep_accounts
from storage_model.finance.measures import Measures, measures
from storage_model.finance.residuals import residuals
from storage_model.finance.statements.all import statements
from storage_model.finance.statements.indicator_summary import IndicatorSummary, indicator_summary
from storage_model.finance.statements.sensitivity_analysis import SensitivityAnalysis, sensitivity_analysis
from storage_model.finance.statements.statement import Statement
from storage_model.finance.terms.project import Project


@dataclass(frozen=True, kw_only=True)
class FinanceResult:
    """One project evaluated, or several together; `residuals` are shares of the investment and stay within 1e-6.

    Statements are arranged from the `accounts` when first read: a sweep or a search reads indicators alone.
    """

    indicators: Mapping[str, Indicator]
    accounts: Accounts
    residuals: Mapping[str, float]
    parts: tuple[Part, ...]

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The statements by year; 财务指标汇总表 and 敏感性分析表 have no years and stand beside them."""
        return statements(self.accounts)

    @cached_property
    def indicator_summary(self) -> IndicatorSummary:
        """财务指标汇总表."""
        return indicator_summary(self.accounts, self.indicators)

    @cached_property
    def sensitivity_analysis(self) -> SensitivityAnalysis:
        """敏感性分析表, for which some hundred variants of the `parts` are valued."""
        return sensitivity_analysis(self.parts)

    def row(self, statement: str, key: str) -> FloatArray:
        """Return one row of one statement by year, shape (periods,); raises LookupError when there is none."""
        for candidate in self.statements:
            if candidate.key == statement:
                for line in candidate.rows:
                    if line.key == key:
                        return line.values
        raise LookupError(f"no row {key!r} in the statement {statement!r}")


def evaluate(terms: Project) -> FinanceResult:
    """Return indicators, statements and residuals of one project."""
    return result_of([Part(terms=terms)])


def evaluate_many(terms: Project) -> Measures:
    """Return every indicator of as many variants as the leading axes of the terms hold, in one pass."""
    return measures(keep_accounts(terms))


def result_of(parts: Sequence[Part], accounts: Accounts | None = None) -> FinanceResult:
    """Return the same of projects on one calendar, added up; of their `accounts` where they are kept already."""
    kept = together([part.accounts() for part in parts]) if accounts is None else accounts
    found = measures(kept)
    return FinanceResult(
        indicators={key: measure.one() for key, measure in found.items()},
        accounts=kept,
        residuals={key: float(residual) for key, residual in residuals(kept, found).items()},
        parts=tuple(parts),
    )
