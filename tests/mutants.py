"""Small planted faults in the files of a run, for audits that have to find every one of them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from storage_model.runs.reaudit.evidence import Evidence

Fault = Callable[[Evidence], Evidence]


def in_table(table: str, change: Callable[[dict[str, Any]], None]) -> Fault:
    """Return a fault in `dispatch` or `annual`: the change is made to copies of the columns."""

    def planted(evidence: Evidence) -> Evidence:
        copies = {name: values.copy() for name, values in getattr(evidence, table).items()}
        change(copies)
        return replace(evidence, **{table: copies})  # type: ignore[arg-type]

    return planted


def added(table: str, column: str, amount: float, where: Any = slice(None)) -> Fault:
    """Return a fault that adds an amount to some cells of a column."""

    def change(columns: dict[str, Any]) -> None:
        columns[column][where] = columns[column][where] + amount

    return in_table(table, change)


def times(table: str, column: str, factor: float, where: Any = slice(None)) -> Fault:
    """Return a fault that multiplies some cells of a column."""

    def change(columns: dict[str, Any]) -> None:
        columns[column][where] = columns[column][where] * factor

    return in_table(table, change)


def in_row(project: str, statement: str, row: str, amount: float, period: int) -> Fault:
    """Return a fault that adds an amount to one cell of a statement."""

    def planted(evidence: Evidence) -> Evidence:
        key = (project, statement, row)
        values = evidence.statements.rows[key].copy()
        values[period] += amount
        rows = {**evidence.statements.rows, key: values}
        return replace(evidence, statements=replace(evidence.statements, rows=rows))

    return planted


def in_input(path: str, value: object) -> Fault:
    """Return a fault in the inputs as the run says they were."""
    return lambda evidence: replace(evidence, inputs=_with(evidence.inputs, path.split("."), value))


def in_summary(path: str, change: Callable[[Any], Any]) -> Fault:
    """Return a fault in summary.json."""

    def planted(evidence: Evidence) -> Evidence:
        found: Any = evidence.summary
        for key in path.split("."):
            found = found[key]
        return replace(evidence, summary=_with(evidence.summary, path.split("."), change(found)))

    return planted


def in_streams(key: str, **changed: Any) -> Fault:
    """Return a fault in what streams.parquet says of every stream of a key."""

    def planted(evidence: Evidence) -> Evidence:
        rows = (replace(row, **changed) if row.key == key else row for row in evidence.streams)
        return replace(evidence, streams=tuple(rows))

    return planted


def both(*faults: Fault) -> Fault:
    """Return several faults at once."""

    def planted(evidence: Evidence) -> Evidence:
        for fault in faults:
            evidence = fault(evidence)
        return evidence

    return planted


def _with(node: Mapping[str, Any], path: list[str], value: object) -> dict[str, Any]:
    key, *below = path
    return {**node, key: _with(node[key], below, value) if below else value}


def busiest(evidence: Evidence, column: str) -> int:
    """Return the step in which a column is largest."""
    return int(np.argmax(evidence.dispatch[column]))
