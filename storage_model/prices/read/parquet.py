"""Parquet files, read through DuckDB."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storage_model.prices.read.content import Content
from storage_model.prices.read.findings import Findings
from storage_model.prices.read.table import Cell, Column, Table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_ROWS = 2_000_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def parquet_table(content: Content, found: Findings) -> Table | None:
    """Return the columns of a Parquet file; row 1 is the first row of data, since names stand apart."""
    import duckdb

    try:
        with duckdb.connect() as engine:
            return _table(engine, content.path, found)
    except duckdb.Error as error:
        got = f"no Parquet file: {str(error).splitlines()[0]}"
        found.error("E201", got, "a whole Parquet file", "write the file again")
        return None


def _table(engine: "DuckDBPyConnection", path: Path, found: Findings) -> Table | None:
    file = str(path)
    if set(file) & set("*?["):
        found.error("E201", f"a path with one of * ? [: {path.name}", "a plain file name", "rename the file")
        return None
    (rows,) = engine.execute("SELECT sum(num_rows)::BIGINT FROM parquet_file_metadata(?)", [file]).fetchall()[0]
    if not 0 < rows <= MOST_ROWS:
        found.error("E202", f"{rows} rows", f"1 to {MOST_ROWS} rows", "keep the years that are needed")
        return None
    described = engine.execute("DESCRIBE SELECT * FROM read_parquet(?)", [file]).fetchall()
    types = {str(row[0]): str(row[1]) for row in described}
    asked = ", ".join(_expression(name, kind) for name, kind in types.items())
    cells = list(zip(*engine.execute(f"SELECT {asked} FROM read_parquet(?)", [file]).fetchall(), strict=True))
    columns = tuple(_cells(column, kind) for column, kind in zip(cells, types.values(), strict=True))
    return Table(header=tuple(types), columns=columns, rows=range(1, rows + 1), format="Parquet")


def _expression(name: str, kind: str) -> str:
    quoted = '"' + name.replace('"', '""') + '"'
    if kind == "TIMESTAMP WITH TIME ZONE":
        return f"epoch_us({quoted})"
    return f"{quoted}::DOUBLE" if kind.startswith("DECIMAL") else quoted


def _cells(column: tuple[Any, ...], kind: str) -> Column:
    if kind != "TIMESTAMP WITH TIME ZONE":
        return column
    found: list[Cell] = [None if us is None else _EPOCH + timedelta(microseconds=us) for us in column]
    return found
