"""Rent and penalties by the year, by hand: 200 MW / 400 MWh."""

import pytest

from storage_model.policies.capacity_lease import CapacityLease
from storage_model.policies.conduct_penalties import ConductPenalties
from storage_model.policies.terms import AssetFacts, YearlyTerm
from tests.sites import HEAD

STATION = AssetFacts(name="battery", power_mw=200.0, duration_h=2.0, first_operating_year=2027)
LEASE = {
    "kind": "capacity_lease", **HEAD, "rent_yuan_per_kw_year": 150.0, "leased_frac": 0.5, "required_hours": 2.0,
    "first_year": 2027, "last_year": 2029, "vat_frac": 0.06,
}  # fmt: skip
CONDUCT = {
    "kind": "conduct_penalties", **HEAD, "disobeyed_per_year": 2.0, "disobeyed_hours": 2.0, "unexecuted_per_year": 3.0,
    "unexecuted_hours": 1.0, "deviation_mwh_per_month": 50.0, "deviation_most_hours": 2.0, "assessed_power_frac": 0.8,
    "assessed_yuan_per_mwh": 332.0, "first_year": 2027, "last_year": 2041, "vat_frac": 0.0,
}  # fmt: skip


def lease(**changed: object) -> YearlyTerm:
    """Return the one term of a lease."""
    (term,) = CapacityLease.model_validate({**LEASE, **changed}).terms(STATION)
    assert isinstance(term, YearlyTerm)
    return term


def conduct(**changed: object) -> YearlyTerm:
    """Return the one term of the penalties."""
    (term,) = ConductPenalties.model_validate({**CONDUCT, **changed}).terms(STATION)
    assert isinstance(term, YearlyTerm)
    return term


def test_half_the_station_is_let() -> None:
    """200 000 kW x 0.5 x 150 = 15 million a year, revenue, 2027 to 2029; let in full it would be 30."""
    term = lease()
    assert [term.yuan_in(year) for year in range(2026, 2031)] == pytest.approx([0.0, 15e6, 15e6, 15e6, 0.0])
    assert term.side == "revenue"


def test_tenants_who_owe_four_hours() -> None:
    """Two hours of four make 100 MW firm: 7.5 million; a longer station than asked for is worth no more."""
    assert lease(required_hours=4.0).yuan_in(2027) == pytest.approx(7.5e6)
    assert lease(required_hours=1.0).yuan_in(2027) == pytest.approx(15e6)


def test_only_firm_power_that_is_let_is_guaranteed() -> None:
    """Two hours of four let in half: a quarter of the power. With a floor of 0.8 up to 2028 it is 0.4 until then."""
    floor = {"rent_yuan_per_kw_year": 0.0, "leased_frac": 0.8, "last_year": 2028}
    plain = CapacityLease.model_validate({**LEASE, "required_hours": 4.0})
    floored = CapacityLease.model_validate({**LEASE, "required_hours": 4.0, "floor": floor})
    assert plain.guarantee(STATION).share_by_year == pytest.approx({2027: 0.25, 2028: 0.25, 2029: 0.25})
    assert floored.guarantee(STATION).share_by_year == pytest.approx({2027: 0.4, 2028: 0.4, 2029: 0.25})


def test_conduct_of_a_year() -> None:
    """160 MW assessed: 2 x 2 h + 3 x 1 h = 1120 MWh, 12 x 50 = 600 MWh of deviation: 1720 x 332 = 571 040 yuan.

    A cost, so negative. Without the 0.8 the events alone would be 1400 MWh: 664 000.
    """
    term = conduct()
    assert term.yuan_per_year == pytest.approx(-571_040)
    assert term.side == "cost"


def test_deviation_has_a_monthly_ceiling() -> None:
    """400 MWh a month are assessed as 160 x 2 = 320: (1120 + 3840) x 332 = 1 646 720 yuan; uncapped 1 965 440."""
    assert conduct(deviation_mwh_per_month=400.0).yuan_per_year == pytest.approx(-1_646_720)
