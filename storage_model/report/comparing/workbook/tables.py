"""Tables of results in compare.xlsx: what is needed, who earned what, what support buys, the map, the documents."""

from collections.abc import Iterator
from typing import Final

from storage_model.cases.compare.compare import Comparison
from storage_model.report.comparing.blocks.block import NOTHING, Block, Number
from storage_model.report.comparing.page import blocks_of
from storage_model.words.label import Label
from storage_model.workbook.sheets.plain import PlainBlock, PlainCell, PlainSheet, words

SHEETS: Final = {
    "needed": "达标所需支持 Needed",
    "map": "等收益率图 Map",
    "who": "政策贡献 Shares",
    "buys": "支出成效 Buys",
    "money": "首年收支 First year",
    "policies": "政策依据 Documents",
}
"""blocks of the page → the sheets they stand on; the other blocks are formulas on 方案对比"""
_WIDE, _NARROW = 60, 20


def result_sheets(comparison: Comparison) -> Iterator[PlainSheet]:
    """Yield a sheet for each of these tables that has rows, its numbers as results with all their digits."""
    blocks = {block.key: block for block in blocks_of(comparison)}
    return (_sheet(name, blocks[key]) for key, name in SHEETS.items() if key in blocks)


def _sheet(name: str, block: Block) -> PlainSheet:
    about = Label(zh=block.note.zh or "运行结果", en=block.note.en or "results of the runs", unit="none")
    table = PlainBlock(
        title=None,
        heads=[_both(head) for head in block.heads],
        rows=[[_first(first), *map(_cell, rest)] for first, *rest in block.rows],
    )
    widths = (_WIDE, *[_NARROW] * (len(block.heads) - 1))
    return PlainSheet(name=name, title=block.title, about=about, blocks=(table,), widths=widths)


def _cell(cell: Label) -> PlainCell:
    if cell is NOTHING:
        return cell.zh, "none"  # stands where the number would
    return (cell.value, cell.unit) if isinstance(cell, Number) else words(_both(cell))


def _first(cell: Label) -> PlainCell:
    """Return the cell a row begins with, on one line."""
    return _cell(cell) if isinstance(cell, Number) else words(" ".join(dict.fromkeys((cell.zh, cell.en))))


def _both(label: Label) -> str:
    return label.zh if label.zh == label.en else f"{label.zh}\n{label.en}"
