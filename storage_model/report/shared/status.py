"""What a server is and holds."""

from typing import Any

from sqlalchemy import func, select, text

from storage_model.report.shared.address import Address
from storage_model.report.shared.connect import connected, revision_of
from storage_model.report.shared.schema import RUNS


def status_of(address: Address) -> dict[str, Any]:
    """Return the version of PostgreSQL and of our tables, the user, and how many runs are complete or under way."""
    with connected(address) as connection:
        complete = func.count().filter(RUNS.c.complete)
        runs, all_of_them = connection.execute(select(complete, func.count()).select_from(RUNS)).one()
        return {
            "postgresql": connection.scalar(text("SHOW server_version")),
            "tables_version": revision_of(connection),
            "user": connection.scalar(text("SELECT CURRENT_USER")),
            "runs": runs,
            "unfinished": all_of_them - runs,
            "bytes": connection.scalar(text("SELECT pg_database_size(current_database())")),
        }
