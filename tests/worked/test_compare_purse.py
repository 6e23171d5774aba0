"""The public purse by hand: who pays, in which year, what it buys; two days of hours at the Shouyang station."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from storage_model.blocks import FloatArray
from storage_model.cases.accounts import parts_by_project
from storage_model.cases.compare.effect import Achieved, Yardsticks, effect_of
from storage_model.cases.compare.lives import Lives
from storage_model.cases.compare.purse import Purse, purse_of
from storage_model.policies.document import PUBLIC
from storage_model.scenario.load import load_scenario
from storage_model.scenario.scenario import Scenario
from tests.bad_inputs.site import make_site
from tests.policies import cut, policy, short_case, under

STATION = {"assets": ["station"]}
SPAN = {"first_year": 2027, "last_year": 2041}
PRICE = {
    "rate_yuan_per_kw_year": 165.0, "required_hours": 6.0, "supply_coefficient_frac": 1.0, "reliability_frac": 1.0,
    "auxiliary_frac": 0.0, "vat_frac": 0.13, "first_year": 2028, "last_year": 2030, **STATION,
}  # fmt: skip


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    """The base case over its first two days without a capacity price."""
    return under(short_case(make_site(tmp_path_factory.mktemp("site"))), capacity_price=None)


@pytest.fixture(scope="module")
def lives() -> Lives:
    """Lives shared by all tests: most policies here ask for no dispatch of their own."""
    return Lives()


def purse(scenario: Scenario, lives: Lives, *projects: str) -> Purse:
    """Return the purse of the station, or of the projects named."""
    return purse_of(scenario, lives.of(scenario), projects or ("station",))


def test_grid_users_pay_the_capacity_price(base: Scenario, lives: Lives) -> None:
    """11 million in 2028 to 2030, users through the system-operation fee; 2026 is the year of construction."""
    found = purse(under(base, it=policy("capacity_price", **PRICE)), lives)
    assert found.first_year == 2026
    years = dict(zip(range(2026, 2042), found.by_payer["system_operation_fee"], strict=True))
    assert {year: yuan for year, yuan in years.items() if yuan} == pytest.approx(
        dict.fromkeys((2028, 2029, 2030), 11e6)
    )
    assert not found.by_payer["fiscal_budget"].any()
    assert sum(found.by_payer[payer].sum() for payer in PUBLIC) == pytest.approx(33e6)


def test_what_is_paid_is_what_the_project_receives(base: Scenario, lives: Lives) -> None:
    """The purse and the project's streams agree year by year for a subsidy by the meter; generators pay it here."""
    subsidy = policy(
        "discharge_subsidy", yuan_per_mwh=100.0, duration_years=3, vat_frac=0.13, payer="generators", **STATION
    )
    scenario = under(base, it=subsidy)
    (stream,) = (one for one in lives.of(scenario).streams if one.key == "discharge_subsidy")
    found = purse(scenario, lives)
    assert found.by_payer["generators"][1:] == pytest.approx(stream.yuan)
    assert np.flatnonzero(found.by_payer["generators"]).tolist() == [1, 2, 3]
    assert not any(found.by_payer[payer].any() for payer in PUBLIC)


def test_a_grant_is_paid_when_it_is_received(base: Scenario, lives: Lives) -> None:
    """80 million from the budget in the first year, nothing later."""
    grant = policy("capex_grant", yuan_per_kwh=200.0, treatment="deferred", period=1, spread_years=15, **STATION)
    found = purse(under(base, it=grant), lives).by_payer["fiscal_budget"]
    assert found[0] == pytest.approx(80e6)
    assert not found[1:].any()


def test_points_of_interest_on_the_debt_that_bears_them(base: Scenario, lives: Lives) -> None:
    """800 million × 80 % = 640 lent evenly in 2026: half a year at 1.5 points = 4.8 million; then on what is owed.

    The debt of 2027 is 640 + interest of construction at 3.2 − 1.5 = 1.7 %: 640 × 0.5 × 0.017 = 5.44; 645.44 × 0.015 =
    9.6816 million. On 640 alone it would be 9.6.
    """
    subsidy = policy("interest_subsidy", points_frac=0.015, duration_years=3, counted_from="drawing", **STATION)
    found = purse(under(base, it=subsidy), lives).by_payer["fiscal_budget"]
    assert found[:2] == pytest.approx([4.8e6, 9.6816e6])
    assert found[2] < found[1]
    assert not found[3:].any()


def test_points_beyond_the_rate_cost_what_the_rate_is(base: Scenario, lives: Lives) -> None:
    """Ten points off 3.2 % spare 3.2 %, and a policy loan at 2 % with them 1.2 and 2 beside each other."""
    points = policy("interest_subsidy", points_frac=0.10, duration_years=1, counted_from="drawing", **STATION)
    alone = purse(under(base, points=points), lives)
    assert alone.by_role["points"][0] == pytest.approx(640e6 * 0.5 * 0.032)
    loan = policy("policy_loan", rate_frac=0.02, **STATION)
    both = purse(under(base, points=points, loan=loan), lives)
    assert both.by_role["loan"][0] == pytest.approx(640e6 * 0.5 * 0.012)
    assert both.by_role["points"][0] == pytest.approx(640e6 * 0.5 * 0.020)


def test_vat_given_back_at_the_start_is_forgone_then_and_paid_later(base: Scenario, lives: Lives) -> None:
    """Input VAT inside the investment: 560 × 13/113 + 160 × 9/109 + 64 × 6/106 = 81.258 million, in the first year."""
    refund = policy("vat_refund", credit="refunded_at_start", **STATION)
    found = purse(under(base, it=refund), lives)
    inside = 560e6 * 13 / 113 + 160e6 * 9 / 109 + 64e6 * 6 / 106
    assert found.by_payer["tax"][0] == pytest.approx(inside)
    assert found.by_payer["tax"][1:].max() <= 1e-6
    assert found.taxes_without_rules == pytest.approx(purse(base, lives).taxes_paid)


def test_a_tariff_costs_what_lies_above_its_reference(base: Scenario, lives: Lives) -> None:
    """509 against 332: 177/509 of what the plant is paid."""
    paid = purse(base, lives, "gas").by_role["gas_tariff"]
    (stream,) = (one for one in lives.of(base).streams if one.key == "tariff_sales")
    assert paid[1:] == pytest.approx(stream.yuan * 177 / 509)


def test_money_given_back_is_negative(base: Scenario, lives: Lives) -> None:
    """A station that earns far above 8 % with a price of 3 000 yuan/kW returns half of what is above, to the budget."""
    rich = policy("capacity_price", **{**PRICE, "rate_yuan_per_kw_year": 3000.0, **SPAN})
    scenario = under(base, it=rich, back=policy("clawback", above_irr_frac=0.08, share_frac=0.5, **STATION))
    found = purse(scenario, lives)
    assert found.by_role["back"].min() < -1e6
    assert found.by_role["back"].max() == 0.0
    assert found.by_role["it"].sum() + found.by_role["back"].sum() > 0
    numbers = parts_by_project(scenario, lives.of(scenario))["station"].terms
    assert found.by_role["back"][1:] == pytest.approx(numbers.subsidies[-1].yuan)


def test_two_clawbacks_share_what_goes_back(base: Scenario, lives: Lives) -> None:
    """Half above 8 % to the budget, half of what is left above 10 %: each role its own, together what is paid.

    All of it under each role would count the money twice.
    """
    rich = policy("capacity_price", **{**PRICE, "rate_yuan_per_kw_year": 3000.0, **SPAN})
    one, two = (policy("clawback", above_irr_frac=above, share_frac=0.5, **STATION) for above in (0.08, 0.10))
    scenario = under(base, it=rich, one=one, two=two)
    found = purse(scenario, lives)
    first, second = parts_by_project(scenario, lives.of(scenario))["station"].terms.subsidies[-2:]
    assert found.by_role["one"][1:] == pytest.approx(first.yuan)
    assert found.by_role["two"][1:] == pytest.approx(second.yuan)
    assert found.by_role["two"].min() < -1e6


def test_the_budget_gets_back_no_more_than_the_public_paid(base: Scenario, lives: Lives) -> None:
    """The tenants' rent is no support of the public: of 1 million a year from grid users 15 million go back at most.

    Counted with the rent of 300 million a year, far more would.
    """
    rent = policy(
        "capacity_lease", rent_yuan_per_kw_year=1500.0, leased_frac=1.0, required_hours=2.0, vat_frac=0.06, **SPAN,
        **STATION,
    )  # fmt: skip
    small = policy(
        "capacity_price", **{**PRICE, **SPAN, "rate_yuan_per_kw_year": 15.0}, paid_beside_other_guarantees=True
    )
    rule = {"above_irr_frac": 0.08, "share_frac": 0.5, **STATION}
    found = purse(under(base, it=small, rent=rent, back=policy("clawback", **rule)), lives)
    assert found.by_role["it"].sum() == pytest.approx(15e6)
    assert found.by_role["back"].sum() == pytest.approx(-15e6)
    tenants = purse(under(base, it=small, rent=rent, back=policy("clawback", **rule, payer="tenants")), lives)
    assert tenants.by_role["back"].sum() < -100e6


def test_a_tax_rule_is_told_by_what_it_does(base: Scenario, lives: Lives) -> None:
    """A holiday whose file names the budget as payer is tax forgone; a subsidy out of tax money is none.

    No income tax for 15 years: what the station would pay without is forgone, 11 million a year stay in the taxes.
    """
    free = {"exempt_years": 15, "half_years": 0, "counted_from": "operation", **STATION}
    price = policy("capacity_price", **{**PRICE, **SPAN, "rate_yuan_per_kw_year": 3000.0})
    usual = purse(under(base, it=price, free=policy("income_tax_relief", **free)), lives)
    budget = purse(under(base, it=price, free=policy("income_tax_relief", **free, payer="fiscal_budget")), lives)
    assert budget.by_payer["tax"].sum() > 1e8
    assert budget.by_payer["tax"] == pytest.approx(usual.by_payer["tax"])
    paid = {**PRICE, **SPAN, "rate_yuan_per_kw_year": 3000.0}
    by_tax = purse(under(base, it=policy("capacity_price", **paid, payer="tax")), lives)
    by_grid = purse(under(base, it=policy("capacity_price", **paid)), lives)
    assert by_tax.by_payer["tax"] == pytest.approx(by_grid.by_payer["system_operation_fee"])


def test_these_asked_for_few_dispatches(base: Scenario, lives: Lives) -> None:
    """Of all cases above only the subsidy by the meter has another schedule: two lives at most in this file."""
    lives.of(base)
    assert lives.lived <= 2


def made(public: float, taxes: float = 0.0, payer: str = "system_operation_fee") -> Purse:
    """Return a purse of three years in which `public` is paid once, in the second."""
    zero = np.zeros(3)
    by_payer: dict[str, FloatArray] = dict.fromkeys(
        ("fiscal_budget", "system_operation_fee", "tax", "generators", "tenants", "buyers"), zero
    )
    by_payer[payer] = np.array([0.0, public, 0.0])
    return Purse(first_year=2026, by_role={}, by_payer=by_payer, taxes_paid=np.array([0.0, 0.0, taxes]))  # type: ignore[arg-type]


BY = Yardsticks(
    discount_frac=0.10, first_t=1.0, firm_hours=6.0, grid_factor_t_per_mwh=0.5, charging_factor_t_per_mwh=0.1
)
ACHIEVED = Achieved(
    irr_frac=0.07, npv_yuan=30.0, investment_yuan=800.0, grants_yuan=50.0, out_mwh=np.array([0.0, 121.0, 0.0]),
    in_mwh=np.array([0.0, 242.0, 0.0]), firm_mw=2.0,
)  # fmt: skip


def test_what_support_buys() -> None:
    """242 in the second year at 10 %: 200 at present; 133.1 of tax in the third: 100 come back, 100 net.

    Two points of return: 100 each; 121 MWh are 100 at present: 2 yuan each; 2 firm MW: 100 each; (0.5 × 121 − 0.1 ×
    242) / 1.21 = 30 t: 6.67 each; 30 of 200 are more than the hurdle needs; 750 invested on 200: 3.75.
    """
    found = effect_of(made(0.0), 0.05, made(242.0, 133.1), ACHIEVED, BY)
    assert (found.public_yuan, found.tax_back_yuan, found.net_yuan) == pytest.approx((200.0, 100.0, 100.0))
    assert found.irr_gain_points == pytest.approx(2.0)
    assert (found.yuan_per_point, found.yuan_per_mwh, found.yuan_per_firm_mw) == pytest.approx((100.0, 2.0, 100.0))
    assert found.yuan_per_t == pytest.approx(200 / 30)
    assert (found.windfall_yuan, found.leverage) == pytest.approx((30.0, 3.75))


def test_a_windfall_is_part_of_what_is_paid_more_than_in_the_base() -> None:
    """Credits of 242 in both, 121 from the budget on top, 100 at present: a surplus of 250 needs none of the 100."""
    sold = made(242.0, payer="buyers")
    granted = made(121.0, payer="fiscal_budget").by_payer["fiscal_budget"]
    more = replace(sold, by_payer={**sold.by_payer, "fiscal_budget": granted})
    found = effect_of(sold, 0.05, more, replace(ACHIEVED, npv_yuan=250.0), BY)
    assert (found.support_yuan, found.windfall_yuan) == pytest.approx((100.0, 100.0))


def test_nothing_gained_has_no_price() -> None:
    """Without a return, or with none gained, there is no cost of a point; private payers are no public cost."""
    lost = effect_of(made(0.0), 0.09, made(242.0), ACHIEVED, BY)
    assert lost.yuan_per_point is None
    none = effect_of(made(0.0), None, made(242.0), replace(ACHIEVED, npv_yuan=-5.0), BY)
    assert (none.irr_gain_points, none.windfall_yuan) == (None, 0.0)
    private = effect_of(made(0.0), 0.05, made(242.0, payer="tenants"), ACHIEVED, BY)
    assert (private.public_yuan, private.yuan_per_mwh) == (0.0, None)
    assert (private.support_yuan, private.support_nominal_yuan) == pytest.approx((200.0, 242.0))
    payers: Mapping[str, float] = dict(private.by_payer_yuan)
    assert payers["tenants"] == pytest.approx(200.0)


def test_everybody_pays_on_one_basis() -> None:
    """242 from generators rank with 242 from grid users: 200 at present, 100 a point, 2 a MWh, 6.67 a tonne.

    What the base already has is taken off: 121 of 242 leave 121 nominal and 100 at present.
    """
    for payer in ("generators", "system_operation_fee"):
        found = effect_of(made(0.0), 0.05, made(242.0, payer=payer), ACHIEVED, BY)
        each = (found.support_yuan_per_point, found.support_yuan_per_mwh, found.support_yuan_per_t)
        assert each == pytest.approx((100.0, 2.0, 200 / 30))
    more = effect_of(made(121.0, payer="tenants"), 0.05, made(242.0, payer="generators"), ACHIEVED, BY)
    assert (more.support_nominal_yuan, more.support_yuan) == pytest.approx((121.0, 100.0))


def test_what_buys_credits_is_no_cost_of_other_tonnes() -> None:
    """242 from buyers of credits: 200 of everybody's support and 2 a MWh, but none of the tonnes by electricity.

    Divided by those 30 t they stood at 6.67 each, with the credited tonnes left out.
    """
    found = effect_of(made(0.0), 0.05, made(242.0, payer="buyers"), ACHIEVED, BY)
    assert (found.support_yuan, found.support_yuan_per_mwh) == pytest.approx((200.0, 2.0))
    assert found.support_yuan_per_t is None


def test_fees_spared_in_hebei_are_paid_for_by_others(tmp_path: Path) -> None:
    """P5 is P11's relief and a capacity price of 200 MW × 97 = 19.4 million a year: both count, on the fees of P0.

    As an exchange of fee documents the relief would have cost nobody anything.
    """
    cases = make_site(tmp_path)
    short = [
        cut(load_scenario(cases / f"{name}.yaml", {}), 48) for name in ("policy_p05_hebei", "policy_p11_fee_relief")
    ]
    lives = Lives()
    hebei, relief = (purse(one, lives).by_payer["system_operation_fee"] for one in short)
    assert relief[1:].min() > 0
    assert hebei[1:] - relief[1:] == pytest.approx(np.full(15, 19.4e6))
