"""Income tax and VAT by hand: losses that expire, holidays, refunds, support that is taxed or not [万元]."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from storage_model.finance.evaluate import FinanceResult, evaluate
from storage_model.finance.terms.investment import Grant
from storage_model.finance.terms.tax import IncomeTax, OtherTax, Vat
from tests.textbook import fixed_asset, problem, row, running, sales, subsidy, value

PROFIT = "profit_and_distribution"


def earning(profits: Sequence[float], **other: Any) -> FinanceResult:
    """Return a project with these profits: an asset of 10 a year is written off, what is below −10 is cost."""
    margins = np.array(profits) + 10.0
    return evaluate(
        problem(
            build=1, run=len(profits), assets=[fixed_asset(10.0 * len(profits), life=len(profits))],
            revenue=[sales(np.maximum(margins, 0.0))], cost=[running(np.maximum(-margins, 0.0))], **other,
        )
    )  # fmt: skip


def taxed(result: FinanceResult) -> list[float]:
    """Return the income tax of the operating years."""
    return [float(v) for v in row(result, PROFIT, "income_tax")[1:]]


def test_a_loss_expires_after_five_years() -> None:
    """−100, then 10 five times: 50 is made up, 50 expires, the seventh year's 60 is taxed in full: 15.

    With ten years to carry it 10 would be left to tax: 2.5.
    """
    profits = [-100, 10, 10, 10, 10, 10, 60]
    five, ten = (earning(profits, tax=IncomeTax(rate_frac=0.25, loss_years=n)) for n in (5, 10))
    assert taxed(five) == pytest.approx([0, 0, 0, 0, 0, 0, 15], abs=1e-9)
    assert taxed(ten) == pytest.approx([0, 0, 0, 0, 0, 0, 2.5], abs=1e-9)
    assert row(five, PROFIT, "losses_made_up")[1:] == pytest.approx([0, 10, 10, 10, 10, 10, 0], abs=1e-9)


def test_the_oldest_loss_goes_first() -> None:
    """−30, −20, 25, 40. Carried one year, 30 is gone and 20 is used: 5 taxed, then 40.

    Carried two years, 25 comes off the 30, then 20 off the 40; the younger loss first would let the older expire: 10.
    """
    short = earning([-30, -20, 25, 40], tax=IncomeTax(rate_frac=0.25, loss_years=1))
    long = earning([-30, -20, 25, 40], tax=IncomeTax(rate_frac=0.25, loss_years=2))
    assert taxed(short) == pytest.approx([0, 0, 1.25, 10], abs=1e-9)
    assert taxed(long) == pytest.approx([0, 0, 0, 5], abs=1e-9)


def test_no_carry_forward_taxes_every_profit() -> None:
    """Without carry-forward the loss of the first year is lost."""
    assert taxed(earning([-30, 20], tax=IncomeTax(rate_frac=0.25, loss_years=0))) == pytest.approx([0, 5], abs=1e-9)


def test_three_free_and_three_half_years() -> None:
    """40 a year: nothing three times, 5 three times, then 10; counted from the first profit it starts a year later."""
    holiday = {"rate_frac": 0.25, "exempt_years": 3, "half_years": 3}
    from_start = earning([-10, *[40] * 7], tax=IncomeTax(**holiday))
    from_profit = earning([-10, *[40] * 7], tax=IncomeTax(**holiday, holiday_from="first_profit"))
    assert taxed(from_start) == pytest.approx([0, 0, 0, 5, 5, 5, 10, 10], abs=1e-9)
    assert taxed(from_profit) == pytest.approx([0, 0, 0, 0, 5, 5, 5, 10], abs=1e-9)


def test_a_rate_of_its_own_for_each_year() -> None:
    """15 % for two years, then 25 %."""
    rates = np.array([0.15, 0.15, 0.25])
    assert taxed(earning([40, 40, 40], tax=IncomeTax(rate_frac=rates))) == pytest.approx([6, 6, 10], abs=1e-9)


def test_adjusted_tax_carries_its_own_losses() -> None:
    """EBIT −40, then 60: taxed on 20 at 25 % = 5; without carry-forward it would be 15."""
    result = earning([-40, 60])
    assert row(result, "project_cash_flow", "adjusted_income_tax")[1:] == pytest.approx([0, 5], abs=1e-9)


def with_vat(**other: Any) -> FinanceResult:
    """113 of revenue with 13 of VAT for three years, 226 of investment with 26 of it, nothing else."""
    return evaluate(
        problem(
            build=1, run=3, assets=[fixed_asset(226, vat=26, life=4)], revenue=[sales(113, 13)], surtax=0.1,
            income_tax=0.0, **other,
        )
    )  # fmt: skip


def test_credit_is_used_or_refunded() -> None:
    """26 of credit is two years of VAT: nothing, nothing, 13.

    Refunded at once, 26 comes in year one and 13 is due thrice.
    """
    used = with_vat()
    paid_out = with_vat(vat=Vat(credit_refund_frac=np.array([1.0, 0, 0, 0])))
    assert row(used, "project_cash_flow", "vat_payable") == pytest.approx([0, 0, 0, 13], abs=1e-9)
    assert row(paid_out, "project_cash_flow", "vat_credit_refunded") == pytest.approx([26, 0, 0, 0], abs=1e-9)
    assert row(paid_out, "project_cash_flow", "vat_payable") == pytest.approx([0, 13, 13, 13], abs=1e-9)
    assert row(paid_out, "balance_sheet", "cash")[0] == pytest.approx(26, abs=1e-9)


def test_credit_refunded_comes_off_what_bears_surcharges() -> None:
    """26 refunded and paid in the next two years bears no surcharge, as if it had been set off: only the last 13 does.

    With the deduction forgotten the surcharges would be 1.3 three times.
    """
    at_start, yearly = (np.array([1.0, 0, 0, 0]), np.ones(4))
    for share in (np.zeros(4), at_start, yearly):
        bears = row(with_vat(vat=Vat(credit_refund_frac=share)), "revenue_and_taxes", "surcharges")
        assert bears == pytest.approx([0, 0, 0, 1.3], abs=1e-9)


def test_credit_refunded_is_deducted_until_it_is_used_up() -> None:
    """20 of the 26 refunded leaves 6 to set off: 7, 13 and 13 is paid. 20 comes off it: the last 13 bears 1.3.

    Deducted in the first year alone, and what is left of it lost, the surcharges would be 0, 1.3, 1.3.
    """
    result = with_vat(vat=Vat(credit_refund_frac=np.array([20 / 26, 0, 0, 0])))
    assert row(result, "revenue_and_taxes", "vat_payable") == pytest.approx([0, 7, 13, 13], abs=1e-9)
    assert row(result, "revenue_and_taxes", "surcharges") == pytest.approx([0, 0, 0, 1.3], abs=1e-9)


def test_refund_on_levy_is_income() -> None:
    """Half of the 13 comes back: 6.5 beside a surcharge of 1.3 on the whole; untaxed it leaves taxable profit."""
    tax = IncomeTax(rate_frac=0.25)
    taxable = with_vat(vat=Vat(refund_on_levy_frac=0.5), tax=tax)
    exempt = with_vat(vat=Vat(refund_on_levy_frac=0.5, refund_on_levy_taxable=False), tax=tax)
    assert row(taxable, "project_cash_flow", "subsidy_income")[-1] == pytest.approx(6.5, abs=1e-9)
    assert row(taxable, "revenue_and_taxes", "surcharges")[-1] == pytest.approx(1.3, abs=1e-9)
    difference = row(taxable, PROFIT, "income_tax")[-1] - row(exempt, PROFIT, "income_tax")[-1]
    assert difference == pytest.approx(6.5 * 0.25, abs=1e-9)


def test_other_taxes_count_on_revenue_and_assets() -> None:
    """2 a year, 1 % of 100 revenue without VAT, 1.2 % of 200 original value: 2 + 1 + 2.4 = 5.4."""
    terms = problem(build=1, run=2, assets=[fixed_asset(200, life=4)], revenue=[sales(113, 13)])
    levy = OtherTax(yuan=2.0, share_of_revenue_frac=0.01, share_of_fixed_assets_frac=0.012)
    result = evaluate(replace(terms, tax=replace(terms.tax, others=(levy,))))
    assert row(result, "revenue_and_taxes", "other_taxes") == pytest.approx([0, 5.4, 5.4], abs=1e-9)


def test_untaxed_subsidy_is_profit_but_not_taxed() -> None:
    """40 of profit and 20 of support: taxed on 60 = 15, or on 40 = 10 when exempt; profit is 60 both times."""
    taxable = earning([40, 40], subsidies=(subsidy([20, 0]),))
    exempt = earning([40, 40], subsidies=(subsidy([20, 0], taxable=False),))
    assert taxed(taxable) == pytest.approx([15, 10], abs=1e-9)
    assert taxed(exempt) == pytest.approx([10, 10], abs=1e-9)
    assert row(exempt, PROFIT, "profit_before_tax")[1] == pytest.approx(60, abs=1e-9)


def granted(**terms: Any) -> FinanceResult:
    """Return 100 of investment over four years of 50 revenue with a grant of 20 in the construction year."""
    grant = Grant(yuan=np.array([20.0, 0, 0, 0, 0]), **terms)
    return evaluate(
        problem(build=1, run=4, assets=[fixed_asset(100, life=4)], revenue=[sales(50)], grants=(grant,), rate=0.0)
    )


def test_a_grant_lowers_the_base_or_is_earned_over_years() -> None:
    """Base 80: depreciation 20; deferred over four years: depreciation 25 and income 5; profit is 30 both ways."""
    lower, deferred = granted(treatment="reduces_base"), granted(treatment="deferred", spread_years=4)
    assert row(lower, "total_cost", "depreciation")[1:] == pytest.approx([20] * 4, abs=1e-9)
    assert row(deferred, "total_cost", "depreciation")[1:] == pytest.approx([25] * 4, abs=1e-9)
    assert row(deferred, PROFIT, "other_income")[1:] == pytest.approx([5] * 4, abs=1e-9)
    assert row(deferred, "balance_sheet", "deferred_income") == pytest.approx([20, 15, 10, 5, 0], abs=1e-9)
    for result in (lower, deferred):
        assert row(result, PROFIT, "profit_before_tax")[1:] == pytest.approx([30] * 4, abs=1e-9)
        assert row(result, "funding_plan", "equity_for_investment")[0] == pytest.approx(80, abs=1e-9)
        assert value(result, "npv_project_after_tax_yuan") == pytest.approx(-80 + 4 * (50 - 7.5), abs=1e-9)


def test_an_untaxed_grant_and_one_longer_than_the_project() -> None:
    """Exempt, the 5 a year bear no tax: 6.25 instead of 7.5.

    Spread over ten years, the last year earns the rest: 14.
    """
    exempt = granted(treatment="deferred", spread_years=4, taxable=False)
    assert row(exempt, PROFIT, "income_tax")[1:] == pytest.approx([6.25] * 4, abs=1e-9)
    long = granted(treatment="deferred", spread_years=10)
    assert row(long, PROFIT, "other_income")[1:] == pytest.approx([2, 2, 2, 14], abs=1e-9)


def test_a_late_grant_cannot_lower_the_base() -> None:
    """Assets in use keep their value: such a grant is refused, with what to do instead."""
    terms = problem(build=1, run=2, assets=[fixed_asset(100, life=4)], revenue=[sales(50)])
    late = Grant(yuan=np.array([0.0, 20.0, 0.0]), treatment="reduces_base")
    with pytest.raises(ValueError, match="deferred"):
        evaluate(replace(terms, grants=(late,)))
