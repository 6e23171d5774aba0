"""What assets are worth over the years: methods of write-off, replacement, what is left at the end [万元]."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from storage_model.finance.evaluate import FinanceResult, evaluate
from storage_model.finance.schedules.write_off import yearly_shares
from storage_model.finance.terms.investment import SustainingLine, WriteOff
from storage_model.finance.terms.operation import WorkingCapital
from storage_model.finance.terms.project import Options
from tests.textbook import fixed_asset, loan, problem, row, running, sales, value


def shares(method: Any, life: int, residual: float) -> list[float]:
    """Return what of 10 000 is written off each year."""
    terms = WriteOff(asset_class="fixed", life_years=life, residual_frac=residual, method=method)
    return [float(share) * 10_000 for share in yearly_shares(terms)]


def test_straight_line_double_declining_and_sum_of_years() -> None:
    """10 000 over five years, 4 % left: 1920 a year; 4000, 2400, 1440, 880, 880; 3200, 2560, 1920, 1280, 640."""
    assert shares("straight_line", 5, 0.04) == pytest.approx([1920] * 5, abs=1e-9)
    assert shares("double_declining", 5, 0.04) == pytest.approx([4000, 2400, 1440, 880, 880], abs=1e-9)
    assert shares("sum_of_years", 5, 0.04) == pytest.approx([3200, 2560, 1920, 1280, 640], abs=1e-9)


def test_double_declining_never_goes_below_the_residual() -> None:
    """With half the value to keep, the first two years of a life of four take 5000 and then nothing."""
    assert shares("double_declining", 4, 0.5) == pytest.approx([5000, 0, 0, 0], abs=1e-9)


def running_for(years: int, assets: Any, **other: Any) -> FinanceResult:
    """Return a project of 100 a year with these assets."""
    return evaluate(problem(build=1, run=years, assets=assets, revenue=[sales(100)], **other))


def test_a_life_longer_than_the_project_leaves_book_value() -> None:
    """100 over ten years, six run: 40 of book value comes back.

    Not recovered it is a cost of the last year: 10 + 40.
    """
    kept = running_for(6, [fixed_asset(100, life=10)])
    lost = running_for(6, [fixed_asset(100, life=10, recovered_at_end=False)])
    assert row(kept, "project_cash_flow", "recovered_fixed_assets")[-1] == pytest.approx(40, abs=1e-9)
    assert row(lost, "project_cash_flow", "recovered_fixed_assets")[-1] == pytest.approx(0, abs=1e-9)
    assert row(lost, "total_cost", "depreciation")[-1] == pytest.approx(50, abs=1e-9)


def test_land_is_amortised_beside_the_fixed_assets() -> None:
    """50 over fifty years: 1 a year of amortisation, 44 recovered after six."""
    result = running_for(6, [fixed_asset(60, life=6), fixed_asset(50, life=50, asset_class="intangible")])
    assert row(result, "total_cost", "amortisation")[1:] == pytest.approx([1] * 6, abs=1e-9)
    assert row(result, "project_cash_flow", "recovered_other_assets")[-1] == pytest.approx(44, abs=1e-9)
    assert row(result, "balance_sheet", "intangible_and_other_assets")[-1] == pytest.approx(0, abs=1e-9)


def replacement(year: int) -> SustainingLine:
    """Return 113 with 13 of VAT spent in one of six years, written off over four."""
    spent = np.zeros(6)
    spent[year - 1] = 113.0
    return SustainingLine(yuan=spent, vat_frac=0.13, write_off=WriteOff(asset_class="fixed", life_years=4))


def test_a_replacement_is_written_off_from_the_next_year() -> None:
    """Put in use at the end of year 3: 25 a year from year 4, three years run, 25 is left."""
    result = running_for(6, [fixed_asset(60, life=6)], sustaining=(replacement(3),))
    assert row(result, "total_cost", "depreciation")[1:] == pytest.approx([10, 10, 10, 35, 35, 35], abs=1e-9)
    assert row(result, "project_cash_flow", "sustaining_investment")[3] == pytest.approx(113, abs=1e-9)
    assert row(result, "revenue_and_taxes", "closing_vat_credit")[3] == pytest.approx(13, abs=1e-9)
    assert row(result, "project_cash_flow", "recovered_fixed_assets")[-1] == pytest.approx(25, abs=1e-9)


def test_a_replacement_in_the_last_year_comes_back_at_book_value() -> None:
    """Nothing is written off; 100 is spent and recovered, only its VAT of 13 is gone."""
    result = running_for(6, [fixed_asset(60, life=6)], sustaining=(replacement(6),))
    without = running_for(6, [fixed_asset(60, life=6)])
    lost = row(without, "project_cash_flow", "net_cash_flow_pre_tax") - row(
        result, "project_cash_flow", "net_cash_flow_pre_tax"
    )
    assert lost == pytest.approx([0, 0, 0, 0, 0, 0, 13], abs=1e-9)


def test_taking_the_plant_down_is_a_cost_of_the_last_year() -> None:
    """30 less 10 of scrap: 20 out, tax a quarter of it less."""
    down = SustainingLine(kind="decommissioning", yuan=np.array([0, 0, 0, 0, 0, 20.0]), vat_frac=0.0, write_off=None)
    result = running_for(6, [fixed_asset(60, life=6)], sustaining=(down,))
    assert row(result, "project_cash_flow", "decommissioning_cost")[-1] == pytest.approx(20, abs=1e-9)
    assert row(result, "project_cash_flow", "adjusted_income_tax")[-2:] == pytest.approx([22.5, 17.5], abs=1e-9)


def financed(**options: Any) -> FinanceResult:
    """Return 100 all lent at 10 % (105 with interest), ten years of life, five run; VAT in revenue and cost."""
    terms = problem(
        build=1, run=5, assets=[fixed_asset(100, life=10)], revenue=[sales(56.5, 6.5)], cost=[running(11.3, 1.3)],
        loans=(loan([100], 0.10, 5, "equal_principal"),), surtax=0.1, options=Options(**options),
    )  # fmt: skip
    return evaluate(terms)


def test_values_before_or_after_financing() -> None:
    """Strict: depreciation 10 and 50 recovered in the project flow.

    After financing 10.5 and 52.5, as in the company's books.
    """
    strict, after = financed(), financed(pre_financing_values="with_construction_interest")
    for result in (strict, after):
        assert row(result, "total_cost", "depreciation")[1] == pytest.approx(10.5, abs=1e-9)
        assert row(result, "equity_cash_flow", "recovered_fixed_assets")[-1] == pytest.approx(52.5, abs=1e-9)
    assert row(strict, "project_cash_flow", "recovered_fixed_assets")[-1] == pytest.approx(50, abs=1e-9)
    assert row(after, "project_cash_flow", "recovered_fixed_assets")[-1] == pytest.approx(52.5, abs=1e-9)
    tax = [row(result, "project_cash_flow", "adjusted_income_tax")[1] for result in (strict, after)]
    assert tax == pytest.approx([0.25 * (50 - 10 - 0.52 - 10), 0.25 * (50 - 10 - 0.52 - 10.5)], abs=1e-9)


def test_vat_in_lines_and_net_give_one_flow() -> None:
    """Lines with VAT less its payment, or lines without it: the same net flow every year; only the rows differ."""
    shown, net = financed(), financed(vat_shown="net")
    for statement in ("project_cash_flow", "equity_cash_flow"):
        one, other = (row(result, statement, "net_cash_flow_after_tax") for result in (shown, net))
        assert one == pytest.approx(other, abs=1e-9)
    assert row(shown, "project_cash_flow", "revenue")[1] == pytest.approx(56.5, abs=1e-9)
    assert row(net, "project_cash_flow", "revenue")[1] == pytest.approx(50, abs=1e-9)
    with pytest.raises(LookupError):
        row(net, "project_cash_flow", "vat_payable")


def test_first_year_undiscounted_and_mid_year() -> None:
    """A year earlier multiplies the present value by 1.1, half a year by its square root; the rate of return stays."""
    end, start, middle = financed(), financed(first_t=0.0), financed(first_t=0.5)
    base = value(end, "npv_project_after_tax_yuan")
    assert value(start, "npv_project_after_tax_yuan") == pytest.approx(1.1 * base, abs=1e-9)
    assert value(middle, "npv_project_after_tax_yuan") == pytest.approx(1.1**0.5 * base, abs=1e-9)
    assert value(start, "irr_project_after_tax_frac") == value(end, "irr_project_after_tax_frac")


def test_working_capital_by_days_of_turnover() -> None:
    """360 of cost a year, 60 materials, 120 fuel, 180 staff: 30 + 45 + 15 − 15 = 75 tied up, 52.5 of it lent."""
    costs = [replace(running(amount), category=kind) for amount, kind in ((60, "materials"), (120, "fuel_and_power"))]
    costs.append(replace(running(180), category="staff"))
    days = WorkingCapital(
        receivable_days=30, stock_days=90, cash_days=30, payable_days=30, own_share_frac=0.3, rate_frac=0.04
    )
    result = evaluate(
        problem(
            build=1, run=2, assets=[fixed_asset(60, life=6)], revenue=[sales(900)], cost=costs, working_capital=days
        )
    )
    assert row(result, "working_capital_estimate", "closing_working_capital")[1:] == pytest.approx([75, 75], abs=1e-9)
    assert row(result, "debt_service", "working_capital_interest")[1:] == pytest.approx([2.1, 2.1], abs=1e-9)
    assert row(result, "balance_sheet", "payables") == pytest.approx([0, 15, 0], abs=1e-9)
    assert row(result, "balance_sheet", "working_capital_assets") == pytest.approx([0, 90, 0], abs=1e-9)
