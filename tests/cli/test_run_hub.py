"""`storage-model run` on the hub cases over made-up series: what the screen says and the folder holds.

Shares of sets instead of whole ones, and four of fifteen years dispatched: seconds instead of a minute.
"""

import json
from pathlib import Path

import duckdb
import pytest

from storage_model.cli.group import main
from tests.bad_inputs.site import make_site
from tests.run_folders import ended as ran

QUICK = """
title: {{zh: 试, en: trial}}
extends: {case}.yaml
lifetime: {{mode: representative, dispatched_years: [1, 15]}}
deltas:
  quick:
    assets.hub.commitment: relaxed
"""


@pytest.fixture
def cases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project folder as the current one; a year of made-up hours."""
    monkeypatch.chdir(tmp_path)
    return make_site(tmp_path)


@pytest.mark.parametrize("case", ["qiyuan_hub", "qiyuan_hub_at_market", "shouyang_with_hub"])
def test_a_hub_case_is_verified_and_accounts_for_its_methane(
    case: str, cases: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status verified; streams of power, heat and credits; every cubic metre somewhere; oxidation alone is credited."""
    (cases / "quick.yaml").write_text(QUICK.format(case=case), encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["storage-model", "run", str(cases / "quick.yaml")])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr()
    assert ended.value.code == 0, said.err
    assert "机组燃用纯量" in said.out
    # A site without a battery says nothing of charging; a gas reader finds power, hours and gas per kWh instead.
    assert ("充电量" in said.out) == (case == "shouyang_with_hub")
    assert all(words in said.out for words in ("瓦斯发电量", "供电量", "发电利用小时", "机组纯瓦斯单耗", "供热量"))
    page = Path("results/quick/report.html").read_text(encoding="utf-8")
    for words in ("价差套利", "其他机组", "逐年变化来自衰减"):
        assert (words in page) == (case == "shouyang_with_hub"), words
    # The statement of indicators keeps its row; nobody is told elsewhere what storage costs that is not there.
    assert (page.count("平准化储能成本") > 1) == (case == "shouyang_with_hub")
    assert ("平准化储能成本" in ran(["show", "results/quick"], monkeypatch, capsys)[1]) == (case == "shouyang_with_hub")
    summary = json.loads(Path("results/quick/summary.json").read_text(encoding="utf-8"))
    assert summary["status"] == "verified"
    revenue = summary["projects"]["hub"]["revenue_by_stream_first_year_yuan"]
    sold = "energy_sales" if case == "qiyuan_hub_at_market" else "tariff_sales"
    assert min(revenue[key] for key in (sold, "heat_sales", "carbon_credits")) > 0
    # Credits end with 2036: the years on both sides are optimised though only the first and the last were chosen.
    with duckdb.connect() as asked:
        annual = asked.sql("select calendar_year, hub_carbon_credits_yuan from 'results/quick/annual.parquet'")
        by_year = dict(annual.fetchall())
    assert by_year[2036] > 0
    assert by_year[2037] == 0
    methane = summary["methane"]
    used = sum(methane[key] for key in ("burned_m3", "oxidised_m3", "enriched_m3", "flared_m3", "vented_m3"))
    assert used == pytest.approx(methane["drained_m3"], rel=1e-9)
    assert methane["drained_m3"] == pytest.approx((50 + 25 + 45) * 60 * 8760, rel=1e-9)
    # Oxidation avoids 0.717 kg × 0.97 × 25.25 a cubic metre before power and heat; engines are never credited.
    assert methane["credits_t"] > methane["oxidised_m3"] * 0.000717 * 0.97 * 25.25
    assert methane["credits_t"] < 1.2 * methane["oxidised_m3"] * 0.000717 * 0.97 * 25.25
    # Money a plant settles itself leads to the number that prices it.
    for key, priced_by in {
        "heat_sales": "heat.price_yuan_per_gj",
        "genset_starts": "gensets.lean_sets.start_cost_yuan",
        "gas_fuel": "supplies.drained.gas_price_yuan_per_m3",
    }.items():
        status, out, _ = ran(["explain", "results/quick", f"hub.{key}"], monkeypatch, capsys)
        assert status == 0
        assert f"assets.hub.{priced_by}" in out
