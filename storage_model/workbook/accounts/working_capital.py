"""Working capital: what running the project ties up, who lends it, when it comes back."""

from storage_model.finance.schedules.working_capital import DAYS_PER_YEAR
from storage_model.workbook.accounts.books import RunningRows, WorkingCapitalRows
from storage_model.workbook.block import Block
from storage_model.workbook.formula import added
from storage_model.workbook.terms.records import WorkingCapitalCells


def tie_up(block: Block, terms: WorkingCapitalCells, running: RunningRows) -> WorkingCapitalRows:
    """Return the rows; the same as `finance.schedules.working_capital.tie_up`."""
    block.head("流动资金", "Working capital")
    costs = running.by_category
    bought = block.running("材料、燃料及动力", "Materials and fuel", costs["materials"] + costs["fuel_and_power"])
    receivables = block.running(
        "应收账款", "Receivables", added(costs.values()) * (terms.receivable_days / DAYS_PER_YEAR)
    )
    stocks = block.running("存货", "Stocks", bought * (terms.stock_days / DAYS_PER_YEAR))
    on_hand = block.running(
        "现金", "Cash on hand", (costs["staff"] + costs["other"]) * (terms.cash_days / DAYS_PER_YEAR)
    )
    lump = block.running("扩大指标估算额", "Lump sum", terms.yuan)
    payables = block.running("应付账款", "Payables", bought * (terms.payable_days / DAYS_PER_YEAR))
    tied_up = block.running("流动资金占用", "Tied up", receivables + stocks + on_hand + lump - payables)
    increase = block.running("本年增加", "Increase", tied_up - tied_up.before)
    own = block.running("其中资本金", "of it equity", increase * terms.own_share)
    lent = block.running("其中借款", "of it lent", increase - own)
    loan = block.running("流动资金借款", "Loan during the year")
    loan.formula = loan.before + lent
    last = block.course.running[-1]
    return WorkingCapitalRows(
        receivables=receivables,
        stocks=stocks,
        cash_on_hand=on_hand,
        lump=lump,
        payables=payables,
        increase=increase,
        own=own,
        lent=lent,
        interest=block.running("流动资金借款利息", "Interest on it", loan * terms.rate),
        recovered=block.ending("回收流动资金", "Recovered", tied_up.of(last)),
        settled_payables=block.ending("结清应付账款", "Payables settled", payables.of(last)),
        repaid=block.ending("归还流动资金借款", "Loan repaid", loan.of(last)),
    )
