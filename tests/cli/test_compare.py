"""`storage-model compare` as a policy reader meets it: tables on screen, the folder it leaves, how it ends."""

import csv
import json
from collections import Counter
from pathlib import Path

import duckdb
import pytest

from storage_model.scenario.reading.workspace import Workspace
from tests.bad_inputs.site import make_site
from tests.run_folders import ended, solved_to

P0, P1, P9 = (
    f"inputs/cases/policy_{name}.yaml" for name in ("p00_no_support", "p01_shanxi_expected", "p09_finance_support")
)
TARGET = ["--target", "irr_project_after_tax=0.06"]
FOLDER = Path("results/policy_p00_no_support_compared/compare")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project folder with a year of made-up hours; lives found by one test serve the next."""
    found = tmp_path_factory.mktemp("compare")
    make_site(found)
    return found


@pytest.fixture(autouse=True)
def _here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in the project folder."""
    monkeypatch.chdir(folder)


def test_cases_side_by_side(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Three cases that differ in yearly amounts, loans and taxes: one set of dispatches, tables, a page, the folder."""
    loose = ("--mip-gap", "1e-5")
    status, out, err = ended(["compare", P0, P1, P9, "--project", "station", *TARGET, *loose], monkeypatch, capsys)
    assert (status, "达标所需支持" in out, "compare.html" in out) == (0, True, True)
    assert all(label in out for label in ("项目投资财务内部收益率（税前）", "项目投资财务内部收益率（税后）"))
    assert "第 1 组逐年调度" in err
    assert "第 2 组" not in err
    assert solved_to(FOLDER) == 1e-5
    found = json.loads((FOLDER / "compare.json").read_text(encoding="utf-8"))
    assert found["lives_dispatched"] == 1
    assert list(found["cases"]) == [Path(case).stem for case in (P0, P1, P9)]
    p0, p1, p9 = found["cases"].values()
    assert p1["revenue_by_stream_first_year_yuan"]["capacity_price"] == pytest.approx(11e6)
    assert p1["difference_to_base_yuan"]["revenue"] == pytest.approx(15 * 11e6)
    assert p0["effect"] is None
    assert p9["effect"]["by_payer_yuan"]["tax"] > 0
    assert p9["policies"]["income_tax_relief"]["payer"] == "tax"
    for case, shares in found["attribution"].items():
        worth = shares["npv_project_after_tax_yuan"]
        gain = found["cases"][case]["npv_project_after_tax_yuan"] - p0["npv_project_after_tax_yuan"]
        assert worth["gain"] == pytest.approx(gain, abs=1e-6)
        assert sum(one["shared"] for one in worth["shares"].values()) == pytest.approx(gain, abs=1e-6)


def test_the_certificate(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Only P1 differs by one instrument with a main number: its rate is solved for and certified.

    The rate × 2/6 on 200 MW is what the first year costs.
    """
    arguments = ["compare", P0, P1, P9, "--project", "station", *TARGET, "--json", "--no-attribution"]
    status, out, err = ended(arguments, monkeypatch, capsys)
    assert (status, err) == (0, "")
    found = json.loads(out)
    (one,) = found["break_even"]
    assert (one["case"], one["state"]) == ("policy_p01_shanxi_expected", "ok")
    met, missed = one["certificate"]["met"], one["certificate"]["missed"]
    assert 0.06 <= met["indicator"] <= 0.06 + 1e-6
    assert missed["indicator"] < 0.06
    assert met["value"] - missed["value"] == pytest.approx(one["step"])
    assert one["needed"]["first_year_yuan"] == pytest.approx(one["value"] * 2 / 6 * 200_000)
    assert one["needed"]["per_kw_yuan"] == pytest.approx(one["value"] * 2 / 6)
    assert found["attribution"] == {}


def test_what_follows_the_lives_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Accounts, shares, each number that is solved for and the map, in this order: no stage is silent."""
    axes = ["--map", "capacity_price.rate_yuan_per_kw_year=0:2000:3", "capacity_price.supply_coefficient_frac=0.5:1:2"]
    status, _, err = ended(["compare", P0, P1, "--project", "station", *TARGET, *axes], monkeypatch, capsys)
    assert status == 0
    told = ["核算各方案", "分摊贡献", "求解所需支持 1/1", "等收益率图", "写出结果"]
    assert sorted(told, key=err.index) == told


def test_tables_of_the_folder(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Lines by year, the purse by payer, a map; the manifest names every file; a second run replaces."""
    axes = ["--map", "capacity_price.rate_yuan_per_kw_year=0:2000:3", "capacity_price.supply_coefficient_frac=0.5:1:2"]
    for _ in range(2):
        status, _, _ = ended(["compare", P0, P1, "--project", "station", *TARGET, *axes, "-q"], monkeypatch, capsys)
        assert status == 0
    lines = duckdb.sql(
        f"select sum(amount_yuan) s, sum(difference_yuan) d from '{FOLDER}/lines.parquet' "
        "where \"case\" = 'policy_p01_shanxi_expected' and line = 'capacity_price'"
    ).fetchall()
    assert lines == [(pytest.approx(165e6), pytest.approx(165e6))]
    purse = duckdb.sql(
        f"select payer, sum(amount_yuan) from '{FOLDER}/purse.parquet' where \"case\" = 'policy_p01_shanxi_expected' "
        "group by payer having sum(amount_yuan) > 0 order by payer"
    ).fetchall()
    assert purse == [("system_operation_fee", pytest.approx(165e6))]
    assert duckdb.sql(f"select count(*) from '{FOLDER}/map.parquet'").fetchall() == [(6,)]
    with (FOLDER / "cases.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["key"] == "verdict"
    assert rows[0]["policy_p01_shanxi_expected"] == "does_not_pay"
    manifest = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
    assert set(manifest["outputs_sha256"]) == {path.name for path in FOLDER.iterdir()} - {"manifest.json"}
    assert manifest["wall_times_s"]["写出结果 · writing the results"] > 0


def test_the_page_holds_both_languages(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Support needed, who earned what, the purse and the documents, in 中文 and English; nothing runs or loads."""
    assert ended(["compare", P0, P1, "--project", "station", *TARGET, "-q"], monkeypatch, capsys)[0] == 0
    page = (FOLDER / "compare.html").read_text(encoding="utf-8")
    for words in (
        "达标所需支持",
        "Support that is needed",
        "公共支出",
        "The public purse",
        "山西容量电价 · 预期",
        "assumed",
    ):
        assert words in page
    assert "<script" not in page
    assert "default-src &#39;none&#39;" in page


WRONG = {
    "an indicator nobody knows": ["--target", "irr=0.06"],
    "a target without a value": ["--target", "irr_project_after_tax"],
    "a parameter without a target": ["--break-even", "capacity_price.rate_yuan_per_kw_year"],
    "a range with one end": [*TARGET, "--break-even", "capacity_price.rate_yuan_per_kw_year=5"],
    "a map of one value": [*TARGET, "--map", "a.b=0:1:1", "c.d=0:1:2"],
}


@pytest.mark.parametrize("slip", WRONG)
def test_wrong_command_lines(slip: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 2, before anything is read."""
    assert ended(["compare", P0, P1, *WRONG[slip]], monkeypatch, capsys)[0] == 2


def test_wrong_inputs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 3: a file that is not there, one case twice, a project or a parameter nobody has."""
    for arguments in ([P0, "inputs/cases/none.yaml"], [P0, P0], [P0, P1, "--project", "stations"]):
        status, _, err = ended(["compare", *arguments], monkeypatch, capsys)
        assert status == 3
        assert "E1" in err or "E316" in err
    wrong = ["--break-even", "capacity_price.rate_yuan"]
    status, _, err = ended(["compare", P0, P1, "--project", "station", *TARGET, *wrong], monkeypatch, capsys)
    assert (status, "rate_yuan_per_kw_year" in err) == (3, True)


def test_what_is_not_ours_stays(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 8 when the folder holds something else; it is left as it was."""
    Path("mine").mkdir()
    Path("mine/notes.txt").write_text("mine", encoding="utf-8")
    assert ended(["compare", P0, "--project", "station", "--out", "mine", "-q"], monkeypatch, capsys)[0] == 8
    assert [path.name for path in Path("mine").iterdir()] == ["notes.txt"]


def test_a_comparison_reads_each_file_once(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Three cases on one site, loaded again while a search moves a number: no input file is read a second time."""
    read: Counter[str] = Counter()
    once = Workspace.read

    def counted(workspace: Workspace, path: Path, typed: str, place: str, key: str = "") -> bytes | None:
        read[workspace.name_of(path)] += 1
        return once(workspace, path, typed, place, key)

    monkeypatch.setattr(Workspace, "read", counted)
    assert ended(["compare", P0, P1, P9, "--project", "station", *TARGET, "-q"], monkeypatch, capsys)[0] == 0
    assert len(read) > len((P0, P1, P9))
    assert set(read.values()) == {1}
