"""The capacity price of several provinces by hand: 200 MW for two hours."""

from typing import Any

import pytest

from storage_model.policies.terms import AssetFacts, Guarantee, YearlyTerm
from tests.policies import STATION, policy

PLAIN = {
    "rate_yuan_per_kw_year": 165.0, "required_hours": 6.0, "supply_coefficient_frac": 1.0, "reliability_frac": 1.0,
    "auxiliary_frac": 0.0, "first_year": 2027, "last_year": 2041, "vat_frac": 0.13,
}  # fmt: skip
COAL_STEPS = [
    {"failures": 2, "lost_frac": 0.1}, {"failures": 3, "lost_frac": 0.5}, {"failures": 4, "lost_frac": 1.0},
]  # fmt: skip


def per_kw(year: int = 2027, facts: AssetFacts = STATION, **numbers: Any) -> float:
    """Return what one kW of the station is paid in a year [yuan]."""
    terms = policy("capacity_price", **{**PLAIN, **numbers}).terms(facts)
    return sum(term.yuan_in(year) for term in terms if isinstance(term, YearlyTerm)) / 200_000


def test_shanxi_expected() -> None:
    """165 x 2 / 6 = 55 yuan/kW, 11 million a year for the station; before 2027 and after 2041 nothing."""
    assert per_kw() == pytest.approx(55.0, abs=1e-9)
    assert [per_kw(year) for year in (2026, 2041, 2042)] == pytest.approx([0.0, 55.0, 0.0])


def test_gansu_2026() -> None:
    """330 x 0.475 x 0.8953 x (1 - 0.0174) = 137.90; hours do not count beside the coefficient of 0.475.

    Counted by hours of six it would be 45.97.
    """
    gansu = {
        "rate_yuan_per_kw_year": 330.0, "required_hours": None, "supply_coefficient_frac": 0.8953,
        "reliability_frac": 0.475, "auxiliary_frac": 0.0174,
    }  # fmt: skip
    assert per_kw(**gansu) == pytest.approx(137.896389, abs=1e-6)
    assert per_kw(**{**gansu, "required_hours": 6.0}) == pytest.approx(137.896389 / 3, abs=1e-6)


def test_ningxia_counts_own_use_in_mw() -> None:
    """(200 x 2/6 - 0.75) MW x 165 = 10 876 250 yuan: 54.38 per kW; own use as a share of the power gives 54.79."""
    assert per_kw(auxiliary_mw=0.75) == pytest.approx((200 * 2 / 6 - 0.75) * 165 / 200)
    assert per_kw(auxiliary_mw=0.75) == pytest.approx(54.38125)


def test_rates_by_date_of_effect() -> None:
    """100 from October 2025, 165 from 2026, 2 of 6 hours: 2025 holds 92 of 365 days of 100: 25.205 / 3 = 8.40."""
    rates = {"2025-10-01": 100.0, "2026-01-01": 165.0}
    found = [per_kw(year, rate_yuan_per_kw_year=rates, first_year=2024) for year in (2024, 2025, 2026)]
    assert found == pytest.approx([0.0, 100 * 92 / 365 / 3, 55.0])


def test_availability_below_what_is_asked_is_cut_in_proportion() -> None:
    """0.90 of 0.95 asked: 55 x 0.947368 = 52.105; 0.97 is enough. Without an asked share 0.97 itself counts."""
    assert per_kw(availability_frac=0.90, availability_asked_frac=0.95) == pytest.approx(52.105263, abs=1e-6)
    assert per_kw(availability_frac=0.97, availability_asked_frac=0.95) == pytest.approx(55.0)
    assert per_kw(availability_frac=0.97) == pytest.approx(53.35)


def test_thresholds_and_the_list() -> None:
    """Not on the list, below 250 MW or below four hours: nothing; at the thresholds all of it."""
    assert [per_kw(**slip) for slip in ({"listed": False}, {"least_power_mw": 250.0}, {"least_hours": 4.0})] == [
        0.0
    ] * 3
    assert per_kw(least_power_mw=200.0, least_hours=2.0) == pytest.approx(55.0)


def test_failed_tests_by_the_steps_of_coal() -> None:
    """Two failures in January cost 10 %, three in July 50 %: 0.6 of twelve months lost, 55 x 11.4 / 12 = 52.25.

    Every failure counted at 10 % would leave 52.71.
    """
    failures = [2, 0, 1, 0, 0, 0, 3]
    assert per_kw(deductions={"failures_by_month": failures, "steps": COAL_STEPS}) == pytest.approx(52.25)


def test_three_lost_months_lose_the_year() -> None:
    """Three outages lose a month, three such months the year; two such months leave 10 of 12."""
    rule = {"steps": [{"failures": 3, "lost_frac": 1.0}], "lost_months_that_lose_the_year": 3}
    assert per_kw(deductions={**rule, "failures_by_month": [3, 3]}) == pytest.approx(55 * 10 / 12)
    assert per_kw(deductions={**rule, "failures_by_month": [3, 3, 0, 4]}) == 0.0


def test_capacity_that_is_let_is_not_paid_twice() -> None:
    """Half let until 2029: 27.5 in 2027, 55 in 2030; 55 throughout where the document allows both."""
    let = AssetFacts(
        name="battery", power_mw=200.0, duration_h=2.0, first_operating_year=2027,
        guarantees=(Guarantee(share_by_year=dict.fromkeys((2027, 2028, 2029), 0.5)),),
    )  # fmt: skip
    assert [per_kw(year, let) for year in (2027, 2030)] == pytest.approx([27.5, 55.0])
    assert per_kw(2027, let, paid_beside_other_guarantees=True) == pytest.approx(55.0)


def test_steps_of_a_deduction_rise() -> None:
    """More failures never cost less."""
    with pytest.raises(ValueError, match="rising"):
        per_kw(deductions={"steps": [{"failures": 3, "lost_frac": 0.5}, {"failures": 2, "lost_frac": 0.6}]})
