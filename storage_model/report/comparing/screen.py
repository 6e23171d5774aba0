"""A comparison on the screen: one line a case, what is needed, where the files are."""

from pathlib import Path
from typing import TYPE_CHECKING

from storage_model.cases.compare.compare import Comparison
from storage_model.report.comparing.page import blocks_of
from storage_model.report.label import Lang

if TYPE_CHECKING:
    from rich.console import Group

SHOWN = ("cases", "needed", "purse")


def comparison_screen(comparison: Comparison, folder: Path, lang: Lang) -> "Group":
    """Return cases side by side, the support that is needed and the public purse, as tables for a terminal."""
    from rich import box
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    parts: list[Table | Text] = []
    for block in (one for one in blocks_of(comparison) if one.key in SHOWN):
        table = Table(title=block.title.of(lang), title_justify="left", box=box.SIMPLE_HEAD)
        for number, head in enumerate(block.heads):
            table.add_column(Text(head.of(lang)), justify="right" if number else "left")
        for row in block.rows:
            table.add_row(*(Text(cell.of(lang)) for cell in row))
        parts.append(table)
    parts.append(Text(f"{folder}/compare.html"))
    return Group(*parts)
