"""Sweep folders where run folders are known: listed with how far they are, asked in SQL, checked to the last bit."""

import json
import random
import shutil
from pathlib import Path

import pytest

from storage_model.cases.many.case_files import case_files
from storage_model.cases.many.ledger import Ledger
from storage_model.cases.many.plan_file import read_plan
from storage_model.runs.json_text import json_text
from storage_model.runs.layout import SWEEP_MANIFEST
from storage_model.runs.manifest import sha256_of
from storage_model.runs.reading.tables import read_parquet
from storage_model.runs.seal import sealed
from storage_model.words.tables.parquet import write_parquet
from tests.many import CAPEX, LIMIT, swept_four
from tests.run_folders import copied_run, ended


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sweep that has ended, two of its four cases without a schedule; not to be harmed."""
    return swept_four(tmp_path_factory.mktemp("site"))


@pytest.fixture
def folder(swept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy that may be harmed, below the results of the project folder stood in."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(swept, Path("results") / "four"))


def reseal(folder: Path) -> None:
    """Seal a sweep again, as somebody who knows how would."""
    manifest = json.loads((folder / SWEEP_MANIFEST).read_text(encoding="utf-8"))
    manifest["outputs_sha256"] = {name: sha256_of(folder / name) for name in manifest["outputs_sha256"]}
    (folder / SWEEP_MANIFEST).write_text(json_text(sealed(manifest)), encoding="utf-8")


def test_ls_says_what_a_sweep_is_how_far_and_its_best(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two of four have an answer, the cheaper one is best; a run beside it keeps its own table."""
    copied_run(Path("results/good"))
    status, out, err = ended(["ls"], monkeypatch, capsys)
    assert (status, err) == (0, "")
    (line,) = [line for line in out.splitlines() if str(folder) in line]
    best = json.loads((folder / SWEEP_MANIFEST).read_text(encoding="utf-8"))["best"]
    assert line.split()[:4] == [str(folder), "多方案计算", "已校核", "0004"]
    assert f"{best['value'] / 1e4:,.2f} 万元" in line
    assert line.split()[-6:-2] == ["4", "2", "2", "0"]
    run, sweep = json.loads(ended(["ls", "--json"], monkeypatch, capsys)[1])
    assert (run["kind"], run["state"], sweep["kind"], sweep["state"]) == ("run", "verified", "sweep", "verified")
    assert [sweep[key] for key in ("cases", "done", "failed", "left")] == [4, 2, 2, 0]
    assert sweep["found"]["values"] == {CAPEX: 1e8, LIMIT: 210.0}


def test_ls_shows_a_sweep_under_way_and_one_that_is_not_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without tables it is unfinished, and its best so far is told; a changed table is named; nothing is touched."""
    shutil.copytree(folder, "results/open")
    Path("results/open", SWEEP_MANIFEST).unlink()
    open_case = next(Path("results/open/cases").glob("0004.*"))
    open_case.unlink()
    shutil.copytree(folder, "results/again")
    with Ledger(Path("results/again"), read_plan(folder).digest) as ledger:
        ledger.forget([1])
    (folder / "summary.csv").write_text("", encoding="utf-8")
    before = sorted(Path("results").rglob("*"))
    status, _, err = ended(["ls"], monkeypatch, capsys)
    assert (status, f"E407 {folder / 'summary.csv'}" in err) == (0, True)
    found = {Path(one["folder"]).name: one for one in json.loads(ended(["ls", "--json"], monkeypatch, capsys)[1])}
    assert {name: one["state"] for name, one in found.items()} == {
        "four": "damaged", "open": "unfinished", "again": "unfinished",
    }  # fmt: skip
    assert [found["open"][key] for key in ("done", "failed", "left")] == [1, 2, 1]
    assert found["open"]["found"]["best"] == "0002"
    assert [found["again"][key] for key in ("done", "failed", "left")] == [2, 1, 1]
    assert sorted(Path("results").rglob("*")) == before


def test_a_sweep_is_asked_in_sql(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its cases and their years; nothing else, and nothing from a sweep that has not ended."""
    sql = f'SELECT "case", "{CAPEX}" AS cost FROM cases WHERE state = \'ok\' ORDER BY npv_project_after_tax_yuan DESC'
    status, out, _ = ended(["query", "four", sql, "--json"], monkeypatch, capsys)
    assert (status, json.loads(out)) == (0, [{"case": 4, "cost": 1e8}, {"case": 2, "cost": 2e8}])
    sql = 'SELECT count(*) AS n FROM annual GROUP BY "case"'
    status, out, _ = ended(["query", "four", sql, "--json"], monkeypatch, capsys)
    assert json.loads(out) == [{"n": 2}, {"n": 2}]
    for sql in (
        "COPY cases TO 'x.csv'",
        f"SELECT * FROM read_text('{folder / 'plan.json'}')",
        "SELECT * FROM dispatch",
    ):
        status, out, _ = ended(["query", "four", sql], monkeypatch, capsys)
        assert (status, out) == (2, ""), sql
    assert not Path("x.csv").exists()
    (folder / SWEEP_MANIFEST).unlink()
    status, _, err = ended(["query", "four", "SELECT 1"], monkeypatch, capsys)
    assert (status, "E401" in err, f"storage-model resume {folder}" in err) == (6, True, True)


def test_verify_finds_a_bit_flipped_in_any_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Plan, case files, tables, summary, and what seals them: status 6, the file named, nothing said to hold."""
    status, out, err = ended(["verify", "four", "--lang", "en"], monkeypatch, capsys)
    assert (status, out, err) == (0, f"{folder}: 6 files whole, all 5 laws hold\n", "")
    names = [SWEEP_MANIFEST, *json.loads((folder / SWEEP_MANIFEST).read_text(encoding="utf-8"))["outputs_sha256"]]
    assert len(names) == 1 + 4 + 2
    for name in names:
        whole, chance = (folder / name).read_bytes(), random.Random(name)
        for bit in (0, 8 * len(whole) - 1, *(chance.randrange(8 * len(whole)) for _ in range(6))):
            broken = bytearray(whole)
            broken[bit // 8] ^= 1 << bit % 8
            (folder / name).write_bytes(bytes(broken))
            status, out, err = ended(["verify", "four"], monkeypatch, capsys)
            assert (status, out, str(folder / name) in err) == (6, "", True), (name, bit)
        (folder / name).write_bytes(whole)
    assert ended(["verify", "four", "-q"], monkeypatch, capsys) == (0, "", "")


def test_a_lie_with_right_hashes_is_found(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A better value in the table, sealed again: it is not what the case files say."""
    table = read_parquet(folder / "cases.parquet")
    table["npv_project_after_tax_yuan"][1] += 1.0
    write_parquet(folder / "cases.parquet", table)
    reseal(folder)
    status, out, err = ended(["verify", "four", "--json"], monkeypatch, capsys)
    assert (status, f"E410 {folder / 'cases.parquet'}" in err) == (6, True)
    said = json.loads(out)
    assert [law["name"] for law in said["laws"] if not law["passed"]] == ["tables"]


def test_another_best_case_and_another_plan_are_found(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Sealed anew: a best case the answers do not have; a plan with a cost nobody computed."""
    text = (folder / SWEEP_MANIFEST).read_text(encoding="utf-8")
    manifest = json.loads(text)
    manifest["best"]["case"] = 2
    (folder / SWEEP_MANIFEST).write_text(json_text(sealed(manifest)), encoding="utf-8")
    status, _, err = ended(["verify", "four"], monkeypatch, capsys)
    assert (status, f"E410 {folder / SWEEP_MANIFEST}" in err) == (6, True)
    (folder / SWEEP_MANIFEST).write_text(text, encoding="utf-8")
    plan = (folder / "plan.json").read_text(encoding="utf-8")
    (folder / "plan.json").write_text(plan.replace("100000000.0", "110000000.0"), encoding="utf-8")
    reseal(folder)
    status, _, err = ended(["verify", "four"], monkeypatch, capsys)
    assert (status, f"E410 {folder / 'plan.json'}" in err) == (6, True)


def test_a_ledger_that_moved_on_is_told_with_the_way_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As `retry` leaves it when it is killed before its cases have run; a folder nobody may write to is read."""
    (folder / "ledger.sqlite").chmod(0o444)
    folder.chmod(0o555)
    assert ended(["verify", "four", "-q"], monkeypatch, capsys)[0] == 0
    folder.chmod(0o755)
    (folder / "ledger.sqlite").chmod(0o644)
    with Ledger(folder, read_plan(folder).digest) as ledger:
        ledger.forget([1, 3])
    status, _, err = ended(["verify", "four"], monkeypatch, capsys)
    assert (status, f"E411 {folder / 'ledger.sqlite'}" in err) == (6, True)
    assert f"storage-model resume {folder}" in err


def test_commands_to_copy_hold_a_folder_with_blanks_together(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Pasted into a shell it names the folder; without quotes it named two others."""
    spaced = Path(shutil.move(folder, folder.with_name("扫描 four")))
    with Ledger(spaced, read_plan(spaced).digest) as ledger:
        ledger.forget([1])
    assert f"storage-model resume '{spaced}'" in ended(["verify", str(spaced)], monkeypatch, capsys)[2]
    (spaced / SWEEP_MANIFEST).unlink()
    assert f"storage-model resume '{spaced}'" in ended(["query", str(spaced), "SELECT 1"], monkeypatch, capsys)[2]


def test_case_files_are_told_from_other_names() -> None:
    """Only files of answers count, whatever else a manifest names."""
    sha256 = "0a" * 32
    names = ("plan.json", f"cases/0007.{sha256}.json", f"cases/0007.{sha256}.json.draft", f"0008.{sha256}.json")
    assert case_files(names) == {7: sha256}
