"""Answers when time is up: they keep every rule, and the optimum lies within the gap they say."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage_model.dispatch.optimise import Dispatch, optimise
from storage_model.problems import SolverStoppedError
from storage_model.scenario.site import Site
from tests.gas_sites import GAS_OF_A_MW, gensets, hub, hub_site, supply
from tests.out_of_time import audited_in_hand, gap_is_true, out_of_time
from tests.properties.test_directions_apart import PRICES, STATIONS, by_directions
from tests.sites import battery, battery_site

SOME = settings(max_examples=40, deadline=None, derandomize=True)


def in_hand(site: Site, *, near: bool = True) -> Dispatch | None:
    """Return the audited answer when time is up; None where there is none, once that is what is said."""
    with out_of_time(near=near):
        try:
            return audited_in_hand(site)
        except SolverStoppedError:
            with pytest.raises(SolverStoppedError, match="the time is up"):
                optimise(site)
            return None


@SOME
@given(PRICES, STATIONS, st.booleans())
def test_directions_in_hand(prices: list[float], numbers: dict[str, object], near: bool) -> None:
    """Of a battery below zero; where its net flow alone cannot be carried out there may be none."""
    site = battery_site(battery(**numbers), prices, 0.5)
    earned = list(by_directions(site))
    if not earned:
        return
    found = in_hand(site, near=near)
    if found is not None:
        gap_is_true(found, max(earned))


@SOME
@given(
    st.lists(st.sampled_from([-50.0, 20.0, 90.0, 300.0]), min_size=4, max_size=12),
    st.lists(st.sampled_from([0.3, 0.9, 1.3, 2.2, 4.0]), min_size=12, max_size=12),
    st.fixed_dictionaries({
        "minimum_load_frac": st.sampled_from([0.0, 0.5, 0.8]), "start_cost_yuan": st.sampled_from([0.0, 40.0]),
        "minimum_up_h": st.integers(0, 4).map(float), "minimum_down_h": st.integers(0, 3).map(float),
        "start_time_min": st.sampled_from([0.0, 30.0]),
    }),
)  # fmt: skip
def test_sets_in_hand(prices: list[float], gas_mw: list[float], numbers: dict[str, float]) -> None:
    """Of three sets that start at a price, run at a load at least and for hours."""
    gas = supply([GAS_OF_A_MW * mw for mw in gas_mw[: len(prices)]], 0.12)
    site = hub_site(hub({"sets": gensets(sets=3, **numbers)}), prices, gas)
    found = in_hand(site)
    if found is not None:
        gap_is_true(found, optimise(site).objective_yuan)


@pytest.mark.parametrize("prices", [[-80.0, -80.0, 50.0], [-80.0, 20.0, -30.0, 50.0]])
def test_a_battery_without_losses_has_nothing_to_burn(prices: list[float]) -> None:
    """Then the linear optimum is the answer, and no limit leaves anything open."""
    with out_of_time(near=False):
        assert audited_in_hand(battery_site(battery(), prices)).open_gap_frac == 0.0
