"""Opening a data file by its kind."""

from storage_model.prices.read.content import Content
from storage_model.prices.read.delimited import delimited_table
from storage_model.prices.read.findings import Findings
from storage_model.prices.read.parquet import parquet_table
from storage_model.prices.read.records import records_table
from storage_model.prices.read.table import Table
from storage_model.prices.read.workbook import workbook_table
from storage_model.prices.ref import SeriesRef

TEXTS = ("csv", "txt", "tsv")
WORKBOOKS = ("xlsx", "xlsm", "xls", "ods")


def open_table(content: Content, ref: SeriesRef, found: Findings) -> Table | None:
    """Return the cells of a file, or None after noting why they cannot be had."""
    if content.kind in TEXTS:
        return delimited_table(content, ref, found)
    if content.kind in WORKBOOKS:
        return workbook_table(content, ref, found)
    if content.kind == "parquet":
        return parquet_table(content, found)
    if content.kind == "json":
        return records_table(content, ref, found)
    known = " ".join(f".{kind}" for kind in (*TEXTS, "csv.gz", *WORKBOOKS, "parquet", "json"))
    found.error("E201", f"a file of kind {content.kind!r}", known, "export as CSV or XLSX")
    return None
