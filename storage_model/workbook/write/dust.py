"""What rounds to nothing is shown as a dash: rounding left of amounts that cancel is no money, and not negative."""

from collections.abc import Sequence
from typing import Any, Final

from storage_model.workbook.grid import column_name
from storage_model.workbook.write.formats import NOTHING, Formats

_DUST: Final = 0.00499999


def dash_for_dust(page: Any, lines: Sequence[int], columns: tuple[int, int], formats: Formats) -> None:
    """Lay the dash over some lines between two columns, both included."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and runs[-1][1] == line - 1:
            runs[-1][1] = line
        else:
            runs.append([line, line])
    if not runs:
        return
    left, right = (column_name(column) for column in columns)
    page.conditional_format(
        runs[0][0], columns[0], runs[0][1], columns[1],
        {
            "type": "cell", "criteria": "between", "minimum": -_DUST, "maximum": _DUST,
            "format": formats.plain(num_format=NOTHING, font_color="#7F7F7F"),
            "multi_range": " ".join(f"{left}{first + 1}:{right}{last + 1}" for first, last in runs),
        },
    )  # fmt: skip
