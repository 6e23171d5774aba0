"""Column by column of the tables of rare runs, and word by word of their summary: which change passes unseen."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from storage_model.runs.reaudit.evidence import Evidence
from storage_model.runs.reaudit.whole import FAMILIES, audited
from tests.mutants import Fault, added, in_streams, in_summary, times
from tests.short_runs import SHORT, short_evidence

# What the laws about a file need the whole file for, of which these runs have ten days; and prices nobody pays.
FILES = ("series_", "pure_flow", "methane_frac", "heat.demand_mw", "own_demand_mw")
# Cycles of later years have an upper bound alone where products call power both ways, or cells pass energy unlike.
UNSEEN = {"bids": {"station_equivalent_cycles"}, "groups": {"station_equivalent_cycles"}}
RUNS = ("bids", "groups", "own use", "a hub")
# Tables are held against each other in these.
OF_TABLES = {"dispatch": ("physics", "money", "rates"), "annual": ("years", "ties")}


def _broken(evidence: Evidence, families: tuple[str, ...]) -> bool:
    return any(not law.passed for laws in audited(evidence, families).values() for law in laws)


def _moved(values: Any, row: int, column: str) -> Any:
    found = np.array(values, dtype=np.float64)
    share = -0.01 if found[row] > 0.02 else 0.01
    found[row] += share if column.endswith("_frac") else max(1.0, 0.1 * abs(found[row]))
    return found


@pytest.mark.parametrize("name", SHORT)
def test_a_run_as_it_is_breaks_no_law(name: str) -> None:
    """Only those are broken that ask for the whole file of a series, of which these runs have ten days."""
    found = audited(short_evidence(name), FAMILIES)
    broken = {law.name for laws in found.values() for law in laws if not law.passed}
    assert {key for key in broken if not key.endswith("series_is_its_file")} == set()


@pytest.mark.parametrize("table", OF_TABLES)
@pytest.mark.parametrize("name", RUNS)
def test_no_cell_of_any_column_can_be_changed(name: str, table: str) -> None:
    """A tenth more, at least one, in one row of each column: some law breaks."""
    evidence, rows = short_evidence(name), {"dispatch": 100, "annual": 5}
    columns: Mapping[str, Any] = getattr(evidence, table)
    unseen = {
        column
        for column, values in columns.items()
        if values.dtype.kind in "fi"
        if not any(part in column for part in FILES)
        if not _broken(
            replace(evidence, **{table: {**columns, column: _moved(values, rows[table], column)}}),  # type: ignore[arg-type]
            OF_TABLES[table],
        )
    }
    assert unseen <= (UNSEEN.get(name, set()) if table == "annual" else set())


def _told(node: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in node.items():
        if isinstance(value, Mapping):
            yield from _told(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def _another(value: Any) -> Any:
    if isinstance(value, str):
        return f"{value}x"
    return 1.0 if value is None else [1.0] if isinstance(value, list) else value * 1.001 + (abs(value) < 1.0) * 0.01


@pytest.mark.parametrize("name", ["bids", "foreseen", "a hub"])
def test_nothing_that_the_summary_tells_can_be_changed(name: str) -> None:
    """Any number moved by a thousandth, any word, any value in place of none: some law breaks."""
    evidence, unseen = short_evidence(name), []
    for key, value in _told(evidence.summary):
        families = (
            ("told", "returns")
            if key.endswith("_state") or "methane" in key
            else ("told", "money", "returns", "summary")
        )
        if not _broken(in_summary(key, lambda _, found=value: _another(found))(evidence), families):
            unseen.append(key)
    assert unseen == ["case"]  # the manifest of a written run names it


# Run, what is wrong → the law that has to break.
FAULTS: dict[str, tuple[str, Fault, str]] = {
    "announced as metered": (
        "regulation", added("dispatch", "station_planned_out_mw", 1.0, 100), "station.announced_less_calls"
    ),
    "own use announced for sale": (
        "own use", added("dispatch", "station_planned_out_mw", 0.2, 100), "station.announced_less_calls"
    ),
    "more own use than is not announced": (
        "own use", added("dispatch", "own_of[station].supplied_mw", 0.2, 100), "station.announced_less_calls"
    ),
    "more own use than is needed": (
        "own use", times("dispatch", "own_demand_mw", 0.9), "own.used_within_demand"
    ),
    "own use of what nobody sent": (
        "own use", times("dispatch", "station_out_mw", 0.9), "own.station.used_is_sent"
    ),
    "own use below nothing": (
        "own use", added("dispatch", "own_of[station].supplied_mw", -1.0, 0), "own.station.used_is_sent"
    ),
    "a dearer purchase displaced": (
        "own use", times("dispatch", "own_retail_yuan_per_mwh", 1.01, 100), "own.price_of_own_use"
    ),
    "own use at another price": (
        "own use", times("dispatch", "station_own_supply_yuan", 1.01), "station.own_supply.money_of_each_step"
    ),
    "less announced as purchase": (
        "bids", added("dispatch", "station_planned_in_mw", -1.0, 100), "station.announced_less_calls"
    ),
    "a contract of another month": (
        "twice", added("dispatch", "contract_quantity_mw", 1.0, 100), "contract.quantity_of_the_contract"
    ),
    "a contract at another price": (
        "twice", times("dispatch", "second_contract_yuan_per_mwh", 1.01, 100), "second.price_of_the_contract"
    ),
    "another reference": (
        "bids", times("dispatch", "contract_reference_yuan_per_mwh", 1.01, 100),
        "contract.reference_price_of_the_contract"
    ),
    "a contract for a series": (
        "bids", added("dispatch", "contract_quantity_mw", 1.0, 100), "station.contract_difference.money_of_each_step"
    ),
    "more stored than in all cells": (
        "groups", added("dispatch", "station_stored_end_mwh", 1.0, 100), "station.stored_in_all_groups"
    ),
    "cells that take what nobody sent": (
        "groups", added("dispatch", "station_cells_new_charge_mw", 1.0, 100),
        "station.converter_passes_what_groups_take"
    ),
    "more power made of gas": (
        "a hub", in_summary("generation.gross_mwh", lambda value: value * 1.01), "generation.made_of_gas"
    ),
    "starts not told": (
        "a hub", in_summary("generation", lambda told: {key: told[key] for key in told if key != "starts"}),
        "generation.made_of_gas"
    ),
    "less methane that escapes": (
        "a hub", in_summary("methane.escaped_t", lambda value: value * 0.99), "methane.accounted_for"
    ),
    "an element of cost that is none": (
        "a hub", in_streams("gas_venting", category="fuel"), "streams.places_are_known"
    ),
    "a cost of another asset": ("a hub", in_streams("gas_fuel", origin="assets.station"), "streams.places_are_known"),
    "revenue that is an element of cost": (
        "a hub", in_streams("carbon_credits", category="materials"), "streams.places_are_known"
    ),
    "fewer assumed inputs": (
        "a hub", in_summary("inputs_assumed_count", lambda count: count - 1), "summary.inputs_counted"
    ),
    "another title": ("a hub", in_summary("projects.hub.title.en", lambda _: "x"), "summary.names_of_the_inputs"),
    "a value beside a reason for none": (
        "a hub", in_summary("projects.hub.dscr_min_state", lambda _: "no_debt"), "summary.states_fit_their_values"
    ),
    "a smaller gap told": ("a hub", in_summary("status", lambda _: "gap 0.1 %"), "dispatch.status_of_the_gap"),
    "more years optimised": (
        "aged", in_summary("lifetime.operating_years", lambda years: years + 1), "lifetime.years_as_asked"
    ),
    "a nearer value of every year": (
        "aged", in_summary("lifetime.npv_every_year_yuan", lambda yuan: yuan * 1.01), "lifetime.years_as_asked"
    ),
    "another value of representative years": (
        "aged", in_summary("lifetime.npv_representative_yuan", lambda yuan: yuan + 1e4), "lifetime.years_as_asked"
    ),
    "a smaller share apart": (
        "aged", in_summary("lifetime.npv_error_frac", lambda frac: frac / 2), "lifetime.years_as_asked"
    ),
    "foresight nobody asked for": (
        "a hub", in_summary("foresight.realised_yuan_state", lambda _: "ok"), "foresight.figures_as_asked"
    ),
    "a better best": (
        "foreseen", in_summary("foresight.perfect_yuan", lambda yuan: yuan * 0.99), "foresight.perfect_is_the_objective"
    ),
    "a bound nobody proved": (
        "foreseen", in_summary("foresight.perfect_at_most_yuan", lambda yuan: yuan * 1.01),
        "foresight.bound_of_the_dispatch"
    ),
    "margins of assets exchanged": (
        "foreseen", in_summary("foresight.perfect_by_asset_yuan", lambda found: dict(
            zip(found, reversed(found.values()), strict=True)
        )), "foresight.perfect_by_asset"
    ),
}  # fmt: skip


@pytest.mark.reliability("mutants")
@pytest.mark.parametrize("fault", FAULTS)
def test_every_planted_fault_breaks_its_law(fault: str) -> None:
    """One small change in the files: the law about it is named."""
    name, plant, law = FAULTS[fault]
    laws = audited(plant(short_evidence(name)), ("physics", "money", "rates", "told"))
    assert law in {one.name for family in laws.values() for one in family if not one.passed}
