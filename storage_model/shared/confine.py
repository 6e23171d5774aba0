"""Whether a question stays inside our tables, seen from the plan PostgreSQL makes of it before anything is run."""

import re
from collections.abc import Iterator
from typing import Any

from storage_model.runs.reading.query import QueryError
from storage_model.shared.schema import SCHEMA

# Quoted texts, and names with what stands before and behind them. In a plan SQL's own words are in capitals, and a
# function that would not be found without its schema has it.
_NAME = r'[^\W\d][\w$]*|"(?:[^"]|"")*"'
_TOKEN = re.compile(rf"'(?:[^']|'')*'|(?:({_NAME})\.)?({_NAME})(\()?")
_TYPES = {"varying", "character", "bit"}  # a length follows them in brackets
# Functions that look beyond the rows they are given, though they change nothing.
_LOOKING = r"^(pg_|lo_|has_|inet_|current_setting|ts_stat|(query|table|schema|database|cursor)_to_)"
_REFUSED = f"""
SELECT called FROM unnest(%s::text[]) AS called
WHERE called ~ '{_LOOKING}'
   OR NOT EXISTS (SELECT 1 FROM pg_catalog.pg_proc WHERE proname = called AND pronamespace = 'pg_catalog'::regnamespace)
   OR EXISTS (SELECT 1 FROM pg_catalog.pg_proc WHERE proname = called AND provolatile = 'v'
              AND pronamespace = 'pg_catalog'::regnamespace)
"""


_SCHEMAS = f"SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname NOT IN ('{SCHEMA}', 'pg_catalog')"
# What may stand between the name of a schema and the dot behind it.
_TO_THE_DOT = r'"?(?:\s|/\*.*\*/|--[^\n]*\n)*\.'


def require_confined(cursor: Any, typed: str, asked: str) -> None:
    """Raise QueryError when a statement reads another table, or calls what changes or reads more than its rows.

    `typed` is the question inside the statement `asked`, which is planned in this read-only transaction and not run.
    """
    _require_own_schema(cursor, typed)
    cursor.execute(f"EXPLAIN (VERBOSE, FORMAT JSON) {asked}", prepare=True)
    nodes = list(_nodes(cursor.fetchone()[0]))
    outside = sorted(
        {f"{node['Schema']}.{node['Relation Name']}" for node in nodes if node.get("Relation Name")
         and node.get("Schema") != SCHEMA}
    )  # fmt: skip
    if outside:
        raise QueryError(f"only tables of runs are read, not {', '.join(outside)}")
    called = {(node.get("Schema", ""), node["Function Name"]) for node in nodes if "Function Name" in node}
    for words in _texts(nodes):
        called |= {
            (schema, name.strip('"'))
            for schema, name, bracket in _TOKEN.findall(words)
            if bracket and (name.startswith('"') or not name.isupper())
        }
    foreign = {name for schema, name in called if schema not in {"", "pg_catalog"}}
    cursor.execute(_REFUSED, [sorted({name for _, name in called} - _TYPES)])
    foreign |= {name for (name,) in cursor.fetchall()}
    if foreign:
        raise QueryError(f"only functions of the rows are called, not {', '.join(sorted(foreign))}")


def _require_own_schema(cursor: Any, typed: str) -> None:
    """Raise QueryError where another schema is named: planning itself already calls functions said to be immutable."""
    cursor.execute(_SCHEMAS)
    named = [
        name
        for (name,) in cursor.fetchall()
        if re.search(rf"(?<![\w$]){re.escape(name)}{_TO_THE_DOT}", typed, re.IGNORECASE | re.DOTALL)
    ]
    if named:
        raise QueryError(f"only tables of runs are read, not the schema {', '.join(sorted(named))}")
    if 'u&"' in typed.lower():
        raise QueryError("names are written as they are, without U&")


def _nodes(plan: Any) -> Iterator[dict[str, Any]]:
    """Yield every node of a plan."""
    if isinstance(plan, dict):
        yield plan
    for below in plan.values() if isinstance(plan, dict) else plan if isinstance(plan, list) else ():
        yield from _nodes(below)


def _texts(nodes: list[dict[str, Any]]) -> Iterator[str]:
    """Yield every text of the nodes that may hold an expression."""
    for node in nodes:
        for value in node.values():
            yield from (one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str))
