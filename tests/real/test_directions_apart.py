"""Directions kept apart on real prices that stay below zero for days: proved, and carried out one way at a time."""

import pytest

from storage_model.dispatch.audit import audit_dispatch
from storage_model.dispatch.optimise import optimise
from storage_model.dispatch.settle import settle
from storage_model.dispatch.solver.highs import SolverOptions
from storage_model.scenario.site import Site
from tests.out_of_time import audited_in_hand, gap_is_true, out_of_time
from tests.real.real_prices import needs_real_files, series_of
from tests.sites import battery, site, spot


def shandong(first_day: str, last_day: str, **terms: object) -> Site:
    """Return the station without wear at real prices of Shandong, one price both ways."""
    prices = series_of("shandong_202112_202212", first_day, last_day)
    station = battery(
        power_mw=200.0, energy_mwh=400.0, charge_efficiency_frac=0.933, discharge_efficiency_frac=0.933,
        soc_min_frac=0.05, soc_max_frac=0.95, **terms,
    )  # fmt: skip
    return site({"battery": station}, [spot(prices.values)], prices.horizon)


def proved_and_carried_out(given: Site) -> None:
    """Binaries were needed, the optimum is proved within the gap asked for, and the schedule passes its audit."""
    found = optimise(given)
    assert found.binaries > 0
    assert abs(found.certificate.gap_frac) <= SolverOptions().mip_gap_frac
    audit_dispatch(given, found, settle(given, found.schedules, found.products)).require()


@needs_real_files
@pytest.mark.parametrize("exclusive", ["step", "hour"])
def test_a_month_that_stays_at_minus_eighty(exclusive: str) -> None:
    """Shandong, May 2022: 420 quarter-hours below zero, a battery without wear, one price both ways.

    The linear optimum burns in more than two hundred of them; the search in parts proves the exact one within the gap.
    """
    month = shandong("2022-05-01", "2022-05-31", exclusive=exclusive)
    assert int((series_of("shandong_202112_202212", "2022-05-01", "2022-05-31").values < 0).sum()) == 420
    proved_and_carried_out(month)


@needs_real_files
def test_a_month_whose_time_is_up() -> None:
    """The same month when every second window has no answer: carried out one way at a time, within the gap it says."""
    month = shandong("2022-05-01", "2022-05-31")
    with out_of_time(lambda window: window % 2 == 0, near=False):
        found = audited_in_hand(month)
    assert 0.0 < found.open_gap_frac < 0.02
    gap_is_true(found, optimise(month).objective_yuan)


@needs_real_files
def test_days_with_a_ramp() -> None:
    """Two days of spring 2022 with 32 quarter-hours at or below zero, and 5 MW a minute: proved, and carried out."""
    proved_and_carried_out(shandong("2022-04-30", "2022-05-01", ramp_mw_per_min=5.0))
