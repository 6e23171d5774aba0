"""`storage-model sample` as an analyst meets it: sentences on screen, the folder it leaves, how it ends."""

import json
import re
from pathlib import Path

import duckdb
import numpy as np
import pytest

from storage_model.runs.json_text import json_text
from storage_model.runs.seal import seal_holds
from tests.bad_inputs.site import make_site
from tests.many import small_site
from tests.run_folders import ended, solved_to

CASE, FILE = "inputs/cases/shouyang_base.yaml", "inputs/uncertainty/two.yaml"
BODY = """title: {zh: 试, en: trial}
seed: 5
draws: 100
held_out: 1
dispatched_years: [1, 15]
price_years: {kind: bootstrap, count: 2}
factors:
  capex: {moves: investment, project: station, marginal: {kind: normal, mean: 1.0, sd: {value: 0.1, source: a paper}}}
  gas: {moves: investment, project: gas, marginal: {kind: uniform, low: 0.9, high: 1.1}}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project folder with a year of made-up hours."""
    found = tmp_path_factory.mktemp("sample")
    make_site(found)
    (found / "inputs" / "uncertainty").mkdir()
    (found / FILE).write_text(BODY, encoding="utf-8")
    return found


@pytest.fixture(autouse=True)
def _here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in the project folder."""
    monkeypatch.chdir(folder)


def test_a_sample_leaves_its_tables_and_the_same_numbers_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Chances on screen; draws, quantiles and page in a sealed folder; a second run writes the same bytes."""
    status, out, _ = ended(["sample", CASE, FILE, "--sobol", "32", "--mip-gap", "1e-5"], monkeypatch, capsys)
    assert (status, "概率" in out, "ranges.html" in out) == (0, True, True)
    assert "全部项目合计：税后收益率达不到" in out  # whose chance it is
    target = Path("results/shouyang_base_ranges/ranges")
    assert solved_to(target) == 1e-5
    found = json.loads((target / "ranges.json").read_text(encoding="utf-8"))
    # the case's own life in full, two years of the other, every year of the draw held out
    assert (found["draws"], found["price_years"], found["yearly_dispatches"]) == (100, 2, 15 + 2 + 15)
    assert found["factors"]["capex"]["sources"] == {"mean": "assumed", "sd": "a paper", "least": "assumed"}
    low, middle, high = (
        found["indicators"]["npv_project_after_tax_yuan"]["quantiles"][q] for q in ("p90", "p50", "p10")
    )
    assert low["value"] < middle["value"] < high["value"]
    rows = duckdb.sql(f"SELECT count(*), min(times_gas), max(times_gas) FROM '{target / 'draws.parquet'}'").fetchall()
    assert rows[0][0] == 100
    assert 0.9 <= rows[0][1] < rows[0][2] <= 1.1
    manifest = (target / "manifest.json").read_bytes()
    assert seal_holds(json.loads(manifest), manifest)
    (listed,) = json.loads(ended(["ls", "--json"], monkeypatch, capsys)[1])
    assert (listed["kind"], listed["state"], listed["cases"], listed["left"]) == ("ranges", "verified", 100, 0)
    assert listed["found"]["missed_hurdle_frac"] == found["missed_hurdle_frac"]
    assert "P50" in ended(["ls"], monkeypatch, capsys)[1]
    assert ended(["verify", str(target), "-q"], monkeypatch, capsys) == (0, "", "")
    asked = ["query", str(target), "SELECT count(*) AS n FROM draws", "--json"]
    assert json.loads(ended(asked, monkeypatch, capsys)[1]) == [{"n": 100}]
    before = {path.name: path.read_bytes() for path in target.iterdir() if path.name != "manifest.json"}
    status, out, _ = ended(["sample", CASE, FILE, "--sobol", "32", "--json", "--jobs", "2"], monkeypatch, capsys)
    assert (status, json_text(json.loads(out))) == (0, before["ranges.json"].decode())
    assert {path.name: path.read_bytes() for path in target.iterdir() if path.name != "manifest.json"} == before


LOOKS = """foresight:
  forecast: {kind: last_week}
  step_h: 168
  look_ahead_h: 168
"""


def test_price_years_on_forecasts_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A year of prices that change slowly from week to week: less than perfect, and how much less; asked for or not."""
    case = small_site(tmp_path)
    case.write_text(case.read_text(encoding="utf-8") + LOOKS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    text = BODY.replace("price_years: {kind: bootstrap, count: 2}", "foresight: as_in_case").partition("  gas:")[0]
    text = text.replace("held_out: 1", "held_out: 0").replace("[1, 15]", "[1]")
    Path("asks.yaml").write_text(text, encoding="utf-8")
    status, out, err = ended(["sample", str(case), "asks.yaml", "--sobol", "0", "--lang", "en"], monkeypatch, capsys)
    assert status == 0, err
    found = json.loads(Path("results/small_ranges/ranges/ranges.json").read_text(encoding="utf-8"))["foresight"]
    assert (found["schedules"], found["terms"]["forecast"]["kind"]) == ("as_in_case", "last_week")
    (ratio,) = found["capture_ratio_frac_by_price_year"]
    assert ratio < 1.0
    assert f"decided step by step on forecasts (last_week); that captures {100 * ratio:.1f}%" in " ".join(out.split())
    Path("asks.yaml").write_text(text.replace("as_in_case", "perfect"), encoding="utf-8")
    status, out, _ = ended(["sample", str(case), "asks.yaml", "--sobol", "0", "--lang", "en"], monkeypatch, capsys)
    assert (status, "not by the `foresight` of the case" in " ".join(out.split())) == (0, True)


POOR = """title: {zh: 试, en: trial}
seed: 5
draws: 100
held_out: 0
factors:
  capex: {moves: investment, marginal: {kind: uniform, low: 0.9, high: 1.1}}
  fees: {moves: policy, policy: charging_fees, marginal: {kind: uniform, low: 0.0, high: 1.0}}
correlations: [{between: [capex, fees], rank_correlation: 0.6}]
"""


def test_draws_without_a_value_are_counted_and_correlations_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A station that loses nearly all of its equity: the mean of a few draws says of how many; 0.6 was asked for."""
    case = small_site(tmp_path)
    monkeypatch.chdir(tmp_path)
    Path("poor.yaml").write_text(POOR, encoding="utf-8")
    odd = ["--set", "connection.import_limit_mw=4900"]
    status, _, err = ended(["sample", str(case), "poor.yaml", "--sobol", "0", *odd], monkeypatch, capsys)
    assert status == 0, err
    assert err.count("警告 · warning W105 --set · connection.import_limit_mw") == 1  # as `run` says it
    target = Path("results/small_ranges/ranges")
    rows = [row.split(",") for row in (target / "quantiles.csv").read_text(encoding="utf-8-sig").splitlines()]
    told = {(row[0], row[1]): row[2] for row in rows}
    equity = duckdb.sql(f"SELECT irr_equity_frac FROM '{target / 'draws.parquet'}'").fetchall()
    valued = np.array([value for (value,) in equity if value is not None])
    assert 0 < len(valued) < 100
    assert told["irr_equity_frac", "draws_with_value"] == str(len(valued))
    assert float(told["irr_equity_frac", "mean"]) == pytest.approx(valued.mean(), rel=1e-12)
    assert told["npv_equity_yuan", "draws_with_value"] == "100"
    attained = json.loads((target / "ranges.json").read_text(encoding="utf-8"))["rank_correlation"]["capex"]["fees"]
    page = (target / "ranges.html").read_text(encoding="utf-8")
    table = page.partition("of-correlations")[2].partition("</table>")[0]
    assert ("因素之间的相关" in table, "Money of a policy · fees" in table) == (True, True)
    assert re.findall(r">(0\.\d\d)<", table) == ["0.60", f"{attained:.2f}"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("correlations: [{between: [capex, fuel], rank_correlation: 0.5}]", "E331"),
        ("correlations: [{between: [capex, capex], rank_correlation: 0.5}]", "E331"),
        ("title: {zh: 试, en: trial}", "E107"),
        ("drawz: 3", "E111"),
    ],
)
def test_slips_are_named_with_their_place(
    change: str, code: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is run; the line of the file stands in the message."""
    Path("inputs/uncertainty/bad.yaml").write_text(BODY + change + "\n", encoding="utf-8")
    status, _, err = ended(["sample", CASE, "inputs/uncertainty/bad.yaml"], monkeypatch, capsys)
    assert (status, code in err, "bad.yaml:" in err) == (3, True, True), err


def test_a_factor_the_case_lacks_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A policy that is not there, a project that is not there: both said at once."""
    text = (
        BODY.replace("project: gas", "project: coal")
        + "  fees: {moves: policy, policy: tax, marginal: {kind: uniform, low: 0.9, high: 1.1}}\n"
    )
    Path("inputs/uncertainty/bad.yaml").write_text(text, encoding="utf-8")
    status, _, err = ended(["sample", CASE, "inputs/uncertainty/bad.yaml"], monkeypatch, capsys)
    assert (status, err.count("E331")) == (3, 2), err
