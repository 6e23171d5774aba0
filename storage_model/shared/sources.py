"""The tables a question may name, each as the SELECT that yields it: those of one run, or of all that is complete."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import Any

from sqlalchemy import Connection, select

from storage_model.runs.layout import KIND, NEEDED, word_of
from storage_model.shared.layouts import ROW, RUN_ID, quoted
from storage_model.shared.runs import SHORT
from storage_model.shared.schema import LAYOUTS, RUN_TABLES, RUNS, SCHEMA

# Whole name of a column → its name in the question, its type.
Columns = dict[str, tuple[str, str]]
_REFERENCE = f"r.name || '@' || left(r.sha256, {SHORT})"
_FACTS = "r.written, r.published, r.publisher, r.summary"
_RUNS = (
    f"SELECT {_REFERENCE} AS run, r.sha256, r.name, r.case_name, r.summary->>'verdict' AS verdict, {_FACTS} "
    f"FROM {SCHEMA}.runs AS r WHERE r.complete AND r.kind = '{KIND}'"
)
_COUNTS = ", ".join(f"CAST(r.summary->>'{one}' AS bigint) AS {one}" for one in ("cases", "done", "failed"))
_MANY = (
    f"SELECT {_REFERENCE} AS run, split_part(r.kind, ' ', 2) AS kind, r.sha256, r.name, r.case_name, {_COUNTS}, "
    f"{_FACTS} FROM {SCHEMA}.runs AS r WHERE r.complete AND r.kind <> '{KIND}'"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """SELECTs by the name of their table, and the whole name of each column that PostgreSQL cut."""

    tables: dict[str, str]
    names: Mapping[str, str]


def of_one(connection: Connection, run_id: int) -> Sources:
    """Return the tables of one run, rows in the order of its files."""
    tables, columns = dict[str, str](), list[Columns]()
    for found in _layouts(connection, run_id):
        listed = ", ".join(quoted(stored) for _, stored, _ in found.columns)
        source = f"{SCHEMA}.{quoted(found.relation)}"
        tables[found.table_name] = f"SELECT {listed} FROM {source} WHERE {RUN_ID} = {run_id} ORDER BY {ROW}"
        columns.append({name: (stored, kind) for name, stored, kind in found.columns})
    return Sources(tables=tables, names=_cut(columns))


def of_all(connection: Connection) -> Sources:
    """Return every table over all that has it, with a column `run`; what a run lacks is empty.

    `runs` and the tables of runs under their own names; `many` and, of folders of many cases, tables named after
    their kind, as `sweep_cases`.
    """
    by_table: dict[str, list[Any]] = defaultdict(list)
    for found in _layouts(connection, None):
        if found.kind in NEEDED:
            prefix = "" if found.kind == KIND else f"{word_of(found.kind)}_"
            by_table[f"{prefix}{found.table_name}"].append(found)
    tables, columns = {"runs": _RUNS, "many": _MANY}, list[Columns]()
    for table, layouts in by_table.items():
        united = _united(layouts)
        tables[table] = "\nUNION ALL\n".join(_one_layout(layout, united) for layout in layouts)
        columns.append(united)
    return Sources(tables=tables, names=_cut(columns))


def _united(layouts: Sequence[Any]) -> Columns:
    """Return every column of some layouts; two whose names PostgreSQL cuts to the same stay two."""
    found: Columns = {}
    for layout in layouts:
        for name, stored, kind in layout.columns:
            if name in found:
                word, known = found[name]
                found[name] = (word, kind if kind == known else "text")
                continue
            taken = {"run", *(word for word, _ in found.values())}
            words = chain((stored,), (f"column_{number}" for number in count(len(found))))
            found[name] = (next(word for word in words if word not in taken), kind)
    return found


def _one_layout(layout: Any, united: Columns) -> str:
    held = {name: stored for name, stored, _ in layout.columns}
    cells = [
        f"CAST({'t.' + quoted(held[name]) if name in held else 'NULL'} AS {kind}) AS {quoted(word)}"
        for name, (word, kind) in united.items()
    ]
    of_it = f"r.id = t.{RUN_ID} AND r.complete AND r.kind = '{layout.kind}'"
    source = f"{SCHEMA}.{quoted(layout.relation)} AS t JOIN {SCHEMA}.runs AS r ON {of_it}"
    return f"SELECT {', '.join([f'{_REFERENCE} AS run', *cells])} FROM {source}"


def _cut(tables: Sequence[Columns]) -> dict[str, str]:
    """Return the whole name of each column that goes by another one, where it can be of one alone."""
    whole = defaultdict(set)
    for columns in tables:
        for name, (word, _) in columns.items():
            whole[word].add(name)
    return {word: names.pop() for word, names in whole.items() if len(names) == 1}


def _layouts(connection: Connection, run_id: int | None) -> Sequence[Any]:
    """Return kind, table, relation and columns of the layouts of one run, or of all that is complete."""
    asked = (
        select(RUNS.c.kind, LAYOUTS.c.id, LAYOUTS.c.table_name, LAYOUTS.c.relation, LAYOUTS.c.columns)
        .join(RUN_TABLES, RUN_TABLES.c.layout_id == LAYOUTS.c.id)
        .join(RUNS, RUNS.c.id == RUN_TABLES.c.run_id)
        .where(RUNS.c.complete)
        .distinct()
        .order_by(LAYOUTS.c.id)
    )
    return connection.execute(asked if run_id is None else asked.where(RUNS.c.id == run_id)).all()
