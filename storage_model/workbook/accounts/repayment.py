"""What principal of a loan falls due in a year, by the way it is repaid."""

from storage_model.finance.schedules.repayment import FROM_CASH
from storage_model.workbook.formula import Formula
from storage_model.workbook.functions import any_of, if_, least, most
from storage_model.workbook.grid import PerYear
from storage_model.workbook.terms.records import LoanCells


def scheduled_principal(loan: LoanCells, balance: Formula, opens: int, last: int) -> Formula:
    """Return the principal due by the loan's own schedule; `balance` stands at the year's start.

    等额本金: balance / years left. 等额本息: balance × rate / ((1 + rate)^left − 1). Bullet and loans repaid from cash:
    everything in the last year, before it nothing.
    """

    def of_year(column: int) -> Formula:
        if column == last:
            return if_(loan.years >= float(column - opens + 1), balance, 0.0)
        year = float(column - opens + 1)
        left = loan.years - (year - 1.0)
        if loan.method in ("bullet", *FROM_CASH):
            return if_(loan.years.equals(year), balance, 0.0)
        if loan.method == "equal_principal":
            part = balance / left
        else:
            growth = (1.0 + loan.rate) ** left - 1.0
            part = if_(loan.rate > 0.0, balance * loan.rate / if_(growth > 0.0, growth, 1.0), balance / left)
        early_or_late = any_of(loan.grace >= year, loan.years < year)
        return if_(loan.years.equals(year), balance, if_(early_or_late, 0.0, part))

    return PerYear(of_year)


def may_pay_from_cash(loan: LoanCells, opens: int) -> Formula:
    """Return 1 in the years in which a loan repaid from cash pays more than its schedule asks, else 0."""
    return PerYear(lambda column: if_(loan.grace < float(column - opens + 1), 1.0, 0.0))


def principal_from_cash(
    loan: LoanCells,
    *,
    balance: Formula,
    share: Formula,
    interest: Formula,
    cfads: Formula,
    service: Formula,
    cash: Formula,
) -> Formula:
    """Return the principal paid beyond the schedule by a `sculpted` or `as_able` loan; `balance` is what is left."""
    sculpted = (cfads / loan.dscr_target - service) * share - interest
    budget = cash * share if loan.method == "as_able" else sculpted
    return least(most(budget, 0.0), balance)
