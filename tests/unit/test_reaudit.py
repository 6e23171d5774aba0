"""The audit from files alone: a good run passes every law, and every planted fault breaks the law that is about it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

import numpy as np
import pytest

from storage_model.problems import RejectedError
from storage_model.runs.reading.folder import open_run
from storage_model.runs.reaudit.evidence import Evidence, evidence_of
from storage_model.runs.reaudit.files import state_of_input
from storage_model.runs.reaudit.plants import finite_laws
from storage_model.runs.reaudit.whole import FAMILIES, NEVER_COVERED, Reaudit, audited, reaudit
from storage_model.runs.reaudit.windows import clock_of_steps, hours_of_steps
from tests.mutants import Fault, added, both, in_input, in_row, in_summary, in_table, times
from tests.run_folders import written_run

HALF = slice(4000, None)
STEP = 4000


@lru_cache(maxsize=1)
def _evidence() -> Evidence:
    return evidence_of(open_run(written_run()))


# Families that look at statements and indicators; the others never read them.
MONEY_OF_YEARS = ("ties", "building", "running", "accounts", "returns")


def _broken(evidence: Evidence, families: Iterable[str] = FAMILIES) -> set[str]:
    return {law.name for laws in audited(evidence, families).values() for law in laws if not law.passed}


def test_a_good_run_passes_every_law() -> None:
    """Hundreds of laws in every family, none without laws; inputs still as they were; what is not covered is said."""
    audit = reaudit(open_run(written_run()))
    assert audit.failed == ()
    assert audit.count > 250
    assert all(audit.laws.values())
    assert set(audit.inputs.values()) == {"unchanged"}
    assert tuple(said.en for said in audit.not_covered) == (NEVER_COVERED.en,)
    names = [law.name for laws in audit.laws.values() for law in laws]
    assert len(names) == len(set(names))


def test_the_clock_of_a_place_leaps_and_comes_twice() -> None:
    """Hours of a year in Berlin keep to its clock; told as +08:00, or with an hour lost, they do not."""
    evidence = in_input("prices.day_ahead.zone", "Europe/Berlin")(_evidence())
    starts = evidence.dispatch["start"]
    clock = clock_of_steps(starts, "Europe/Berlin")
    assert len(np.unique(clock)) == len(clock) - 1  # the hour that comes twice
    at_clock = replace(evidence, dispatch={**evidence.dispatch, "start": clock})
    lost = replace(
        evidence, dispatch={**evidence.dispatch, "start": clock + (clock >= clock[STEP]) * np.timedelta64(1, "h")}
    )
    told = [
        {law.name: law.passed for law in finite_laws(one)}["dispatch.steps_follow_each_other"]
        for one in (at_clock, lost, in_input("prices.day_ahead.zone", "+08:00")(at_clock), evidence)
    ]
    assert told == [True, False, False, False]
    quarters = clock_of_steps(
        np.datetime64("2026-10-25T00:00") + np.arange(100) * np.timedelta64(900, "s"), "Europe/Berlin"
    )
    assert quarters[12] == quarters[8]  # the second two o'clock is an hour of its own
    assert np.unique(hours_of_steps(quarters), return_counts=True)[1].tolist() == [4] * 25


def _nan(columns: dict[str, Any]) -> None:
    columns["station_discharge_mw"][STEP] = np.nan


def _kilowatts(columns: dict[str, Any]) -> None:
    for name in ("station_charge_mw", "station_discharge_mw"):
        columns[name] *= 1000.0


def _shifted_store(columns: dict[str, Any]) -> None:
    for name in ("station_stored_mwh", "station_stored_end_mwh"):
        columns[name] += 300.0


def _both_at_once(columns: dict[str, Any]) -> None:
    """Charging and discharging together so that the store does not notice."""
    idle = np.flatnonzero((columns["station_charge_mw"] == 0) & (columns["station_discharge_mw"] == 0))[0]
    for name, power_mw in (("discharge", 0.933**2), ("charge", 1.0)):
        columns[f"station_{name}_mw"][idle] += power_mw
    columns["station_out_mw"][idle] += 0.933**2
    columns["station_in_mw"][idle] += 1.0


def _sold_twice(columns: dict[str, Any]) -> None:
    """The same money once more under another name."""
    columns["station_wear_not_paid_yuan"] += columns["station_energy_sales_yuan"]


def _a_step_missing(columns: dict[str, Any]) -> None:
    columns["start"][STEP:] += np.timedelta64(1, "h")


def _without_a_stream(columns: dict[str, Any]) -> None:
    del columns["station_loss_funds_yuan"]


def _busy(side: str) -> int:
    return int(np.argmax(_evidence().dispatch[f"station_{side}_mw"]))


# What is wrong → the law that has to break.
FAULTS: dict[str, tuple[Fault, str]] = {
    "the store drifts by a kWh": (added("dispatch", "station_stored_end_mwh", 1e-3, STEP), "station.energy_balance"),
    "a value is no number": (in_table("dispatch", _nan), "dispatch.values_not_finite"),
    "power over its limit": (
        added("dispatch", "station_discharge_mw", 2.0, _busy("discharge")), "station.discharge_limits"
    ),
    "charging over its limit": (added("dispatch", "station_charge_mw", 2.0, _busy("charge")), "station.charge_limits"),
    "power below zero": (added("dispatch", "station_charge_mw", -1.0, _busy("discharge")), "station.charge_limits"),
    "steps twice as long": (lambda e: replace(e, step_h=2.0 * e.step_h), "station.energy_balance"),
    "another efficiency": (in_input("assets.station.charge_efficiency_frac", 0.95), "station.energy_balance"),
    "kilowatts for megawatts": (in_table("dispatch", _kilowatts), "station.charge_limits"),
    "a store above its ceiling": (in_table("dispatch", _shifted_store), "station.stored_limits"),
    "a smaller window": (in_input("assets.station.soc_min_frac", 0.2), "station.stored_limits"),
    "more usable than rated": (times("dispatch", "station_usable_mwh", 1.01), "station.dispatched_with_what_is_usable"),
    "charging and discharging at once": (in_table("dispatch", _both_at_once), "station.charge_and_discharge_at_once"),
    "ends fuller than it began": (added("dispatch", "station_stored_end_mwh", 1.0, -1), "station.ends_as_it_began"),
    "a meter that misses the supply": (added("dispatch", "station_in_mw", -0.75), "station.meters_see_the_schedule"),
    "more gas than there is": (times("dispatch", "gas_plant_pure_flow_m3_per_h", 0.5), "gas_plant.gas_supply"),
    "running on unsafe gas": (times("dispatch", "gas_plant_methane_frac", 0.5), "gas_plant.runs_below_safe_methane"),
    "sets that do not exist": (in_input("assets.gas_plant.sets", 5), "gas_plant.power_limits"),
    "own use forgotten": (times("dispatch", "gas_plant_out_mw", 1 / 0.95), "gas_plant.meters_see_the_schedule"),
    "a thinner connection": (in_input("connection.export_limit_mw", 150.0), "connection_limits"),
    "a price one per mille higher": (
        times("dispatch", "day_ahead_sale_yuan_per_mwh", 1.001), "day_ahead.sale_price_of_the_year"
    ),
    "prices without the narrowing": (
        in_input("price_path.spread_erosion_frac_per_year", 0.0), "day_ahead.sale_price_of_the_year"
    ),
    "a series that is not its file": (
        added("dispatch", "series_day_ahead_yuan_per_mwh", 0.01, STEP), "day_ahead.series_is_its_file"
    ),
    "sales of one step": (
        added("dispatch", "station_energy_sales_yuan", 1.0, STEP), "station.energy_sales.money_of_each_step"
    ),
    "purchases with the wrong sign": (
        times("dispatch", "station_charging_energy_yuan", -1.0), "station.charging_energy.money_of_each_step"
    ),
    "a fee on what is sold": (
        times("dispatch", "station_loss_tariff_yuan", 0.5, STEP), "station.loss_tariff.money_of_each_step"
    ),
    "fees of another month": (
        in_table("dispatch", lambda columns: columns.update({
            "charging_fees_system_operation_fee_station_yuan_per_mwh": np.roll(
                columns["charging_fees_system_operation_fee_station_yuan_per_mwh"], 744)})),
        "charging_fees.system_operation_fee.rate_of_the_document",
    ),
    "a fee the document does not charge": (
        in_input("policies.charging_fees.line_loss_fee_yuan_per_mwh", 13.0),
        "charging_fees.line_loss_fee.rate_of_the_document",
    ),
    "another tariff": (
        in_input("policies.gas_tariff.yuan_per_mwh", 510.0), "gas_tariff.tariff_sales.rate_of_the_document"
    ),
    "dearer gas": (
        in_input("assets.gas_plant.gas_price_yuan_per_m3", 0.11), "gas_plant.gas_fuel.money_of_each_step"
    ),
    "wear counted twice": (
        times("dispatch", "station_wear_not_paid_yuan", 2.0), "station.wear.money_of_each_step"
    ),
    "money counted twice": (in_table("dispatch", _sold_twice), "dispatch.streams_add_up_to_the_objective"),
    "a stream left out": (in_table("dispatch", _without_a_stream), "dispatch.streams_add_up_to_the_objective"),
    "a step missing": (in_table("dispatch", _a_step_missing), "dispatch.steps_follow_each_other"),
    "a better objective": (
        in_summary("dispatch.objective_yuan", lambda yuan: yuan * 1.000001), "dispatch.streams_add_up_to_the_objective"
    ),
    "a bound far away": (in_summary("dispatch.dual_bound_yuan", lambda yuan: yuan * 1.01), "dispatch.dual_bound_gap"),
    "a gap said smaller": (in_summary("dispatch.gap_frac", lambda gap: gap + 1e-6), "dispatch.gap_of_the_summary"),
    "other cash": (
        in_summary("foresight.perfect_yuan", lambda yuan: yuan + 1.0), "foresight.perfect_is_the_objective"
    ),
    "more energy": (
        in_summary("dispatch.energy_discharged_mwh", lambda mwh: mwh + 0.01), "dispatch.energy_discharged_mwh"
    ),
    "fewer cycles": (in_summary("dispatch.full_cycles", lambda cycles: cycles - 0.01), "dispatch.full_cycles"),
    "a better round trip": (
        in_summary("dispatch.round_trip_frac", lambda frac: frac + 1e-6), "dispatch.round_trip_frac"
    ),
    "a year left out": (added("annual", "calendar_year", 1, slice(5, None)), "annual.years_run_on"),
    "a year counted twice": (added("annual", "operating_year", -1, slice(5, None)), "annual.years_run_on"),
    "a stronger station": (added("annual", "station_rated_mw", 1.0, 7), "station.rated_power_of_the_inputs"),
    "cells nobody pays": (added("annual", "station_purchases_yuan", 1e4, 7), "station.later_investment"),
    "power drawn by a gas plant": (added("annual", "gas_plant_in_mwh", 0.1, 7), "gas_plant.draws_nothing"),
    "gas burned but not counted": (
        added("dispatch", "gas_plant_methane_m3_per_h", -1.0, STEP), "gas_plant.gas_counted"
    ),
    "richer gas for an hour": (
        added("dispatch", "gas_plant_methane_frac", 0.01, STEP), "gas_plant.methane.series_is_its_file"
    ),
    "energy from nowhere": (times("annual", "station_out_mwh", 1.2, 3), "station.sends_no_more_than_it_draws"),
    "cycles of another station": (times("annual", "station_full_cycles", 1.001, 3), "station.full_cycles"),
    "more than all of it": (added("annual", "station_soh_frac", 0.2, 0), "station.health_from_0_to_1"),
    "usable beyond health": (times("annual", "station_usable_mwh", 1.01, 2), "station.usable_within_health"),
    "a first year of its own": (
        times("annual", "station_energy_sales_yuan", 1.0001, 0), "station.energy_sales.first_year_from_the_schedule"
    ),
    "an availability never met": (
        in_input("assets.station.availability_frac", 0.95), "station.energy_sales.first_year_from_the_schedule"
    ),
    "a fee on other energy": (
        times("annual", "station_line_loss_fee_yuan", 1.001, 4), "station.line_loss_fee.money_of_each_year"
    ),
    "fees beyond the dearest month": (
        times("annual", "station_system_operation_fee_yuan", 1.2, 4), "station.system_operation_fee.money_of_each_year"
    ),
    "a capacity price after its end": (
        in_input("policies.capacity_price.last_year", 2035), "station.capacity_price.money_of_each_year"
    ),
    "a capacity price of longer hours": (
        in_input("policies.capacity_price.required_hours", 4.0), "station.capacity_price.money_of_each_year"
    ),
    "tariff on more energy": (
        times("annual", "gas_plant_tariff_sales_yuan", 1.0001, 7), "gas_plant.tariff_sales.money_of_each_year"
    ),
    "sales of a year": (
        added("annual", "station_energy_sales_yuan", 1.0, 7), "station.energy_sales.revenue_is_settled"
    ),
    "a dearer loan": (in_input("projects.gas.loans.bank.rate_frac", 0.0321), "gas.long_term_interest"),
    "a longer loan": (in_input("projects.gas.loans.bank.years", 13), "gas.long_term_principal"),
    "a larger loan": (in_input("projects.gas.loans.bank.share_frac", 0.7), "gas.long_term_loan_drawn"),
    "a shorter life": (in_input("projects.gas.investment.civil.life_years", 19), "gas.depreciation"),
    "another amount": (
        in_input("projects.gas.investment.land.amount_yuan", 900_001.0), "gas.land_cost.follows_from_inputs"
    ),
    "another VAT rate": (in_input("projects.gas.investment.civil.vat_frac", 0.13), "gas.deductible_input_vat"),
    "another income tax": (in_input("projects.gas.tax.income_tax_frac", 0.15), "gas.income_tax"),
    "a tax holiday": (in_input("projects.gas.tax.holiday.exempt_years", 3), "gas.income_tax"),
    "no refund on levy": (in_input("projects.gas.tax.vat_refund_on_levy_frac", 0.0), "gas.vat_refunded_on_levy"),
    "other surcharges": (in_input("projects.gas.tax.surtax_frac", 0.12), "gas.surcharges"),
    "cheaper upkeep": (
        in_input("projects.station.operating_cost.upkeep.yuan_per_kw_year", 29.0),
        "station.repair_cost.follows_from_streams_and_inputs",
    ),
    "VAT of a cost": (
        in_input("projects.station.operating_cost.upkeep.vat_frac", 0.13), "station.input_vat_of_operation"
    ),
    "another hurdle": (
        in_input("projects.station.hurdle.project_after_tax_frac", 0.05), "station.npv_project_after_tax_yuan"
    ),
    "discounted from the start": (
        in_input("projects.station.options.first_construction_year", "undiscounted"), "station.npv_equity_yuan"
    ),
    "a loss moved to the other project": (
        both(in_row("gas", "profit_and_distribution", "net_profit", -1e3, 5),
             in_row("station", "profit_and_distribution", "net_profit", 1e3, 5)),
        "gas.profit_and_distribution.rows_follow",
    ),
    "a total of one project only": (
        in_row("together", "project_cash_flow", "cash_inflow", 1.0, 5), "together.is_the_sum_of_the_projects"
    ),
}  # fmt: skip


@pytest.mark.reliability("mutants")
@pytest.mark.parametrize("fault", FAULTS)
def test_every_planted_fault_breaks_its_law(fault: str) -> None:
    """One small change in the files, hashes as good as new: the law about it is named."""
    plant, law = FAULTS[fault]
    assert law in _broken(plant(_evidence()))


def _cells() -> Iterator[tuple[str, str]]:
    statements = _evidence().statements
    for statement in statements.keys_of("gas"):
        for row in statements.of("gas", statement):
            yield statement, row


@pytest.mark.reliability("mutants")
@pytest.mark.parametrize("cell", list(_cells()), ids=".".join)
def test_no_cell_of_any_statement_can_be_changed(cell: tuple[str, str]) -> None:
    """A yuan more in the fifth year of any row (a thousandth on a ratio): some law breaks."""
    ratio = cell[1] in ("dscr", "icr", "liability_ratio")
    assert _broken(in_row("gas", *cell, 1e-3 if ratio else 1.0, 5)(_evidence()), MONEY_OF_YEARS)


def _numbers() -> Iterator[str]:
    for key, value in _evidence().summary["projects"]["gas"].items():
        if isinstance(value, float):
            yield key


@pytest.mark.reliability("mutants")
@pytest.mark.parametrize("key", list(_numbers()))
def test_no_number_of_the_summary_can_be_changed(key: str) -> None:
    """A millionth more on any indicator of a project: some law breaks."""
    assert _broken(
        in_summary(f"projects.gas.{key}", lambda value: value * 1.000001)(_evidence()), ("returns", "summary")
    )


@pytest.mark.parametrize("key", ["irr_project_after_tax_frac", "payback_static_years", "dscr_min", "llcr", "verdict"])
def test_an_indicator_cannot_lose_its_value(key: str) -> None:
    """None, or another verdict, where the flows say otherwise."""
    other = "does_not_pay" if key == "verdict" else None
    assert f"gas.{key}" in _broken(in_summary(f"projects.gas.{key}", lambda _: other)(_evidence()))


@pytest.mark.parametrize("key", ["irr_project_after_tax_frac", "payback_static_years"])
def test_no_value_can_be_made_up(key: str) -> None:
    """The station never pays back: a number in place of none breaks the law about it."""
    path = f"projects.station.{key}"
    assert f"station.{key}" in _broken(in_summary(path, lambda _: 0.07)(_evidence()))


def test_files_that_lack_a_column_fail_and_say_so() -> None:
    """No traceback: the family that cannot be audited is named with what is missing."""
    evidence = in_table("dispatch", lambda columns: columns.pop("station_stored_mwh"))(_evidence())
    audit = Reaudit(laws=audited(evidence, FAMILIES), not_covered=(), inputs={})
    assert "physics.can_be_audited" in {law.name for law in audit.failed}
    with pytest.raises(RejectedError, match="station_stored_mwh"):
        audit.require(written_run())


def test_a_file_of_the_same_name_at_the_top_is_not_taken_for_a_series() -> None:
    """It was, and with it every input was said to be gone."""
    evidence, name = _evidence(), "inputs/prices/shanxi_2026_like.csv"
    run = evidence.run
    manifest = {**run.manifest, "inputs_sha256": {PurePosixPath(name).name: "0", **run.manifest["inputs_sha256"]}}
    assert state_of_input(replace(evidence, run=replace(run, manifest=manifest)), name) == "unchanged"
