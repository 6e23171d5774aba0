"""Publish a folder of results: whole or not to be seen; what has arrived stays, so an interrupted upload goes on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, func, select, text, update
from sqlalchemy.dialects.postgresql import insert

from storage_model.runs.json_text import json_text
from storage_model.runs.layout import USUAL_NAME
from storage_model.runs.reading.folder import RunFolder, manifest_in, open_folder
from storage_model.runs.reading.query import tables_of
from storage_model.shared.address import Address
from storage_model.shared.connect import connected
from storage_model.shared.entry import entry_of
from storage_model.shared.layouts import ROW, RUN_ID, Layout, layout_id, layout_of, quoted
from storage_model.shared.load import count_rows, load_rows
from storage_model.shared.runs import reference
from storage_model.shared.schema import FILES, RUN_FILES, RUN_TABLES, RUNS, SCHEMA
from storage_model.shared.trouble import server_error

Tick = Callable[[int, int], None]
PIECE_BYTES = 4_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A run that is on the server; rows and files are those sent now, none where it was there already."""

    reference: str
    already: bool
    rows: int = 0
    files: int = 0


def publish(folder: Path, address: Address, *, tick: Tick | None = None) -> Published:
    """Send a run, sweep, comparison, range or sizing; `tick` hears how many of how many rows are there.

    Raises DamagedRunError for one that is not whole, ServerError for the server's part.
    """
    run = open_folder(folder)
    values = {**entry_of(run), "name": _called(run)}
    sha256, name = str(values["sha256"]), str(values["name"])
    with connected(address, write=True) as connection:
        _lock(connection, address, sha256)
        run_id, complete = _registered(connection, values)
        if complete:
            return Published(reference=reference(name_of(connection, run_id), sha256), already=True)
        files = _send_files(connection, run, run_id)
        rows = _send_tables(connection, address, run, run_id, tick)
        connection.execute(update(RUNS).where(RUNS.c.id == run_id).values(complete=True, published=func.now()))
        connection.commit()
    return Published(reference=reference(name, sha256), already=False, rows=rows, files=files)


def _called(run: RunFolder) -> str:
    """Return the name of a folder; that of the one above where every case has the same, as `<case>_size/size`."""
    folder = run.folder.resolve()
    return folder.parent.name if folder.name == USUAL_NAME.get(run.kind) else folder.name


def name_of(connection: Connection, run_id: int) -> str:
    """Return the name a run was published under first."""
    return str(connection.scalar(select(RUNS.c.name).where(RUNS.c.id == run_id)))


def _lock(connection: Connection, address: Address, sha256: str) -> None:
    """Let one publisher of the same run go on; the lock goes with the connection."""
    taken = connection.scalar(text("SELECT pg_try_advisory_lock(hashtextextended(:sha256, 0))"), {"sha256": sha256})
    connection.commit()
    if not taken:
        fix = "wait until it is through"
        raise server_error(address, "E459", "somebody else is publishing this very run", "one publisher of a run", fix)


def _registered(connection: Connection, values: Mapping[str, Any]) -> tuple[int, bool]:
    """Return number and completeness of a run, entered when it is new; an unfinished one takes the name of today."""
    connection.execute(insert(RUNS).values(dict(values)).on_conflict_do_nothing())
    mine = RUNS.c.sha256 == values["sha256"]
    connection.execute(update(RUNS).where(mine, ~RUNS.c.complete).values(name=values["name"]))
    found = connection.execute(select(RUNS.c.id, RUNS.c.complete).where(mine)).one()
    connection.commit()
    return int(found.id), bool(found.complete)


def _send_files(connection: Connection, run: RunFolder, run_id: int) -> int:
    """Send the files that are not there, the manifest last, a few for good at a time; return how many were sent."""
    import hashlib

    there = set(connection.scalars(select(RUN_FILES.c.name).where(RUN_FILES.c.run_id == run_id)))
    sent, waiting_bytes = 0, 0
    hashes = run.manifest["outputs_sha256"]
    by_hash = sorted(run.files, key=lambda name: (hashes[name], name))  # one order for all, so none waits in a circle
    manifest = manifest_in(run.folder).name
    for name in (*by_hash, manifest):
        if name in there:
            continue
        content = _manifest(run) if name == manifest else run.bytes(name)
        sha256 = hashlib.sha256(content).hexdigest()
        if connection.scalar(select(FILES.c.sha256).where(FILES.c.sha256 == sha256)) is None:
            connection.execute(insert(FILES).values(sha256=sha256, content=content).on_conflict_do_nothing())
            sent, waiting_bytes = sent + 1, waiting_bytes + len(content)
        connection.execute(insert(RUN_FILES).values(run_id=run_id, name=name, sha256=sha256).on_conflict_do_nothing())
        if waiting_bytes > PIECE_BYTES:
            connection.commit()
            waiting_bytes = 0
    connection.commit()
    return sent


def _manifest(run: RunFolder) -> bytes:
    """Return the bytes of the manifest, which are those its seal was computed from."""
    return json_text(run.manifest).encode()


def _send_tables(connection: Connection, address: Address, run: RunFolder, run_id: int, tick: Tick | None) -> int:
    """Load the rows that are not there, table by table; return how many were sent.

    They are read from a copy whose hash was checked: what is there for good is of this run, whatever happens to the
    folder meanwhile.
    """
    with TemporaryDirectory(prefix="storage-model-") as held:
        tables = {table: Path(held) / f"{number}.parquet" for number, table in enumerate(tables_of(run))}
        for table, name in tables_of(run).items():
            tables[table].write_bytes(run.bytes(name))
        rows = {table: count_rows(path) for table, path in tables.items()}
        whole, done, sent = sum(rows.values()), 0, 0
        for table, path in tables.items():
            layout = _layout(address, path, table)
            there = _expected(connection, layout, run_id, rows[table])
            done += there

            def arrived(count: int) -> None:
                nonlocal done, sent
                done, sent = done + count, sent + count
                if tick is not None:
                    tick(done, whole)

            load_rows(address, path, layout, run_id=run_id, first=there, end=rows[table], tick=arrived)
            if _rows_there(connection, layout, run_id) != rows[table]:
                got = f"other rows of {table} than were sent"
                raise server_error(address, "E458", got, "every row once", "ask who owns the database")
    return sent


def _expected(connection: Connection, layout: Layout, run_id: int, rows: int) -> int:
    """Enter a table of a run; return how many of its rows are there already."""
    values = {"run_id": run_id, "table_name": layout.table, "layout_id": layout_id(connection, layout), "rows": rows}
    connection.execute(insert(RUN_TABLES).values(values).on_conflict_do_nothing())
    return _rows_there(connection, layout, run_id)


def _layout(address: Address, path: Path, table: str) -> Layout:
    try:
        return layout_of(path, table)
    except ValueError as error:
        raise server_error(address, "E458", str(error), "tables that PostgreSQL can hold", "keep it local") from error


def _rows_there(connection: Connection, layout: Layout, run_id: int) -> int:
    """Return how many rows of a run's table are there; pieces arrive in their order, so they are its first ones."""
    asked = f"SELECT count(*), max({ROW}) FROM {SCHEMA}.{quoted(layout.relation)} WHERE {RUN_ID} = {run_id}"
    count, last = connection.exec_driver_sql(asked).one()
    connection.commit()
    if count and count != last + 1:
        raise ValueError(f"{count} rows of {layout.table}, the last of them number {last}")
    return int(count)
