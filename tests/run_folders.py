"""A written run that tests may copy and harm, and the command line as its user meets it."""

import json
import shutil
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from storage_model.cli.group import main
from storage_model.report.run_folder import write_run_folder
from storage_model.runs.json_text import json_text
from storage_model.runs.layout import MANIFEST
from storage_model.runs.manifest import sha256_of
from storage_model.runs.seal import sealed
from tests.report_answers import project_folder, small_answer

Ended = tuple[int, str, str]


@lru_cache(maxsize=1)
def written_run() -> Path:
    """Return one run of the small answer, below the project folder of its inputs; not to be changed."""
    target = project_folder() / "results" / "careful"
    write_run_folder(small_answer(), target, lang="zh", solver={"seed": 0}, wall_times_s=lambda: {"solve": 1.5})
    return target


def copied_run(to: Path) -> Path:
    """Return a copy that may be harmed."""
    return Path(shutil.copytree(written_run(), to))


def reseal(folder: Path, change: Callable[[dict[str, Any]], None] | None = None) -> None:
    """Write the manifest anew, as somebody who knows how would: what is wrong now hides behind right hashes."""
    path = folder / MANIFEST
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["outputs_sha256"] = {
        name: sha256_of(folder / name) for name in manifest["outputs_sha256"] if (folder / name).exists()
    }
    if change is not None:
        change(manifest)
    path.write_text(json_text(sealed(manifest)), encoding="utf-8")


def ended(arguments: Sequence[object], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ended:
    """Return exit status, standard output and standard error of a command line."""
    monkeypatch.setattr("sys.argv", ["storage-model", *map(str, arguments)])
    status = 0
    try:
        main()
    except SystemExit as stop:
        status = int(stop.code or 0)
    said = capsys.readouterr()
    return status, said.out, said.err


def solved_to(folder: Path) -> float:
    """Return the gap that whole numbers were allowed, as the manifest of an answer has it."""
    solver = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["solver"]
    return float(solver["options"]["mip_gap_frac"])
