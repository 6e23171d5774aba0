"""Payback against published or hand-made flows (万元)."""

import numpy as np
import pytest

from storage_model.blocks import FloatArray
from storage_model.finance.indicators.payback import payback, payback_discounted, since_operation


def flows(*values: float) -> FloatArray:
    """Yearly flows, period 1 first."""
    return np.array(values, dtype=np.float64)


AFTER_TAX = flows(-700.0, 137.11, 459.85, 459.85, 459.85, 459.85, 637.85)
WITH_CREDIT = flows(-1000.0, 206.60, 409.10, 366.10, 340.35, 355.35, 936.95)


def test_published_paybacks() -> None:
    """3.22 and 4.05 static, 3.57 and 4.86 discounted; without the year before, 4.22."""
    assert payback(AFTER_TAX).one().value == pytest.approx(3.22, abs=0.005)
    assert payback_discounted(AFTER_TAX, 0.10).one().value == pytest.approx(3.57, abs=0.005)
    assert payback(WITH_CREDIT).one().value == pytest.approx(4.05, abs=0.005)
    assert payback_discounted(WITH_CREDIT, 0.10).one().value == pytest.approx(4.86, abs=0.005)


def test_exactly_at_year_end() -> None:
    """−100, 50, 50: paid back at 3.00, neither never nor a year later; the rounding of 0.1 + 0.2 − 0.3 does no harm."""
    assert payback(flows(-100, 50, 50)).one().value == 3.0
    assert payback(flows(-100, 50, 50, 0, -1, 1)).one().value == 3.0
    assert payback(flows(-0.3, 0.1, 0.2)).one().value == pytest.approx(3.0)
    assert payback_discounted(flows(-100.0, 110.0), 0.10).one().value == pytest.approx(2.0)


def test_never_is_a_state() -> None:
    """90 of 100 come back: beyond life, no number; one more yuan than needed in the last year is a number."""
    assert payback(flows(-100, 60, 30)).one().state == "beyond_life"
    assert payback(flows(-100, 60, 50)).one().value == pytest.approx(2.8)
    assert payback_discounted(flows(-100, 60, 50), 0.10).one().state == "beyond_life"
    assert payback(flows(-1, -1)).one().state == "beyond_life"


def test_nothing_put_in() -> None:
    """No equity, or no flows at all: nothing to pay back, and no payback of zero years."""
    assert payback(flows(0, 10, 10)).one().state == "no_investment"
    assert payback(flows(0, 0)).one().state == "no_investment"


def test_replacement_takes_it_back_for_a_while() -> None:
    """−100, 80, 40, −50, 40: recovered at 2.5, under again in year 4, recovered again at 4.75; the first counts."""
    found = payback(flows(-100, 80, 40, -50, 40)).one()
    assert found.value == pytest.approx(2.5)
    assert found.roots == pytest.approx((2.5, 4.75))


def test_replacement_in_the_last_year_takes_it_back_for_good() -> None:
    """The sum ends at −30: recovered once at 2.5, but not paid back; a bare formula would print 2.50."""
    assert payback(flows(-100, 80, 40, -50)).one().state == "beyond_life"


def test_a_grant_before_the_spending_pays_nothing_back() -> None:
    """+20, −100, 50, 60: the first year's sum is ≥ 0 but nothing was owed yet; 30 of 60 left: 3.5."""
    assert payback(flows(20, -100, 50, 60)).one().value == pytest.approx(3.5)


def test_without_construction() -> None:
    """3.22 from the start of construction, 2.22 from operation; before operation there is no such number."""
    assert since_operation(payback(AFTER_TAX), 1).one().value == pytest.approx(2.22, abs=0.005)
    assert since_operation(payback(flows(-100, 150, 10)), 2).one().state == "not_applicable"
    assert since_operation(payback(flows(-100, 10)), 1).one().state == "beyond_life"


def test_many_at_once() -> None:
    """Rows keep their own states and roots."""
    found = payback(np.stack([flows(-100, 60, 50, 0, 0), flows(-100, 80, 40, -50, 40), flows(-9, 1, 1, 1, 1)]))
    assert found.values == pytest.approx([2.8, 2.5, np.nan], nan_ok=True)
    assert found.at(1).roots == pytest.approx((2.5, 4.75))
    assert found.at(2).state == "beyond_life"
