"""Sweeps, comparisons, ranges and sizings on an office's server: sent once and whole, read back as they were."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from storage_model.cases.many.ledger import LEDGER, Ledger
from storage_model.cases.many.plan_file import read_plan
from storage_model.runs.answer_folder import write_answer_folder
from storage_model.runs.json_text import json_text
from storage_model.runs.layout import COMPARISON, RANGES, SIZING, SWEEP_MANIFEST
from storage_model.shared.address import Address
from tests.made_runs import bytes_of, dispatch_of, made_run
from tests.many import CAPEX, LIMIT, swept_four
from tests.run_folders import ended

# What lies beside the sealed files and is of this machine alone.
OWN = (LEDGER, "lock")

RATE = "irr_project_after_tax_frac"
MIDDLE = {RATE: {"quantiles": {"p50": {"value": 0.04}}}}
# Name → kind, file that `ls` reads, its content, a table, facts of the manifest.
MADE = {
    "compared": (
        COMPARISON,
        "compare.json",
        {"cases": {"a": {RATE: 0.02}, "b": {RATE: 0.05}}},
        "lines",
        {"cases": ["a", "b"]},
    ),
    "ranged": (
        RANGES,
        "ranges.json",
        {"draws": 3, "missed_hurdle_frac": 0.5, "indicators": MIDDLE},
        "draws",
        {"case": "a"},
    ),
    "sized": (
        SIZING,
        "size.json",
        {"candidates": 6, "sets": None, "best": {"power_mw": 100.0, "energy_mwh": 400.0}},
        "frontier",
        {"case": "a"},
    ),
}


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sweep that has ended, two of its four cases without a schedule; not to be harmed."""
    return swept_four(tmp_path_factory.mktemp("site"))


@pytest.fixture
def folder(swept: Path, tmp_path: Path, office: Address, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy that may be harmed, below the results of the folder stood in; the server is in the environment."""
    monkeypatch.setenv("STORAGE_MODEL_SERVER", office.secret)
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(swept, Path("results") / "four"))


def sealed_files(folder: Path) -> dict[str, bytes]:
    """Return every file that the seal covers, and the seal."""
    return {name: content for name, content in bytes_of(folder).items() if name not in OWN}


def test_a_sweep_is_read_there_as_here(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Four rows of cases, two years of two answers; plan, three tables, two answers and the seal: no more, no less."""
    status, out, _ = ended(["publish", "four", "--server", "env", "--json"], monkeypatch, capsys)
    (sent,) = json.loads(out)
    assert (status, sent["already"], sent["rows"], sent["files"]) == (0, False, 4 + 2 * 2, 1 + 3 + 2 + 1)
    (there,) = json.loads(ended(["ls", "--server", "env", "--json"], monkeypatch, capsys)[1])
    (here,) = json.loads(ended(["ls", "--json"], monkeypatch, capsys)[1])
    assert (there.pop("folder"), here.pop("folder")) == (sent["reference"], str(folder))
    assert there == here
    assert [there[key] for key in ("kind", "state", "cases", "done", "failed")] == ["sweep", "verified", 4, 2, 2]
    assert there["found"]["values"] == {CAPEX: 1e8, LIMIT: 210.0}
    out = ended(["ls", "--server", "env"], monkeypatch, capsys)[1]
    assert sent["reference"] in out
    assert "多方案计算" in out
    for sql in ("SELECT * FROM cases", "SELECT * FROM annual", f'SELECT "case", "{CAPEX}" FROM cases WHERE "case" > 2'):
        local = ended(["query", folder, sql, "--json"], monkeypatch, capsys)[1]
        assert ended(["query", "four", sql, "--json", "--server", "env"], monkeypatch, capsys) == (0, local, "")
    assert ended(["verify", "four", "--server", "env", "-q"], monkeypatch, capsys)[0] == 0
    back = tmp_path / "back" / "four"
    assert ended(["fetch", "four", "--out", back.parent], monkeypatch, capsys)[:2] == (0, f"{back}\n")
    assert sealed_files(back) == sealed_files(folder)
    assert "there already" in ended(["fetch", "four", "--out", back.parent], monkeypatch, capsys)[1]
    digest = read_plan(folder).digest
    with Ledger(folder, digest) as one, Ledger(back, digest) as other:
        assert one.entries() == other.entries()
    (fetched,) = json.loads(ended(["ls", back.parent, "--json"], monkeypatch, capsys)[1])
    assert (fetched["state"], fetched["failed"], fetched["left"]) == ("verified", 2, 0)


def test_a_sweep_twice_is_one(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Again, and from a copy of another name: known by its seal; what runs are asked stays without it."""
    first = json.loads(ended(["publish", "four", "--json"], monkeypatch, capsys)[1])[0]["reference"]
    copy = folder.rename("results/renamed")
    for again in (["publish", copy, "--json"], ["publish", copy, "--to", "env", "--json"]):
        assert json.loads(ended(again, monkeypatch, capsys)[1]) == [
            {"reference": first, "already": True, "rows": 0, "files": 0}
        ]
    made_run(tmp_path / "one", dispatch_of(1))
    ended(["publish", tmp_path / "one"], monkeypatch, capsys)

    def asked(sql: str) -> list[dict[str, object]]:
        status, out, err = ended(["query", "all", sql, "--server", "env", "--json"], monkeypatch, capsys)
        assert (status, err) == (0, "")
        found: list[dict[str, object]] = json.loads(out)
        return found

    assert asked("SELECT name FROM runs") == [{"name": "one"}]
    assert asked("SELECT count(*) AS n FROM annual") == [{"n": 20}]
    assert asked("SELECT run, kind, name, case_name, cases, done, failed FROM many") == [
        {"run": first, "kind": "sweep", "name": "four", "case_name": "small", "cases": 4, "done": 2, "failed": 2}
    ]
    sql = f'SELECT m.name, "case", "{CAPEX}" AS cost FROM sweep_cases JOIN many m USING (run) WHERE state = \'ok\''
    assert asked(sql) == [{"name": "four", "case": 2, "cost": 2e8}, {"name": "four", "case": 4, "cost": 1e8}]
    assert asked("SELECT count(*) AS n FROM sweep_annual") == [{"n": 4}]
    out = ended(["server", "status", "--json"], monkeypatch, capsys)[1]
    assert {key: json.loads(out)[key] for key in ("runs", "many", "unfinished")} == {
        "runs": 1, "many": 1, "unfinished": 0,
    }  # fmt: skip


def test_only_whole_sweeps_that_have_ended_are_sent(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A changed answer, a sweep under way, one whose `retry` was ended early, and what is no result: none is sent."""
    answer = next(Path(folder, "cases").iterdir())
    whole = answer.read_bytes()
    answer.write_bytes(whole.replace(b"verified", b"Verified"))
    refused = [(["publish", "four"], 6, f"E407 {answer}")]
    Path("results/notes").mkdir()
    refused.append((["publish", "notes"], 6, "E401"))
    shutil.copytree(folder, "results/open")
    Path("results/open", SWEEP_MANIFEST).unlink()
    refused.append((["publish", "open"], 6, "storage-model resume results/open"))
    Path("results/other").mkdir()
    Path("results/other/manifest.json").write_text(json_text({"kind": "photographs"}), encoding="utf-8")
    kinds = "storage_model run or storage_model sweep or"
    refused.append((["publish", "other"], 6, kinds))
    for command, expected, words in refused:
        status, out, err = ended(command, monkeypatch, capsys)
        assert (status, words in err) == (expected, True), (command, err)
        assert "published" not in out
    answer.write_bytes(whole)
    with Ledger(folder, read_plan(folder).digest) as ledger:
        ledger.forget([1])
    status, _, err = ended(["publish", "four"], monkeypatch, capsys)
    assert (status, "E411" in err, "storage-model resume results/four" in err) == (6, True, True)
    assert json.loads(ended(["ls", "--server", "env", "--json"], monkeypatch, capsys)[1]) == []


def test_comparisons_ranges_and_sizings_go_the_same_way(
    office: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each is listed as here, asked in SQL and fetched back byte for byte."""
    monkeypatch.setenv("STORAGE_MODEL_SERVER", office.secret)
    for name, (kind, file, content, table, facts) in MADE.items():
        columns = {"power_mw": np.array([1.0, 2.5, np.nan]), "word": np.array(["寿阳", "b", ""])}
        write_answer_folder(tmp_path / "here" / name, kind=kind, texts={file: json_text(content)},
                            tables={f"{table}.parquet": columns}, facts=facts)  # fmt: skip
        assert ended(["publish", tmp_path / "here" / name, "-q"], monkeypatch, capsys) == (0, "", "")
    there, here = (
        {
            Path(one.pop("folder")).name.partition("@")[0]: one
            for one in json.loads(ended(where, monkeypatch, capsys)[1])
        }
        for where in (["ls", "--server", "env", "--json"], ["ls", tmp_path / "here", "--json"])
    )
    assert there == here
    assert there["compared"]["found"]["best"] == "b"
    for name, (kind, _, _, table, _) in MADE.items():
        sql = f"SELECT * FROM {table}"
        local = ended(["query", tmp_path / "here" / name, sql, "--json"], monkeypatch, capsys)[1]
        assert ended(["query", name, sql, "--server", "env", "--json"], monkeypatch, capsys)[1] == local
        word = kind.removeprefix("storage_model ")
        counted = f"SELECT count(*) AS n FROM {word}_{table} JOIN many USING (run) WHERE kind = '{word}'"
        assert json.loads(ended(["query", "all", counted, "--server", "env", "--json"], monkeypatch, capsys)[1]) == [
            {"n": 3}
        ]
        assert ended(["fetch", name, "--out", tmp_path / "back"], monkeypatch, capsys)[0] == 0
        assert bytes_of(tmp_path / "back" / name) == bytes_of(tmp_path / "here" / name)


def test_what_every_case_calls_the_same_is_called_after_its_case(
    office: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`a_size/size` and `b_size/size` are two names on the server, and come back beside each other."""
    monkeypatch.setenv("STORAGE_MODEL_SERVER", office.secret)
    kind, file, content, table, facts = MADE["sized"]
    for case in ("a", "b"):
        folder = tmp_path / "here" / f"{case}_size" / "size"
        write_answer_folder(folder, kind=kind, texts={file: json_text(content)},
                            tables={f"{table}.parquet": {"power_mw": np.array([1.0])}},
                            facts={**facts, "case": case})  # fmt: skip
        status, out, _ = ended(["publish", folder], monkeypatch, capsys)
        assert (status, out.partition("@")[0]) == (0, f"{case}_size")
        assert ended(["fetch", f"{case}_size", "--out", tmp_path / "back"], monkeypatch, capsys)[0] == 0
        assert bytes_of(tmp_path / "back" / f"{case}_size") == bytes_of(folder)
