"""What becomes of a year's profit: reserves, dividends, what stays undistributed."""

from dataclasses import dataclass

from storage_model.workbook.accounts.books import Position
from storage_model.workbook.block import Block
from storage_model.workbook.formula import added
from storage_model.workbook.functions import if_, least, most
from storage_model.workbook.grid import Row
from storage_model.workbook.terms.records import DistributionCells


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedRows:
    """Reserves and dividends by year."""

    statutory: Row
    discretionary: Row
    dividends: Row


def share_profit(
    block: Block, terms: DistributionCells, position: Position, *, net_profit: Row, cash: Row
) -> SharedRows:
    """Return the rows; the same as `finance.schedules.distribution.share_profit`."""
    distributable = block.running(
        "可供分配利润", "Profit that can be distributed", position.undistributed.before + net_profit
    )
    base = block.running("提取公积的基数", "Base of reserves", most(least(net_profit, distributable), 0.0))
    room = most(terms.reserve_cap * position.capital - position.reserve.before, 0.0)
    statutory = block.running("提取法定盈余公积", "Statutory reserve", least(base * terms.statutory, room))
    discretionary = block.running(
        "提取任意盈余公积", "Discretionary reserve", least(base * terms.discretionary, base - statutory)
    )
    kept = block.running("提取公积后", "After reserves", distributable - statutory - discretionary)
    paid = most(least(kept * terms.payout, cash), 0.0)
    if not terms.while_in_debt:
        paid = if_(added(position.balances) > 0.0, 0.0, paid)
    dividends = block.running("应付利润", "Dividends", paid)
    position.undistributed.formula = kept - dividends
    position.reserve.formula = position.reserve.before + statutory
    return SharedRows(statutory=statutory, discretionary=discretionary, dividends=dividends)
