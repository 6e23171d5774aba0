"""The shipped pack of policies: every file is read, and each case's instrument comes to what its document says."""

from functools import cache
from pathlib import Path

import pytest

from storage_model.policies.terms import EnergyTerm, MarginFloorTerm, RuleTerm, YearlyTerm
from storage_model.policies.terms_finance import GrantTerm, IncomeTaxTerm, InterestTerm, VatTerm
from storage_model.scenario.load import load_scenario
from storage_model.scenario.policy_terms import asset_terms, project_terms
from storage_model.scenario.scenario import Scenario
from tests.bad_inputs.site import SHIPPED, case_of, make_site

CASES = sorted(path.stem for path in (SHIPPED / "cases").glob("policy_*.yaml"))
PACK = [stem for stem in CASES if not stem.endswith("_with_regulation")]
FILES = sorted(path.stem for path in (SHIPPED / "policies").glob("*.yaml"))


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped inputs in a folder of their own."""
    return make_site(tmp_path_factory.mktemp("site"))


@cache
def _read(path: Path) -> Scenario:
    return load_scenario(path, {})


def case(cases: Path, name: str) -> Scenario:
    """Return a case of the pack by the beginning of its name."""
    (found,) = (stem for stem in PACK if stem.startswith(f"policy_{name}_"))
    return _read(cases / f"{found}.yaml")


def test_the_pack_is_complete() -> None:
    """P0 to P11 and G1 to G4."""
    wanted = [*(f"p{number:02}" for number in range(12)), *(f"g{number}" for number in range(1, 5))]
    assert sorted(stem.split("_")[1] for stem in PACK) == sorted(wanted)


# 165 × 2/6; 330 × 2/6 × 0.9; the published 137.9; (200 × 2/6 − 0.75) × 165 / 200; 100 × 0.97
PER_KW = {"p00": 0.0, "p01": 55.0, "p02": 99.0, "p03": 137.896389, "p04": 54.38125, "p05": 97.0}


@pytest.mark.parametrize("name", PER_KW)
def test_capacity_price_of_the_pack(cases: Path, name: str) -> None:
    """Yuan per kW of the station's 200 MW in 2027, from the files."""
    paid = [
        term.yuan_in(2027) for _, term in asset_terms(case(cases, name))
        if isinstance(term, YearlyTerm) and term.key == "capacity_price"
    ]  # fmt: skip
    assert sum(paid) / 200_000 == pytest.approx(PER_KW[name], abs=1e-6)


def test_discharge_subsidies_of_the_pack(cases: Path) -> None:
    """Inner Mongolia 0.28 yuan/kWh for ten years; Xinjiang 0.128 falling by a fifth: 0.1024 in 2028."""
    rates = {}
    for name in ("p06", "p07"):
        (term,) = (
            term for _, term in asset_terms(case(cases, name))
            if isinstance(term, EnergyTerm) and term.key == "discharge_subsidy"
        )  # fmt: skip
        rates[name] = [term.rate_in(year)[0] for year in (2027, 2028, 2036, 2037)]
    assert rates["p06"] == [280.0, 280.0, 280.0, 0.0]
    assert rates["p07"] == pytest.approx([128.0, 102.4, 128 * 0.8**9, 128 * 0.8**10])


def test_support_of_the_project(cases: Path) -> None:
    """P8 grants 80 million (200 yuan/kWh, below a fifth of 800 million); P9 is three rules; P10 floors 24 million."""
    (grant,) = (term for _, term in project_terms(case(cases, "p08"), "station") if isinstance(term, GrantTerm))
    assert (grant.yuan, grant.treatment) == (pytest.approx(80e6), "reduces_base")
    kinds = {type(term) for _, term in project_terms(case(cases, "p09"), "station")}
    assert kinds == {InterestTerm, IncomeTaxTerm, VatTerm}
    assert project_terms(case(cases, "p09"), "gas") == ()
    floors = [term for _, term in asset_terms(case(cases, "p10")) if isinstance(term, MarginFloorTerm)]
    assert [floor.cycles_per_year * floor.rated_mwh * floor.yuan_per_mwh for floor in floors] == [24e6]


def test_fee_relief_leaves_the_line_loss_fee(cases: Path) -> None:
    """P11 waives three fees in full: 97.5 of January comes back; line losses stay."""
    terms = {term.key: term for _, term in asset_terms(case(cases, "p11")) if isinstance(term, EnergyTerm)}
    assert terms["system_operation_fee_relief"].rate_in(2027)[0] == 97.5
    assert {"loss_tariff_relief", "loss_funds_relief"} <= terms.keys()
    assert "line_loss_fee_relief" not in terms


def test_gas_cases(cases: Path) -> None:
    """G1 and G3 at the tariff, G2 at market; the refund comes as a policy in G3; G4's credits are told to be none."""
    sold = {name: {t.key for _, t in asset_terms(case(cases, name)) if t.asset == "gas_plant"} for name in ("g1", "g2")}
    assert sold == {"g1": {"tariff_sales"}, "g2": set()}
    assert "gas_plant" in case(cases, "g2").markets["day_ahead"].participants
    assert [type(term) for _, term in project_terms(case(cases, "g3"), "gas")] == [VatTerm]
    assert case(cases, "g1").projects["gas"].tax.vat_refund_on_levy_frac == 0.0
    assert [warning.code for warning in case(cases, "g4").warnings] == ["W106"]


def test_regulation_rule_holds_where_there_is_regulation(cases: Path) -> None:
    """6 yuan/MW and 50 MW, from the document."""
    for name in ("policy_p00_with_regulation", "policy_p01_with_regulation"):
        found = _read(cases / f"{name}.yaml")
        (rule,) = (term for _, term in asset_terms(found) if isinstance(term, RuleTerm))
        assert rule.values == {"price_yuan_per_mw": 6.0, "most_mw": 50.0}
        assert "primary_regulation" in found.markets


@pytest.mark.parametrize("file", FILES)
def test_every_file_can_stand_in_a_case(cases: Path, file: str) -> None:
    """Alone in a case that has the market the rules speak of; it has a source, or says it is assumed."""
    body = f"extends: policy_p00_with_regulation.yaml\npolicies:\n  it: ../policies/{file}.yaml\n"
    others = ("charging_fees", "gas_tariff", "regulation")
    taken_out = "".join(f"  {role}: null\n" for role in others)
    path = cases / f"only_{file}.yaml"
    path.write_text("title: {zh: 试, en: trial}\n" + body + taken_out, encoding="utf-8")
    policy = _read(path).policies["it"]
    assert policy.status == "assumed" or policy.document or policy.source
    assert policy.date_read


def test_a_case_may_use_them_together(cases: Path) -> None:
    """Lease, clawback, faster depreciation and a policy loan beside the capacity price: half the capacity is let.

    The floor ends with 2031; then 0.3 is let and 0.7 of 55 is paid: 38.5 yuan/kW, not 27.5.
    """
    names = ("capacity_lease_with_floor", "clawback_above_8_percent", "accelerated_depreciation_60_percent",
             "policy_loan_2_percent")  # fmt: skip
    body = "policies:\n" + "".join(f"  {name}: ../policies/{name}.yaml\n" for name in names)
    found = _read(case_of(cases, body, "together.yaml"))
    yearly = {term.key: term for _, term in asset_terms(found) if isinstance(term, YearlyTerm)}
    assert yearly["capacity_price"].yuan_in(2027) == pytest.approx(55 * 200_000 / 2)
    assert yearly["capacity_price"].yuan_in(2032) == pytest.approx(38.5 * 200_000)
    assert yearly["capacity_lease"].yuan_in(2027) == pytest.approx(150 * 200_000 / 2)
    assert yearly["capacity_lease"].yuan_in(2032) == pytest.approx(150 * 200_000 * 0.3)
