"""Printed interest during construction and repayment of loans, through the whole evaluation [万元].

Sources: examinations of cost engineers, construction engineers and investment consultants; docs/validation-finance.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from storage_model.blocks import FloatArray
from storage_model.finance.evaluate import evaluate
from tests.textbook import fixed_asset, loan, problem, row, sales


@dataclass(frozen=True)
class Loan:
    """A loan as its statements show it, by period."""

    interest_built_up: FloatArray
    interest: FloatArray
    principal: FloatArray
    closing: FloatArray


def book(spent: Sequence[float], rate: float, years: int = 5, method: Any = "equal_principal", **other: Any) -> Loan:
    """Return the loan of a project that builds for just this money by year and earns plenty."""
    run = max(years, 2)
    result = evaluate(
        problem(
            build=len(spent), run=run, assets=[fixed_asset(spent, life=run)], revenue=[sales(sum(spent))],
            loans=(loan(spent, rate, years, method, **other),),
        )
    )  # fmt: skip
    return Loan(
        interest_built_up=row(result, "construction_interest", "interest_capitalised"),
        interest=row(result, "debt_service", "long_term_interest"),
        principal=row(result, "debt_service", "long_term_principal"),
        closing=row(result, "debt_service", "closing_long_term_loan"),
    )


@pytest.mark.parametrize(
    ("drawn", "rate", "printed"),
    [
        ([1000, 0], 0.08, [40.00, 83.20]),  # nothing drawn in the second year, interest on interest
        ([1500, 1500], 0.10, [75.00, 232.50]),
        ([480, 720], 0.06, [14.40, 51.26]),
        ([35000, 35000], 0.06, [1050.00, 3213.00]),
        ([2600, 3900], 0.07, [91.00, 324.87]),
        ([3000], 0.0744, [111.60]),
        ([200, 300, 200], 0.06, [6.00, 21.36, 37.64]),
    ],
)
def test_interest_while_money_is_drawn_evenly(drawn: Sequence[float], rate: float, printed: Sequence[float]) -> None:
    """Half a year's interest on what is drawn in the year; a whole year's would give 80.00 for the first of these."""
    assert book(drawn, rate).interest_built_up[: len(drawn)] == pytest.approx(printed, abs=0.005)


def test_interest_over_three_years() -> None:
    """1300, 2300 and 300 at 10 %: 723.15 in all."""
    assert book([1300, 2300, 300], 0.10).interest_built_up.sum() == pytest.approx(723.15, abs=0.005)


def test_interest_when_drawn_at_the_start_of_each_year() -> None:
    """200, 300, 200 at 6 %: 12.00, 30.72, 44.56, together 87.28; drawn evenly it would be 65.00."""
    interest = book([200, 300, 200], 0.06, drawn="year_start").interest_built_up
    assert interest[:3] == pytest.approx([12.00, 30.72, 44.56], abs=0.005)
    assert interest.sum() == pytest.approx(87.28, abs=0.005)


@pytest.mark.parametrize(
    ("drawn", "rate", "years", "printed"),
    [([600, 900], 0.10, 5, 452.68), ([500, 500, 500], 0.10, 3, 732.05), ([1000, 1000], 0.08, 5, 562.63)],
)
def test_level_payments(drawn: Sequence[float], rate: float, years: int, printed: float) -> None:
    """Drawn at year starts, repaid in equal sums at year ends, principal and interest together."""
    loans = book(drawn, rate, years, "equal_payment", drawn="year_start")
    paid = (loans.principal + loans.interest)[len(drawn) :]
    assert paid == pytest.approx([printed] * years, abs=0.005)
    assert loans.closing[-1] == pytest.approx(0.0, abs=1e-9)


def test_one_debt_repaid_both_ways() -> None:
    """1600 and 600 at 6 %, repaid in four years; printed in whole 万元 from whole 万元, so up to one off."""
    even = book([1600, 600], 0.06, 4)
    assert even.interest_built_up[:2] == pytest.approx([48, 117], abs=1.0)
    assert even.closing[1] == pytest.approx(2365, abs=1.0)
    assert even.principal[2:] == pytest.approx([591] * 4, abs=1.0)
    assert even.interest[2:] == pytest.approx([142, 106, 71, 36], abs=1.0)
    level = book([1600, 600], 0.06, 4, "equal_payment")
    assert (level.principal + level.interest)[2:] == pytest.approx([683] * 4, abs=1.0)
    assert level.principal[2:5] == pytest.approx([541, 574, 608], abs=1.0)
    assert level.interest[2:] == pytest.approx([142, 109, 75, 39], abs=1.0)


def test_even_principal_over_six_years() -> None:
    """500 and 500 at 6 %: 1060.90 owed, 176.82 a year; interest 63.65 falling to 10.61."""
    loans = book([500, 500], 0.06, 6)
    assert loans.closing[1] == pytest.approx(1060.90, abs=0.005)
    assert loans.principal[2:] == pytest.approx([176.82] * 6, abs=0.005)
    # The printed 53.04, 42.44 … follow from the principal rounded to 176.82.
    assert loans.interest[2:] == pytest.approx([63.65, 53.04, 42.44, 31.83, 21.22, 10.61], abs=0.011)
