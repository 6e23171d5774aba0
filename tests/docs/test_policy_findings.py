"""The figures of docs/policy-findings.md are those of the model: certificates, money, the pack's returns."""

import re
from functools import cache
from pathlib import Path

import pytest

from storage_model.cases.compare.column import column_of, needed_of
from storage_model.cases.compare.effect import Yardsticks, effect_of
from storage_model.cases.compare.lives import Lives
from storage_model.cases.compare.parameter import Parameter
from storage_model.scenario.load import load_scenario
from storage_model.scenario.scenario import Scenario

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "policy-findings.md").read_text(encoding="utf-8")
NEEDED = re.findall(r"^\| (station|together) \| (.*) \|$", PAGE, re.MULTILINE)
PACK = re.findall(r"^\| (P\d+) [^|]* \| ([^|]*) \| ([^|]*) % \| ([^|]*) \| ([^|]*) \| ([^|]*) \|$", PAGE, re.MULTILINE)
GAS = re.findall(r"^\| (G\d) .* \| (.*) % \| (.*) \| (.*) \| (.*) \| (.*) \| (.*) \|$", PAGE, re.MULTILINE)
# These differ from P0 in nothing a schedule sees, so that one life serves them all.
SHARING = ("P0", "P1", "P2", "P3", "P4", "P8", "P9", "P10")
LIVES = Lives()
WAN = 1e4
BY = Yardsticks(
    discount_frac=0.06, first_t=1.0, firm_hours=6.0, grid_factor_t_per_mwh=0.6, charging_factor_t_per_mwh=0.0
)


@cache
def case(name: str) -> Scenario:
    """Return a shipped case."""
    return load_scenario(ROOT / "inputs" / "cases" / f"{name}.yaml", {})


def test_the_page_has_its_rows() -> None:
    """Six certificates, the whole pack, three cases of mine gas."""
    assert len(NEEDED) == 6
    assert [row[0] for row in PACK] == [f"P{number}" for number in range(12)]
    assert [row[0] for row in GAS] == ["G2", "G1", "G3"]


@pytest.mark.parametrize("row", NEEDED, ids=[f"{row[0]} {row[1].split(' | ')[0]}" for row in NEEDED])
def test_a_certificate(row: tuple[str, str]) -> None:
    """The printed value meets 6 % to the printed digits, 0.01 less misses it, and money is as printed.

    The printed value is rounded, so it may lie half a hundredth on either side of the exact one.
    """
    project, rest = row
    name, key, now, value, there, less, per_kw, first, present = rest.split(" | ")
    scenario = case(name)
    parameter = Parameter(path=f"policies.{key}")
    at = parameter.setter(scenario, lambda _: scenario)

    def rate(of: float) -> float:
        found = LIVES.indicator(at(of), project, "irr_project_after_tax_frac").value
        assert found is not None
        return found

    assert parameter.now(scenario) == float(now)
    needed = float(value)
    assert rate(needed) == pytest.approx(0.06, abs=1e-6)
    assert rate(needed + 0.005) >= 0.06 > rate(needed - 0.005 - parameter.step)
    assert there == "6.000000 %"
    assert float(less.removesuffix(" %")) < 6
    cost = needed_of(at(needed), key.split(".")[0], project, BY, LIVES)
    printed = (float(per_kw), float(first), float(present))
    found = (cost.per_kw_yuan, cost.first_year_yuan / WAN, cost.present_yuan / WAN)
    assert found == pytest.approx(printed, rel=2e-5)


@pytest.mark.parametrize("row", [row for row in PACK if row[0] in SHARING], ids=lambda row: row[0])
def test_a_case_of_the_pack(row: tuple[str, ...]) -> None:
    """Return, present value, what the first year brings and what everybody pays."""
    number, first, rate, worth, paid, point = row
    name = f"policy_p{int(number[1:]):02}_"
    (path,) = (one for one in (ROOT / "inputs" / "cases").glob(f"{name}*.yaml") if "with_regulation" not in one.stem)
    base = column_of(case("policy_p00_no_support"), "station", 6.0, LIVES)
    column = column_of(case(path.stem), "station", 6.0, LIVES)
    found = column.answer.finance.indicators
    assert found["irr_project_after_tax_frac"].value == pytest.approx(float(rate) / 100, abs=6e-5)
    assert found["npv_project_after_tax_yuan"].value == pytest.approx(float(worth) * WAN, abs=60)
    support = sum(
        float(column.streams[key][0]) for key in ("capacity_price", "guaranteed_cycles") if key in column.streams
    )
    assert support == pytest.approx(float(first) * WAN, abs=60)
    if number != "P0":
        effect = effect_of(base.purse, base.achieved.irr_frac, column.purse, column.achieved, BY)
        assert effect.support_yuan == pytest.approx(float(paid) * WAN, abs=60)
        assert effect.support_yuan_per_point == pytest.approx(float(point) * WAN, rel=1e-4)


def test_mine_gas() -> None:
    """At the market and at the tariff, with the refund; 509 − 332 = 177 a MWh, ÷ 0.6 t = 295 a tonne."""
    files = {path.stem.split("_")[1]: path.stem for path in (ROOT / "inputs" / "cases").glob("policy_g?_*.yaml")}
    base = column_of(case(files["g2"]), "gas", 6.0, LIVES)
    for number, rate, worth, paid, back, each, tonne in GAS:
        column = column_of(case(files[number.lower()]), "gas", 6.0, LIVES)
        found = column.answer.finance.indicators
        assert found["irr_project_after_tax_frac"].value == pytest.approx(float(rate) / 100, abs=6e-5)
        assert found["npv_project_after_tax_yuan"].value == pytest.approx(float(worth) * WAN, abs=60)
        if number != "G2":
            effect = effect_of(base.purse, base.achieved.irr_frac, column.purse, column.achieved, BY)
            assert effect.support_yuan == pytest.approx(float(paid) * WAN, abs=60)
            assert effect.tax_back_yuan == pytest.approx(float(back) * WAN, abs=60)
            assert effect.support_yuan_per_mwh == pytest.approx(float(each), abs=6e-3)
            assert effect.support_yuan_per_t == pytest.approx(float(tonne), abs=6e-3)
