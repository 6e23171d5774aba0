"""建设投资估算表, 建设期利息估算表, 流动资金估算表, 项目总投资使用计划与资金筹措表."""

from storage_model.workbook.accounts.books import Schedules
from storage_model.workbook.statements.table import Table


def investment_estimate(t: Table, s: Schedules) -> None:
    """Give the construction investment its formulas."""
    parts = s.investment.by_category
    t.set(
        engineering_cost=t["equipment_cost"] + t["civil_works_cost"],
        construction_investment=t["engineering_cost"]
        + t["other_construction_cost"]
        + t["land_cost"]
        + t["contingency"],
        equipment_cost=parts["equipment"],
        civil_works_cost=parts["civil"],
        other_construction_cost=parts["other"],
        land_cost=parts["land"],
        contingency=parts["contingency"],
        deductible_input_vat=s.investment.input_vat,
        fixed_assets_formed=s.investment.formed["fixed"],
        intangible_assets_formed=s.investment.formed["intangible"],
        other_assets_formed=s.investment.formed["other"],
    )


def construction_interest(t: Table, s: Schedules) -> None:
    """Give the interest during construction its formulas."""
    so_far, debt = t["cumulative_interest_during_construction"], t["cumulative_debt_built_up"]
    t.set(
        opening_debt_built_up=debt.before,
        long_term_loan_drawn=s.long_term.drawn,
        interest_during_construction=t["interest_capitalised"] + t["interest_paid_by_owners"],
        interest_capitalised=s.long_term.capitalised,
        interest_paid_by_owners=s.long_term.paid_by_owners,
        cumulative_interest_during_construction=so_far.before + t["interest_during_construction"],
        cumulative_debt_built_up=t["opening_debt_built_up"] + t["long_term_loan_drawn"] + t["interest_capitalised"],
    )


def working_capital_estimate(t: Table, s: Schedules) -> None:
    """Give the working capital its formulas."""
    book = s.working_capital
    t.set(
        closing_turnover_assets=t["closing_receivables"] + t["closing_stocks"] + t["closing_cash_on_hand"],
        closing_receivables=book.receivables,
        closing_stocks=book.stocks,
        closing_cash_on_hand=book.cash_on_hand,
        closing_lump_sum=book.lump,
        closing_payables=book.payables,
        closing_working_capital=t["closing_turnover_assets"] - t["closing_payables"] + t["closing_lump_sum"],
        working_capital_increase=book.increase,
        equity_for_working_capital=book.own,
        working_capital_loan_drawn=book.lent,
    )


def funding_plan(t: Table, s: Schedules) -> None:
    """Give uses and sources of the total investment their formulas."""
    t.set(
        total_investment=t["construction_investment"]
        + t["interest_during_construction"]
        + t["working_capital_increase"],
        construction_investment=s.investment.total,
        interest_during_construction=s.long_term.capitalised + s.long_term.paid_by_owners,
        working_capital_increase=s.working_capital.increase,
        total_funding=t["project_equity"] + t["debt_funding"] + t["capital_grants"],
        project_equity=t["equity_for_investment"] + t["equity_for_interest"] + t["equity_for_working_capital"],
        equity_for_investment=s.owners.for_investment,
        equity_for_interest=s.owners.for_interest,
        equity_for_working_capital=s.working_capital.own,
        debt_funding=t["long_term_loan_drawn"] + t["interest_capitalised"] + t["working_capital_loan_drawn"],
        long_term_loan_drawn=s.long_term.drawn,
        interest_capitalised=s.long_term.capitalised,
        working_capital_loan_drawn=s.working_capital.lent,
        capital_grants=s.investment.grants,
    )
