"""Fetch a run or a folder of many cases: as it was written, byte for byte, and checked once more."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection, select

from storage_model.problems import MissingPartError, Problem
from storage_model.report.many.whole import write_ledger
from storage_model.runs.layout import MANIFEST, SWEEP, SWEEP_MANIFEST
from storage_model.runs.reading.damage import AGAIN, DamagedRunError, damaged
from storage_model.runs.reading.folder import inside, open_folder
from storage_model.runs.seal import SEAL
from storage_model.runs.whole import complete_or_nothing
from storage_model.shared.address import Address
from storage_model.shared.connect import connected
from storage_model.shared.runs import SharedRun, find_shared
from storage_model.shared.schema import FILES, RUN_FILES

OWNER = "ask who owns the database: what it keeps of this run was changed; it has to be withdrawn and published again"


def fetch(address: Address, typed: str, below: Path) -> tuple[Path, bool]:
    """Return the folder of a run below another, and whether it was there already; LookupError for an unknown run.

    Raises DamagedRunError when the server's files are not those of the run, MissingPartError when another run, or
    something else, stands where it should go.
    """
    with connected(address) as connection:
        run = find_shared(connection, typed)
        if not inside(run.name) or Path(run.name).name != run.name:
            raise DamagedRunError([damaged("E405", run.reference, f"{run.name!r}", "the name of a folder")])
        target = below / run.name
        if target.exists():
            _require_same(target, run)
            return target, True
        with complete_or_nothing(target) as partial:
            _write(connection, run, partial)
            try:
                _require_sealed(partial, run)
            except DamagedRunError as error:
                raise DamagedRunError(_of_server(error, partial, run)) from error
    return target, False


def _write(connection: Connection, run: SharedRun, folder: Path) -> None:
    """Write the files one by one, the manifest last."""
    names = list(connection.scalars(select(RUN_FILES.c.name).where(RUN_FILES.c.run_id == run.run_id)))
    for name in sorted(names, key=lambda name: (name in (MANIFEST, SWEEP_MANIFEST), name)):
        if not inside(name):
            raise DamagedRunError([damaged("E405", run.reference, f"{name!r}", "files inside the folder of the run")])
        joined = FILES.join(RUN_FILES, FILES.c.sha256 == RUN_FILES.c.sha256)
        of_it = (RUN_FILES.c.run_id == run.run_id) & (RUN_FILES.c.name == name)
        content = connection.scalar(select(FILES.c.content).select_from(joined).where(of_it))
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content or b"")


def _require_sealed(folder: Path, run: SharedRun) -> None:
    found = open_folder(folder)
    if found.manifest[SEAL] != run.sha256:
        raise DamagedRunError([damaged("E404", run.reference, "another run than the one asked for", run.sha256)])
    if found.kind == SWEEP:
        write_ledger(found)


def _of_server(error: DamagedRunError, partial: Path, run: SharedRun) -> Iterator[Problem]:
    """Yield what is wrong with the place it has on the server, for the folder it was written to is gone again."""
    for one in error.problems:
        place = one.place.replace(str(partial), run.reference)
        yield replace(one, place=place, likely="", fix=OWNER if one.fix == AGAIN else one.fix)


def _require_same(target: Path, run: SharedRun) -> None:
    try:
        found = open_folder(target).manifest[SEAL]
    except DamagedRunError:
        found = None
    if found != run.sha256:
        raise MissingPartError(
            f"{target} holds something else than {run.reference}; choose another --out or move it away"
        )
