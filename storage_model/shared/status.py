"""What a server is and holds."""

from typing import Any

from sqlalchemy import func, select, text

from storage_model.runs.layout import KIND
from storage_model.shared.address import Address
from storage_model.shared.connect import connected, revision_of
from storage_model.shared.schema import RUNS


def status_of(address: Address) -> dict[str, Any]:
    """Return the version of PostgreSQL and of our tables, the user, and how much is complete or under way.

    `runs` are single ones, `many` folders of many cases.
    """
    with connected(address) as connection:
        single, complete = RUNS.c.kind == KIND, RUNS.c.complete
        counts = [func.count().filter(one) for one in (complete & single, complete & ~single, ~complete)]
        runs, many, unfinished = tuple(connection.execute(select(*counts).select_from(RUNS)).one())
        return {
            "postgresql": connection.scalar(text("SHOW server_version")),
            "tables_version": revision_of(connection),
            "user": connection.scalar(text("SELECT CURRENT_USER")),
            "runs": runs,
            "many": many,
            "unfinished": unfinished,
            "bytes": connection.scalar(text("SELECT pg_database_size(current_database())")),
        }
