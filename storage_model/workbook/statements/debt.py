"""借款还本付息计划表 and 资产负债表."""

from dataclasses import fields

from storage_model.workbook.accounts.books import LoanRows, Schedules
from storage_model.workbook.block import Block
from storage_model.workbook.formula import Formula, added
from storage_model.workbook.statements.ratios import by_year
from storage_model.workbook.statements.table import Table


def debt_service_plan(
    t: Table, s: Schedules, loans: tuple[LoanRows, ...], block: Block, *, profit: Table, cost: Table
) -> None:
    """Give every loan from drawing to zero its formulas."""
    long, working, short = t["closing_long_term_loan"], t["closing_working_capital_loan"], t["closing_short_term_loan"]
    t.set(
        opening_long_term_loan=long.before,
        long_term_loan_drawn=s.long_term.drawn,
        interest_capitalised=s.long_term.capitalised,
        long_term_interest=s.long_term.interest,
        long_term_principal=s.long_term.principal,
        closing_long_term_loan=t["opening_long_term_loan"]
        + t["long_term_loan_drawn"]
        + t["interest_capitalised"]
        - t["long_term_principal"],
        working_capital_interest=s.working_capital.interest,
        closing_working_capital_loan=working.before + s.working_capital.lent - s.working_capital.repaid,
        short_term_loan_drawn=s.short_term.drawn,
        short_term_interest=s.short_term.interest,
        short_term_principal=s.short_term.principal,
        closing_short_term_loan=short.before + t["short_term_loan_drawn"] - t["short_term_principal"],
        debt_service=t["long_term_principal"]
        + t["short_term_principal"]
        + t["long_term_interest"]
        + t["working_capital_interest"]
        + t["short_term_interest"],
        cash_for_debt_service=profit["ebitda"]
        - profit["income_tax"]
        - s.running.capitalised
        - s.income.grants_released,
        repayment_funds=profit["net_profit"] + cost["depreciation"] + cost["amortisation"],
        icr=by_year(block, ("利息备付率", "Interest cover"), profit["ebit"], cost["interest_expense"]),
        dscr=by_year(block, ("偿债备付率", "Debt-service cover"), t["cash_for_debt_service"], t["debt_service"]),
    )
    if len(loans) > 1:
        for number, loan in enumerate(loans, 1):
            _one_loan(t, number, loan)


def _one_loan(t: Table, number: int, loan: LoanRows) -> None:
    rows: dict[str, Formula] = {f"loan_{number}_{field.name}": getattr(loan, field.name) for field in fields(LoanRows)}
    closing = t[f"closing_loan_{number}"]
    grown = t[f"loan_{number}_drawn"] + t[f"loan_{number}_capitalised"] - t[f"loan_{number}_principal"]
    t.set(**rows, **{f"closing_loan_{number}": closing.before + grown})


def balance_sheet(t: Table, s: Schedules, block: Block, *, debt: Table, profit: Table, plan: Table) -> None:
    """Give what the company owns and owes its formulas.

    Assets and liabilities are built up from their own flows, so that the two sides agree only if all is booked.
    """
    book, progress = s.working_capital, t["construction_in_progress"]
    formed = added(s.investment.formed.values())
    interest = s.long_term.capitalised + s.long_term.paid_by_owners
    fixed, others = t["fixed_assets"], t["intangible_and_other_assets"]
    t.set(
        total_assets=t["current_assets"]
        + t["construction_in_progress"]
        + t["fixed_assets"]
        + t["intangible_and_other_assets"],
        current_assets=t["cash"] + t["working_capital_assets"] + t["vat_credit"],
        cash=t["cash"].before + s.cash_kept,
        working_capital_assets=book.receivables
        + book.stocks
        + book.cash_on_hand
        + book.lump
        - book.recovered
        - book.settled_payables,
        vat_credit=profit_credit(t, s),
        construction_in_progress=progress.before
        + formed
        + interest
        - s.investment.grants_reducing_base
        - s.assets.from_construction,
        fixed_assets=fixed.before + s.assets.fixed.additions - s.assets.fixed.charge - s.assets.fixed.recovered,
        intangible_and_other_assets=others.before
        + s.assets.intangible.additions
        - s.assets.intangible.charge
        - s.assets.intangible.recovered
        + s.assets.other.additions
        - s.assets.other.charge
        - s.assets.other.recovered,
        total_liabilities_and_equity=t["total_liabilities"] + t["total_equity"],
        total_liabilities=t["current_liabilities"]
        + t["long_term_loan"]
        + t["working_capital_loan"]
        + t["deferred_income"],
        current_liabilities=t["short_term_loan"] + t["payables"],
        short_term_loan=debt["closing_short_term_loan"],
        payables=book.payables - book.settled_payables,
        working_capital_loan=debt["closing_working_capital_loan"],
        long_term_loan=debt["closing_long_term_loan"],
        deferred_income=s.income.deferred,
        total_equity=t["paid_in_capital"] + t["reserves"] + t["undistributed_profit"],
        paid_in_capital=t["paid_in_capital"].before + plan["equity_contributed"],
        reserves=t["reserves"].before + profit["statutory_reserve"] + profit["discretionary_reserve"],
        undistributed_profit=profit["closing_undistributed_profit"],
        liability_ratio=by_year(block, ("资产负债率", "Liability ratio"), t["total_liabilities"], t["total_assets"]),
    )


def profit_credit(t: Table, s: Schedules) -> Formula:
    """Return the VAT credit that stands, from the VAT account itself."""
    flows = s.running.input_vat + s.running.sustaining_input_vat + s.investment.input_vat - s.income.output_vat
    return t["vat_credit"].before + flows + s.vat.payable - s.vat.refunded_credit
