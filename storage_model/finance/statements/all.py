"""All statements in the order of the standard."""

from storage_model.finance.accounts import Accounts
from storage_model.finance.statements.balance_sheet import balance_sheet
from storage_model.finance.statements.equity_cash_flow import equity_cash_flow
from storage_model.finance.statements.project_cash_flow import project_cash_flow
from storage_model.finance.statements.statement import Statement


def statements(a: Accounts) -> tuple[Statement, ...]:
    """Return every statement of one project, or of several added up."""
    return (project_cash_flow(a), equity_cash_flow(a), balance_sheet(a))
