"""Opening a data file by its kind; a new kind is one reader and its line here."""

from collections.abc import Callable, Mapping
from typing import Final

from storage_model.prices.read.content import Content
from storage_model.prices.read.delimited import delimited_table
from storage_model.prices.read.findings import Findings
from storage_model.prices.read.parquet import parquet_table
from storage_model.prices.read.records import records_table
from storage_model.prices.read.table import Table
from storage_model.prices.read.workbook import workbook_table
from storage_model.prices.ref import SeriesRef

Reader = Callable[[Content, SeriesRef, Findings], Table | None]

TEXTS: Final = ("csv", "txt", "tsv")
READERS: Final[Mapping[str, Reader]] = {
    **dict.fromkeys(TEXTS, delimited_table),
    **dict.fromkeys(("xlsx", "xlsm", "xls", "ods"), workbook_table),
    "parquet": lambda content, _, found: parquet_table(content, found),
    "json": records_table,
}


def open_table(content: Content, ref: SeriesRef, found: Findings) -> Table | None:
    """Return the cells of a file, or None after noting why they cannot be had."""
    if content.kind in READERS:
        return READERS[content.kind](content, ref, found)
    known = f"{' '.join(f'.{kind}' for kind in READERS)}, packed too (.csv.gz)"
    found.error("E201", f"a file of kind {content.kind!r}", known, "export as CSV or XLSX")
    return None
