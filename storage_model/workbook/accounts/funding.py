"""The operating years one after another: interest, tax, repayment, loans that bridge a gap, reserves, dividends.

No circle: interest is paid on last year's debt, and whatever a year is short of is lent for the next one.
"""

from dataclasses import dataclass

from storage_model.finance.schedules.repayment import FROM_CASH
from storage_model.workbook.accounts.books import Position, ShortLoanRows
from storage_model.workbook.accounts.construction_debt import DrawingRows
from storage_model.workbook.accounts.distribution import share_profit
from storage_model.workbook.accounts.income_tax import TaxPathRows, tax_path
from storage_model.workbook.accounts.repayment import (
    may_pay_from_cash,
    principal_from_cash,
    scheduled_principal,
)
from storage_model.workbook.block import Block
from storage_model.workbook.formula import ZERO, Formula, added
from storage_model.workbook.functions import if_, most
from storage_model.workbook.grid import PerYear, Row
from storage_model.workbook.terms.records import Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeRows:
    """What a year brings before any financing of it."""

    profit: Row
    untaxed: Row
    ebitda_after_sustaining: Row
    cash: Row
    own_capital: Row
    other_interest: Row
    equity_in_construction: Row
    refunded_in_construction: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class FundedRows:
    """What became of the years; interest and principal by long-term loan."""

    interest: tuple[Row, ...]
    principal: tuple[Row, ...]
    short: ShortLoanRows
    tax: TaxPathRows
    top_up: Row
    statutory: Row
    discretionary: Row
    dividends: Row
    cash_kept: Row


def fund(block: Block, terms: Terms, drawings: tuple[DrawingRows, ...], before: BeforeRows) -> FundedRows:
    """Return the rows; the same as `finance.schedules.funding.fund`.

    Longer than a screen, for it is read as the sheet is: one row after another, each resting on those above.
    """
    block.head("借款偿还、所得税与利润分配", "Debt service, income tax, distribution")
    opens, last = block.course.running[0], block.course.running[-1]
    position = _open(block, drawings)
    interest = tuple(
        block.running(f"借款{n}：付息", f"Loan {n}: interest", drawing.balance.before * loan.rate)
        for n, (loan, drawing) in enumerate(zip(terms.loans, drawings, strict=True), 1)
    )
    short_rate: Formula = ZERO if terms.short_term_rate is None else terms.short_term_rate
    short_interest = block.running("短期借款付息", "Short-term interest", position.short.before * short_rate)
    all_interest = block.running(
        "利息支出合计", "All interest", added(interest) + short_interest + before.other_interest
    )
    profit = block.running("利润总额", "Profit before tax", before.profit - all_interest)
    taxed = block.running("应税口径利润", "Profit that is taxed", profit - before.untaxed)
    tax = tax_path(block, terms.tax, taxed)
    cash = block.running(
        "还本前现金",
        "Cash before principal",
        position.cash.before + before.cash - all_interest - tax.tax - position.short.before,
    )
    cfads = block.running("可用于还本付息", "Cash for debt service", before.ebitda_after_sustaining - tax.tax)
    principal = _principal(
        block,
        terms,
        drawings,
        interest=interest,
        due_besides=all_interest + position.short.before,
        cfads=cfads,
        cash=cash,
    )
    for drawing, paid in zip(drawings, principal, strict=True):
        drawing.balance.formula = _by_stage(opens, drawing.while_built, drawing.balance.before - paid)
    left = block.running("还本后现金", "Cash after principal", cash - added(principal))
    gap = block.running("资金缺口", "Gap", most(0.0 - left, 0.0))
    lent = terms.short_term_rate is not None
    position.short.formula = PerYear(lambda column: gap if lent and column < last else ZERO)
    top_up = block.running("资本金补足", "Owners add", gap - position.short)
    position.capital.formula = _by_stage(
        opens,
        position.capital.before + before.equity_in_construction,
        position.capital.before + before.own_capital + top_up,
    )
    net_profit = block.running("净利润", "Net profit", profit - tax.tax)
    closing = block.running("可分配现金", "Cash that can be paid out", most(left, 0.0))
    shared = share_profit(block, terms.distribution, position, net_profit=net_profit, cash=closing)
    position.cash.formula = _by_stage(
        opens,
        position.cash.before + before.refunded_in_construction,
        closing - shared.dividends,
    )
    return FundedRows(
        interest=interest,
        principal=principal,
        short=ShortLoanRows(
            drawn=block.running("短期借款借入", "Short-term loan drawn", position.short),
            interest=short_interest,
            principal=block.running("短期借款还本", "Short-term loan repaid", position.short.before),
        ),
        tax=tax,
        top_up=top_up,
        statutory=shared.statutory,
        discretionary=shared.discretionary,
        dividends=shared.dividends,
        cash_kept=block.own("本年现金增加", "Cash kept", position.cash - position.cash.before),
    )


def _open(block: Block, drawings: tuple[DrawingRows, ...]) -> Position:
    return Position(
        balances=tuple(drawing.balance for drawing in drawings),
        short=block.running("短期借款余额", "Short-term loan standing"),
        cash=block.own("现金余额", "Cash standing"),
        capital=block.own("累计投入资本金", "Capital paid in so far"),
        undistributed=block.running("未分配利润", "Undistributed profit"),
        reserve=block.running("法定盈余公积累计", "Statutory reserve so far"),
    )


def _by_stage(opens: int, building: Formula, running: Formula) -> Formula:
    return PerYear(lambda column: building if column < opens else running)


def _principal(
    block: Block,
    terms: Terms,
    drawings: tuple[DrawingRows, ...],
    *,
    interest: tuple[Row, ...],
    due_besides: Formula,
    cfads: Row,
    cash: Row,
) -> tuple[Row, ...]:
    """Return the principal of each loan: schedules first, then loans repaid from cash, in proportion to debt."""
    opens, last = block.course.running[0], block.course.running[-1]
    zipped = list(zip(terms.loans, drawings, strict=True))
    due = [
        block.running(
            f"借款{n}：按计划还本",
            f"Loan {n}: principal by schedule",
            scheduled_principal(loan, drawing.balance.before, opens, last),
        )
        for n, (loan, drawing) in enumerate(zipped, 1)
    ]
    flexible = [n for n, (loan, _) in enumerate(zipped) if loan.method in FROM_CASH]
    if not flexible:
        return tuple(due)
    counts = {n: may_pay_from_cash(zipped[n][0], opens) for n in flexible}
    debt = block.running(
        "按现金偿还的借款余额",
        "Debt repaid from cash",
        added(counts[n] * zipped[n][1].balance.before for n in flexible),
    )
    scheduled = block.running("按计划还本合计", "Principal by schedule", added(due))
    others = due_besides - added(counts[n] * interest[n] for n in flexible) + scheduled
    service = block.running("其他还本付息", "Debt service of the others", others)
    paid = list(due)
    for n in flexible:
        loan, drawing = zipped[n]
        share = if_(debt > 0.0, drawing.balance.before / debt, 0.0)
        extra = principal_from_cash(
            loan,
            balance=drawing.balance.before - due[n],
            share=share,
            interest=interest[n],
            cfads=cfads,
            service=service,
            cash=cash - scheduled,
        )
        paid[n] = block.running(f"借款{n + 1}：还本", f"Loan {n + 1}: principal", due[n] + counts[n] * extra)
    return tuple(paid)
