"""Support that reaches investment, loans and taxes, by hand [万元 where no yuan is said]."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from storage_model.cases.clawback import returned_yuan, with_clawback
from storage_model.cases.supported import supported
from storage_model.finance.evaluate import FinanceResult, evaluate
from storage_model.finance.terms.investment import InvestmentLine, WriteOff
from storage_model.finance.terms.project import Project
from storage_model.policies.terms_finance import ClawbackTerm, ProjectFacts
from tests.policies import PROJECT, policy
from tests.textbook import fixed_asset, loan, problem, row, running, sales, value

COSTS = "total_cost"
PROFIT = "profit_and_distribution"
SMALL = ProjectFacts(power_mw=1.0, energy_mwh=2.0, investment_yuan=1000.0, construction_years=1, operating_years=5)


def small(income: float = 400.0, **other: Any) -> Project:
    """Return 1 000 built in a year, written off over five, `income` a year."""
    return problem(build=1, run=5, assets=[fixed_asset(1000.0, life=5)], revenue=[sales(income)], **other)


def under(project: Project, kind: str, **numbers: Any) -> FinanceResult:
    """Return the evaluation of a project under one policy."""
    return evaluate(supported(project, policy(kind, **numbers).project_terms(SMALL)))


def operating(result: FinanceResult, statement: str, key: str) -> list[float]:
    """Return a row over the operating years."""
    return [float(v) for v in row(result, statement, key)[1:]]


def test_grants_by_size_and_by_share() -> None:
    """200 yuan/kWh × 400 000 kWh = 80 million; 100 yuan/kW × 200 000 = 20; 10 % of 800 million = 80; all of it 185.

    With a limit of 150 million, or of 15 % of the investment (120), it stops there.
    """
    grants = {"yuan_per_kwh": 200.0, "yuan_per_kw": 100.0, "share_of_investment_frac": 0.1, "amount_yuan": 5e6}
    found = [policy("capex_grant", treatment="reduces_base", **{key: amount}) for key, amount in grants.items()]
    assert [grant.yuan(PROJECT) for grant in found] == pytest.approx([80e6, 20e6, 80e6, 5e6])
    whole = policy("capex_grant", treatment="reduces_base", **grants)
    assert whole.yuan(PROJECT) == pytest.approx(185e6)
    most = policy("capex_grant", treatment="reduces_base", most_yuan=150e6, **grants)
    share = policy("capex_grant", treatment="reduces_base", most_share_of_investment_frac=0.15, **grants)
    assert (most.yuan(PROJECT), share.yuan(PROJECT)) == pytest.approx((150e6, 120e6))


def test_a_grant_that_reduces_the_base() -> None:
    """300 of 1 000: write-off (1 000 − 300) / 5 = 140 instead of 200, tax (400 − 140) × 25 % = 65 instead of 50."""
    result = under(small(), "capex_grant", share_of_investment_frac=0.3, treatment="reduces_base")
    assert operating(result, COSTS, "depreciation") == pytest.approx([140.0] * 5)
    assert operating(result, PROFIT, "income_tax") == pytest.approx([65.0] * 5)


def test_a_grant_that_is_deferred() -> None:
    """300 earned over three years: write-off stays 200; tax (400 − 200 + 100) × 25 % = 75 three times, then 50."""
    result = under(small(), "capex_grant", amount_yuan=300.0, treatment="deferred", spread_years=3)
    assert operating(result, COSTS, "depreciation") == pytest.approx([200.0] * 5)
    assert operating(result, PROFIT, "income_tax") == pytest.approx([75.0, 75.0, 75.0, 50.0, 50.0])


def test_points_off_the_interest_for_some_years() -> None:
    """800 at 4 %, principal 160 a year; 1.5 points less in the first two operating years: 20, 16, then 19.2, 12.8, 6.4.

    Counted from the drawing, half a year of 800 at 2.5 % adds 10 to the debt instead of 16.
    """
    lent = small(loans=(loan([800.0], 0.04, 5, "equal_principal", interest_in_construction="paid_by_owners"),))
    helped = under(lent, "interest_subsidy", points_frac=0.015, duration_years=2, counted_from="operation")
    assert operating(helped, COSTS, "interest_expense") == pytest.approx([20.0, 16.0, 19.2, 12.8, 6.4])
    early = under(lent, "interest_subsidy", points_frac=0.015, duration_years=2, counted_from="drawing")
    assert operating(early, COSTS, "interest_expense") == pytest.approx([20.0, 25.6, 19.2, 12.8, 6.4])
    assert value(early, "interest_during_construction_yuan") == pytest.approx(10.0)


def test_no_rate_falls_below_nothing() -> None:
    """Five points off 4 % leave no interest, and no income from it."""
    lent = small(loans=(loan([800.0], 0.04, 5, "equal_principal"),))
    free = under(lent, "interest_subsidy", points_frac=0.05, duration_years=9, counted_from="drawing")
    assert operating(free, COSTS, "interest_expense") == pytest.approx([0.0] * 5)


def test_a_loan_on_other_terms() -> None:
    """2 % and two years of grace instead of 4 % and none: interest 16, 16, 16, 10.67, 5.33 on 800 repaid in thirds."""
    lent = small(loans=(loan([800.0], 0.04, 5, "equal_payment", interest_in_construction="paid_by_owners"),))
    eased = under(lent, "policy_loan", rate_frac=0.02, grace_years=2, method="equal_principal")
    assert operating(eased, COSTS, "interest_expense") == pytest.approx([16.0, 16.0, 16.0, 32 / 3, 16 / 3])


def test_a_granted_rate_is_charged_as_often_as_the_loan_it_eases() -> None:
    """2 % charged four times a year comes to 1.005⁴ − 1 = 2.01505 %: 16.1204 on 800; 16 would be once a year."""
    lent = small(loans=(loan([800.0], 0.04, 5, "bullet", interest_in_construction="paid_by_owners"),))
    quarterly = replace(lent, loans=tuple(replace(one, interest_periods_per_year=4) for one in lent.loans))
    eased = under(quarterly, "policy_loan", rate_frac=0.02)
    assert operating(eased, COSTS, "interest_expense") == pytest.approx([16.1204005] * 5, rel=1e-9)


def test_points_come_off_the_loan_a_policy_grants() -> None:
    """A loan at 3 % with one point of interest subsidy costs 2 %, whichever file comes first."""
    lent = small(loans=(loan([800.0], 0.04, 5, "bullet", interest_in_construction="paid_by_owners"),))
    granted = policy("policy_loan", rate_frac=0.03).project_terms(SMALL)
    points = policy("interest_subsidy", points_frac=0.01, duration_years=9, counted_from="drawing").project_terms(SMALL)
    for terms in ((*granted, *points), (*points, *granted)):
        assert operating(evaluate(supported(lent, terms)), COSTS, "interest_expense") == pytest.approx([16.0] * 5)


def test_three_and_three_years_of_tax() -> None:
    """One free, two at half of 25 %: profit of 200 bears 0, 25, 25, 50, 50."""
    result = under(small(), "income_tax_relief", exempt_years=1, half_years=2)
    assert operating(result, PROFIT, "income_tax") == pytest.approx([0.0, 25.0, 25.0, 50.0, 50.0])


def test_a_lower_rate_for_some_years() -> None:
    """15 % for three years, then 25 %: 30, 30, 30, 50, 50. The holiday of the project itself stays as it is."""
    result = under(small(), "income_tax_relief", rate_frac=0.15, rate_years=3)
    assert operating(result, PROFIT, "income_tax") == pytest.approx([30.0, 30.0, 30.0, 50.0, 50.0])


def test_losses_that_live_longer() -> None:
    """A loss of 100 made up in the third year instead of lost after one: 25 less tax there."""
    spent = problem(
        build=1, run=3, assets=[fixed_asset(300.0, life=3)], revenue=[sales([0.0, 100.0, 300.0])],
        cost=[running([0.0, 0.0, 0.0])],
    )  # fmt: skip
    short = under(spent, "income_tax_relief", loss_carry_forward_years=1)
    long = under(spent, "income_tax_relief", loss_carry_forward_years=5)
    taxes = [operating(result, PROFIT, "income_tax") for result in (short, long)]
    assert taxes == [pytest.approx([0.0, 0.0, 50.0]), pytest.approx([0.0, 0.0, 25.0])]


def vat_project() -> Project:
    """Return 1 130 with 130 of input VAT, sales of 226 with 26 of output VAT a year."""
    return problem(
        build=1, run=5, assets=[fixed_asset(1130.0, vat=130.0, life=5)], revenue=[sales(226.0, 26.0)], surtax=0.1
    )


def test_input_vat_paid_out_when_construction_ends() -> None:
    """130 comes back in year 1, and 26 is paid every year; carried on, the credit would last exactly five years."""
    carried, refunded = (under(vat_project(), "vat_refund", **how) for how in ({}, {"credit": "refunded_at_start"}))
    flow = "project_cash_flow"
    assert row(refunded, flow, "vat_credit_refunded")[0] == pytest.approx(130.0)
    assert operating(refunded, flow, "vat_payable") == pytest.approx([26.0] * 5)
    assert operating(carried, flow, "vat_payable") == pytest.approx([0.0] * 5)


def test_vat_refunded_on_levy() -> None:
    """Half of the 26 paid after the credit is out comes back as subsidy for two years."""
    built = problem(build=1, run=5, assets=[fixed_asset(1000.0, life=5)], revenue=[sales(226.0, 26.0)])
    result = under(built, "vat_refund", refund_on_levy_frac=0.5, duration_years=2)
    assert operating(result, "project_cash_flow", "subsidy_income") == pytest.approx([13.0, 13.0, 0.0, 0.0, 0.0])


def test_a_refund_by_policy_keeps_to_the_revenue_named() -> None:
    """Where 0.8 of the output VAT lies in what is refunded, a refund of 100 % gives 0.8 × 26 = 20.8 back, not 26."""
    built = problem(build=1, run=5, assets=[fixed_asset(1000.0, life=5)], revenue=[sales(226.0, 26.0)])
    named = replace(built, tax=replace(built.tax, vat=replace(built.tax.vat, refunded_share_frac=0.8)))
    result = under(named, "vat_refund", refund_on_levy_frac=1.0)
    assert operating(result, "project_cash_flow", "subsidy_income") == pytest.approx([20.8] * 5)


def test_a_refund_the_project_has_is_not_given_twice() -> None:
    """A project with a full refund of its own gains nothing from one of 100 %."""
    own = supported(vat_project(), policy("vat_refund", refund_on_levy_frac=1.0).project_terms(SMALL))
    twice = supported(own, policy("vat_refund", refund_on_levy_frac=1.0).project_terms(SMALL))
    assert evaluate(own).indicators == evaluate(twice).indicators


def test_sixty_per_cent_of_the_life() -> None:
    """Five years become three: 333.3 a year, then nothing; double declining over five: 400, 240, 144, 108, 108."""
    short = under(small(), "accelerated_depreciation", categories=["equipment"], life_share_frac=0.6)
    assert operating(short, COSTS, "depreciation") == pytest.approx([1000 / 3] * 3 + [0.0, 0.0])
    fast = under(small(), "accelerated_depreciation", categories=["equipment"], method="double_declining")
    assert operating(fast, COSTS, "depreciation") == pytest.approx([400.0, 240.0, 144.0, 108.0, 108.0])
    other = under(small(), "accelerated_depreciation", categories=["civil"], life_share_frac=0.6)
    assert operating(other, COSTS, "depreciation") == pytest.approx([200.0] * 5)


@pytest.mark.parametrize(("life", "shortened"), [(15, 9), (12, 8), (7, 5), (1, 1)])
def test_a_shortened_life_is_never_below_the_share(life: int, shortened: int) -> None:
    """60 % of twelve years are 7.2: eight, for seven are less than the 60 % the law leaves; of fifteen nine."""
    line = InvestmentLine(
        category="equipment", yuan=1.0, vat_frac=0.0, write_off=WriteOff(asset_class="fixed", life_years=life)
    )
    (term,) = policy("accelerated_depreciation", categories=["equipment"], life_share_frac=0.6).project_terms(SMALL)
    (found,) = supported(replace(small(), investment=(line,)), [term]).investment
    assert found.write_off.life_years == shortened


CLAWBACK = ClawbackTerm(above_irr_frac=0.10, share_frac=0.5)


def given_back(flows: Sequence[float], support: Sequence[float], **changed: float) -> list[float]:
    """Return what each year gives back."""
    term = ClawbackTerm(**{"above_irr_frac": 0.10, "share_frac": 0.5, **changed})
    return [float(v) for v in returned_yuan(np.array(flows), np.array(support), term)]


def test_clawback_by_hand() -> None:
    """−100; 66 → −44; 66 → +17.6 above 10 %: half, 8.8, goes back; 66 → 75.68, all 66 above: 33.

    The sum after the second year is 8.8, × 1.1 + 66 = 75.68. Support of 20 a year allows 60 in all.
    """
    assert given_back([-100, 66, 66, 66], [0, 20, 20, 20]) == pytest.approx([0.0, 0.0, 8.8, 33.0])


def test_no_more_goes_back_than_was_received() -> None:
    """With 10 a year of support, 30 have come by the third year and 8.8 have gone: 21.2 are left."""
    assert given_back([-100, 66, 66, 66], [0, 10, 10, 10]) == pytest.approx([0.0, 0.0, 8.8, 21.2])
    assert given_back([-100, 66, 66, 66], [0, 0, 0, 0]) == [0.0] * 4


def test_a_full_clawback_leaves_the_threshold() -> None:
    """All of what lies above goes back: the return after tax becomes the threshold, though income tax is paid first."""
    term = ClawbackTerm(above_irr_frac=0.10, share_frac=1.0)
    support = np.array([0.0, *[400.0] * 5])
    before, after = evaluate(small()), evaluate(with_clawback(small(), term, support))
    assert value(before, "irr_project_after_tax_frac") > 0.2
    assert value(after, "irr_project_after_tax_frac") == pytest.approx(0.10, abs=1e-9)
    assert operating(after, PROFIT, "income_tax") == pytest.approx(operating(before, PROFIT, "income_tax"))


def test_below_the_threshold_nothing_changes() -> None:
    """A project that never earns 10 % is the same record."""
    poor = small(income=220.0)
    assert with_clawback(poor, CLAWBACK, np.array([0.0, *[100.0] * 5])) is poor
