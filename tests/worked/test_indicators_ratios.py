"""Coverage, returns on money put in, break-even and levelised cost by hand."""

import numpy as np
import pytest

from storage_model.finance.indicators.break_even import break_even_price, break_even_utilisation
from storage_model.finance.indicators.coverage import (
    dscr_by_year,
    highest_liability,
    icr_by_year,
    liability_by_year,
    llcr,
    lowest_coverage,
    repayment_years,
)
from storage_model.finance.indicators.levelised import benefit_cost, lcos
from storage_model.finance.indicators.profitability import roe, roi

# 1000 lent for five years, equal principal, 5 %: EBITDA 300 and tax 20 in every year.
INTEREST = np.array([50.0, 40.0, 30.0, 20.0, 10.0])
SERVICE = 200.0 + INTEREST
AVAILABLE = np.full(5, 280.0)


def test_coverage_by_year_and_at_its_tightest() -> None:
    """280/250 = 1.12 in year 1, 280/210 = 1.333 in year 5; interest alone 250/50 = 5 with 50 of depreciation."""
    dscr = dscr_by_year(AVAILABLE, SERVICE)
    assert dscr[[0, 4]] == pytest.approx([1.12, 4 / 3])
    assert lowest_coverage(dscr).one().value == pytest.approx(1.12)
    assert lowest_coverage(icr_by_year(np.full(5, 250.0), INTEREST)).one().value == pytest.approx(5.0)


def test_loan_life_coverage() -> None:
    """280 × (P/A, 5 %, 5) / 1000 = 1.2123; ten more years of cash after maturity change nothing."""
    assert llcr(AVAILABLE, SERVICE, 1000.0, 0.05).one().value == pytest.approx(1.2123, abs=5e-5)
    longer, service = np.full(15, 280.0), np.concatenate([SERVICE, np.zeros(10)])
    assert llcr(longer, service, 1000.0, 0.05).one().value == pytest.approx(1.2123, abs=5e-5)
    by_year = np.full(5, 0.05)
    assert llcr(AVAILABLE, SERVICE, 1000.0, by_year).one() == llcr(AVAILABLE, SERVICE, 1000.0, 0.05).one()


def test_cash_equal_to_debt_service_covers_exactly_once() -> None:
    """The present value of a loan's service at its own rate is the loan: LLCR 1, with a year of grace too."""
    assert llcr(SERVICE, SERVICE, 1000.0, 0.05).one().value == pytest.approx(1.0)
    grace = np.array([50.0, *SERVICE])
    assert llcr(grace, grace, 1000.0, 0.05).one().value == pytest.approx(1.0)


def test_no_debt_is_a_state() -> None:
    """Years without debt service have no ratio; none at all is `no_debt`, not infinity."""
    nothing = np.zeros(5)
    dscr = dscr_by_year(AVAILABLE, np.array([0.0, 100.0, 0.0, 0.0, 1e-12]))
    assert np.isnan(dscr).tolist() == [True, False, True, True, True]
    assert lowest_coverage(dscr).one().value == pytest.approx(2.8)
    assert lowest_coverage(dscr_by_year(AVAILABLE, nothing)).one().state == "no_debt"
    assert llcr(AVAILABLE, nothing, 0.0, 0.05).one().state == "no_debt"
    assert repayment_years(nothing, AVAILABLE).one().state == "no_debt"


def test_coverage_of_many() -> None:
    """Two variants at once: the second has no debt."""
    service = np.stack([SERVICE, np.zeros(5)])
    found = lowest_coverage(dscr_by_year(AVAILABLE, service))
    assert found.at(0).value == pytest.approx(1.12)
    assert found.at(1).state == "no_debt"
    assert llcr(np.stack([AVAILABLE] * 2), service, np.array([1000.0, 0.0]), 0.05).at(1).state == "no_debt"


def test_repayment_period() -> None:
    """Debt at year ends 100, 100, 60, 20, 0; 20 due in year 5, 50 at hand: 4 + 20/50 = 4.4; a year less, never."""
    closing = np.array([100.0, 100.0, 60.0, 20.0, 0.0])
    funds = np.array([0.0, 0.0, 40.0, 40.0, 50.0])
    assert repayment_years(closing, funds).one().value == pytest.approx(4.4)
    assert repayment_years(closing[:4], funds[:4]).one().state == "beyond_life"


def test_liability_ratio() -> None:
    """800/1000 is the highest; a year before the first asset has none."""
    by_year = liability_by_year(np.array([0.0, 800.0, 400.0]), np.array([0.0, 1000.0, 900.0]))
    assert np.isnan(by_year[0])
    assert highest_liability(by_year).one().value == pytest.approx(0.8)


def test_returns_on_money_put_in() -> None:
    """Mean of 90, 110 over 1000 is 10 %; net 60, 90 over 300 is 25 %; no equity is a state."""
    assert roi(np.array([90.0, 110.0]), 1000.0).one().value == pytest.approx(0.10)
    assert roe(np.array([60.0, 90.0]), 300.0).one().value == pytest.approx(0.25)
    assert roe(np.array([60.0, 90.0]), 0.0).one().state == "no_investment"


def test_break_even() -> None:
    """Fixed 300, sales 1000, variable 350, surtax 50: 50 % of capacity. 100 units, surtax 5 %: 650/95 a unit."""
    assert break_even_utilisation(300.0, 1000.0, 350.0, 50.0).one().value == pytest.approx(0.5)
    assert break_even_price(300.0, 350.0, 100.0, 0.05).one().value == pytest.approx(650 / 95)
    assert break_even_utilisation(300.0, 0.0, 0.0, 0.0).one().state == "no_margin"
    assert break_even_utilisation(300.0, 100.0, 120.0, 0.0).one().state == "no_margin"
    assert break_even_price(300.0, 350.0, 0.0, 0.05).one().state == "not_applicable"


def test_at_the_break_even_price_a_year_earns_nothing() -> None:
    """Price × units × (1 − surtax) − fixed − variable = 0."""
    price = break_even_price(300.0, 350.0, 100.0, 0.05).one().value
    assert price is not None
    assert price * 100 * 0.95 - 300 - 350 == pytest.approx(0.0, abs=1e-9)


def test_levelised_cost() -> None:
    """110, then 12.1 and 121 MWh, at 10 %: (100 + 10)/100 = 1.10 a MWh; nothing discharged is a state."""
    cost, energy = np.array([110.0, 12.1]), np.array([0.0, 121.0])
    assert lcos(cost, energy, 0.10).one().value == pytest.approx(1.10)
    assert lcos(cost, 0 * energy, 0.10).one().state == "no_discharge"


def test_benefit_cost() -> None:
    """At the return the ratio is one: 121 in year 2 for 110 in year 1 at 10 %."""
    assert benefit_cost(np.array([0.0, 121.0]), np.array([110.0, 0.0]), 0.10).one().value == pytest.approx(1.0)
    assert benefit_cost(np.array([0.0, 121.0]), np.zeros(2), 0.10).one().state == "no_investment"
