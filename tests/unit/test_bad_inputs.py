"""The catalogue of bad input, one by one as a user meets it: told in full, nothing written, no traceback."""

from pathlib import Path

import pytest

from tests.bad_inputs.catalogue import CATALOGUE
from tests.bad_inputs.entry import Slip, told_in
from tests.bad_inputs.readable import READABLE, Export
from tests.bad_inputs.series_files import read
from tests.bad_inputs.site import make_site
from tests.run_folders import ended


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped inputs in a folder of their own."""
    return make_site(tmp_path_factory.mktemp("catalogue") / "project")


def _files_below(folder: Path) -> dict[str, int]:
    return {str(path): path.lstat().st_mtime_ns for path in folder.rglob("*")}


@pytest.mark.reliability("bad inputs")
@pytest.mark.parametrize("slip", CATALOGUE, ids=lambda slip: f"{slip.code} {slip.name}"[:80])
def test_each_slip_is_told_in_full_and_nothing_is_written(
    slip: Slip, cases: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Code, place, what came, what is allowed, the likely slip and the fix; an answer "invalid" fails here."""
    words = slip.make(cases)
    monkeypatch.chdir(cases.parents[1])
    before = _files_below(cases.parents[2])
    status, out, err = ended(words, monkeypatch, capsys)
    assert _files_below(cases.parents[2]) == before
    assert status == slip.status, err
    assert "Traceback" not in out + err
    assert "our bug" not in err
    found = [problem for problem in told_in(err) if problem.code == slip.code]
    assert any(
        slip.place in problem.place
        and slip.got in problem.words["got"]
        and problem.words["expected"]
        and slip.likely in problem.words.get("likely", "")
        and slip.fix in problem.words.get("fix", "")
        for problem in found
    ), err


def test_every_entry_is_another() -> None:
    """More than a hundred, no two of one name under one code."""
    names = [(slip.code, slip.name) for slip in CATALOGUE]
    assert len(set(names)) == len(names) > 100


@pytest.mark.reliability("odd exports")
@pytest.mark.parametrize("export", READABLE, ids=lambda export: export.name)
def test_odd_exports_read_right_as_declared(export: Export, tmp_path: Path) -> None:
    """Start, step and every value; a quarter-hour's shift, a lost row or a comma misread gives another series."""
    path = tmp_path / export.file
    path.write_bytes(export.content())
    reading = read(path, **export.words)
    assert reading.series.horizon.start.isoformat() == export.start
    assert reading.series.values.tolist() == pytest.approx([*export.values], rel=1e-15)
    assert reading.series.horizon.hours == pytest.approx(len(export.values) * reading.series.horizon.step_h)
    warned = {problem.code for problem in reading.warnings}
    assert warned - {"W213", "W215", "W103"} == ({export.warned} if export.warned else set())
