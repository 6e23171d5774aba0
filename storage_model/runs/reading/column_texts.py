"""A column of an answer as people read it: its numbers with as many decimals as one another."""

from collections.abc import Sequence

MOST_DECIMALS = 6
# From this size on a column shows two decimals at most; the files have every digit.
LARGE = 1000.0


def texts_of(column: Sequence[object]) -> tuple[str, ...]:
    """Return the cells of one column; numbers of a kind line up at the decimal point."""
    numbers = [value for value in column if isinstance(value, float)]
    largest = max((abs(value) for value in numbers if abs(value) < float("inf")), default=0.0)
    most = 2 if largest >= LARGE else MOST_DECIMALS
    decimals = max((_decimals(value, most) for value in numbers), default=0)
    return tuple(_text(value, decimals) for value in column)


def _decimals(value: float, most: int) -> int:
    """Return how many decimals a number needs, up to the most that are shown."""
    return len(f"{value:.{most}f}".rstrip("0").partition(".")[2])


def _text(value: object, decimals: int) -> str:
    if value is None:
        return ""
    return f"{value:,.{decimals}f}" if isinstance(value, float) else str(value)
