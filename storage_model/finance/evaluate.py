"""What the evaluation of a project hands on: indicators, statements, and how far each law is from exact."""

from collections.abc import Mapping
from dataclasses import dataclass

from storage_model.finance.accounts import Accounts
from storage_model.finance.indicators.indicator import Indicator
from storage_model.finance.keep_accounts import keep_accounts
from storage_model.finance.measures import Measures, measures
from storage_model.finance.residuals import residuals
from storage_model.finance.statements.all import statements
from storage_model.finance.statements.statement import Row, Statement
from storage_model.finance.terms.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class FinanceResult:
    """One project evaluated; `residuals` are shares of the investment and stay within 1e-6."""

    indicators: Mapping[str, Indicator]
    statements: tuple[Statement, ...]
    residuals: Mapping[str, float]


def evaluate(terms: Project) -> FinanceResult:
    """Return indicators, statements and residuals of one project."""
    return result_of(keep_accounts(terms))


def evaluate_many(terms: Project) -> Measures:
    """Return every indicator of as many variants as the leading axes of the terms hold, in one pass."""
    return measures(keep_accounts(terms))


def result_of(accounts: Accounts) -> FinanceResult:
    """Return the same of accounts already kept, of one project or of several added up."""
    return FinanceResult(
        indicators={key: measure.one() for key, measure in measures(accounts).items()},
        statements=statements(accounts),
        residuals={key: float(residual) for key, residual in residuals(accounts).items()},
    )


__all__ = ["FinanceResult", "Row", "Statement", "evaluate", "evaluate_many", "result_of"]
