"""An answer of several cases on the screen: sentences, then a few of the page's tables, then where the files are."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from storage_model.report.comparing.blocks.block import Block
from storage_model.words.label import Label, Lang

if TYPE_CHECKING:
    from rich.console import Group


def tables_screen(sentences: Sequence[Label], blocks: Sequence[Block], page: str, lang: Lang) -> "Group":
    """Return words and tables for a terminal."""
    from rich import box
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    parts: list[Table | Text] = [Text(sentence.of(lang)) for sentence in sentences]
    for block in blocks:
        table = Table(title=block.title.of(lang), title_justify="left", box=box.SIMPLE_HEAD)
        for number, head in enumerate(block.heads):
            table.add_column(Text(head.of(lang)), justify="right" if number else "left")
        for row in block.rows:
            table.add_row(*(Text(cell.of(lang)) for cell in row))
        parts.append(table)
    parts.append(Text(page))
    return Group(*parts)
