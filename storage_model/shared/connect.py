"""A connection to a server whose tables are those this version works with."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, NullPool, create_engine, text

from storage_model.shared.address import Address
from storage_model.shared.schema import REVISIONS, SCHEMA
from storage_model.shared.trouble import INIT, no_connection, server_error, told


@contextmanager
def reached(address: Address) -> Iterator[Connection]:
    """Give a connection, whatever the server holds; what goes wrong on it is a ServerError."""
    from sqlalchemy.exc import DBAPIError

    engine = create_engine(address.url.set(drivername="postgresql+psycopg"), poolclass=NullPool)
    try:
        connection = engine.connect()
    except DBAPIError as error:
        raise no_connection(address, error) from None
    with told(address), connection:
        yield connection


@contextmanager
def connected(address: Address, *, write: bool = False) -> Iterator[Connection]:
    """Give a connection to a server that was made ready; without `write` it can change nothing."""
    with reached(address) as connection:
        require_ready(connection, address)
        if not write:
            connection.execute(text("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"))
        connection.commit()
        yield connection


def revision_of(connection: Connection) -> str | None:
    """Return the last step of migration a server has taken; None before the first."""
    table = f"{SCHEMA}.alembic_version"
    if connection.scalar(text("SELECT to_regclass(:table)"), {"table": table}) is None:
        return None
    found = connection.scalar(text(f"SELECT version_num FROM {table}"))
    return None if found is None else str(found)


def require_ready(connection: Connection, address: Address) -> None:
    """Raise ServerError for a database without our tables, or with those of another version."""
    found, ours = revision_of(connection), REVISIONS[-1]
    if found == ours:
        return
    fix = f"{INIT} --server {address}"
    if found is None:
        raise server_error(address, "E454", "no tables of storage_model in this database", "a database made ready", fix)
    if found not in REVISIONS:
        fix = "install the version of storage_model that made it, or a later one"
    raise server_error(address, "E455", f"tables of version {found}", f"version {ours} of this program", fix)
