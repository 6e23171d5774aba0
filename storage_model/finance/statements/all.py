"""All statements in the order of the standard."""

from storage_model.finance.accounts import Accounts
from storage_model.finance.statements.balance_sheet import balance_sheet
from storage_model.finance.statements.construction_interest import construction_interest
from storage_model.finance.statements.debt_service import debt_service_plan
from storage_model.finance.statements.equity_cash_flow import equity_cash_flow
from storage_model.finance.statements.financial_plan_cash_flow import financial_plan_cash_flow
from storage_model.finance.statements.funding_plan import funding_plan
from storage_model.finance.statements.investment_estimate import investment_estimate
from storage_model.finance.statements.investor_cash_flow import investor_cash_flows
from storage_model.finance.statements.profit_and_distribution import profit_and_distribution
from storage_model.finance.statements.project_cash_flow import project_cash_flow
from storage_model.finance.statements.revenue_and_taxes import revenue_and_taxes
from storage_model.finance.statements.statement import Statement
from storage_model.finance.statements.total_cost import total_cost_statement
from storage_model.finance.statements.working_capital_estimate import working_capital_estimate
from storage_model.finance.statements.write_offs import write_offs


def statements(a: Accounts) -> tuple[Statement, ...]:
    """Return every statement of one project, or of several added up."""
    return (
        investment_estimate(a),
        construction_interest(a),
        working_capital_estimate(a),
        funding_plan(a),
        revenue_and_taxes(a),
        total_cost_statement(a),
        write_offs(a),
        profit_and_distribution(a),
        debt_service_plan(a),
        project_cash_flow(a),
        equity_cash_flow(a),
        *investor_cash_flows(a),
        financial_plan_cash_flow(a),
        balance_sheet(a),
    )
