"""Ask the tables of a run in SQL: one SELECT over copies in memory, nothing else on the machine within reach."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from storage_model.runs.reading.folder import RunFolder
from storage_model.runs.reading.tables import plain_path


class QueryError(ValueError):
    """A question that cannot be asked, in words for the one who typed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The answer: names of the columns and rows of plain values."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def tables_of(run: RunFolder) -> dict[str, str]:
    """Return the file of every table that may be asked, by its name."""
    return {PurePosixPath(name).stem: name for name in run.files if name.endswith(".parquet")}


def ask(run: RunFolder, sql: str) -> Found:
    """Return what one SELECT finds; raises QueryError for anything else and for a question DuckDB cannot answer."""
    import duckdb

    with _confined(run) as connection:
        try:
            asked = connection.extract_statements(sql)
            if [statement.type for statement in asked] != [duckdb.StatementType.SELECT]:
                tables = ", ".join(tables_of(run))
                raise QueryError(f"one SELECT is answered, `--out FILE` writes what it finds; tables are {tables}")
            result = connection.execute(asked[0])
            columns = tuple(column[0] for column in result.description)
            return Found(columns=columns, rows=tuple(result.fetchall()))
        except duckdb.Error as error:
            words = str(error).partition("\n\nLINE")[0].strip()
            if isinstance(error, duckdb.CatalogException) and "Table with name" in words:
                words = f"{words.partition(chr(10))[0]} Tables are {', '.join(tables_of(run))}"
            raise QueryError(words) from None


def _confined(run: RunFolder) -> Any:
    """Return a connection that holds the run's tables and can open no file, load no extension and be set no more."""
    import duckdb

    locked = {
        "python_enable_replacements": False,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "allow_community_extensions": False,
    }
    connection = duckdb.connect(config=locked)
    for table, name in tables_of(run).items():
        connection.execute(f'CREATE TABLE "{table}" AS SELECT * FROM read_parquet(?)', [plain_path(run.folder / name)])
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection
