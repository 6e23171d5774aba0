"""Ask a server's tables in SQL: one SELECT over the tables of runs, nothing written or else read, within a time."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, text

from storage_model.runs.reading.query import Found, QueryError
from storage_model.shared.address import Address
from storage_model.shared.confine import require_confined
from storage_model.shared.connect import connected
from storage_model.shared.layouts import quoted
from storage_model.shared.runs import find_shared
from storage_model.shared.schema import SCHEMA
from storage_model.shared.sources import Sources, of_all, of_one

ALL = "all"


def ask_shared(address: Address, typed: str, sql: str, *, timeout_s: float) -> Found:
    """Return what one SELECT finds in the tables of a run, or for `all` in those of every run; QueryError otherwise.

    The dialect is PostgreSQL's. LookupError for an unknown run.
    """
    import psycopg

    with connected(address) as connection:
        sources = of_all(connection) if typed == ALL else of_one(connection, find_shared(connection, typed).run_id)
        asked = _whole(sources.tables, sql)
        _limit(connection, timeout_s)
        cursor = connection.connection.cursor()
        try:
            require_confined(cursor, sql, asked)
            cursor.execute(asked, prepare=True)  # type: ignore[call-arg]  # prepared, so that it is one statement
            return _found(cursor, sources)
        except psycopg.errors.QueryCanceled:
            raise QueryError(f"no answer within {timeout_s:g} s; ask for less, or give more with --timeout") from None
        except (psycopg.errors.UndefinedTable, psycopg.errors.UndefinedColumn) as error:
            raise QueryError(f"{error.diag.message_primary}; tables are {', '.join(sources.tables)}") from None
        except psycopg.OperationalError:
            raise  # the server's affair
        except psycopg.Error as error:
            raise QueryError(f"one SELECT is answered: {error.diag.message_primary or error}") from None


def _whole(tables: Mapping[str, str], sql: str) -> str:
    named = ",\n".join(f"{quoted(name)} AS NOT MATERIALIZED (\n{source}\n)" for name, source in tables.items())
    return f"WITH {named}\nSELECT * FROM (\n{sql.strip().rstrip(';')}\n) AS asked"


def _limit(connection: Connection, timeout_s: float) -> None:
    connection.execute(text("SELECT set_config('statement_timeout', :ms, true)"), {"ms": str(round(timeout_s * 1000))})
    connection.execute(text("SELECT set_config('search_path', :schema, true)"), {"schema": SCHEMA})


def _found(cursor: Any, sources: Sources) -> Found:
    columns = tuple(sources.names.get(column.name, column.name) for column in cursor.description)
    return Found(columns=columns, rows=tuple(tuple(map(_plain, row)) for row in cursor.fetchall()))


def _plain(value: Any) -> Any:
    """Return a sum of whole numbers as one, any other exact number as a float."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
