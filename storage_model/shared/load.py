"""Rows of a run's tables onto the server, piece after piece, each there for good before the next one starts."""

from collections.abc import Callable
from pathlib import Path

from storage_model.shared.address import Address
from storage_model.shared.layouts import ROW, RUN_ID, Layout, quoted
from storage_model.shared.schema import SCHEMA

PIECE_ROWS = 50_000
Tick = Callable[[int], None]


def count_rows(path: Path) -> int:
    """Return how many rows a Parquet file holds."""
    import duckdb

    with duckdb.connect() as connection:
        found = connection.execute("SELECT count(*) FROM read_parquet(?)", [str(path)]).fetchone()
    return 0 if found is None else int(found[0])


def load_rows(address: Address, path: Path, layout: Layout, *, run_id: int, first: int, end: int, tick: Tick) -> None:
    """Load rows `first` to `end` of a Parquet file; `tick` hears of every row that is there for good."""
    import duckdb
    from adbc_driver_postgresql import dbapi

    columns = "".join(
        f", CAST({quoted(column.name)} AS {column.handed}) AS {quoted(column.stored)}" for column in layout.columns
    )
    asked = (
        f"SELECT CAST({run_id} AS BIGINT) AS {RUN_ID}, file_row_number AS {ROW}{columns} "
        "FROM read_parquet($path, file_row_number = true) "
        "WHERE file_row_number >= $first AND file_row_number < $end ORDER BY file_row_number"
    )
    with duckdb.connect() as reader, dbapi.connect(address.secret) as writer, writer.cursor() as cursor:
        for start in range(first, end, PIECE_ROWS):
            stop = min(start + PIECE_ROWS, end)
            piece = reader.sql(asked, params={"path": str(path), "first": start, "end": stop})
            cursor.adbc_ingest(layout.relation, piece, mode="append", db_schema_name=SCHEMA)
            writer.commit()
            tick(stop - start)
