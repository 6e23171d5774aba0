"""The input sheet and the list of inputs: units and forms of numbers, however somebody wrote them."""

import pytest

from storage_model.scenario.load import load_scenario
from storage_model.words.assumptions import assumptions
from storage_model.words.shown_inputs import _input
from storage_model.workbook.inputs.gather import FINE, gather
from tests.bad_inputs.site import SHIPPED

BASE = SHIPPED / "cases" / "shouyang_base.yaml"
UPKEEP = "projects.station.operating_cost.upkeep.yuan_per_kw_year"
RATE = "policies.capacity_price.rate_yuan_per_kw_year"
BEGINS = "projects.station.first_operating_year"


@pytest.mark.parametrize("written", [22, 22.0])
def test_a_whole_number_a_year_keeps_its_unit(written: float) -> None:
    """22 is as much 元/kW·年 as 22.0: it was taken for a date, without unit, and 22.5 typed over it showed as 23."""
    sheet = gather(load_scenario(BASE, {UPKEEP: written, RATE: written}))
    lines = {line.key: line for line in sheet.lines if hasattr(line, "key")}
    assert {(lines[key].unit, lines[key].number_format) for key in (UPKEEP, RATE)} == {("元/kW·年", FINE)}
    assert (lines[BEGINS].unit, lines[BEGINS].number_format) == ("", "0")


def test_the_page_parts_thousands_of_amounts_and_of_no_date() -> None:
    """1 234.0 yuan per kW is 1,234; it stood as 1234.0, as if it were a year."""
    rows = {row.fact.key: row for row in assumptions(load_scenario(BASE, {RATE: 1234.0, UPKEEP: 30.0}))}
    assert [_input(rows[key]).value for key in (RATE, UPKEEP, BEGINS)] == ["1,234", "30", "2027"]


def test_words_of_an_input_are_one_line() -> None:
    """A description that takes two lines of the code takes one in a cell."""
    assert [row.label for row in assumptions(load_scenario(BASE, {})) if "\n" in row.label.zh + row.label.en] == []
