"""Printed problems of cost engineers' and investment consultants' examinations, to the printed digit [万元]."""

import numpy as np
import pytest

from storage_model.finance.evaluate import FinanceResult, evaluate
from tests.textbook import expensed, fixed_asset, problem, row, running, sales, subsidy, value

PROJECT = "project_cash_flow"


def vat_and_adjusted_tax() -> FinanceResult:
    """Six years of operation, the first at 60 %, VAT inside the lines, nothing deductible in the investment."""
    load = np.array([0.6, 1, 1, 1, 1, 1])
    return evaluate(
        problem(
            build=1, run=6, assets=[fixed_asset(700, life=6, residual=0.04)], revenue=[sales(1000 * load, 100 * load)],
            cost=[running(350 * load, 30 * load)], working_capital=150, surtax=0.06,
        )
    )  # fmt: skip


def credit_subsidy_and_upkeep() -> FinanceResult:
    """100 of VAT inside 1000 of investment, a taxable start-up subsidy, 20 of upkeep in the fourth year."""
    load = np.array([0.8, 1, 1, 1, 1, 1])
    return evaluate(
        problem(
            build=1, run=6, assets=[fixed_asset(1000, vat=100, life=10, residual=0.04)],
            revenue=[sales(800 * load, 100 * load)], cost=[running(300 * load, 50 * load)], working_capital=200,
            surtax=0.10, subsidies=(subsidy([100, 0, 0, 0, 0, 0]),), sustaining=(expensed([0, 0, 0, 20, 0, 0]),),
        )
    )  # fmt: skip


def test_vat_and_adjusted_tax_by_year() -> None:
    """Flows after tax as printed; VAT left out of the outflow would give 641.83 in a full year."""
    result = vat_and_adjusted_tax()
    printed = [-700.00, 137.11, 459.85, 459.85, 459.85, 459.85, 637.85]
    assert row(result, PROJECT, "net_cash_flow_after_tax") == pytest.approx(printed, abs=0.005)
    assert row(result, PROJECT, "net_cash_flow_pre_tax")[1:3] == pytest.approx([195.48, 575.80], abs=0.005)
    assert row(result, PROJECT, "adjusted_income_tax")[1:3] == pytest.approx([58.37, 115.95], abs=0.005)
    assert row(result, PROJECT, "cumulative_after_tax")[1:3] == pytest.approx([-562.89, -103.04], abs=0.005)


def test_vat_and_adjusted_tax_indicators() -> None:
    """Payback 3.22 and FNPV 1008.95; discounting the first year not at all would give 1109.85."""
    result = vat_and_adjusted_tax()
    assert value(result, "payback_static_years") == pytest.approx(3.22, abs=0.005)
    assert value(result, "payback_discounted_years") == pytest.approx(3.57, abs=0.005)
    assert value(result, "npv_project_after_tax_yuan") == pytest.approx(1008.95, abs=0.005)
    assert value(result, "irr_project_after_tax_frac") == pytest.approx(0.4557, abs=5e-5)
    assert value(result, "npv_project_pre_tax_yuan") == pytest.approx(1420.45, abs=0.005)
    assert value(result, "irr_project_pre_tax_frac") == pytest.approx(0.5797, abs=5e-5)
    assert value(result, "payback_static_pre_tax_years") == pytest.approx(2.88, abs=0.005)


def test_three_digit_factors_give_the_printed_value() -> None:
    """0.909, 0.826, 0.751, 0.683, 0.621, 0.564, 0.513: each year rounded adds up to 1008.53, unrounded to 1008.52."""
    flows = row(vat_and_adjusted_tax(), PROJECT, "net_cash_flow_after_tax")
    factors = np.array([0.909, 0.826, 0.751, 0.683, 0.621, 0.564, 0.513])
    assert np.round(np.round(flows, 2) * factors, 2).sum() == pytest.approx(1008.53, abs=1e-9)
    assert round(float(flows @ factors), 2) == 1008.52


def test_depreciation_and_flows_before_tax_as_printed() -> None:
    """112 a year with six years of life, 86.40 with ten; before tax 195.48, 575.80 four times, 753.80."""
    one, other = vat_and_adjusted_tax(), credit_subsidy_and_upkeep()
    assert row(one, "total_cost", "depreciation")[1:] == pytest.approx([112] * 6, abs=1e-9)
    assert row(other, "total_cost", "depreciation")[1:] == pytest.approx([86.40] * 6, abs=1e-9)
    printed = [-700.00, 195.48, *[575.80] * 4, 753.80]
    assert row(one, PROJECT, "net_cash_flow_pre_tax") == pytest.approx(printed, abs=0.005)


def test_vat_credit_is_carried_over_two_years() -> None:
    """The credit of 100 leaves 60 and 10, then 40 and 50 are paid; without it 40 would be paid at once."""
    result = credit_subsidy_and_upkeep()
    assert row(result, PROJECT, "vat_payable") == pytest.approx([0, 0, 0, 40, 50, 50, 50], abs=1e-9)
    assert row(result, "balance_sheet", "vat_credit") == pytest.approx([100, 60, 10, 0, 0, 0, 0], abs=1e-9)


def test_subsidy_is_taxed_and_upkeep_is_not() -> None:
    """Adjusted tax as printed; an untaxed subsidy would make the first 68.40, capitalised upkeep the fourth 89.65."""
    result = credit_subsidy_and_upkeep()
    printed = [0, 93.40, 90.90, 89.90, 84.65, 89.65, 89.65]
    assert row(result, PROJECT, "adjusted_income_tax") == pytest.approx(printed, abs=0.005)
    assert row(result, PROJECT, "recovered_fixed_assets")[-1] == pytest.approx(381.60, abs=0.005)
    flows = [-1000, 206.60, 409.10, 366.10, 340.35, 355.35, 936.95]
    assert row(result, PROJECT, "net_cash_flow_after_tax") == pytest.approx(flows, abs=0.005)
    assert value(result, "payback_static_years") == pytest.approx(4.05, abs=0.005)
    assert value(result, "payback_discounted_years") == pytest.approx(4.86, abs=0.005)
    assert value(result, "npv_project_after_tax_yuan") == pytest.approx(711.79, abs=0.005)
    assert value(result, "irr_project_after_tax_frac") == pytest.approx(0.2909, abs=5e-5)
