"""Make a database ready, or bring it to this version: one transaction, by an explicit command."""

import io
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

from storage_model.shared.address import Address
from storage_model.shared.connect import reached, require_ready, revision_of
from storage_model.shared.schema import REVISIONS, SCHEMA

if TYPE_CHECKING:
    from alembic.config import Config


def make_ready(address: Address) -> tuple[str | None, str]:
    """Return the version a database had and the one it has now; a newer one than ours raises ServerError."""
    with reached(address) as connection, connection.begin():
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:words))"), {"words": f"{SCHEMA} migrations"})
        before = revision_of(connection)
        if before is not None and before not in REVISIONS:
            require_ready(connection, address)
        if before is None:
            connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"))
        upgrade(connection)
        return before, REVISIONS[-1]


def upgrade(connection: Connection) -> None:
    """Take every step of migration that is missing, inside the connection's transaction."""
    from alembic import command

    config = migrations()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def migrations() -> "Config":
    """Return what Alembic is told: where the steps are, and to leave the screen to the command line."""
    from alembic.config import Config

    config = Config(stdout=io.StringIO())
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    return config
