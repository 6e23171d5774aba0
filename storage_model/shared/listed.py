"""What a server holds as a list of local results is shown."""

from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

from storage_model.report.many.listed import ListedMany
from storage_model.runs.layout import KIND
from storage_model.runs.reading.find import ListedRun
from storage_model.runs.seal import SEAL
from storage_model.shared.address import Address
from storage_model.shared.connect import connected
from storage_model.shared.runs import SharedRun, shared_runs


def list_shared(address: Address) -> Iterator[ListedRun | ListedMany]:
    """Yield all that is complete on a server, the newest last; its folder is its reference."""
    with connected(address) as connection:
        found = shared_runs(connection)
    yield from map(_listed, found)


def _listed(one: SharedRun) -> ListedRun | ListedMany:
    folder, written = Path(one.reference), one.written.astimezone(UTC).isoformat(timespec="seconds")
    if one.kind != KIND:
        return ListedMany(folder=folder, kind=one.kind, state="verified", written=written, **one.summary)
    manifest = {"case": one.case, "written": written, SEAL: one.sha256}
    return ListedRun(folder=folder, state="verified", manifest=manifest, summary=one.summary)
