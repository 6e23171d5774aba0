"""One horizon handed on to the next, by hand: what a hub has begun counts on."""

from typing import Any

import numpy as np
import pytest

from storage_model.assets.gas import GasHub
from storage_model.blocks import ArrayFrame, Ends
from storage_model.dispatch.optimise import Dispatch
from tests.gas_sites import GAS_OF_A_MW, REFERENCE, gensets, hub, hub_site, supply
from tests.sites import audited, horizon

EXACT = 1e-6
DEAR = {"supplies": {"drained": {**REFERENCE, "gas_price_yuan_per_m3": 0.359}}}
AT_REST = Ends(start={})


def run(
    station: GasHub,
    prices: list[float],
    ends: Ends,
    gas_mw: list[float] | None = None,
    methane: list[float] | float = 0.12,
) -> Dispatch:
    """Return the audited dispatch between two ends; gas for 10 MW of 12 % unless given."""
    gas = GAS_OF_A_MW * np.array([10.0] * len(prices) if gas_mw is None else gas_mw)
    return audited(hub_site(station, prices, supply(gas, methane), ends={"gas": ends}))[0]


def one(**numbers: Any) -> GasHub:
    """Return one set of 1 MW from 0.5 MW, gas at 100 yuan per MWh."""
    return hub({"sets": gensets(sets=1, minimum_load_frac=0.5, **numbers)}, **DEAR)


def test_from_rest_a_start_is_paid() -> None:
    """Margin 300 in both hours, a start 60: 540. Round and round nothing starts: 600."""
    station = one(start_cost_yuan=60.0)
    assert run(station, [400, 400], AT_REST).objective_yuan == pytest.approx(540, abs=EXACT)
    assert run(station, [400, 400], Ends()).objective_yuan == pytest.approx(600, abs=EXACT)


def test_a_set_handed_over_running_starts_free() -> None:
    """Running before: 600; and the end is free, so it may stop in a last bad hour without a word: still 600."""
    running = Ends(start={"gensets[sets].running_sets_ago[1]": 1.0})
    station = one(start_cost_yuan=60.0)
    assert run(station, [400, 400], running).objective_yuan == pytest.approx(600, abs=EXACT)
    assert run(station, [400, 400, 0], running).objective_yuan == pytest.approx(600, abs=EXACT)


def test_a_start_before_obliges_to_stay_on() -> None:
    """Started one hour ago, up at least three: two hours at -25 (half load at 50), then 300: 250. Forgotten, 300."""
    begun = Ends(start={"gensets[sets].running_sets_ago[1]": 1.0, "gensets[sets].starts_ago[1]": 1.0})
    assert run(one(minimum_up_h=3.0), [50, 50, 400], begun).objective_yuan == pytest.approx(250, abs=EXACT)


def test_a_start_before_obliges_through_a_short_horizon() -> None:
    """Started two hours ago, up at least six: all three hours at half load, -25 each. An obligation that ended after as
    many hours as the horizon has would leave the third out: -50.
    """
    begun = Ends(start={"gensets[sets].running_sets_ago[1]": 1.0, "gensets[sets].starts_ago[2]": 1.0})
    assert run(one(minimum_up_h=6.0), [50, 50, 50], begun).objective_yuan == pytest.approx(-75, abs=EXACT)


def test_a_stop_before_forbids_the_start() -> None:
    """Stopped one hour ago, down at least three: two good hours are lost, the third is 300. Forgotten, 900."""
    stopped = Ends(start={"gensets[sets].stops_ago[1]": 1.0})
    assert run(one(minimum_down_h=3.0), [400, 400, 400], stopped).objective_yuan == pytest.approx(300, abs=EXACT)


def test_a_start_before_still_holds_output_back() -> None:
    """90 minutes to start, begun an hour ago: half an hour of the first step is left: 150 + 300. Ready at once 600."""
    begun = Ends(start={"gensets[sets].running_sets_ago[1]": 1.0, "gensets[sets].starts_ago[1]": 1.0})
    assert run(one(start_time_min=90.0), [400, 400], begun).objective_yuan == pytest.approx(450, abs=EXACT)


@pytest.mark.parametrize(("start", "end", "money"), [(0.5, None, 750), (0.5, 1.0, 450), (None, None, 600)])
def test_gas_in_the_holder_is_handed_over(start: float | None, end: float | None, money: float) -> None:
    """Free gas for 1 MW in hours at 200 and 300, three sets and room for all of it: everything is burned in the second
    hour. Half a MWh handed over: 2.5 × 300 = 750; one asked for at the end: 1.5 × 300 = 450; begun empty 600.
    """
    holder = {"capacity_m3": 3 * GAS_OF_A_MW / 0.12, "methane_frac": 0.12}
    station = hub({"sets": gensets(sets=3)}, holder=holder)
    given = {} if start is None else {"holder.stored_m3": start * GAS_OF_A_MW}
    wanted = None if end is None else {"holder.stored_m3": end * GAS_OF_A_MW}
    found = run(station, [200, 300], Ends(start=given, end=wanted), [1.0, 1.0])
    assert found.objective_yuan == pytest.approx(money, abs=EXACT)


@pytest.mark.parametrize("cut", [2, 3, 5, 7])
def test_two_halves_make_the_whole(cut: int) -> None:
    """A horizon cut anywhere, the second half beginning as the first ends in the whole schedule: the same money, so
    nothing is lost or counted twice in what is handed over.
    """
    group = gensets(
        sets=2, minimum_load_frac=0.5, minimum_up_h=3.0, minimum_down_h=2.0, start_cost_yuan=30.0,
        start_time_min=30.0, ramp_frac_per_min=0.4 / 60,
    )  # fmt: skip
    holder = {"capacity_m3": GAS_OF_A_MW / 0.12, "methane_frac": 0.12}
    station = hub({"sets": group}, holder=holder, **DEAR)
    prices, gas = [300.0, 60, 500, 450, 40, 30, 400, 480, 20, 350], [1.0, 2, 0.6, 1.5, 2, 1, 0.5, 1, 2, 1]
    whole = run(station, prices, AT_REST, gas)
    handed = station.states_at(whole.schedules["gas"], cut)
    before = run(station, prices[:cut], Ends(start={}, end=handed), gas[:cut])
    after = run(station, prices[cut:], Ends(start=handed), gas[cut:])
    assert before.objective_yuan + after.objective_yuan == pytest.approx(whole.objective_yuan, abs=1e-4)


@pytest.mark.parametrize("after", [[0.10, 0.10, 0.10], [0.10, 0.12, 0.12], [0.08, 0.10, 0.10]])
def test_gas_that_weakens_between_two_horizons(after: list[float]) -> None:
    """Two sets at full load on 12 %; then gas on which a set gives 0.8 MW, or none. What they lose at once is not held
    to the ramp of 0.01: the second horizon has an answer, and both together earn what the whole does.
    """
    effect = [
        {"methane_frac": 0.10, "output_factor": 0.8, "efficiency_factor": 1.0},
        {"methane_frac": 0.12, "output_factor": 1.0, "efficiency_factor": 1.0},
    ]
    group = gensets(
        sets=2, minimum_load_frac=0.5, ramp_frac_per_min=0.01 / 60, methane_effect=effect, start_cost_yuan=30.0
    )
    station, prices, methane = hub({"sets": group}, **DEAR), [300.0] * 6, [0.12, 0.12, 0.12, *after]
    running = {"running_sets_ago[1]": 2.0, "power_mw_ago[1]": 2.0, "set_mw_ago[1]": 1.0}
    begun = {f"gensets[sets].{key}": value for key, value in running.items()}
    whole = run(station, prices, Ends(start=begun), None, methane)
    before = run(station, prices[:3], Ends(start=begun), None, methane[:3])
    past = ArrayFrame(horizon=horizon(3), series=supply(np.full(3, 10 * GAS_OF_A_MW), methane[:3]))
    handed = station.handed_over(before.schedules["gas"], past, horizon(6), begun)
    later = run(station, prices[3:], Ends(start=handed), None, after)
    assert before.objective_yuan == pytest.approx(1200, abs=EXACT)
    assert before.objective_yuan + later.objective_yuan == pytest.approx(whole.objective_yuan, abs=1e-4)
