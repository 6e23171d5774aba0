"""Working capital: what running the project ties up, who lends it, when it comes back."""

from dataclasses import dataclass

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.schedules.running import Running
from storage_model.finance.terms.operation import WorkingCapital
from storage_model.finance.timeline import Timeline, last_only, opening

DAYS_PER_YEAR = 360.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingCapitalBook:
    """Shape (…, periods) each [yuan]; the amounts tied up are those during the year, before recovery in the last one.

    `increase`, `own` and `lent` are this year's change, its equity and its loan; `recovered` (net of
    `settled_payables`) and `repaid` fall in the last year. `interest` runs on the loan from the start of the year in
    which it is drawn.
    """

    receivables: FloatArray
    stocks: FloatArray
    cash_on_hand: FloatArray
    lump: FloatArray
    payables: FloatArray
    increase: FloatArray
    own: FloatArray
    lent: FloatArray
    interest: FloatArray
    recovered: FloatArray
    settled_payables: FloatArray
    repaid: FloatArray

    @property
    def tied_up(self) -> FloatArray:
        """流动资金 = receivables + stocks + cash on hand + lump sum − payables."""
        return self.receivables + self.stocks + self.cash_on_hand + self.lump - self.payables

    @property
    def closing_loan(self) -> FloatArray:
        """Loan that stands at the year's end, after repayment in the last one."""
        return np.cumsum(self.lent - self.repaid, axis=-1)


def tie_up(timeline: Timeline, terms: WorkingCapital, running: Running) -> WorkingCapitalBook:
    """Return the working capital by year; turnover is counted on cost without VAT."""
    cost, bought = running.operating_cost, running.by_category["materials"] + running.by_category["fuel_and_power"]
    others = running.by_category["staff"] + running.by_category["other"]
    receivables, stocks = cost * (terms.receivable_days / DAYS_PER_YEAR), bought * (terms.stock_days / DAYS_PER_YEAR)
    on_hand, payables = others * (terms.cash_days / DAYS_PER_YEAR), bought * (terms.payable_days / DAYS_PER_YEAR)
    lump = timeline.in_operation(terms.yuan)
    tied_up = receivables + stocks + on_hand + lump - payables
    increase = tied_up - opening(tied_up)
    own = increase * timeline.in_operation(terms.own_share_frac)
    lent = increase - own
    loan = np.cumsum(lent, axis=-1)
    return WorkingCapitalBook(
        receivables=receivables,
        stocks=stocks,
        cash_on_hand=on_hand,
        lump=lump,
        payables=payables,
        increase=increase,
        own=own,
        lent=lent,
        interest=loan * timeline.in_operation(terms.rate_frac),
        recovered=last_only(tied_up),
        settled_payables=last_only(payables),
        repaid=last_only(loan),
    )
