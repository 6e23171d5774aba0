"""The runs of a server as a list of local ones is shown."""

from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

from storage_model.report.reading.find import ListedRun
from storage_model.report.shared.address import Address
from storage_model.report.shared.connect import connected
from storage_model.report.shared.runs import shared_runs


def list_shared(address: Address) -> Iterator[ListedRun]:
    """Yield every complete run of a server, the newest last; its folder is its reference."""
    with connected(address) as connection:
        runs = shared_runs(connection)
    for run in runs:
        manifest = {
            "case": run.case,
            "written": run.written.astimezone(UTC).isoformat(timespec="seconds"),
            "seal_sha256": run.sha256,
        }
        yield ListedRun(folder=Path(run.reference), state="verified", manifest=manifest, summary=run.summary)
