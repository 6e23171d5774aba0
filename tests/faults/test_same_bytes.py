"""The same inputs and versions give the same bytes: in another folder, locale, time zone, with other workers."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bad_inputs.site import case_of, make_site

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-c", "from storage_model.cli import main; main()"]
PLAIN = {"LC_ALL": "C.UTF-8", "TZ": "Asia/Shanghai", "PYTHONHASHSEED": "1"}
ODD = {"LC_ALL": "C", "TZ": "America/New_York", "PYTHONHASHSEED": "2", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
MANIFEST = "manifest.json"  # times stand here and nowhere else


def _ran(project: Path, words: list[str], surroundings: dict[str, str]) -> dict[str, bytes]:
    """Run a command in a project; return its result files but the manifest."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **surroundings}
    done = subprocess.run([*PROGRAM, *words], cwd=project, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    (folder,) = {path.parent for path in (project / "results").rglob(MANIFEST)}
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


@pytest.mark.reliability("repetitions", 2)
def test_a_run_elsewhere(tmp_path: Path) -> None:
    """A project deep in a folder with a Chinese name, under the C locale, in New York, hashes salted otherwise."""
    found = []
    for folder, surroundings in ((tmp_path / "a", PLAIN), (tmp_path / "寿阳 b" / "c" / "d", ODD)):
        make_site(folder)
        found.append(_ran(folder, ["run", "--fresh", "-q"], surroundings))
    assert len(found[0]) > 20
    assert found[0].keys() == found[1].keys()
    assert [name for name in found[0] if found[0][name] != found[1][name]] == []


@pytest.mark.reliability("repetitions", 2)
def test_a_comparison_with_other_workers(tmp_path: Path) -> None:
    """Two lives dispatched one after the other, or at once in two processes."""
    found = []
    for jobs in ("1", "2"):
        folder = tmp_path / jobs
        case_of(make_site(folder), "deltas:\n  x:\n    assets.station.power_mw: 180\n", "other.yaml")
        cases = ["inputs/cases/shouyang_base.yaml", "inputs/cases/other.yaml"]
        found.append(_ran(folder, ["compare", *cases, "--no-attribution", "--fresh", "-q", "--jobs", jobs], PLAIN))
    assert found[0].keys() == found[1].keys()
    assert [name for name in found[0] if found[0][name] != found[1][name]] == []
