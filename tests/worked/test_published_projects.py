"""Printed whole-project problems, each through the engine to the printed digit [万元].

Sources: examinations of cost engineers and investment consultants; docs/validation-finance.md lists them, with the
answers that are not reproduced and why.
"""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from storage_model.blocks import FloatArray
from storage_model.cases.goal_seek import seek_goal
from storage_model.finance.evaluate import evaluate
from storage_model.finance.indicators.crossing import Target
from storage_model.finance.indicators.indicator import Indicator
from storage_model.finance.terms.project import Options, Project
from storage_model.finance.terms.tax import OtherTax
from tests.textbook import Yearly, fixed_asset, loan, problem, row, running, sales, value

CENT = 0.0051  # a printed second decimal, rounded half up
CHAIN = 0.026  # printed from intermediate results that were rounded themselves


def sales_tax(share: float, **given: Any) -> Project:
    """Return a problem from before VAT: taxes and surcharges are a share of sales."""
    terms = problem(**given)
    return replace(terms, tax=replace(terms.tax, others=(OtherTax(share_of_revenue_frac=share),)))


def ramp(first: float, years: int) -> FloatArray:
    """Return the load of each operating year: a share in the first, full afterwards."""
    return np.array([first] + [1.0] * (years - 1))


class Shown:
    """An evaluated problem, read like its statements."""

    def __init__(self, terms: Project) -> None:
        self.result = evaluate(terms)

    def __call__(self, statement: str, key: str) -> FloatArray:
        """Return one row."""
        return row(self.result, statement, key)


def two_payments(amount: float) -> list[float]:
    """Return an amount paid in two equal construction years."""
    return [amount / 2, amount / 2]


def test_owners_flow_over_ten_years() -> None:
    """3100 in two years, half of it lent at 7 %, six even repayments, taxes of 6 and 33 %: all ten years."""
    shown = Shown(
        sales_tax(
            0.06, build=2, run=8, assets=[fixed_asset([1860, 1240], life=8, residual=0.05)], working_capital=300,
            revenue=[sales([3800, 4320, *[5400] * 6])], cost=[running(2600)], income_tax=0.33,
            loans=(loan([930, 620], 0.07, 6, "equal_principal"),),
        )
    )  # fmt: skip
    assert shown("debt_service", "long_term_principal")[2:8] == pytest.approx([278.61] * 6, abs=CHAIN)
    assert shown("debt_service", "long_term_interest")[2:8] == pytest.approx(
        [117.01, 97.51, 78.01, 58.51, 39.00, 19.50], abs=CENT
    )
    assert shown("profit_and_distribution", "income_tax")[2:] == pytest.approx(
        [155.90, 323.64, 665.09, 671.52, 677.96, 684.40, 690.83, 690.83], abs=0.011
    )
    assert shown("equity_cash_flow", "recovered_fixed_assets")[-1] == pytest.approx(161.08, abs=CENT)
    printed = [-930, -620, 120.48, 761.04, 1454.29, 1467.36, 1480.43, 1493.52, 1785.17, 2246.25]
    assert shown("equity_cash_flow", "net_cash_flow_after_tax") == pytest.approx(printed, abs=CHAIN)


def test_credit_over_two_years_and_return_on_investment() -> None:
    """200 of VAT inside 2200: 0, 37.60, 132 payable; adjusted tax 52.50, 76.56; ROI of the third year 12.37 %."""
    load = ramp(0.8, 10)
    shown = Shown(
        problem(
            build=1, run=10, assets=[fixed_asset(2200, vat=200, life=10, residual=0.05)], working_capital=200,
            revenue=[sales(1200 * 1.16 * load, 192 * load)], cost=[running(760 * load, 60 * load)], surtax=0.10,
        )
    )  # fmt: skip
    assert shown("revenue_and_taxes", "vat_payable")[1:4] == pytest.approx([0.00, 37.60, 132.00], abs=CENT)
    assert shown("project_cash_flow", "adjusted_income_tax")[1:3] == pytest.approx([52.50, 76.56], abs=CENT)
    assert shown("profit_and_distribution", "ebit")[3] == pytest.approx(296.80, abs=CENT)
    invested = value(shown.result, "total_investment_yuan")
    assert shown("profit_and_distribution", "ebit")[3] / invested == pytest.approx(0.1237, abs=5e-5)


@pytest.mark.parametrize(
    ("vat_rate", "payable"),
    [(0.17, [0, 0, 0, 306.00, 310.00, 310.00, 310.00]), (0.13, [0, 0, 0, 0, 184.00, 190.00, 190.00])],
)
def test_credit_of_a_factory(vat_rate: float, payable: list[float]) -> None:
    """6554.44 with 500 of VAT inside; printed at 17 % and later at 13 %, where the credit lasts a year longer."""
    shown = Shown(factory(vat_rate))
    assert shown("revenue_and_taxes", "vat_payable") == pytest.approx(payable, abs=CENT)
    assert shown("revenue_and_taxes", "surcharges") == pytest.approx(0.10 * np.array(payable), abs=CENT)


def factory(vat_rate: float) -> Project:
    """Return the factory: cost at 75 % in the first year, everything else at 60 %."""
    load, first = ramp(0.6, 6), np.array([1.0, 0, 0, 0, 0, 0])
    return problem(
        build=1, run=6, assets=[fixed_asset(6554.44, vat=500, life=10, residual=0.04)],
        working_capital=500, surtax=0.10,
        revenue=[sales(3000 * (1 + vat_rate) * load, 3000 * vat_rate * load)],
        cost=[running((600 + 120) * first, 120 * first), running((800 + 200) * (1 - first), 200 * (1 - first))],
    )  # fmt: skip


def test_flow_of_a_factory() -> None:
    """Depreciation 581.23, ten years of which six are used: 2567.06 recovered; flows of the second and last year."""
    shown = Shown(factory(0.17))
    assert shown("total_cost", "depreciation")[1] == pytest.approx(581.23, abs=CENT)
    assert shown("project_cash_flow", "recovered_fixed_assets")[-1] == pytest.approx(2567.06, abs=CHAIN)
    assert shown("project_cash_flow", "adjusted_income_tax")[[1, 6]] == pytest.approx([154.69, 396.94], abs=CENT)
    assert shown("project_cash_flow", "net_cash_flow_after_tax")[[1, 6]] == pytest.approx([731.31, 4839.12], abs=CHAIN)


def test_three_years_of_construction_before_tax() -> None:
    """600, 2000, 800; working capital in three steps; 12 %: payback 6.86, discounted 8.73, FNPV 864, FIRR 17.99 %."""
    result = evaluate(
        sales_tax(
            0.06, build=3, run=7, assets=[fixed_asset([600, 2000, 800], life=7, residual=400 / 3400)],
            revenue=[sales([2100, 2800, *[3500] * 5])], cost=[running([1200, 1800, *[2000] * 5])],
            working_capital=[360, 540, *[600] * 5], income_tax=0.0, rate=0.12,
        )
    )  # fmt: skip
    assert value(result, "payback_static_pre_tax_years") == pytest.approx(6.86, abs=0.005)
    assert value(result, "payback_discounted_years") == pytest.approx(8.73, abs=0.005)
    assert value(result, "npv_project_pre_tax_yuan") == pytest.approx(864, abs=0.5)
    assert value(result, "irr_project_pre_tax_frac") == pytest.approx(0.1799, abs=5e-5)


def test_a_loss_is_made_up_before_tax_is_paid() -> None:
    """47.77 lost at 80 % load; the next year's 81.71 bears tax on the difference only: 8.49, not 20.43."""
    load = ramp(0.8, 8)
    shown = Shown(
        problem(
            build=2, run=8, working_capital=240, surtax=0.10,
            assets=[
                fixed_asset(two_payments(5007.5), vat=two_payments(100), life=8, residual=0.05),
                fixed_asset(two_payments(200), life=8, asset_class="intangible"),
            ],
            revenue=[sales(900 * 1.16 * load, 144 * load)], cost=[running(230 * load, 30 * load)],
        )
    )  # fmt: skip
    assert (shown("total_cost", "depreciation")[2], shown("total_cost", "amortisation")[2]) == pytest.approx(
        (582.77, 25.00), abs=CENT
    )
    assert shown("total_cost", "total_cost")[2:4] == pytest.approx([767.77, 807.77], abs=CENT)
    assert shown("revenue_and_taxes", "vat_payable")[2:5] == pytest.approx([0.00, 105.20, 114.00], abs=CENT)
    assert shown("profit_and_distribution", "profit_before_tax")[[2, 3, 9]] == pytest.approx(
        [-47.77, 81.71, 80.83], abs=CENT
    )
    assert shown("profit_and_distribution", "income_tax")[[2, 3, 9]] == pytest.approx([0.00, 8.49, 20.21], abs=CENT)
    assert shown("profit_and_distribution", "net_profit")[3] == pytest.approx(73.22, abs=0.011)
    assert shown("project_cash_flow", "net_cash_flow_after_tax")[-1] == pytest.approx(1153.77, abs=CENT)


def test_a_short_term_loan_fills_the_first_years_gap() -> None:
    """224.64 due and 202.64 at hand: 22.00 has to be borrowed for a year; the loss of 79.06 bears no tax."""
    load = ramp(0.6, 10)
    first = np.array([1.0] + [0.0] * 9)
    shown = Shown(
        problem(
            build=2, run=10, working_capital=200, surtax=0.10, short_term_rate_frac=0.04,
            assets=[
                fixed_asset([1000, 1000], life=10, residual=0.05),
                fixed_asset([200, 200], life=5, asset_class="intangible"),
            ],
            revenue=[sales(2500 * 1.13 * load, 325 * load)],
            cost=[running((1200 + 120) * first, 120 * first), running(2200 * (1 - first), 200 * (1 - first))],
            loans=(loan([1000, 0], 0.08, 5, "equal_principal"),),
        )
    )  # fmt: skip
    assert value(shown.result, "total_investment_yuan") == pytest.approx(2723.20, abs=CENT)
    assert (shown("total_cost", "depreciation")[2], shown("total_cost", "amortisation")[2]) == pytest.approx(
        (201.70, 80.00), abs=CENT
    )
    assert (
        shown("debt_service", "long_term_principal")[2],
        shown("debt_service", "long_term_interest")[2],
    ) == pytest.approx((224.64, 89.86), abs=CENT)
    assert shown("profit_and_distribution", "profit_before_tax")[2] == pytest.approx(-79.06, abs=CENT)
    assert shown("profit_and_distribution", "income_tax")[2] == 0.0
    assert shown("debt_service", "repayment_funds")[2] == pytest.approx(202.64, abs=CENT)
    assert shown("debt_service", "short_term_loan_drawn")[2] == pytest.approx(22.00, abs=CENT)
    assert (
        shown("debt_service", "short_term_principal")[3],
        shown("debt_service", "short_term_interest")[3],
    ) == pytest.approx((22.00, 0.88), abs=CENT)


def waterworks(tons_wan_a_day: float = 4.0, support: Yearly = 0.0, income_tax: float = 0.25) -> Project:
    """Return sewage works of 6000, half of it lent at 10 %; one yuan a ton, 365 days."""
    revenue = 365.0 * tons_wan_a_day + np.asarray(support, float) * np.array([1.0] + [0.0] * 9)
    return problem(
        build=2, run=10, assets=[fixed_asset([3000, 3000], life=10, residual=0.03)], revenue=[sales(revenue)],
        cost=[running(770)], income_tax=income_tax, loans=(loan([1500, 1500], 0.10, 5, "equal_principal"),),
    )  # fmt: skip


def test_sewage_works_before_support() -> None:
    """307.50 of interest while building; 661.50 due, 330.75 interest, then 264.60; 252.58 lost in the first year."""
    shown = Shown(waterworks())
    assert shown("construction_interest", "interest_capitalised").sum() == pytest.approx(307.50, abs=CENT)
    assert shown("debt_service", "long_term_principal")[2:4] == pytest.approx([661.50, 661.50], abs=CENT)
    assert shown("debt_service", "long_term_interest")[2:4] == pytest.approx([330.75, 264.60], abs=CENT)
    assert shown("total_cost", "depreciation")[2] == pytest.approx(611.83, abs=CENT)
    assert shown("total_cost", "total_cost")[2] == pytest.approx(1712.58, abs=CENT)
    assert shown("profit_and_distribution", "profit_before_tax")[2] == pytest.approx(-252.58, abs=CENT)
    assert shown("profit_and_distribution", "income_tax")[2] == 0.0


def cover_of_first_year(terms: Project) -> Indicator:
    """Return how often the first operating year's cash covers its debt service."""
    return Indicator(float(Shown(terms)("debt_service", "dscr")[2]), "ok")


def test_support_that_the_sewage_works_need() -> None:
    """318.807 of taxable support in the first year just pays the debt; untaxed it would be 302.25."""
    enough = Target(value=1.0)
    goal = seek_goal(
        lambda yuan: cover_of_first_year(waterworks(support=yuan)), enough, start=0.0, limit=1000.0, step=0.001
    )
    assert (goal.state, goal.value) == ("ok", pytest.approx(318.807, abs=0.001))
    untaxed = seek_goal(
        lambda yuan: cover_of_first_year(waterworks(support=yuan, income_tax=0.0)),
        enough, start=0.0, limit=1000.0, step=0.001,
    )  # fmt: skip
    assert untaxed.value == pytest.approx(302.25, abs=0.0005)


@pytest.mark.parametrize(("income_tax", "printed"), [(0.25, 4.873), (0.0, 4.828)])
def test_volume_that_the_sewage_works_need(income_tax: float, printed: float) -> None:
    """Without support 4.873 wan tons a day just pay the debt; 4.828 if there were no income tax."""
    goal = seek_goal(
        lambda tons: cover_of_first_year(waterworks(tons, income_tax=income_tax)),
        Target(value=1.0), start=4.0, limit=8.0, step=0.001,
    )  # fmt: skip
    assert (goal.state, goal.value) == ("ok", pytest.approx(printed, abs=0.0005))


def test_even_principal_of_a_one_year_build() -> None:
    """3000 at 7.44 %: tax 35.46 and 87.03, net profit 106.38 and 261.07, cash left over 17.16 and 171.85."""
    load = ramp(0.85, 10)
    shown = Shown(
        sales_tax(
            0.06, build=1, run=10, assets=[fixed_asset(5500, life=10, residual=0.05)], revenue=[sales(1560 * load)],
            cost=[running(400 * load)], loans=(loan(3000, 0.0744, 5, "equal_principal"),),
        )
    )  # fmt: skip
    assert shown("debt_service", "long_term_principal")[1] == pytest.approx(622.32, abs=CENT)
    assert shown("total_cost", "depreciation")[1] == pytest.approx(533.10, abs=CENT)
    assert shown("total_cost", "total_cost")[1:3] == pytest.approx([1104.6, 1118.3], abs=0.05)
    assert shown("profit_and_distribution", "income_tax")[1:3] == pytest.approx([35.46, 87.03], abs=0.011)
    assert shown("profit_and_distribution", "net_profit")[1:3] == pytest.approx([106.38, 261.07], abs=0.011)
    assert shown("equity_cash_flow", "net_cash_flow_after_tax")[1:3] == pytest.approx([17.16, 171.85], abs=CENT)


def test_owners_flow_of_the_first_operating_year() -> None:
    """1200 lent 40/60 at 6 %: total cost 776.15, tax 19.81, owners −124.27 with 200 of working capital."""
    load = ramp(0.7, 8)
    static = 2420.00 + 88.41 + 227.70  # as printed; the two years' price contingencies
    shown = Shown(
        sales_tax(
            0.06, build=2, run=8, assets=[fixed_asset(two_payments(static), life=8, residual=0.05)],
            revenue=[sales(1300 * load)], cost=[running(525 * load)], working_capital=200,
            loans=(loan([480, 720], 0.06, 4, "equal_principal"),),
        )
    )  # fmt: skip
    assert shown("total_cost", "depreciation")[2] == pytest.approx(332.71, abs=CENT)
    assert (
        shown("debt_service", "long_term_principal")[2],
        shown("debt_service", "long_term_interest")[2],
    ) == pytest.approx((316.42, 75.94), abs=CENT)
    assert shown("total_cost", "total_cost")[2] == pytest.approx(776.15, abs=CENT)
    assert shown("profit_and_distribution", "income_tax")[2] == pytest.approx(19.81, abs=CENT)
    assert shown("equity_cash_flow", "net_cash_flow_after_tax")[2] == pytest.approx(-124.27, abs=CENT)


def test_level_payments_and_total_cost() -> None:
    """1800 at 6 %, 551.10 a year for four years: interest 114.58 and 88.39, total cost 1027.85 and 1137.66."""
    load = ramp(0.8, 8)
    shown = Shown(
        problem(
            build=2, run=8, assets=[fixed_asset([1500, 1500], life=8, residual=0.05)], revenue=[sales(2000 * load)],
            cost=[running(680 * load)], loans=(loan([900, 900], 0.06, 4, "equal_payment"),),
        )
    )  # fmt: skip
    assert shown("total_cost", "depreciation")[2] == pytest.approx(369.27, abs=CENT)
    assert (shown("debt_service", "long_term_principal") + shown("debt_service", "long_term_interest"))[
        2:6
    ] == pytest.approx([551.10] * 4, abs=CENT)
    assert shown("debt_service", "long_term_interest")[2:4] == pytest.approx([114.58, 88.39], abs=CENT)
    assert shown("debt_service", "long_term_principal")[2:4] == pytest.approx([436.52, 462.71], abs=CENT)
    assert shown("total_cost", "total_cost")[2:4] == pytest.approx([1027.85, 1137.66], abs=0.011)


def test_level_payments_with_credit_in_the_investment() -> None:
    """3000 of 5300 lent at 6 %: 182.70 of interest, depreciation 615.45, 755.56 a year, profit 10.19 after tax."""
    shown = Shown(
        problem(
            build=2, run=8, revenue=[sales([3520] * 8)], cost=[running(2700)],
            assets=[fixed_asset(two_payments(5300), vat=two_payments(300), life=8, residual=0.05)],
            loans=(loan([1500, 1500], 0.06, 5, "equal_payment"),),
        )
    )  # fmt: skip
    assert shown("construction_interest", "interest_capitalised")[:2] == pytest.approx([45.00, 137.70], abs=CENT)
    assert shown("total_cost", "depreciation")[2] == pytest.approx(615.45, abs=CENT)
    assert (
        shown("debt_service", "long_term_principal")[2],
        shown("debt_service", "long_term_interest")[2],
    ) == pytest.approx((564.60, 190.96), abs=CENT)
    assert shown("total_cost", "total_cost")[2] == pytest.approx(3506.41, abs=CENT)
    assert shown("profit_and_distribution", "net_profit")[2] == pytest.approx(10.19, abs=CENT)
    assert shown("debt_service", "repayment_funds")[2] == pytest.approx(625.64, abs=CENT)


def test_repaid_as_far_as_the_first_year_allows() -> None:
    """2000 at 6 % repaid with all there is: 325.49 in a year that loses 28.08; owners pay 250 of working capital."""
    load = ramp(0.8, 10)
    shown = Shown(
        sales_tax(
            0.06, build=2, run=10, assets=[fixed_asset([1800, 1800], life=10, residual=0.05)], working_capital=250,
            revenue=[sales(900 * load)], cost=[running(280 * load)], loans=(loan([1000, 1000], 0.06, 10, "as_able"),),
        )
    )  # fmt: skip
    assert shown("construction_interest", "interest_capitalised")[:2] == pytest.approx([30.00, 91.80], abs=CENT)
    assert shown("total_cost", "depreciation")[2] == pytest.approx(353.57, abs=CENT)
    assert shown("total_cost", "total_cost")[2] == pytest.approx(704.88, abs=CENT)
    assert shown("profit_and_distribution", "profit_before_tax")[2] == pytest.approx(-28.08, abs=CENT)
    assert (
        shown("debt_service", "long_term_principal")[2],
        shown("debt_service", "long_term_interest")[2],
    ) == pytest.approx((325.49, 127.31), abs=CENT)
    assert shown("equity_cash_flow", "net_cash_flow_after_tax")[2] == pytest.approx(-250.00, abs=CENT)


def test_values_after_financing_in_the_project_flow() -> None:
    """Depreciation and residual value with construction interest: tax 127.37, 290.80 recovered, 934.63 a year."""
    shown = Shown(
        sales_tax(
            0.06, build=1, run=10, assets=[fixed_asset(5756, life=10, residual=0.05)], working_capital=500,
            revenue=[sales([1650, *[2300] * 9])], cost=[running([880, *[1100] * 9])],
            loans=(loan(2000, 0.06, 5, "equal_principal"),),
            options=Options(pre_financing_values="with_construction_interest"),
        )
    )  # fmt: skip
    assert (shown("total_cost", "depreciation")[1], shown("total_cost", "total_cost")[1]) == pytest.approx(
        (552.52, 1556.12), abs=CENT
    )
    assert shown("profit_and_distribution", "profit_before_tax")[1] == pytest.approx(-5.12, abs=CENT)
    assert (
        shown("debt_service", "long_term_principal")[1],
        shown("debt_service", "long_term_interest")[1],
    ) == pytest.approx((412.00, 123.60), abs=CENT)
    assert shown("project_cash_flow", "adjusted_income_tax")[2] == pytest.approx(127.37, abs=CENT)
    assert shown("project_cash_flow", "recovered_fixed_assets")[-1] == pytest.approx(290.80, abs=CENT)
    assert shown("project_cash_flow", "net_cash_flow_after_tax")[[2, 10]] == pytest.approx([934.63, 1725.43], abs=CENT)
