"""The columns of a run's table, and the relation of the server that holds rows of such columns."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select, text
from sqlalchemy.dialects.postgresql import insert

from storage_model.shared.schema import LAYOUTS, SCHEMA

RUN_ID, ROW = "run_id", "row_no"
# What DuckDB calls a type → what it is handed over as, and PostgreSQL's word for that.
TYPES = {
    "DOUBLE": ("DOUBLE", "double precision"),
    "FLOAT": ("DOUBLE", "double precision"),
    "TINYINT": ("BIGINT", "bigint"),
    "SMALLINT": ("BIGINT", "bigint"),
    "INTEGER": ("BIGINT", "bigint"),
    "BIGINT": ("BIGINT", "bigint"),
    "BOOLEAN": ("BOOLEAN", "boolean"),
    "VARCHAR": ("VARCHAR", "text"),
    "DATE": ("DATE", "date"),
    "TIMESTAMP": ("TIMESTAMP", "timestamp"),
    "TIMESTAMP_S": ("TIMESTAMP", "timestamp"),
    "TIMESTAMP_MS": ("TIMESTAMP", "timestamp"),
    "TIMESTAMP_NS": ("TIMESTAMP", "timestamp"),
    "TIMESTAMP WITH TIME ZONE": ("TIMESTAMPTZ", "timestamptz"),
}
MOST_COLUMNS, LONGEST_BYTES = 1000, 63  # of a table and of a name in PostgreSQL


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredColumn:
    """A column: its name in the run, its name on the server, its type there and as handed over."""

    name: str
    stored: str
    handed: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The columns of one table of a run, in their order."""

    table: str
    columns: tuple[StoredColumn, ...]

    @property
    def sha256(self) -> str:
        """What the columns are known by."""
        described = [[column.name, column.kind] for column in self.columns]
        return hashlib.sha256(json.dumps(described).encode()).hexdigest()

    @property
    def relation(self) -> str:
        """Name of the relation that holds rows of these columns."""
        plain = "".join(letter if letter.isascii() and letter.isalnum() else "_" for letter in self.table.lower())
        return f"{plain[:40]}_{self.sha256[:12]}"


def quoted(name: str) -> str:
    """Return a name as SQL writes it, for PostgreSQL and DuckDB alike."""
    return '"' + name.replace('"', '""') + '"'


def layout_of(path: Path, table: str) -> Layout:
    """Return the columns of a Parquet file; ValueError for what PostgreSQL cannot hold."""
    import duckdb

    with duckdb.connect() as connection:
        described = connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
    if len(described) > MOST_COLUMNS:
        raise ValueError(f"{path}: {len(described)} columns; a table of PostgreSQL holds {MOST_COLUMNS}")
    unknown = [f"{name} ({kind})" for name, kind, *_ in described if kind not in TYPES]
    if unknown:
        raise ValueError(f"{path}: no type of PostgreSQL for {', '.join(unknown)}")
    stored = _stored([name for name, *_ in described])
    columns = tuple(
        StoredColumn(name=name, stored=word, handed=TYPES[kind][0], kind=TYPES[kind][1])
        for (name, kind, *_), word in zip(described, stored, strict=True)
    )
    return Layout(table=table, columns=columns)


def _stored(names: Sequence[str]) -> list[str]:
    """Return names as PostgreSQL keeps them: cut where it cuts them, so that the whole name still finds its column."""
    taken, found = {RUN_ID, ROW}, []
    for number, name in enumerate(names):
        cut = name.encode()[:LONGEST_BYTES].decode(errors="ignore")
        word = cut if cut and cut not in taken else f"column_{number}"
        taken.add(word)
        found.append(word)
    return found


def layout_id(connection: Connection, layout: Layout) -> int:
    """Return the number of a layout, its relation made when it is the first run of such columns; commits."""
    by_hash = (LAYOUTS.c.table_name == layout.table) & (LAYOUTS.c.sha256 == layout.sha256)
    known = connection.scalar(select(LAYOUTS.c.id).where(by_hash))
    if known is None:
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:words))"), {"words": f"{SCHEMA} layouts"})
        _make_relation(connection, layout)
        columns = [[column.name, column.stored, column.kind] for column in layout.columns]
        values = {"table_name": layout.table, "sha256": layout.sha256, "relation": layout.relation, "columns": columns}
        connection.execute(insert(LAYOUTS).values(values).on_conflict_do_nothing())
        known = connection.execute(select(LAYOUTS.c.id).where(by_hash)).scalar_one()
    connection.commit()
    return int(known)


def _make_relation(connection: Connection, layout: Layout) -> None:
    """Make the relation of a layout, open to whom the table of runs is open to."""
    relation = f"{SCHEMA}.{quoted(layout.relation)}"
    columns = "".join(f", {quoted(column.stored)} {column.kind}" for column in layout.columns)
    keys = f"{RUN_ID} bigint NOT NULL, {ROW} bigint NOT NULL"
    plainly = connection.execution_options(no_parameters=True)
    plainly.exec_driver_sql(f"CREATE TABLE IF NOT EXISTS {relation} ({keys}{columns}, PRIMARY KEY ({RUN_ID}, {ROW}))")
    grants = (
        "SELECT CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE grantee::regrole::text END, privilege_type "
        f"FROM aclexplode((SELECT relacl FROM pg_class WHERE oid = '{SCHEMA}.runs'::regclass)) "
        "WHERE grantee <> CURRENT_USER::regrole"
    )
    for grantee, privilege in plainly.exec_driver_sql(grants).all():
        plainly.exec_driver_sql(f"GRANT {privilege} ON {relation} TO {grantee}")
