"""`storage-model check` and `schema` as people call them: exit status, what is said, nothing written."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from storage_model.cli import main
from tests.bad_inputs.site import case_of, make_site


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped inputs in a folder of their own."""
    return make_site(tmp_path_factory.mktemp("site"))


def call(monkeypatch: pytest.MonkeyPatch, *words: str | Path) -> int:
    """Run the command line with these words; return the exit status."""
    monkeypatch.setattr(sys, "argv", ["storage-model", *map(str, words)])
    try:
        main()
    except SystemExit as left:
        return int(left.code or 0)
    return 0


def files_below(folder: Path) -> dict[str, int]:
    """Return every file with its time of change."""
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_shipped_cases_are_ready(
    cases: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """All cases at once: exit 0, one paragraph each with the size, the year and how much is assumed."""
    paths = sorted(cases.glob("shouyang*.yaml"))
    assert call(monkeypatch, "check", *paths) == 0
    said = capsys.readouterr()
    assert said.out.count("可用 · ready") == len(paths) >= 4
    assert "station 200 MW, gas_plant 10 MW" in said.out
    assert "8760 × 1 h from 2026-01-01" in said.out
    assert "assumed" in said.out
    assert said.err == ""


def test_wrong_input_leaves_with_three_and_writes_nothing(
    cases: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A good and a bad case: the good one is described, every slip of the bad one is listed, status 3, no new file."""
    body = "deltas:\n  slips:\n    assets.station.power_mw: 200000\n    assets.station.rte: 85\n"
    bad = case_of(cases, body)
    before = files_below(cases.parents[1])
    monkeypatch.chdir(cases)
    assert call(monkeypatch, "check", cases / "shouyang_base.yaml", bad) == 3
    assert files_below(cases.parents[1]) == before
    said = capsys.readouterr()
    assert "shouyang_base.yaml: 可用" in said.out
    assert "E112 delta slips · inputs/cases/bad.yaml:5 · assets.station.power_mw" in said.err
    assert "    可能 likely   200000 looks like kW; this key is MW" in said.err
    assert "    改法 fix      write power_mw: 200" in said.err
    assert "E111 delta slips · inputs/cases/bad.yaml:6 · assets.station.rte" in said.err


def test_one_slip_in_a_shared_file_is_told_once(
    cases: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two cases that extend the same broken case: the slip of the base is listed once, not twice."""
    case_of(cases, "deltas:\n  slip:\n    assets.station.power_mw: 0\n", "broken.yaml")
    for name in ("first.yaml", "second.yaml"):
        (cases / name).write_text("extends: broken.yaml\n", encoding="utf-8")
    assert call(monkeypatch, "check", cases / "first.yaml", cases / "second.yaml") == 3
    assert capsys.readouterr().err.count("E116") == 1


def test_warnings_pass_unless_strict(
    cases: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A 12-minute battery is odd: status 0 with a warning, status 3 with `--strict`."""
    words = ("check", cases / "shouyang_base.yaml", "--set", "assets.station.energy_mwh=40")
    assert call(monkeypatch, *words) == 0
    assert "W101" in capsys.readouterr().err
    assert call(monkeypatch, *words, "--strict") == 3


def test_set_wrongly_written_is_a_wrong_command_and_wrongly_named_a_wrong_input(
    cases: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--set power` has no value: status 2. `--set assets.station.powr_mw=1` names no key: status 3, the nearest."""
    base = cases / "shouyang_base.yaml"
    assert call(monkeypatch, "check", base, "--set", "power") == 2
    assert call(monkeypatch, "check", base, "--set", "assets.station.powr_mw=1") == 3
    assert "write `power_mw: 1`" in capsys.readouterr().err
    assert call(monkeypatch, "check") == 2


def test_check_loads_no_solver_and_no_model_builder(cases: Path) -> None:
    """Checking stays light: a process that checked a case has imported neither pyomo nor highspy."""
    code = (
        "import sys; sys.argv = ['storage-model', 'check', '-q', sys.argv[1]]\n"
        "from storage_model.cli import main\n"
        "try: main()\n"
        "finally: print([name for name in ('pyomo', 'highspy', 'scipy', 'duckdb') if name in sys.modules])\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, cases / "shouyang_base.yaml"], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"


def test_schema_is_printed_or_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`schema` prints the same text that `--out` writes, valid JSON with a definition for each kind."""
    assert call(monkeypatch, "schema") == 0
    printed = capsys.readouterr().out
    assert call(monkeypatch, "schema", "--out", tmp_path / "schema.json") == 0
    assert (tmp_path / "schema.json").read_text(encoding="utf-8") == printed
    assert {"Battery", "GasPlant", "CapacityPrice"} <= json.loads(printed)["$defs"].keys()
