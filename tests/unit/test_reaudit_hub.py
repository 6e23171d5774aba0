"""The audit of a mine-gas hub from files alone: every cubic metre, set and yuan, and every planted fault found."""

from functools import lru_cache
from typing import Any

import numpy as np
import pytest

from storage_model.runs.reading.folder import open_run
from storage_model.runs.reaudit.evidence import Evidence, evidence_of
from storage_model.runs.reaudit.whole import NEVER_COVERED, audited, reaudited
from tests.mutants import Fault, added, both, busiest, in_input, in_table, times
from tests.rich_hub import rich_run

SETS = "hub_gensets[lean_sets]"
TO_SETS = "hub_supplies[drained].to[lean_sets].m3_per_h"


@lru_cache(maxsize=1)
def _evidence() -> Evidence:
    return evidence_of(open_run(rich_run()))


def _broken(evidence: Evidence) -> set[str]:
    laws = audited(evidence, ("physics", "money", "rates", "years", "ties"))
    return {law.name for family in laws.values() for law in family if not law.passed}


def test_a_good_hub_passes_every_law_and_nothing_of_it_is_left_out() -> None:
    """Gas, holder, sets, heat, meters; every stream by step, credits of a policy included."""
    audit = reaudited(_evidence())
    assert audit.failed == ()
    assert tuple(said.en for said in audit.not_covered) == (NEVER_COVERED.en,)
    names = {law.name for laws in audit.laws.values() for law in laws}
    assert {"hub.holder_balance", "hub.lean_sets.genset_fuel", "hub.carbon_credits.money_of_each_step"} <= names
    used = (TO_SETS, "hub_holder.to[lean_sets].m3_per_h", "hub_supplies[rich].to[enrichment].m3_per_h", f"{SETS}.stops")
    assert all(_evidence().dispatch[column].max() > 0 for column in used)


def _no_gas_but_dust(columns: dict[str, Any]) -> None:
    """Nothing is enriched but a billionth of a cubic metre in an hour."""
    for source in ("hub_supplies[rich]", "hub_holder"):
        columns.get(f"{source}.to[enrichment].m3_per_h", np.zeros(1))[:] = 0.0
    columns["hub_supplies[rich].to[enrichment].m3_per_h"][0] = 1e-9


def test_what_rounding_leaves_of_no_gas_is_no_mixture() -> None:
    """Where no set ran all year, what the solver's rounding left in a pipe was held against itself: 3.6e-4 of it too
    lean, and a sound run was called wrong.
    """
    too_lean = in_input("assets.hub.enrichment.minimum_methane_frac", 0.99)
    assert "hub.runs_below_safe_methane" not in _broken(
        both(in_table("dispatch", _no_gas_but_dust), too_lean)(_evidence())
    )
    assert "hub.runs_below_safe_methane" in _broken(too_lean(_evidence()))


def _at(column: str, amount: float) -> Fault:
    """Return a fault in the step in which a column is largest."""
    return lambda evidence: added("dispatch", column, amount, busiest(evidence, column))(evidence)


def _oxidised_rich(columns: dict[str, Any]) -> None:
    """The gas of the oxidiser is called richer than may be oxidised."""
    columns["hub_supplies.low_pressure.methane_frac"][:] = 0.09


def _both_sides(columns: dict[str, Any]) -> None:
    """What the flare burns is called above the explosive band in a step in which the sets burn holder gas too."""
    both_drawn = np.minimum(columns[TO_SETS], columns["hub_holder.to[lean_sets].m3_per_h"])
    columns["hub_supplies.drained.methane_frac"][int(np.argmax(both_drawn))] = 0.2


def _swapped_starts(columns: dict[str, Any]) -> None:
    """A set stops right after its start, and nobody else counts it."""
    start = int(np.argmax(columns[f"{SETS}.starts"]))
    columns[f"{SETS}.running_sets"][start + 1] -= columns[f"{SETS}.starts"][start]


def _at_a_start(column: str, amount: float) -> Fault:
    return lambda evidence: added("dispatch", column, amount, busiest(evidence, f"{SETS}.starts"))(evidence)


def _stopped_at_midnight(columns: dict[str, Any]) -> None:
    """All sets stop in the last hour of the year, and one runs in its first: a year follows on itself."""
    columns[f"{SETS}.stops"][-1] = 3.0
    columns[f"{SETS}.running_sets"][[0, -1]] = 1.0, 0.0


# What is wrong → the law that has to break.
FAULTS: dict[str, tuple[Fault, str]] = {
    "ten cubic metres gone": (_at("hub_supplies[drained].vented.m3_per_h", 10.0), "hub.gas_supply"),
    "gas that does not decline": (
        in_input("assets.hub.supplies.drained.pure_flow.change_frac_per_year", 0.0), "hub.gas_supply"
    ),
    "more gas than there is": (_at(TO_SETS, 5.0), "hub.gas_supply"),
    "a source too lean for the sets": (
        times("dispatch", "hub_supplies.drained.methane_frac", 0.4), "hub.runs_below_safe_methane"
    ),
    "a mixture too lean for the sets": (
        in_input("assets.hub.gensets.lean_sets.minimum_methane_frac", 0.095), "hub.runs_below_safe_methane"
    ),
    "no blending": (in_input("assets.hub.gensets.lean_sets.blending", False), "hub.runs_below_safe_methane"),
    "mixed across the explosive band": (in_table("dispatch", _both_sides), "hub.no_mixing_into_explosive_band"),
    "rich gas oxidised": (in_table("dispatch", _oxidised_rich), "hub.oxidises_only_below_8_percent"),
    "a feed too lean": (in_input("assets.hub.oxidiser.feed_methane_frac", 0.019), "hub.oxidiser_feed"),
    "an oxidiser half as large": (in_input("assets.hub.oxidiser.feed_m3_per_h", 75e3), "hub.oxidiser_capacity"),
    "enrichment beyond its size": (
        in_input("assets.hub.enrichment.capacity_m3_per_h", 300.0), "hub.enrichment_capacity"
    ),
    "the holder drifts": (_at("hub_holder.stored_end_m3", 0.1), "hub.holder_balance"),
    "a smaller holder": (in_input("assets.hub.holder.capacity_m3", 25_000.0), "hub.holder_limits"),
    "emptied below its least": (in_input("assets.hub.holder.least_share_frac", 0.3), "hub.holder_limits"),
    "a holder that ends fuller": (
        added("dispatch", "hub_holder.stored_end_m3", 5.0, -1), "hub.holder_ends_as_it_began"
    ),
    "heat from nowhere": (in_input("assets.hub.gensets.lean_sets.heat_per_power", 0.3), "hub.genset_heat"),
    "more heat than the mine takes": (times("dispatch", "hub_heat.demand_mw", 0.5), "hub.heat_demand"),
    "a better turbine": (in_input("assets.hub.oxidiser.efficiency_frac", 0.28), "hub.oxidiser_heat_used"),
    "a turbine over its rating": (in_input("assets.hub.oxidiser.turbine_mw", 0.5), "hub.turbine_limits"),
    "own use forgotten": (
        in_input("assets.hub.gensets.lean_sets.own_use_frac", 0.0), "hub.meters_see_the_schedule"
    ),
    "fans forgotten": (in_input("assets.hub.oxidiser.fan_kwh_per_m3", 0.0), "hub.meters_see_the_schedule"),
    "power drawn from the grid": (added("dispatch", "hub_out_mw", -50.0, 0), "hub.own_consumption_covered"),
    "bought to be sold": (added("dispatch", "hub_site_supply.bought_mw", 5.0, 0), "hub.own_consumption_covered"),
    "gas used but not counted": (added("dispatch", "hub_methane_m3_per_h", -50.0, 0), "hub.gas_and_credits_counted"),
    "a credit too many": (added("dispatch", "hub_credits_t_per_h", 1.0, 0), "hub.gas_and_credits_counted"),
    "poorer air in one hour": (
        added("dispatch", "hub_supplies.ventilation_air.methane_frac", -0.001, 4000),
        "hub.supplies.ventilation_air.methane.series_is_its_file",
    ),
    "richer gas in one hour": (
        added("dispatch", "hub_supplies.rich.methane_frac", 0.01, 4000), "hub.supplies.rich.methane.series_is_its_file"
    ),
    "a mine colder for an hour": (
        added("dispatch", "hub_heat.demand_mw", 0.5, 4000), "hub.heat.demand.series_is_its_file"
    ),
    "power drawn in a later year": (added("annual", "hub_in_mwh", 0.1, 7), "hub.draws_nothing"),
    "a larger hub in a later year": (added("annual", "hub_rated_mw", 0.1, 7), "hub.rated_power_of_the_inputs"),
    "sets bought that nobody pays": (added("annual", "hub_purchases_yuan", 1e4, 7), "hub.later_investment"),
    "more than running sets can give": (_at(f"{SETS}.power_mw", 0.2), "hub.lean_sets.power_limits"),
    "output before sets are up": (
        in_input("assets.hub.gensets.lean_sets.start_time_min", 30.0), "hub.lean_sets.power_limits"
    ),
    "more sets than there are": (in_input("assets.hub.gensets.lean_sets.sets", 2), "hub.lean_sets.sets_running"),
    "shares of sets called whole": (in_input("assets.hub.commitment", "integer"), "hub.lean_sets.whole_sets"),
    "fuel from another curve": (
        in_input("assets.hub.gensets.lean_sets.part_load.1.efficiency_frac", 0.31), "hub.lean_sets.genset_fuel"
    ),
    "gas that burns better": (
        in_input("assets.hub.gensets.lean_sets.methane_effect.0.efficiency_factor", 0.99), "hub.lean_sets.genset_fuel"
    ),
    "more burned than any loads ask for": (
        both(_at(TO_SETS, 5.0), _at("hub_supplies[drained].vented.m3_per_h", -5.0)), "hub.lean_sets.genset_fuel"
    ),
    "less burned than equal loads ask for": (
        both(_at(TO_SETS, -5.0), _at("hub_supplies[drained].vented.m3_per_h", 5.0)), "hub.lean_sets.genset_fuel"
    ),
    "a start not counted": (_at_a_start(f"{SETS}.starts", -0.1), "hub.lean_sets.sets_counted"),
    "stopped right after its start": (in_table("dispatch", _swapped_starts), "hub.lean_sets.minimum_up_time"),
    "longer least rest": (
        in_input("assets.hub.gensets.lean_sets.minimum_down_h", 72.0), "hub.lean_sets.minimum_down_time"
    ),
    "a rest across the end of the year": (
        both(in_table("dispatch", _stopped_at_midnight), in_input("assets.hub.gensets.lean_sets.minimum_down_h", 1.5)),
        "hub.lean_sets.minimum_down_time",
    ),
    "slower sets": (in_input("assets.hub.gensets.lean_sets.ramp_frac_per_min", 0.001), "hub.lean_sets.ramp_limit"),
    "gas for less": (
        in_input("assets.hub.supplies.rich.gas_price_yuan_per_m3", 0.1), "hub.gas_fuel.money_of_each_step"
    ),
    "venting dearer": (
        in_input("assets.hub.supplies.ventilation_air.venting_cost_yuan_per_m3", 0.01),
        "hub.gas_venting.money_of_each_step",
    ),
    "a cheaper overhaul": (
        in_input("assets.hub.gensets.lean_sets.overhaul_cost_yuan", 5e5), "hub.genset_overhaul.money_of_each_step"
    ),
    "upkeep for less": (
        in_input("assets.hub.gensets.lean_sets.running_cost_yuan_per_h", 20.0), "hub.genset_upkeep.money_of_each_step"
    ),
    "starts for nothing": (
        in_input("assets.hub.gensets.lean_sets.start_cost_yuan", 0.0), "hub.genset_starts.money_of_each_step"
    ),
    "oil for less": (
        in_input("assets.hub.gensets.lean_sets.variable_om_yuan_per_mwh", 50.0),
        "hub.gas_variable_om.money_of_each_step",
    ),
    "enriched gas dearer": (
        in_input("assets.hub.enrichment.price_yuan_per_m3", 1.5), "hub.gas_sales.money_of_each_step"
    ),
    "heat by the MWh": (in_input("assets.hub.heat.price_yuan_per_gj", 126.0), "hub.heat_sales.money_of_each_step"),
    "power of the mine nobody used": (
        added("dispatch", "hub_mine_power_yuan", -1.0, 0), "hub.mine_power.money_of_each_step"
    ),
    "all credits certified": (
        in_input("policies.carbon_credit.certified_frac", 1.0), "hub.carbon_credits.money_of_each_step"
    ),
    "another warming": (in_input("assets.hub.carbon.gwp", 29.8), "hub.carbon_credits.money_of_each_step"),
    "credits after their last year": (
        in_input("policies.carbon_credit.last_year", 2026), "hub.carbon_credits.money_of_each_step"
    ),
}  # fmt: skip


@pytest.mark.reliability("mutants")
@pytest.mark.parametrize("fault", FAULTS)
def test_every_planted_fault_breaks_its_law(fault: str) -> None:
    """Each law is broken by a fault that is about it."""
    plant, law = FAULTS[fault]
    assert law in _broken(plant(_evidence()))
