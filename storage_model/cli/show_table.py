"""Tables and text on standard output; Chinese characters count double, a closed pipe is passed on."""

import sys
from typing import TYPE_CHECKING, Any

from storage_model.cli.streams import WIDE, is_terminal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, JustifyMethod
    from rich.table import Table

    from storage_model.report.answer_screen import AnswerScreen
    from storage_model.runs.reading.screen_tables import ScreenTable

GAP = 3


def console() -> "Console":
    """Return the console of standard output; a file gets no colour, wide lines, and no blanks behind them."""
    from rich.console import Console

    class Plain(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

        def print(self, *parts: Any, **how: Any) -> None:
            if sys.stdout is None or is_terminal(sys.stdout):
                super().print(*parts, **how)
                return
            with self.capture() as drawn:
                super().print(*parts, **how)
            sys.stdout.write("\n".join(line.rstrip(" ") for line in drawn.get().split("\n")))

    return Plain(width=None if is_terminal(sys.stdout) else WIDE, highlight=False, soft_wrap=False)


def show_answer(answer: "AnswerScreen") -> None:
    """Print what is to be said of an answer: sentences, tables, where its page is."""
    from rich.text import Text

    on = console()
    for sentence in answer.sentences:
        on.print(Text(sentence))
    for table in answer.tables:
        show_table(table, on)
    on.print(Text(str(answer.page)))


def show_table(table: "ScreenTable", on: "Console") -> None:
    """Print a table: words to the left, numbers to the right, no number broken.

    Columns that do not stand side by side come in blocks below one another, each with the words of its rows.
    """
    seen = is_terminal(sys.stdout)
    needs = [_need(table, place, folded=seen) for place in range(len(table.head))]
    if not seen:  # a file is not folded
        on.width = max(on.width, sum(needs) + GAP * len(needs))
    needs[: table.left] = _shared(needs[: table.left], on.width // 2)
    whole = [_need(table, place, folded=False) for place in range(len(table.head))]
    for number, columns in enumerate(_blocks(needs, table.left, on.width)):
        # Widths are given: left to itself, rich breaks numbers before it folds heads.
        widths = _spread([(needs[one], whole[one]) for one in columns], on.width - GAP * len(columns))
        on.print(_drawn(table, columns, widths, title="" if number else table.title))


def _shared(needs: "Sequence[int]", room: int) -> list[int]:
    """Return what each gets of a room: its need, or an equal share of what those that need less leave."""
    found = [0] * len(needs)
    for others, place in enumerate(sorted(range(len(needs)), key=needs.__getitem__)):
        found[place] = min(needs[place], (room - sum(found)) // (len(needs) - others))
    return found


def _spread(ends: "Sequence[tuple[int, int]]", room: int) -> list[int]:
    """Return widths between a least and a most; what is left of a room goes to the first that can use it."""
    found = [least for least, _ in ends]
    for place, (least, most) in enumerate(ends):
        found[place] += max(0, min(most - least, room - sum(found)))
    return found


def _need(table: "ScreenTable", place: int, *, folded: bool) -> int:
    """Return how wide a column is at least: names and numbers whole; folded, other words word by word."""
    from rich.cells import cell_len

    cells = [row[place] for row in table.rows]
    if folded:
        words = [word for cell in cells for word in cell.split()]
        return max(map(cell_len, [*table.head[place].split(), *(words if place < table.left else cells)]), default=0)
    return max(map(cell_len, [table.head[place], *cells]))


def _blocks(needs: "Sequence[int]", left: int, width: int) -> "Iterator[list[int]]":
    """Return which columns stand side by side, the first `left` in every block."""
    words = list(range(left))
    used = sum(needs[place] + GAP for place in words)
    block, taken = list(words), used
    for place in range(left, len(needs)):
        if taken + needs[place] + GAP > width and len(block) > left:
            yield block
            block, taken = list(words), used
        block.append(place)
        taken += needs[place] + GAP
    yield block


def _drawn(table: "ScreenTable", columns: "Sequence[int]", widths: "Sequence[int]", *, title: str) -> "Table":
    from rich import box
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=box.SIMPLE_HEAD, title=Text(title) if title else None, title_justify="left", pad_edge=False)
    for place, width in zip(columns, widths, strict=True):
        justify: JustifyMethod = "right" if place >= table.left else "left"
        drawn.add_column(Text(table.head[place]), justify=justify, overflow="fold", width=width)
    for row, cells in enumerate(table.rows):
        strong = bool(table.strong) and table.strong[row]
        shown: list[Any] = [Text(cells[place]) for place in columns]
        drawn.add_row(*shown, style="bold" if strong else "")
    return drawn
