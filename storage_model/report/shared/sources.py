"""The tables a question may name, each as the SELECT that yields it: those of one run, or of every complete run."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from storage_model.report.shared.layouts import ROW, RUN_ID, quoted
from storage_model.report.shared.runs import SHORT
from storage_model.report.shared.schema import LAYOUTS, RUN_TABLES, RUNS, SCHEMA

Columns = dict[str, str]  # column → type
_REFERENCE = f"r.name || '@' || left(r.sha256, {SHORT})"
_RUNS = (
    f"SELECT {_REFERENCE} AS run, r.sha256, r.name, r.case_name, r.summary->>'verdict' AS verdict, r.written, "
    f"r.published, r.publisher, r.summary FROM {SCHEMA}.runs AS r WHERE r.complete"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """SELECTs by the name of their table, and the whole name of each column that PostgreSQL cut."""

    tables: dict[str, str]
    names: dict[str, str]


def of_one(connection: Connection, run_id: int) -> Sources:
    """Return the tables of one run, rows in the order of its files."""
    tables, names = dict[str, str](), dict[str, str]()
    for found in _layouts(connection, run_id):
        listed = ", ".join(quoted(stored) for _, stored, _ in found.columns)
        source = f"{SCHEMA}.{quoted(found.relation)}"
        tables[found.table_name] = f"SELECT {listed} FROM {source} WHERE {RUN_ID} = {run_id} ORDER BY {ROW}"
        names |= {stored: name for name, stored, _ in found.columns}
    return Sources(tables=tables, names=names)


def of_all(connection: Connection) -> Sources:
    """Return `runs`, and every table over all complete runs, with a column `run`; what a run lacks is empty."""
    by_table, names = defaultdict(list), dict[str, str]()
    for found in _layouts(connection, None):
        by_table[found.table_name].append(found)
        names |= {stored: name for name, stored, _ in found.columns}
    tables = {"runs": _RUNS}
    for table, layouts in by_table.items():
        kinds: Columns = {}
        for layout in layouts:
            for _, stored, kind in layout.columns:
                kinds[stored] = kind if kinds.get(stored, kind) == kind else "text"
        tables[table] = "\nUNION ALL\n".join(_one_layout(layout.relation, layout.columns, kinds) for layout in layouts)
    return Sources(tables=tables, names=names)


def _one_layout(relation: str, columns: list[tuple[str, str, str]], kinds: Columns) -> str:
    held = {stored for _, stored, _ in columns}
    cells = [
        f"CAST({'t.' + quoted(name) if name in held else 'NULL'} AS {kind}) AS {quoted(name)}"
        for name, kind in kinds.items()
    ]
    of_it = f"{SCHEMA}.{quoted(relation)} AS t JOIN {SCHEMA}.runs AS r ON r.id = t.{RUN_ID} AND r.complete"
    return f"SELECT {', '.join([f'{_REFERENCE} AS run', *cells])} FROM {of_it}"


def _layouts(connection: Connection, run_id: int | None) -> Sequence[Any]:
    """Return table, relation and columns of the layouts of one run, or of all complete ones."""
    asked = (
        select(LAYOUTS.c.id, LAYOUTS.c.table_name, LAYOUTS.c.relation, LAYOUTS.c.columns)
        .join(RUN_TABLES, RUN_TABLES.c.layout_id == LAYOUTS.c.id)
        .join(RUNS, RUNS.c.id == RUN_TABLES.c.run_id)
        .where(RUNS.c.complete)
        .distinct()
        .order_by(LAYOUTS.c.id)
    )
    return connection.execute(asked if run_id is None else asked.where(RUNS.c.id == run_id)).all()
