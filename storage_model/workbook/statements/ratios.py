"""Ratios by year; blank in a year whose base is zero, or dust beside the other years."""

from typing import Final

from storage_model.workbook.block import Block
from storage_model.workbook.formula import BLANK, Formula
from storage_model.workbook.functions import if_, least, most, size
from storage_model.workbook.grid import Row

LARGEST_RATIO: Final = 1e12
"""the same as in `finance.indicators.ratios`: beyond it the base is rounding left of something repaid"""


def by_year(block: Block, words: tuple[str, str], amount: Row, base: Row) -> Formula:
    """Return amount / base; the same rule as `finance.indicators.ratios.by_year`."""
    spans = (amount.all, base.all)
    largest = block.single(
        f"{words[0]}：零值界限",
        f"{words[1]}: what counts as zero",
        most(most(*spans), 0.0 - least(*spans)) / LARGEST_RATIO,
    )
    return if_(size(base) > largest, amount / base, BLANK)
