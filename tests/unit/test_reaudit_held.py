"""The audit of power held ready, from files alone: limits, spans, rates, calls, room in the store; each fault found."""

from typing import Any

import numpy as np
import pytest

from storage_model.runs.reaudit.whole import audited, reaudited
from tests.mutants import Fault, added, both, busiest, in_input, in_table, times
from tests.short_runs import short_evidence

PRIMARY, SECONDARY, FAST = (f"{market}_station" for market in ("primary_regulation", "secondary", "fast"))


def test_every_kind_is_held_at_all() -> None:
    """What is planted below would hide in nothing: each product holds power on some step, and energy is called."""
    table = short_evidence("regulation").dispatch
    assert all(table[f"{product}_up_out_mw"].max() > 1 for product in (PRIMARY, SECONDARY, FAST))
    assert table["station_regulation_make_whole_yuan"].max() > 0
    assert np.abs(table["station_called_down_energy_yuan"]).max() > 0


def _at(column: str, amount: float) -> Fault:
    """Return a fault in the step in which a column is largest."""
    return lambda evidence: added("dispatch", column, amount, busiest(evidence, column))(evidence)


def _every_side(product: str, amount_mw: float) -> Fault:
    """Return a fault that holds more all day, upward and downward."""
    return both(
        added("dispatch", f"{product}_up_out_mw", amount_mw), added("dispatch", f"{product}_down_in_mw", amount_mw)
    )


def _moved_to_another_step(columns: dict[str, Any]) -> None:
    """The figure of a block is moved by a step."""
    for side in ("up_out", "up_in", "down_out", "down_in"):
        columns[f"{FAST}_{side}_mw"] = np.roll(columns[f"{FAST}_{side}_mw"], 1)


def _nearly_empty(columns: dict[str, Any]) -> None:
    """The store stands at its floor all the time, whatever is held."""
    for name in ("station_stored_mwh", "station_stored_end_mwh"):
        columns[name][:] = columns[name].min()


# What is wrong → the law that has to break.
FAULTS: dict[str, tuple[Fault, str]] = {
    "more than the document allows": (_every_side(PRIMARY, 51.0), "primary_regulation.up_held_limits"),
    "as the case had it before the document": (
        in_input("policies.ruled.values.most_mw", 20.0), "primary_regulation.up_held_limits"
    ),
    "more than all together may": (_every_side(FAST, 31.0), "fast.down_held_total"),
    "held on days that are not won": (
        in_input("markets.primary_regulation.won_days_per_year", 100.0), "primary_regulation.up_held_limits"
    ),
    "offers below the least": (in_input("markets.secondary.least_mw", 59.0), "secondary.up_held_limits"),
    "one step of a period alone": (_at(f"{SECONDARY}_up_out_mw", -1.0), "secondary.up_one_figure_a_span"),
    "blocks that begin a step later": (in_table("dispatch", _moved_to_another_step), "fast.up_one_figure_a_span"),
    "less downward than upward": (added("dispatch", f"{FAST}_down_in_mw", -0.5), "fast.as_much_down_as_up"),
    "the price before the document": (
        times("dispatch", "primary_regulation_primary_regulation_yuan_per_mw_h", 1.5),
        "primary_regulation.primary_regulation.rate_of_the_rules",
    ),
    "another K": (
        in_input("markets.primary_regulation.day_k", 5.1), "primary_regulation.primary_regulation.rate_of_the_rules"
    ),
    "a bid of another period": (
        in_input("markets.secondary.bid_yuan_per_mw.2", 11.0), "secondary.secondary_regulation.rate_of_the_rules"
    ),
    "made whole at another efficiency": (
        in_input("markets.secondary.make_whole_efficiency_frac", 0.9),
        "secondary.regulation_make_whole.rate_of_the_rules",
    ),
    "a better score": (in_input("markets.fast.up.score_frac", 0.95), "fast.regulation_up.rate_of_the_rules"),
    "more mileage": (in_input("markets.fast.up.mileage_per_mw_h", 3.1), "fast.regulation_mileage_up.rate_of_the_rules"),
    "a call the store cannot serve": (in_table("dispatch", _nearly_empty), "station.full_call_within_store"),
    "a call that lasts longer": (in_input("markets.fast.up.sustain_h", 5.0), "station.full_call_within_store"),
    "calls the meters miss": (in_input("markets.secondary.down_called_frac", 0.41), "station.meters_see_the_schedule"),
    "more blocks a day": (
        in_input("markets.primary_regulation.blocks_per_day", 130.0), "station.meters_see_the_schedule"
    ),
    "called energy not paid for": (
        times("dispatch", "station_called_up_energy_yuan", 0.9), "station.called_up_energy.money_of_each_step"
    ),
    "called charging for nothing": (
        times("dispatch", "station_called_down_energy_yuan", 0.0), "station.called_down_energy.money_of_each_step"
    ),
}  # fmt: skip


@pytest.mark.reliability("mutants")
@pytest.mark.parametrize("fault", FAULTS)
def test_every_planted_fault_breaks_its_law(fault: str) -> None:
    """One small change in the files: the law about it is named."""
    plant, law = FAULTS[fault]
    laws = audited(plant(short_evidence("regulation")), ("physics", "money"))
    assert law in {one.name for family in laws.values() for one in family if not one.passed}


def test_what_a_series_decides_is_said() -> None:
    """A share called, a price or days won that stand in a file of their own are in no table of the run."""
    from_files = {
        "markets.fast.up.called": "markets.fast (up_down): energy called up",
        "markets.secondary.won": "markets.secondary (secondary_regulation): limits of what is held",
    }
    for key, said in from_files.items():
        audit = reaudited(in_input(key, {"file": "own.csv"})(short_evidence("regulation")))
        assert said in {one.en for one in audit.not_covered}
        assert audit.failed == ()
