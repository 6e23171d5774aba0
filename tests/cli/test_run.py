"""`storage-model run` as its user meets it: the answer on screen, the folder it leaves, the exit status of each end."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from storage_model.dispatch.optimise import Dispatcher
from storage_model.dispatch.settle import Settlement, settle
from storage_model.dispatch.solver import canary
from storage_model.lifetime import year as operating_year
from tests.bad_inputs.site import case_of, make_site
from tests.run_folders import ended


@pytest.fixture
def cases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project folder as the current one; a year of made-up hours."""
    monkeypatch.chdir(tmp_path)
    return make_site(tmp_path)


def test_the_base_case_without_arguments(
    cases: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No argument means the Shouyang base case; the verdict is on screen, stages on standard error, files below."""
    status, out, err = ended(["run"], monkeypatch, capsys)
    assert status == 0
    assert "结论" in out
    assert "results/shouyang_base" in out.replace("\n", "")
    assert "逐年优化" in err
    folder = Path("results/shouyang_base")
    written = {path.name for path in folder.iterdir()}
    assert {"summary.json", "report.html", "dispatch.parquet", "manifest.json"} <= written
    assert json.loads((folder / "summary.json").read_text(encoding="utf-8"))["status"] == "verified"
    times = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["wall_times_s"]
    assert len(times) == 4
    assert all(seconds >= 0 for seconds in times.values())
    assert times["写出结果 · writing the results"] > 0


def test_json_is_the_summary_and_nothing_else(
    cases: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--json` prints what stands in summary.json, so a pipe can read it; `-q` prints nothing at all."""
    status, out, err = ended(["run", "--json", "--out", "here"], monkeypatch, capsys)
    assert (status, err) == (0, "")
    assert json.loads(out) == json.loads(Path("here/summary.json").read_text(encoding="utf-8"))
    assert ended(["run", "-q", "--out", "here"], monkeypatch, capsys) == (0, "", "")


# What is written into the station's record → what the error has to say.
SLIPS = {
    "poewr_mw: 200.0": ("E111", "poewr_mw", "power_mw"),
    "rte: 85": ("E111", "rte", "percent"),
    "power_mw: 200000": ("E112", "200000", "kW", "write power_mw: 200"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_in_full_and_nothing_is_written(
    slip: str, cases: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Place, what came, what is allowed, the fix; status 3; a run that went on would leave results/."""
    project = cases.parent / "projects" / "shouyang.yaml"
    head, kind, rest = project.read_text(encoding="utf-8").partition("    kind: battery\n")
    if slip.startswith("power_mw"):
        rest = rest.partition("\n")[2]
    project.write_text(f"{head}{kind}    {slip}\n{rest}", encoding="utf-8")
    status, out, err = ended(["run"], monkeypatch, capsys)
    assert (status, out) == (3, "")
    assert "inputs/projects/shouyang.yaml:" in err
    for word in (*SLIPS[slip], "got", "expected", "fix"):
        assert word in err
    assert not Path("results").exists()


def test_a_gap_of_59_rows_in_a_price_file(
    cases: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first missing row is named with its time; filled in silence the year would be 59 hours short."""
    prices = cases.parent / "prices" / "shanxi_2026_like.csv"
    rows = prices.read_text(encoding="utf-8").splitlines()
    prices.write_text("\n".join([*rows[:100], *rows[159:]]) + "\n", encoding="utf-8")
    status, out, err = ended(["run"], monkeypatch, capsys)
    assert (status, out) == (3, "")
    assert "E207" in err
    assert "shanxi_2026_like.csv" in err
    assert rows[159].split(",")[0] in err
    assert not Path("results").exists()


def test_no_schedule_keeps_every_limit(
    cases: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A connection that cannot even bring in the station's own supply: status 4, both keys named, nothing written."""
    case = case_of(
        cases, "deltas:\n  tight:\n    connection.import_limit_mw: 0.1\n    assets.station.auxiliary_mw: 30.0\n"
    )
    status, _, err = ended(["run", str(case)], monkeypatch, capsys)
    assert status == 4
    assert "connection.import_limit_mw = 0.1" in err
    assert "assets.station.auxiliary_mw = 30.0" in err
    assert "没有可行的调度方案" in err
    assert not Path("results").exists()


def test_no_answer_within_the_time_limit(
    cases: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A millisecond for a year: status 5, the option that helps, nothing written."""
    status, out, err = ended(["run", "--time-limit", "0.001"], monkeypatch, capsys)
    assert (status, out) == (5, "")
    assert "--time-limit" in err
    assert not Path("results").exists()


def test_a_solver_that_gets_a_known_optimum_wrong(
    cases: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The examination before the first answer fails: status 8, the version is named, nothing written."""
    canary.require_sound.cache_clear()
    monkeypatch.setattr(canary, "KNOWN", ((canary.WHOLE, -21.0, (3.0, 1.5)),))
    status, out, err = ended(["run"], monkeypatch, capsys)
    canary.require_sound.cache_clear()
    assert (status, out) == (8, "")
    assert "HiGHS" in err
    assert not Path("results").exists()


def test_an_answer_that_fails_its_audit_is_not_shown(
    cases: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A settlement that loses a stream: status 6, the law and its deviation, nothing written."""

    def forgetful(*arguments: object) -> Settlement:
        whole = settle(*arguments)  # type: ignore[arg-type]
        return replace(whole, streams=whole.streams[1:])

    monkeypatch.setattr(operating_year, "settle", forgetful)
    status, out, err = ended(["run"], monkeypatch, capsys)
    assert (status, out) == (6, "")
    assert "settlement_equals_objective" in err
    assert not Path("results").exists()


def test_a_folder_with_something_else_is_left_alone(
    cases: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--out` onto a folder of other files: status 8, the files stay."""
    Path("mine").mkdir()
    Path("mine/letter.txt").write_text("dear", encoding="utf-8")
    status, _, err = ended(["run", "--out", "mine"], monkeypatch, capsys)
    assert status == 8
    assert "mine" in err
    assert [path.name for path in Path("mine").iterdir()] == ["letter.txt"]


def test_interrupted(cases: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C while solving: status 130, no folder."""

    def stopped(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Dispatcher, "optimise", stopped)
    assert ended(["run"], monkeypatch, capsys)[0] == 130
    assert not Path("results").exists()


def test_our_own_bug_goes_to_a_file(
    cases: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An error nobody expected: status 1, one line on screen, the traceback in the file it names."""

    def broken(*arguments: object) -> None:
        raise ZeroDivisionError("seven")

    monkeypatch.setattr(Dispatcher, "optimise", broken)
    status, _, err = ended(["run"], monkeypatch, capsys)
    assert status == 1
    assert "Traceback" not in err
    log = Path(err.strip().splitlines()[-1].rpartition(" ")[2])
    assert "seven" in log.read_text(encoding="utf-8")
    log.unlink()


def test_a_wrong_command_line(cases: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """`--set` without a value: status 2, the way to write it."""
    status, _, err = ended(["run", "--set", "power"], monkeypatch, capsys)
    assert status == 2
    assert "key.path=value" in err
