"""The runs and folders of many cases of a server: all of them, and the one somebody means."""

from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from typing import Any

from sqlalchemy import Connection, select

from storage_model.shared.schema import RUNS

SHORT, SHORTEST = 10, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedRun:
    """A complete run of a server, or a complete folder of many cases."""

    run_id: int
    kind: str
    sha256: str
    name: str
    case: str
    written: datetime
    summary: dict[str, Any]

    @property
    def reference(self) -> str:
        """What names this run and no other."""
        return reference(self.name, self.sha256)


def reference(name: str, sha256: str) -> str:
    """Return the name of a run with the start of its hash."""
    return f"{name}@{sha256[:SHORT]}"


def shared_runs(connection: Connection) -> tuple[SharedRun, ...]:
    """Return all that is complete, the newest last."""
    found = connection.execute(select(RUNS).where(RUNS.c.complete).order_by(RUNS.c.written, RUNS.c.id))
    return tuple(
        SharedRun(
            run_id=row.id,
            kind=row.kind,
            sha256=row.sha256,
            name=row.name,
            case=row.case_name,
            written=row.written,
            summary=row.summary,
        )
        for row in found
    )


def find_shared(connection: Connection, typed: str) -> SharedRun:
    """Return the run named by NAME (its newest), NAME@HASH or the start of its hash; LookupError when there is none."""
    runs = shared_runs(connection)
    name, at, start = typed.rpartition("@")
    if at:
        fitting = [run for run in runs if run.name == name and run.sha256.startswith(start)]
    else:
        fitting = [run for run in runs if run.name == typed]
        if not fitting and len(typed) >= SHORTEST:
            fitting = [run for run in runs if run.sha256.startswith(typed)]
    if fitting:
        return fitting[-1]
    known = sorted({run.name for run in runs})
    near = get_close_matches(typed, known, n=1, cutoff=0.5)
    hint = f"; did you mean {near[0]}?" if near else "; see `ls --server`"
    raise LookupError(f"no run {typed} on the server{hint}")
