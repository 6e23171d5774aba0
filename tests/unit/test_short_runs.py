"""The audit and the workbook on rarer inputs: no false alarm, every planted fault found, what is bought later named."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import openpyxl
import pytest
import xlsxwriter

from storage_model.runs.lineage.explain import explain
from storage_model.runs.lineage.trail import trail_through
from storage_model.runs.lineage.unfold import unfolded
from storage_model.runs.reaudit.trades import position_laws
from storage_model.runs.reaudit.whole import NEVER_COVERED, audited, reaudited
from storage_model.words.label import Label, text
from storage_model.words.tables.statements import statement_columns
from storage_model.workbook.model import model_of
from storage_model.workbook.sheet import Band
from storage_model.workbook.write.cover_sheet import write_cover
from storage_model.workbook.write.formats import Formats
from tests.mutants import Fault, added, both, in_input, in_summary, times
from tests.short_runs import SHORT, short_answer, short_evidence

FIRST_OPERATING = 1
"""place of the first operating year, after one of construction"""
ALWAYS = NEVER_COVERED.en
# Files hold a year, of which these runs have ten days.
CUT_SHORT = "it needs more reading than a plain table of the same steps"
# What the audit says it leaves out of each, besides what it leaves out always.
LEFT_OUT = {
    "own use": set(),
    "promised": {
        "station.guaranteed_cycles: money of each year",
        "station: loans from the inputs (policies.loan)",
        "station: income tax from the inputs (policies.holiday)",
        "gas: VAT refunds from the inputs (policies.gas_vat)",
    },
    "groups": {
        "assets.station: cycles after the first year (cells pass energy unlike each other, or ever less of it)",
        "station: write-offs from the inputs (assets bought later, or grants that lower values)",
    },
    "exchanged": {"station: write-offs from the inputs (assets bought later, or grants that lower values)"},
    "own prices": {
        "station.discharge_subsidy: money of each step",
        "markets.day_ahead: prices of the year from the series (ranks move, or the year has its own)",
    },
    "regulation": set(),
    "twice": set(),
    "no debt": set(),
    "worn": {
        "station: write-offs from the inputs (assets bought later, or grants that lower values)",
        "assets.station: wear by use after the first year (the schedules of those years are not in the folder)",
    },
    "foreseen": set(),
    "bids": set(),
    "aged": {
        "station: write-offs from the inputs (assets bought later, or grants that lower values)",
        "assets.station: wear by use after the first year (the schedules of those years are not in the folder)",
    },
    "a hub": set(),
}


@pytest.mark.parametrize("name", SHORT)
def test_a_good_run_is_never_accused(name: str) -> None:
    """Every law holds, and what none looks at is said and is no more than expected."""
    audit = reaudited(short_evidence(name))
    assert audit.failed == ()
    assert audit.count > 280
    said = {one.en for one in audit.not_covered}
    assert {one for one in said if CUT_SHORT not in one} == LEFT_OUT[name] | {ALWAYS}
    assert [said for said in audit.not_covered if not re.search("[一-鿿]", said.zh)] == []


# Run, what is wrong → the law that has to break.
FAULTS: dict[str, tuple[str, Fault, str]] = {
    "the old cells drift": (
        "groups", added("dispatch", "station_cells_old_stored_end_mwh", 1e-2, 100), "station.cells_old_energy_balance"
    ),
    "better old cells": (
        "groups", in_input("assets.station.cohorts.old.charge_efficiency_frac", 0.95),
        "station.cells_old_energy_balance",
    ),
    "efficiencies that do not fade": (
        "groups", in_input("assets.station.efficiency_fade_frac_per_year", 0.0), "station.cells_new_energy_balance"
    ),
    "more cycles in a day": (
        "groups", in_input("assets.station.cycles.per_day", 0.5), "station.cycle_budget"
    ),
    "energy from nowhere": (
        "groups", times("annual", "station_out_mwh", 9.0, 3), "station.sends_no_more_than_it_draws"
    ),
    "a week that starts elsewhere": (
        "groups", in_input("assets.station.ends.soc_frac", 0.6), "station.stored_at_ends"
    ),
    "a week that ends elsewhere": (
        "promised", added("dispatch", "station_stored_mwh", 5.0, 168), "station.stored_at_ends"
    ),
    "more cycles in a year": (
        "promised", in_input("assets.station.cycles.per_year", 1.0), "station.cycle_budget_of_the_year"
    ),
    "both ways in an hour": (
        "promised", added("dispatch", "station_charge_mw", 1.0, slice(None)), "station.charge_and_discharge_at_once"
    ),
    "a MW promised twice": (
        "promised", added("dispatch", "reserve_station_up_out_mw", 201.0, 7), "station.discharge_promised_once"
    ),
    "called off what was never drawn": (
        "promised", added("dispatch", "reserve_station_up_in_mw", 201.0, 7), "station.charge_promised_once"
    ),
    "less held than nothing": (
        "groups", added("dispatch", "reserve_station_down_out_mw", -201.0, 7), "station.discharge_promised_once"
    ),
    "more paid than was held": (
        "promised", times("dispatch", "station_reserve_up_yuan", 1.01), "station.reserve_up.money_of_each_step"
    ),
    "calls that wear": (
        "promised", in_input("assets.station.wear_on_activation", True), "station.wear.money_of_each_step"
    ),
    "more let than at least": (
        "promised", in_input("policies.lease.floor.leased_frac", 0.6), "station.capacity_lease.money_of_each_year"
    ),
    "a floor that lasts longer": (
        "promised", in_input("policies.lease.floor.last_year", 2032), "station.capacity_lease.money_of_each_year"
    ),
    "more than the capacity price": (
        "promised", added("annual", "station_capacity_price_yuan", 1e8, 3), "station.capacity_price.money_of_each_year"
    ),
    "rent of a year moved": (
        "promised", added("annual", "station_capacity_lease_yuan", 1.0, 0), "station.capacity_lease.revenue_is_settled"
    ),
    "sold beyond the band": (
        "twice", added("dispatch", "day_ahead_station_position_out_mw", 101.0, 7), "day_ahead.station.close_to_position"
    ),
    "a narrower band": (
        "twice", in_input("markets.day_ahead.most_deviation_mw", 40.0), "day_ahead.station.close_to_position"
    ),
    "sold and bought": (
        "twice", both(added("dispatch", "day_ahead_station_position_out_mw", 9.0),
                      added("dispatch", "day_ahead_station_position_in_mw", 9.0)), "day_ahead.station.sold_or_bought"
    ),
    "a position below nothing": (
        "twice", added("dispatch", "day_ahead_station_position_in_mw", -1.0), "day_ahead.station.position_not_negative"
    ),
    "a plan that is none": (
        "twice", in_input("markets.day_ahead.position", "plan"), "day_ahead.station.position_is_the_plan"
    ),
    "a position paid at another price": (
        "twice", times("dispatch", "station_energy_sales_yuan", 1.001), "station.energy_sales.money_of_each_step"
    ),
    "a position bought for less": (
        "twice", times("dispatch", "station_charging_energy_yuan", 0.999), "station.charging_energy.money_of_each_step"
    ),
    "what the meter adds, the other way": (
        "twice", times("dispatch", "station_real_time_sales_yuan", -1.0), "station.real_time_sales.money_of_each_step"
    ),
    "more bought in real time": (
        "twice", added("dispatch", "station_real_time_purchases_yuan", -1.0, 9),
        "station.real_time_purchases.money_of_each_step",
    ),
    "a contract for more": (
        "twice", in_input("markets.contract.quantity_mw.0", 21.0), "contract.quantity_of_the_contract"
    ),
    "a contract against the other price": (
        "twice", in_input("markets.second.reference", "day_ahead"), "second.reference_price_of_the_contract"
    ),
    "money from another day on": (
        "aged", in_summary("lifetime.counts_from", lambda _: "station 2027-02-05"), "lifetime.years_as_asked"
    ),
    "power sold from nowhere": (
        "a hub", times("dispatch", "station_out_mw", 1.01), "station.energy_sales.money_of_each_step"
    ),
}  # fmt: skip


@pytest.mark.reliability("mutants")
@pytest.mark.parametrize("fault", FAULTS)
def test_every_planted_fault_breaks_its_law(fault: str) -> None:
    """One small change in the files: the law about it is named."""
    name, plant, law = FAULTS[fault]
    laws = audited(plant(short_evidence(name)), ("physics", "money", "rates", "years", "ties", "told"))
    assert law in {one.name for family in laws.values() for one in family if not one.passed}


def test_an_answer_that_is_not_proved_is_said() -> None:
    """A run whose status is another is no longer held against its bound, and the audit says so."""
    audit = reaudited(in_summary("status", lambda _: "stopped")(short_evidence("own prices")))
    assert "optimality: stopped is not proved" in {said.en for said in audit.not_covered}


@pytest.mark.parametrize("project", ["together", "station", "gas"])
def test_ratios_without_any_debt_have_their_row_and_their_state(project: str) -> None:
    """The statement keeps both covers, empty, and the walk back from the lowest of them ends there."""
    evidence = short_evidence("no debt")
    for indicator, row in (("dscr_min", "debt_service.dscr"), ("icr_min", "debt_service.icr")):
        assert np.isnan(evidence.rows(project)[row]).all()
        node = explain(trail_through(evidence, project), indicator)
        assert (node.value, [below.value for below in node.children]) == (None, [None])
    table = statement_columns(short_answer("no debt"))
    assert set(table["state"][table["row"] == "dscr"]) == {"no_debt"}


# Run, what the cover says does not follow the inputs, besides nothing.
NOTES = {
    "exchanged": ("电芯增补 2029 Cells bought in 2029", "电芯增补 2029：残值 Cells bought in 2029: salvage"),
    "promised": (
        "商业银行长期借款：年利率 Bank loan: yearly rate", "还款年限 1 Years of repayment 1", "宽限期 1 Grace 1",
        "免税年数 Years exempt", "减半年数 Years at half the rate",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NOTES)
def test_the_cover_names_what_does_not_follow(name: str, tmp_path: Path) -> None:
    """Cells bought are results of ageing, terms a document moves are not the project's own: said on the cover."""
    cover, path = "封面 Cover", tmp_path / "cover.xlsx"
    notes = model_of(short_answer(name)).core.unmade
    assert notes == tuple(f"寿阳 200 MW/400 MWh 独立储能 · {words}" for words in NOTES[name])
    with xlsxwriter.Workbook(path) as book:
        label = Label(zh="试", en="trial", unit="none")
        write_cover(book.add_worksheet(cover), label, case="x", sheets=[], notes=notes, formats=Formats(book))
    said = [cell.value for cell in openpyxl.load_workbook(path)[cover]["A"]]
    head = next(place for place, words in enumerate(said) if words and "Do not follow the inputs" in words)
    assert tuple(said[head + 1 : head + 1 + len(notes)]) == notes


def test_cells_bought_stand_in_the_workbook_as_paid() -> None:
    """400 MWh at 450 yuan/kWh are 18,000 in 10,000 yuan, the old ones bring 2,000, in the third operating year."""
    model = model_of(short_answer("exchanged"))
    lines = [line for line in model.core.workings.lines if not isinstance(line, Band) and line.row is not None]
    paid = {line.label.zh: line.row.formula for line in lines if line.label.zh.startswith("电芯增补 2029")}
    third = FIRST_OPERATING + 2
    assert [paid[name].at(third) for name in ("电芯增补 2029", "电芯增补 2029：残值")] == pytest.approx(
        [18_000, -2_000]
    )
    assert [paid["电芯增补 2029"].at(third + beside) for beside in (-1, 1)] == [0, 0]


def test_each_delivery_has_its_health_by_year() -> None:
    """The yearly sheet names the two deliveries of the groups, and the better cells from the year they are there."""
    model = model_of(short_answer("groups"))
    words = {line.label.en for line in model.yearly.lines}
    assert {f"station: {cells}: health at year end" for cells in ("old", "new", "better_2")} <= words


def test_a_first_year_that_begins_later_says_so() -> None:
    """Four days into the year the station's money counts: less than its share of the dispatched year, and why."""
    nodes = {name: explain(trail_through(short_evidence(name), "station"), "station.energy_sales") for name in
             ("aged", "worn")}  # fmt: skip
    said = {name: {one.formula.en for one in unfolded(node).walk() if one.formula} for name, node in nodes.items()}
    later = "only from the day its money counts, as far as available"
    assert (later in said["aged"], later in said["worn"]) == (True, False)


def test_a_subsidy_leads_to_its_document() -> None:
    """Money that is no plain rate × flow ended at itself: neither its rate nor who promised it could be seen."""
    evidence = short_evidence("own prices")
    nodes = list(unfolded(explain(trail_through(evidence, "station"), "station.discharge_subsidy")).walk())
    assert "policies.subsidy.yuan_per_mwh" in {node.label.zh for node in nodes}
    (document,) = (node for node in nodes if node.key == "document:subsidy")
    assert "已失效" in document.note.zh
    assert "expired" in document.note.en


def test_a_plant_of_a_new_kind_is_said_not_to_be_covered() -> None:
    """Nothing is held against what happens inside it, and that is said."""
    evidence = short_evidence("a hub")
    newer = in_input("assets.hub.kind", "flywheel")(evidence)
    audit = reaudited(newer)
    assert audit.failed == ()  # what a cost per kW counts is what the run says, whatever a kind calls its power
    inside = text("assets.hub (flywheel)：机组内部的物理过程", "assets.hub (flywheel): physics inside the plant")
    assert inside in audit.not_covered


def test_a_plan_may_lie_below_zero() -> None:
    """A hub's calls may make up for its own consumption: what is left to plan is below zero, and is its position."""
    planned = in_input("markets.day_ahead.position", "plan")(short_evidence("twice"))
    below = {
        f"{column}_{side}_mw": np.full(len(planned.dispatch["station_out_mw"]), mw)
        for side, mw in (("out", -0.5), ("in", 0.0))
        for column in ("station_planned", "day_ahead_station_position")
    }
    laws = list(position_laws(replace(planned, dispatch={**planned.dispatch, **below})))
    assert laws
    assert all(law.passed for law in laws)


def test_what_no_law_looks_at_is_said_in_chinese_too() -> None:
    """Of a run's own loans and money it was English alone."""
    said = {one.en: one.zh for one in reaudited(short_evidence("promised")).not_covered}
    assert said["station: loans from the inputs (policies.loan)"] == "station：由输入推得的借款（policies.loan）"
    assert said["station.guaranteed_cycles: money of each year"] == "station.guaranteed_cycles：逐年金额"


def test_a_sum_of_zeros_has_its_formula() -> None:
    """Without debt `期末长期借款余额 0.00 万元 = ` ended at the sign."""
    trail = trail_through(short_evidence("no debt"), "station", year=2027)
    node = explain(trail, "debt_service.closing_long_term_loan")
    assert node.formula is not None
    assert node.formula.zh == "期初长期借款余额 + 长期借款 + 建设期利息转本金 − 长期借款还本"
