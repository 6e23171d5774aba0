"""Tables and text on standard output; Chinese characters count double, a closed pipe is passed on."""

import sys
from typing import TYPE_CHECKING, Any

from storage_model.cli.streams import WIDE, is_terminal

if TYPE_CHECKING:
    from rich.console import Console

    from storage_model.report.reading.screen_tables import ScreenTable


def console() -> "Console":
    """Return the console of standard output; no colour and no fixed width unless somebody looks at it."""
    from rich.console import Console

    class Plain(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return Plain(width=None if is_terminal(sys.stdout) else WIDE, highlight=False, soft_wrap=False)


def show_table(table: "ScreenTable", on: "Console") -> None:
    """Print a table: words to the left, numbers to the right, no cell cut."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=box.SIMPLE_HEAD, title=Text(table.title), title_justify="left", pad_edge=False)
    for place, words in enumerate(table.head):
        drawn.add_column(Text(words), justify="left" if place < table.left else "right", overflow="fold")
    for place, row in enumerate(table.rows):
        strong = bool(table.strong) and table.strong[place]
        cells: list[Any] = [Text(cell) for cell in row]
        drawn.add_row(*cells, style="bold" if strong else "")
    on.print(drawn)
