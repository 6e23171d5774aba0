"""What the file says about the time of each row, for messages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import compress

from storage_model.prices.read.findings import SHOWN, places
from storage_model.prices.read.table import Column, text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Pieces of the written time in columns, and the row number each stands in."""

    columns: tuple[Column, ...]
    rows: Sequence[int]

    def text(self, index: int) -> str:
        """Return the time of one row as written."""
        return " ".join(filter(None, (text_of(column[index]) for column in self.columns)))

    def places(self, indices: Sequence[int]) -> str:
        """Return the first of these rows with their times, and how many more there are."""
        shown = [(self.rows[index], repr(self.text(index))) for index in indices[:SHOWN]]
        return places(shown, len(indices))

    def kept(self, keep: Sequence[bool]) -> "Written":
        """Return the rows marked true."""
        columns: tuple[Column, ...] = tuple(list(compress(column, keep)) for column in self.columns)
        return replace(self, columns=columns, rows=list(compress(self.rows, keep)))
