"""Every statement of one project with its formulas."""

from collections.abc import Mapping

from storage_model.workbook.accounts.books import Books
from storage_model.workbook.block import Block
from storage_model.workbook.statements import building, cash, debt, profit
from storage_model.workbook.statements.table import Table, fill_with_values

Statements = Mapping[str, Table]


def fill(t: Statements, books: Books, block: Block) -> tuple[str, ...]:
    """Give every row its formula; return `statement.row` of those that got the evaluation's numbers instead."""
    s, options = books.schedules, books.options
    building.investment_estimate(t["investment_estimate"], s)
    building.construction_interest(t["construction_interest"], s)
    building.working_capital_estimate(t["working_capital_estimate"], s)
    building.funding_plan(t["funding_plan"], s)
    cost, revenue, earned = t["total_cost"], t["revenue_and_taxes"], t["profit_and_distribution"]
    profit.revenue_and_taxes(revenue, s)
    profit.total_cost(cost, s)
    profit.write_offs(t["write_offs"], s)
    profit.profit_and_distribution(earned, s, cost, revenue)
    debt.debt_service_plan(t["debt_service"], s, books.loans, block, profit=earned, cost=cost)
    cash.project_cash_flow(t["project_cash_flow"], s, options)
    equity, plan = t["equity_cash_flow"], t["financial_plan_cash_flow"]
    cash.equity_cash_flow(equity, s, options, earned, cost)
    for number, investor in enumerate(books.investors, 1):
        cash.investor_cash_flow(t[f"investor_{number}_cash_flow"], s, investor)
    cash.financial_plan_cash_flow(plan, s, earned, cost, equity)
    debt.balance_sheet(t["balance_sheet"], s, block, debt=t["debt_service"], profit=earned, plan=plan)
    return tuple(f"{key}.{row}" for key, table in t.items() for row in fill_with_values(table))
