"""One direction a step: the best of all ways to choose directions, each solved alone; and the hull of a single step."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage_model.assets.battery.exclusive import group_of_step
from storage_model.dispatch.audit import audit_dispatch
from storage_model.dispatch.compile import LinearProgram, compile_model
from storage_model.dispatch.model import build_model
from storage_model.dispatch.optimise import optimise
from storage_model.dispatch.settle import settle
from storage_model.dispatch.solver.highs import solve
from storage_model.problems import InfeasibleError
from storage_model.scenario.site import Site
from tests.sites import battery, battery_site

# Flat stretches, zero and prices below it come often.
PRICES = st.lists(st.sampled_from([-80.0, -80.0, -30.0, -10.0, 0.0, 20.0, 50.0]), min_size=2, max_size=6)
ENDS = st.sampled_from([
    {}, {"rule": "free"}, {"rule": "free", "soc_frac": 1.0}, {"rule": "fixed", "soc_frac": 0.5},
    {"rule": "fixed", "soc_frac": 1.0},
])  # fmt: skip
STATIONS = st.fixed_dictionaries(
    {
        "charge_efficiency_frac": st.sampled_from([0.8, 0.95, 1.0]),
        "discharge_efficiency_frac": st.sampled_from([0.8, 0.9]),
        "soc_min_frac": st.sampled_from([0.0, 0.1]),
        "energy_mwh": st.sampled_from([4.0, 8.0, 25.0]),
        "self_discharge_frac_per_h": st.sampled_from([0.0, 0.0, 0.02]),
        "exclusive": st.sampled_from(["step", "hour"]),
        "ends": ENDS,
    },
    optional={
        "charge_power_mw": st.just(6.0),
        "ramp_mw_per_min": st.sampled_from([0.1, 0.2]),
        "cohorts": st.just({"old": {"energy_mwh": 3.0, "charge_efficiency_frac": 0.7}, "new": {"energy_mwh": 6.0}}),
    },
)


def by_directions(site: Site) -> Iterator[float]:
    """Yield what each way to choose directions earns at most, by bounds on the linear programme alone."""
    linear = compile_model(lambda: build_model(site))
    group = group_of_step(site.assets["battery"], site.horizon)  # type: ignore[arg-type]  # the battery of the site
    places = {side: linear.columns[f"assets[battery].{side}_mw"] for side in ("charge", "discharge")}
    for ways in product((True, False), repeat=len(set(group.tolist()))):
        charges, high = np.array(ways)[group - group[0]], linear.col_high.copy()
        high[places["charge"]] = np.where(charges, high[places["charge"]], 0.0)
        high[places["discharge"]] = np.where(charges, 0.0, high[places["discharge"]])
        try:
            yield -solve(replace(linear, col_high=high)).objective
        except InfeasibleError:
            continue


@settings(max_examples=40, deadline=None)
@given(PRICES, STATIONS)
def test_best_of_all_directions(prices: list[float], numbers: dict[str, object]) -> None:
    """Same money as the best of up to 64 programmes, within the gap; the schedule passes the audit."""
    site = battery_site(battery(**numbers), prices, 0.5)
    earned = list(by_directions(site))
    if not earned:
        with pytest.raises(InfeasibleError):
            optimise(site)
        return
    found = optimise(site)
    assert found.objective_yuan == pytest.approx(max(earned), rel=2e-7, abs=1e-5)
    audit_dispatch(site, found, settle(site, found.schedules, found.products)).require()


@settings(max_examples=40, deadline=None)
@given(PRICES, STATIONS)
def test_rules_cut_off_nothing(prices: list[float], numbers: dict[str, object]) -> None:
    """With every step kept apart from the beginning: the same money again, so no rule forbids a single direction."""
    site = battery_site(battery(**numbers), prices, 0.5)
    earned = list(by_directions(site))
    if earned:
        kept = compile_model(lambda: build_model(site, {"battery": list(range(len(prices)))}))
        assert -solve(kept).objective == pytest.approx(max(earned), rel=1e-6, abs=1e-5)


def one_step(numbers: dict[str, object], weights: list[float]) -> LinearProgram:
    """Return a step with its rules, its binary, and any weights on what is stored, charged and discharged."""
    site = battery_site(battery(**numbers, ends={"rule": "free"}), [0.0])
    program = compile_model(lambda: build_model(site, {"battery": [0]}))
    cost = np.zeros_like(program.cost)
    for name, weight in zip(("charge_mw", "discharge_mw", "stored_mwh"), weights, strict=True):
        cost[program.columns[f"assets[battery].{name}"].start] = weight
    return replace(program, cost=cost)


@settings(max_examples=60, deadline=None)
@given(
    st.fixed_dictionaries({
        "charge_efficiency_frac": st.floats(0.5, 1.0), "discharge_efficiency_frac": st.floats(0.5, 1.0),
        "soc_min_frac": st.floats(0.0, 0.3), "charge_power_mw": st.floats(1.0, 6.0),
    }),
    st.lists(st.floats(-10, 10), min_size=3, max_size=3),
)  # fmt: skip
def test_every_corner_of_a_step_has_one_direction(numbers: dict[str, object], weights: list[float]) -> None:
    """Whatever is weighed, a relaxed binary earns no more than a whole one: the rules are the convex hull of a step."""
    program = one_step({"power_mw": 6.0, **numbers}, weights)
    whole = min(solve(program.with_fixed(np.full_like(program.cost, way))).objective for way in (0.0, 1.0))
    assert solve(program.relaxed()).objective == pytest.approx(whole, abs=1e-7)
