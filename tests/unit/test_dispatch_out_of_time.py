"""When time is up before whole numbers are searched there is still a schedule, and its gap is said."""

import numpy as np
import pytest

from storage_model.dispatch.compile import compile_model
from storage_model.dispatch.model import build_model
from storage_model.dispatch.near import least_broken
from storage_model.dispatch.optimise import optimise
from storage_model.problems import SolverStoppedError
from storage_model.scenario.site import Site
from storage_model.words.tables.summary import status_of
from tests.gas_sites import GAS_OF_A_MW, gensets, hub, hub_site, supply
from tests.out_of_time import audited_in_hand, gap_is_true, out_of_time
from tests.sites import battery, battery_site

# Of 10 MWh stored 5 come out; at -80 what is charged twice has to be burned in between.
BURNER = battery_site(
    battery(energy_mwh=10.0, discharge_efficiency_frac=0.5, ends={"rule": "free"}), [-80.0, -80.0, 300.0]
)  # fmt: skip
# Gas for 1.2 sets, each of which runs at 0.8 of its load at least: one set runs.
LEAN_GAS = supply([1.2 * GAS_OF_A_MW] * 2, 0.1)
LEAN = hub_site(hub({"sets": gensets(sets=2, minimum_load_frac=0.8)}), [100.0, 200.0], LEAN_GAS)


def test_the_stronger_direction_stays() -> None:
    """3 MW in and 8 out: out. 8 in and 3 out: in. Nothing at all: in, so that nothing is left open."""
    program = compile_model(lambda: build_model(battery_site(battery(), [1.0] * 4), {"battery": [0, 1, 2]}))
    values = np.zeros(len(program.cost))
    for side, mw in (("charge", [3.0, 8.0, 0.0, 0.0]), ("discharge", [8.0, 3.0, 0.0, 0.0])):
        values[program.columns[f"assets[battery].{side}_mw"]] = mw
    assert least_broken(program, values)[program.integer].tolist() == [0.0, 1.0, 1.0]


def test_a_burner_charges_once() -> None:
    """Burning earns 80·(20 - 5) + 300·5 = 2700; charging both steps, as its net flow does, 80·10 + 300·5 = 2300."""
    with out_of_time(near=False):
        found = audited_in_hand(BURNER)
    assert found.objective_yuan == pytest.approx(2300.0)
    assert -found.certificate.bound_yuan == pytest.approx(2700.0)
    assert status_of(found) == "gap 17 %"
    assert optimise(BURNER).open_gap_frac == 0.0


def test_sets_next_to_the_relaxed_number() -> None:
    """Of one set or two, one has the gas: 1·(100 + 200) = 300 are in hand.

    Shares n of sets give 0.8·n at least and, beyond the first, 1 + 0.2·(n - 1) at most: 16/15 at n = 4/3, so 320.
    """
    with out_of_time():
        found = audited_in_hand(LEAN)
    assert found.objective_yuan == pytest.approx(300.0)
    assert -found.certificate.bound_yuan == pytest.approx(320.0)
    assert status_of(found) == "gap 6.7 %"
    assert found.gap_allowed_frac == float("inf")
    assert status_of(optimise(LEAN)) == "verified"


def test_without_any_schedule_the_limit_is_named() -> None:
    """Nothing near, no window, no search: then there is no answer, as before."""
    with out_of_time(near=False), pytest.raises(SolverStoppedError, match="the time is up"):
        optimise(LEAN)


def noons() -> Site:
    """Return twelve days whose noons lie below zero: a battery of two hours would burn there."""
    days = np.random.default_rng(5).uniform(-120, -20, 12).round(2)
    prices = np.concatenate([[50.0] * 8 + [noon] * 8 + [300.0] * 8 for noon in days])
    return battery_site(battery(charge_efficiency_frac=0.9, discharge_efficiency_frac=0.9), prices)


def test_windows_that_have_answered_count() -> None:
    """The more windows answer, the more is earned, and the less is open; where all do, nothing is."""
    optimum_yuan = optimise(noons()).objective_yuan
    found = []
    for answered in (0, 6, 12):
        with out_of_time(lambda window, most=answered: window < most, near=False):  # type: ignore[misc]
            found.append(audited_in_hand(noons()))
    for dispatch in found:
        gap_is_true(dispatch, optimum_yuan)
    gaps = [dispatch.open_gap_frac for dispatch in found]
    assert gaps[0] > gaps[1] > gaps[2] == 0.0
    assert found[0].objective_yuan < found[1].objective_yuan < found[2].objective_yuan
