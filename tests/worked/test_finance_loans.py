"""Loans by hand: interest while building, every way of repayment, bridging a gap [万元]."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from storage_model.finance.evaluate import FinanceResult, evaluate
from storage_model.finance.terms.financing import Distribution, Loan
from storage_model.finance.terms.operation import WorkingCapital
from tests.textbook import expensed, fixed_asset, loan, problem, row, running, sales, value

PLENTY = 1000.0


def lent(loans: Sequence[Loan], *, build: int = 1, run: int = 6, revenue: Any = PLENTY, **other: Any) -> FinanceResult:
    """Return a project of 1000 a year that borrows, untaxed unless told otherwise."""
    return evaluate(
        problem(
            build=build, run=run, assets=[fixed_asset(np.full(build, 1000.0), life=run)], revenue=[sales(revenue)],
            loans=tuple(loans), income_tax=other.pop("income_tax", 0.0), **other,
        )
    )  # fmt: skip


def debt(result: FinanceResult, key: str) -> list[float]:
    """Return a row of the debt-service statement."""
    return [float(v) for v in row(result, "debt_service", key)]


@pytest.mark.parametrize(
    ("drawn", "printed"),
    [([400, 600], [12, 42.72]), ([900, 900], [27, 82.62]), ([500, 500], [15.00, 45.90])],
)
def test_interest_during_construction_is_printed(drawn: list[float], printed: list[float]) -> None:
    """Half a year's interest on what is drawn, a full year's on what stands.

    Interest left out of the base gives 42.00.
    """
    result = lent([loan(drawn, 0.06, 6, "equal_principal")], build=2)
    assert row(result, "construction_interest", "interest_during_construction")[:2] == pytest.approx(printed, abs=0.005)
    assert value(result, "interest_during_construction_yuan") == pytest.approx(sum(printed), abs=0.005)


def test_equal_principal_is_printed() -> None:
    """1060.90 / 6 = 176.82 a year; interest on what stands."""
    result = lent([loan([500, 500], 0.06, 6, "equal_principal")], build=2)
    assert debt(result, "long_term_principal")[2:] == pytest.approx([176.82] * 6, abs=0.005)
    printed = [63.65, 53.04, 42.44, 31.83, 21.22, 10.61]
    assert debt(result, "long_term_interest")[2:] == pytest.approx(printed, abs=0.0051)


def test_drawn_at_the_start_and_paid_by_owners() -> None:
    """A full year on 500, then on 1000; paid by owners it neither grows nor joins the debt: 30 and 60."""
    result = lent(
        [loan([500, 500], 0.06, 6, "equal_principal", drawn="year_start", interest_in_construction="paid_by_owners")],
        build=2,
    )
    assert row(result, "funding_plan", "equity_for_interest")[:2] == pytest.approx([30, 60], abs=1e-9)
    assert debt(result, "closing_long_term_loan")[1] == pytest.approx(1000, abs=1e-9)
    assert row(result, "balance_sheet", "fixed_assets")[1] == pytest.approx(2090, abs=1e-9)


def test_equal_payment_keeps_principal_and_interest_level() -> None:
    """1050 at 10 % over three years: 1050 × 0.1 × 1.331 / 0.331 = 422.22 a year."""
    result = lent([loan([1000], 0.10, 3, "equal_payment")])
    assert debt(result, "debt_service")[1:4] == pytest.approx([422.2205] * 3, abs=1e-4)
    assert debt(result, "closing_long_term_loan")[3:] == pytest.approx([0, 0, 0, 0], abs=1e-9)


def test_grace_and_bullet() -> None:
    """One free year, then 1050 / 2 twice; the bullet pays it in the third.

    Grace on top of the term would end a year later.
    """
    graced = lent([loan([1000], 0.10, 3, "equal_principal", grace_years=1)])
    assert debt(graced, "long_term_principal")[1:5] == pytest.approx([0, 525, 525, 0], abs=1e-9)
    bullet = lent([loan([1000], 0.10, 3, "bullet")])
    assert debt(bullet, "long_term_principal")[1:5] == pytest.approx([0, 0, 1050, 0], abs=1e-9)


def test_a_rate_of_its_own_for_each_year() -> None:
    """Rates 10 %, then 10 % and 5 %: level payments of 525/… are set anew; interest 105, then 5 % of what is left."""
    rates = np.array([0.10, 0.10, 0.05, 0.05, 0.05, 0.05, 0.05])
    result = lent([loan([1000], rates, 2, "equal_payment")])
    first = 1050 * 0.10 / (1.10**2 - 1)
    assert debt(result, "long_term_principal")[1:3] == pytest.approx([first, 1050 - first], abs=1e-9)
    assert debt(result, "long_term_interest")[1:3] == pytest.approx([105, 0.05 * (1050 - first)], abs=1e-9)


def test_sculpted_to_a_coverage() -> None:
    """Cash 600, cover 1.5: 400 a year. 1050 → 105 + 295, 75.5 + 324.5, then 430.5 closes the loan in its last year."""
    result = lent([loan([1000], 0.10, 3, "sculpted", dscr_target=1.5)], revenue=600)
    assert debt(result, "long_term_principal")[1:5] == pytest.approx([295, 324.5, 430.5, 0], abs=1e-9)
    assert debt(result, "dscr")[1:3] == pytest.approx([1.5, 1.5], abs=1e-9)


def test_as_able_takes_the_cash_there_is() -> None:
    """Cash 600: 495 after interest, then 544.5, then the last 10.5; dividends wait for what is left."""
    result = lent([loan([1000], 0.10, 5, "as_able")], revenue=600)
    assert debt(result, "long_term_principal")[1:5] == pytest.approx([495, 544.5, 10.5, 0], abs=1e-9)


def test_two_sculpted_loans_share_what_the_third_leaves() -> None:
    """Cash 600 less 205 for the scheduled loan, over 1.0, in proportion to debt 2 : 1; their order changes nothing."""
    fixed = loan([100], 0.0, 1, "equal_principal")
    large, small = (loan([amount], 0.0, 6, "as_able") for amount in (600.0, 300.0))
    one, other = lent([fixed, large, small], revenue=600), lent([small, fixed, large], revenue=600)
    assert row(one, "debt_service", "loan_2_principal")[1] == pytest.approx(500 * 2 / 3, abs=1e-9)
    assert row(one, "debt_service", "loan_3_principal")[1] == pytest.approx(500 / 3, abs=1e-9)
    assert debt(one, "long_term_principal") == pytest.approx(debt(other, "long_term_principal"), abs=1e-9)


def short_of_cash(short_term_rate_frac: float | None) -> FinanceResult:
    """300 lent at 10 % over three years: 315 with interest, 105 principal a year, revenue 100, 150, 300."""
    return evaluate(
        problem(
            build=1, run=3, assets=[fixed_asset(300, life=3)], revenue=[sales([100, 150, 300])], income_tax=0.0,
            loans=(loan([300], 0.10, 3, "equal_principal"),), short_term_rate_frac=short_term_rate_frac,
        )
    )  # fmt: skip


def test_short_term_loan_bridges_a_gap() -> None:
    """100 − 31.5 − 105 lacks 36.5; next year 150 − 21 − 3.65 − 36.5 − 105 lacks 16.15; the third pays it back.

    Without interest on the bridge the second gap would be 12.50.
    """
    result = short_of_cash(0.10)
    assert debt(result, "short_term_loan_drawn") == pytest.approx([0, 36.5, 16.15, 0], abs=1e-9)
    assert debt(result, "short_term_interest") == pytest.approx([0, 0, 3.65, 1.615], abs=1e-9)
    assert row(result, "profit_and_distribution", "net_profit")[1:] == pytest.approx([-36.5, 20.35, 182.885], abs=1e-9)
    assert row(result, "profit_and_distribution", "dividends")[1:] == pytest.approx([0, 0, 166.735], abs=1e-9)


def test_owners_pay_where_nobody_lends() -> None:
    """The same gaps are equity: 36.5, then 150 − 21 − 105 = 24 is left over. Counted twice the first would be −73."""
    result = short_of_cash(None)
    assert row(result, "equity_cash_flow", "net_cash_flow_after_tax") == pytest.approx([0, -36.5, 24, 184.5], abs=1e-9)
    assert row(result, "financial_plan_cash_flow", "equity_contributed") == pytest.approx([0, 36.5, 0, 0], abs=1e-9)
    assert row(result, "balance_sheet", "paid_in_capital")[-1] == pytest.approx(36.5, abs=1e-9)


def test_debt_service_cover_and_life_cover() -> None:
    """1000 over five years at 5 %, cash 280: 280/250 = 1.12 to 280/210 = 1.333; LLCR 280 × 4.3295 / 1000 = 1.2123."""
    paid = loan([1000], 0.05, 5, "equal_principal", interest_in_construction="paid_by_owners")
    result = lent([paid], run=5, revenue=280)
    assert row(result, "debt_service", "dscr")[[1, 5]] == pytest.approx([1.12, 4 / 3], abs=1e-9)
    assert value(result, "dscr_min") == pytest.approx(1.12, abs=1e-9)
    assert value(result, "llcr") == pytest.approx(1.2123, abs=5e-5)


def test_working_capital_loan_costs_a_full_year_and_ends_with_the_project() -> None:
    """200 from the first year, 100 more in the third.

    30 % own; 5 % on 140 twice, then on 210; repaid when recovered.
    """
    terms = WorkingCapital(yuan=np.array([200.0, 200, 300, 300]), own_share_frac=0.3, rate_frac=0.05)
    result = lent([], run=4, working_capital=terms)
    assert row(result, "debt_service", "working_capital_interest") == pytest.approx([0, 7, 7, 10.5, 10.5], abs=1e-9)
    assert row(result, "funding_plan", "equity_for_working_capital") == pytest.approx([0, 60, 0, 30, 0], abs=1e-9)
    assert row(result, "equity_cash_flow", "principal_repaid")[-1] == pytest.approx(210, abs=1e-9)
    assert row(result, "project_cash_flow", "recovered_working_capital")[-1] == pytest.approx(300, abs=1e-9)


def test_reserves_stop_at_half_the_capital_and_dividends_at_the_cash() -> None:
    """Profit 1000 − 250 = 750 a year on capital 1000: reserves 75 six times (450 < 500).

    A cap of a tenth stops at 100.
    """
    free = lent([], run=4)
    assert row(free, "profit_and_distribution", "statutory_reserve")[1:] == pytest.approx([75] * 4, abs=1e-9)
    assert row(free, "profit_and_distribution", "dividends")[1:] == pytest.approx([675] * 4, abs=1e-9)
    capped = lent([], run=4, distribution=Distribution(reserve_cap_frac=0.1, payout_frac=0.5))
    assert row(capped, "profit_and_distribution", "statutory_reserve")[1:] == pytest.approx([75, 25, 0, 0], abs=1e-9)
    assert row(capped, "profit_and_distribution", "dividends")[1:3] == pytest.approx([337.5, 531.25], abs=1e-9)


def test_no_dividends_while_debt_stands() -> None:
    """The loan ends in the second year: nothing is paid before, then what cash allows."""
    kept = lent([loan([500], 0.0, 2, "equal_principal")], run=4, distribution=Distribution(while_in_debt=False))
    assert row(kept, "profit_and_distribution", "dividends")[1] == 0.0
    assert row(kept, "profit_and_distribution", "dividends")[2] > 0.0


def repaid(revenue: Sequence[float], short_term_rate_frac: float | None = 0.10, **other: Any) -> Any:
    """Return 借款偿还期 of 300 lent for three years (315 with interest), run for as many years as there is revenue."""
    result = evaluate(
        problem(
            build=1, run=len(revenue), assets=[fixed_asset(300, life=3, **other)], revenue=[sales(revenue)],
            income_tax=0.0, loans=(loan([300], 0.10, 3, "equal_principal"),), short_term_rate_frac=short_term_rate_frac,
        )
    )  # fmt: skip
    return result.indicators["loan_repayment_years"]


def test_a_loan_repaid_by_another_loan_is_not_repaid() -> None:
    """Revenue 30 a year: the bank has its last instalment in year 4, all of it from short-term loans that grow.

    In the last year owners have to clear them: the project never did. Counting the bank alone says 4.
    """
    assert (repaid([30.0] * 8).value, repaid([30.0] * 8).state) == (None, "beyond_life")


def test_short_term_loans_lengthen_the_repayment() -> None:
    """100, 150, 100, 200: gaps of 36.50 and 16.15, then 100 − 10.5 − 1.615 − 105 − 16.15 lacks 33.265.

    Year 5 owes that and 3.3265 of interest, and earns 200: 4 + 33.265 / 196.6735. The bank's last instalment says 4.
    """
    found = repaid([100.0, 150.0, 100.0, 200.0])
    assert found.value == pytest.approx(4 + 33.265 / 196.6735, abs=1e-9)


def test_owners_who_pay_the_bank_are_owed_until_they_have_it_back() -> None:
    """100, 150, 300 without a short-term loan: owners add 36.5 in year 2 and have no profit before year 4.

    Year 4 owes the bank 105 and owners 36.5, and earns 289.5. Owners forgotten, it would owe the bank alone: 3.36.
    """
    found = repaid([100.0, 150.0, 300.0], short_term_rate_frac=None)
    assert found.value == pytest.approx(3 + 141.5 / 289.5, abs=1e-9)


def test_a_loan_repaid_by_selling_the_plant_is_not_repaid() -> None:
    """Half of the value stays as residual: 150 + 7.5 of sold assets pay what 90 a year did not earn."""
    short = repaid([90.0, 90.0, 90.0], residual=0.5)
    assert short.state == "beyond_life"
    assert repaid([150.0, 150.0, 150.0], residual=0.5).state == "ok"


def test_dividends_before_a_bullet_do_not_lengthen_it() -> None:
    """Owners had 500 − 105 − 175 = 220 in each of two years and give 305 for the bullet of 1050: repaid when due."""
    result = lent([loan([1000], 0.10, 3, "bullet")], run=6, revenue=500)
    assert row(result, "financial_plan_cash_flow", "equity_contributed")[3] == pytest.approx(1050 + 105 - 500 - 2 * 175)
    assert value(result, "loan_repayment_years") == pytest.approx(4.0)


@pytest.mark.parametrize(("replacement", "short_term_rate_frac"), [(0.0, None), (2000.0, None), (700.0, 0.10)])
def test_a_later_replacement_does_not_move_the_repayment(
    replacement: float, short_term_rate_frac: float | None
) -> None:
    """200 a year pay 105 three times; the last out of 200 − 10.5: 3 + 105 / 189.5 = 3.55, whatever year 9 buys.

    2000 from owners who never have it back, or 700 from a bank, is not the loan: counted as if it were, the first is
    beyond life and the second repaid after nine years.
    """
    bought = np.array([0.0] * 7 + [replacement] + [0.0] * 7)
    result = evaluate(
        problem(
            build=1, run=15, assets=[fixed_asset(300, life=3)], revenue=[sales([200.0] * 15)], income_tax=0.0,
            loans=(loan([300], 0.10, 3, "equal_principal"),), sustaining=(expensed(bought),),
            short_term_rate_frac=short_term_rate_frac,
        )
    )  # fmt: skip
    owed = row(result, "financial_plan_cash_flow", "equity_contributed") + debt(result, "short_term_loan_drawn")
    assert bool(owed[8] > 0) is (replacement > 0)
    assert value(result, "loan_repayment_years") == pytest.approx(3 + 105 / 189.5, abs=1e-9)


def test_a_short_term_loan_alone_has_no_repayment_period() -> None:
    """No long-term loan, a year short of 100 bridged by the bank: there is nothing whose period it could be."""
    result = lent([], run=4, revenue=[50.0, 0.0, 100.0, 100.0], cost=[running(50.0)], short_term_rate_frac=0.1)
    assert debt(result, "short_term_loan_drawn")[2] == pytest.approx(50.0)
    assert result.indicators["loan_repayment_years"].state == "no_debt"
