"""Charging and discharging never at once, by hand: what rules of the start of a step forbid, and what needs a binary.

10 MW / 20 MWh at 0.9 each way. Sending 8.1 MWh takes 9 MWh from the store, and 10 MWh drawn put them back: where the
price is -100, that pair earns 1000 - 810 = 190.
"""

import pytest

from storage_model.dispatch.compile import compile_model
from storage_model.dispatch.model import build_model
from storage_model.dispatch.optimise import optimise
from storage_model.dispatch.solver.highs import solve
from storage_model.scenario.site import Site
from tests.sites import battery, battery_site

EXACT = 1e-6


def lossy(prices: list[float], **ends: object) -> Site:
    """Return the battery at these hourly prices."""
    station = battery(charge_efficiency_frac=0.9, discharge_efficiency_frac=0.9, ends=ends)
    return battery_site(station, prices)


def earned_with(site: Site, *, apart: bool) -> float:
    """Return what a programme without whole numbers earns, with the rules of steps kept apart or none."""
    steps = {"battery": list(range(site.horizon.count))} if apart else {}
    return -solve(compile_model(lambda: build_model(site, steps)).relaxed()).objective


@pytest.mark.parametrize(("prices", "at_once", "exact"), [([-100.0], 190.0, 0.0), ([-100.0, -100.0], 380.0, 190.0)])
def test_a_full_store_needs_no_binary(prices: list[float], at_once: float, exact: float) -> None:
    """Full at the start: one hour leaves no room to charge, two send in the first and draw in the second.

    Linear, both hours burn 190 each. The rules alone leave what is right, before any binary is decided.
    """
    site = lossy(prices, rule="free", soc_frac=1.0)
    assert earned_with(site, apart=False) == pytest.approx(at_once, abs=EXACT)
    assert earned_with(site, apart=True) == pytest.approx(exact, abs=EXACT)
    assert optimise(site).objective_yuan == pytest.approx(exact, abs=EXACT)


def test_an_empty_store_sends_nothing() -> None:
    """Empty at the start and at the end of an hour: nothing was held, so nothing can be sent and drawn again."""
    site = lossy([-100.0], rule="fixed", soc_frac=0.0)
    assert earned_with(site, apart=False) == pytest.approx(190, abs=EXACT)
    assert earned_with(site, apart=True) == pytest.approx(0, abs=EXACT)
    assert optimise(site).objective_yuan == pytest.approx(0, abs=EXACT)


def test_a_half_full_store_needs_one() -> None:
    """One hour that must end as it began, anywhere between: a part of the hour each way would earn 1000 × 0.19 ÷ 1.81.

    10 MW drawn for 1 ÷ 1.81 of the hour, sent for the rest: 5.525 - 4.475 MWh. Whole, nothing is left to earn.
    """
    site = lossy([-100.0])
    assert earned_with(site, apart=True) == pytest.approx(1000 * 0.19 / 1.81, abs=EXACT)
    found = optimise(site)
    assert found.objective_yuan == pytest.approx(0, abs=EXACT)
    assert found.binaries == 1
