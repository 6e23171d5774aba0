"""Long-term loans while the plant is built: what is drawn, what interest grows on it."""

from dataclasses import dataclass

from storage_model.workbook.accounts.books import InvestmentRows
from storage_model.workbook.block import Block
from storage_model.workbook.formula import ZERO, Formula
from storage_model.workbook.functions import most
from storage_model.workbook.grid import Row
from storage_model.workbook.terms.records import LoanCells


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawingRows:
    """One loan: `balance` runs over all years, its later ones filled in when repayment is known."""

    drawn: Row
    capitalised: Row
    paid_by_owners: Row
    balance: Row
    while_built: Formula


def draw_loans(block: Block, loans: tuple[LoanCells, ...], investment: InvestmentRows) -> tuple[DrawingRows, ...]:
    """Return the rows of every loan; the same as `finance.schedules.construction_debt.draw_loans`."""
    if not loans:
        return ()
    block.head("建设期借款与利息", "Loans during construction")
    to_pay = block.building(
        "由借款与资本金支付", "Paid by loans and equity", most(investment.total - investment.grants, 0.0)
    )
    return tuple(_draw(block, loan, to_pay, number) for number, loan in enumerate(loans, 1))


def _draw(block: Block, loan: LoanCells, to_pay: Row, number: int) -> DrawingRows:
    zh, en = f"借款{number}", f"Loan {number}"
    balance = block.own(f"{zh}：年末余额", f"{en}: standing at year end")
    fixed = ZERO if loan.yuan is None else loan.yuan
    drawn = block.building(f"{zh}：借入", f"{en}: drawn", fixed + loan.share * to_pay)
    new = drawn / 2.0 if loan.evenly else drawn
    interest = block.building(
        f"{zh}：建设期利息", f"{en}: interest in construction", loan.rate * (balance.before + new)
    )
    none = block.building(
        f"{zh}：{'付息' if loan.capitalised else '利息转本金'}",
        f"{en}: {'paid' if loan.capitalised else 'joins the debt'}",
        ZERO,
    )
    capitalised, paid = (interest, none) if loan.capitalised else (none, interest)
    return DrawingRows(
        drawn=drawn,
        capitalised=capitalised,
        paid_by_owners=paid,
        balance=balance,
        while_built=balance.before + drawn + (interest if loan.capitalised else ZERO),
    )
