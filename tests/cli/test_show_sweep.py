"""`show` of a sweep: what a newcomer is told of it, and whether the commands it names do what they say."""

import json
import shlex
import shutil
from pathlib import Path

import pytest

from storage_model.shared.address import Address
from tests.many import CAPEX, LIMIT, grid, planned, run_here, small_site, sweep_of, swept_four
from tests.run_folders import ended

NPV = "npv_project_after_tax_yuan"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project folder with a sweep that has ended: two costs, two limits of which one keeps no schedule."""
    folder = tmp_path_factory.mktemp("site")
    swept_four(folder)
    return folder


@pytest.fixture(autouse=True)
def stood_in(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in the project folder."""
    monkeypatch.chdir(site)


def npv_of(number: int) -> float:
    """Return what the file of a case says."""
    (path,) = Path("results/four/cases").glob(f"{number:04d}.*")
    found: float = json.loads(path.read_bytes())["projects"]["together"][NPV]
    return found


def words_of(yuan: float) -> str:
    """Return an amount as it is shown."""
    return f"{yuan / 1e4:,.2f} 万元"


def test_a_sweep_is_told_on_one_screen(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Counts, verdicts, axes and values, both ends of the metric with their cases, what moves it, failures."""
    status, out, err = ended(["show", "four"], monkeypatch, capsys)
    assert (status, err) == (0, "")
    rows = [line.split() for line in out.splitlines()]
    assert "four：4 个方案，完成 2，失败 2；" in out
    assert "结论" in out
    low, high = words_of(npv_of(2)), words_of(npv_of(4))
    assert [CAPEX, "200,000,000,", "100,000,000", "2"] in rows
    assert [LIMIT, "0.5,", "210", "2"] in rows
    (metric,) = [row for row in rows if row[:1] == ["项目投资财务净现值（税后）"] and "0002" in row]
    assert " ".join(metric[1:]) == f"{low} 0002 {high} 0004 {high} 0004 0"
    swing = words_of(npv_of(4) - npv_of(2))
    assert f"{CAPEX} 200,000,000 {low} 100,000,000 {high} {swing} 1".split() in rows
    assert [row[0] for row in rows if row and row[-1:] != ["0"] and "infeasible:" in row] == ["0001", "0003"]
    assert "storage-model retry" not in out  # the same inputs have no schedule the second time either
    assert "先改输入或取值:  storage-model sweep SWEEP.yaml --out results/four_2" in out
    short = ended(["show", "four", "-q"], monkeypatch, capsys)[1]
    assert out.startswith(short)
    assert len(short.splitlines()) == 5
    english = ended(["show", "four", "--lang", "en"], monkeypatch, capsys)[1]
    assert "four: 4 cases, 2 done, 2 failed;" in english
    said = "".join(line for line in english.splitlines() if "infeasible" not in line)  # those words are in both
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in said)


def test_the_commands_it_names_do_what_they_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`query` lists the best case first; `run` makes a run of it with the very number; both as printed."""
    out = ended(["show", "four"], monkeypatch, capsys)[1]
    printed = [shlex.split(line.partition(":  ")[2])[1:] for line in out.splitlines() if ":  storage-model" in line]
    query, run, _ = printed
    found = json.loads(ended([*query, "--json"], monkeypatch, capsys)[1])
    assert [one["case"] for one in found if one["state"] == "ok"] == [4, 2]
    assert (run[:2], run[-2:]) == (["run", "inputs/cases/small.yaml"], ["--out", "results/four_0004"])
    assert ended([*run[:-1], tmp_path / "best", "-q"], monkeypatch, capsys)[0] == 0
    summary = json.loads((tmp_path / "best" / "summary.json").read_text(encoding="utf-8"))
    assert summary[NPV] == npv_of(4)


def test_a_sweep_as_data(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The same in keys and base units."""
    told = json.loads(ended(["show", "four", "--json"], monkeypatch, capsys)[1])
    assert {key: told[key] for key in ("sweep", "base", "project", "cases", "done", "failed", "axes")} == {
        "sweep": "four", "base": "inputs/cases/small.yaml", "project": "together", "cases": 4, "done": 2, "failed": 2,
        "axes": {CAPEX: [2e8, 1e8], LIMIT: [0.5, 210.0]},
    }  # fmt: skip
    assert told["best"]["case"] == 4
    ends = [told["metrics"][NPV][end] for end in ("lowest", "highest", "best")]
    assert [(end["case"], end["value"]) for end in ends] == [(2, npv_of(2)), (4, npv_of(4)), (4, npv_of(4))]
    (swing,) = told["swings"][NPV]
    assert (swing["axis"], swing["low"], swing["high"], swing["groups"]) == (CAPEX, npv_of(2), npv_of(4), 1)


def test_what_a_sweep_has_not_is_refused(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A statement or another project: of a run; a changed answer shows nothing; one under way is sent to `resume`."""
    for option, value in (("--statement", "balance_sheet"), ("--project", "station")):
        status, out, err = ended(["show", "four", option, value], monkeypatch, capsys)
        assert (status, out, f"'{option}'" in err or option in err) == (2, "", True)
        assert "storage-model run" in err
    harmed = Path(shutil.copytree("results/four", tmp_path / "harmed"))
    answer = next((harmed / "cases").iterdir())
    answer.write_bytes(answer.read_bytes().replace(b"verified", b"Verified"))
    status, out, err = ended(["show", harmed], monkeypatch, capsys)
    assert (status, out, f"E407 {answer}" in err) == (6, "", True)
    (harmed / "sweep.json").unlink()
    status, _, err = ended(["show", harmed], monkeypatch, capsys)
    assert (status, f"storage-model resume {harmed}" in err) == (6, True)
    for command in ("explain", "report"):
        status, _, err = ended([command, "four"], monkeypatch, capsys)
        assert (status, "E402" in err, "`storage-model show` and `query` tell of it" in err) == (6, True, True)


def test_a_shared_sweep_is_shown_as_here(
    office: Address, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Word for word, but for where its files are and what only goes on here."""
    monkeypatch.setenv("STORAGE_MODEL_SERVER", office.secret)
    assert ended(["publish", "four"], monkeypatch, capsys)[0] == 0
    here = ended(["show", "results/four", "-v"], monkeypatch, capsys)[1].splitlines()
    status, out, _ = ended(["show", "four", "--server", "env", "-v"], monkeypatch, capsys)
    own = ("文件", "每个方案的数", "无解等的方案")
    assert status == 0
    assert [" ".join(line.split()) for line in out.splitlines() if not line.startswith(own)] == [
        " ".join(line.split()) for line in here if not line.startswith(own)
    ]
    assert 'storage-model query four "SELECT' in out
    assert "--server URL" in out


def test_a_sweep_without_an_answer_says_why(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No case keeps a schedule: counts, axes and failures are told, nothing of a metric."""
    from storage_model.report.many.folder import write_sweep

    case = small_site(site / "second")
    plan = planned(sweep_of(case, grid({LIMIT: [0.5]}), "none.yaml"))
    write_sweep(run_here(plan, site / "results" / "none"))
    status, out, err = ended(["show", "none", "--lang", "en"], monkeypatch, capsys)
    assert (status, err) == (0, "")
    assert "none: 1 case, 0 done, 1 failed; 1 distinct dispatch\n" in out
    assert "infeasible" in out
    assert "NPV" not in out
