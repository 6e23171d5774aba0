"""What a run tells a second time: a cell of a CSV or a check changed, and sealed anew, is found."""

from pathlib import Path

import pytest

from storage_model.runs.reading.folder import open_run
from storage_model.runs.reaudit.whole import reaudit
from tests.run_folders import copied_run, reseal

# File, what stands there, what is written in its place → the law that has to break.
FAULTS = {
    "a lower hurdle": ("summary.csv", ",0.06,frac", ",0.05,frac", "copies.summary_csv"),
    "a check that failed": ("checks.json", '"passed": true', '"passed": false', "copies.checks_as_counted"),
    "checks that are none": ("checks.json", '"count": ', '"count": 1', "copies.checks_as_counted"),
    "equipment for less": ("tables/statements-station.csv", "56000.00", "55000.00", "station.statements_csv"),
    "a year without a figure": ("tables/statements-gas.csv", ",0.00,", ",,", "gas.statements_csv"),
    "a row left out": ("tables/statements-together.csv", "\r\n", "", "together.statements_csv"),
}


@pytest.mark.reliability("mutants")
@pytest.mark.parametrize("fault", FAULTS)
def test_every_planted_fault_breaks_its_law(fault: str, tmp_path: Path) -> None:
    """One place of a file, hashes as good as new: the law about it is named, and no other."""
    name, before, after, law = FAULTS[fault]
    folder = copied_run(tmp_path / "run")
    text = (folder / name).read_bytes().decode("utf-8")
    assert before in text
    (folder / name).write_bytes(text.replace(before, after, 1).encode("utf-8"))
    reseal(folder)
    assert [one.name for one in reaudit(open_run(folder)).failed] == [law]
