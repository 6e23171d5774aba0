"""Text that a spreadsheet must not take for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

# Excel and WPS start a formula at these, the full-width forms included.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BYTE_ORDER_MARK = "\ufeff"


def safe_text(words: str) -> str:
    """Return the words, with an apostrophe before what would start a formula; numbers are never passed here."""
    return f"'{words}" if words.startswith(_FORMULA_STARTS) else words


def csv_text(rows: Iterable[Sequence[object]]) -> str:
    """Return rows as CSV with a byte-order mark, so that Excel reads Chinese; text cells are made safe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        writer.writerow([safe_text(cell) if isinstance(cell, str) else cell for cell in row])
    return BYTE_ORDER_MARK + out.getvalue()
