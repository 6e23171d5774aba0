"""Pieces of the page by hand: blocks of a long statement, groups of indicators, units of inputs, one project alone."""

from dataclasses import replace

from storage_model.cases.answer import TOGETHER
from storage_model.report.page.parts import cards, project_groups
from storage_model.report.page.statements import StatementRow, _blocks, _kind
from storage_model.words.label import text
from storage_model.words.shown_inputs import sections, series_rows
from storage_model.words.verdict import shown_projects
from tests.report_answers import small_answer


def row(years: int, cell: str) -> StatementRow:
    """Return a row that says the same every year."""
    return StatementRow(label=text("行"), cells=(cell,) * years, total=cell, kind="")


def test_a_statement_that_fits_is_one_block() -> None:
    """Sixteen years of the base case's figures fit beside each other on A4 across."""
    (block,) = _blocks(tuple(range(2026, 2042)), [row(16, "-100,123.45")])
    assert block.years == tuple(range(2026, 2042))


def test_a_long_statement_is_parted_into_nearly_equal_blocks() -> None:
    """Forty years in three or more blocks, none a straggler; every year once, in order; each row cut like the years."""
    blocks = list(_blocks(tuple(range(2026, 2066)), [row(40, "-100,123.45")]))
    assert [year for block in blocks for year in block.years] == list(range(2026, 2066))
    sizes = [len(block.years) for block in blocks]
    assert len(sizes) >= 3
    assert max(sizes) - min(sizes) <= 1
    assert all(len(block.rows[0].cells) == len(block.years) for block in blocks)


def test_wider_figures_leave_room_for_fewer_years() -> None:
    """A project a thousand times as large needs more blocks."""
    years = tuple(range(2026, 2051))
    narrow, wide = (len(list(_blocks(years, [row(25, cell)]))) for cell in ("1.00", "-100,123,456.78"))
    assert narrow < wide


def test_rows_are_told_apart() -> None:
    """Net flows stand out, heads name a sum, rows of nothing step back."""
    assert _kind("net_cash_flow_after_tax", [1.0]) == "sum"
    assert _kind("net_cash_flow_after_tax", [0.0]) == "sum"
    assert _kind("cash_inflow", [1.0]) == "head"
    assert _kind("decommissioning", [0.0, 0.0]) == "nil"
    assert _kind("revenue", [0.0, 2.0]) == ""


def test_every_indicator_stands_in_one_group() -> None:
    """None left out, none twice, a cell for each project; debt ratios under debt."""
    answer = small_answer()
    groups = project_groups(answer)
    rows = [row for group in groups for row in group.rows]
    assert len(rows) == len(answer.projects[TOGETHER].finance.indicators) + 4  # verdict, hurdle, revenue, cost
    assert len({row[0].zh for row in rows}) == len(rows)
    assert {len(row) for row in rows} == {4}
    debt = next(group for group in groups if group.title and group.title.en == "Debt")
    assert "Lowest DSCR" in [row[0].en for row in debt.rows]


def test_six_figures_with_their_units_apart() -> None:
    """Money with 万元 beside it, a rate with its percent inside, what has no value in words alone."""
    found = cards(small_answer())
    assert len(found) == 6
    money = next(card for card in found if card.label.en == "Total investment")
    assert (money.value.zh, money.unit and money.unit.zh) == ("86,001.60", "万元")
    rate = found[0]
    assert rate.value.zh.endswith("%")
    assert rate.unit is None
    assert rate.note is not None
    assert "6.00%" in rate.note.zh


def test_fractions_need_no_unit() -> None:
    """[0–1] beside 0.95 says nothing; MW does."""
    units = {row.key: row.unit for section in sections(small_answer()) for row in section.rows}
    assert units["assets.station.soc_max_frac"] == text("")
    assert units["assets.station.power_mw"] == text("MW")


def test_inputs_are_told_in_both_languages() -> None:
    """Unit, note and what set a value; all three stood on the Chinese page in English."""
    rows = {row.key: row for section in sections(small_answer()) for row in section.rows}
    life = rows["projects.station.investment.civil.life_years"]
    assert life.note == text("常用范围 20–25 年", "usual range 20–25 years")
    assert rows["assets.station.wear_cost_yuan_per_mwh"].unit == text("元/MWh", "yuan/MWh")
    assert rows["projects.station.operating_cost.upkeep.yuan_per_kw_year"].unit == text("元/kW·年", "yuan/kW·yr")
    assert rows["assets.station.overbuild_frac"].origin == text("程序默认", "default")


def test_one_project_alone_is_not_shown_twice() -> None:
    """Two projects and their sum are three columns, one project is one."""
    answer = small_answer()
    assert [one.name for one in shown_projects(answer)] == [TOGETHER, "station", "gas"]
    alone = {name: answer.projects[name] for name in ("station", TOGETHER)}
    assert [one.name for one in shown_projects(replace(answer, projects=alone))] == ["station"]


def test_a_series_has_the_unit_a_reader_knows() -> None:
    """Prices in yuan/MWh, gas in m³/h, methane of 12 % as 12 %; the mark of a comment is no part of its source."""
    rows = {row.key: row for row in series_rows(small_answer())}
    assert (rows["prices.day_ahead"].unit.zh, rows["prices.day_ahead"].unit.en) == ("元/MWh", "yuan/MWh")
    assert rows["assets.gas_plant.pure_flow"].unit.zh == "m³/h"
    assert (rows["assets.gas_plant.methane"].mean, rows["assets.gas_plant.methane"].unit.zh) == ("12", "%")
    assert not any(row.source.startswith("source") for row in rows.values())


def test_every_series_that_pays_is_shown() -> None:
    """The price that own use displaces, prices of a later year and a forecast stood in no list of inputs."""
    answer = small_answer()
    price = answer.scenario.prices["day_ahead"]
    scenario = replace(
        answer.scenario,
        market_series={"own": {"price": replace(price, file="inputs/prices/mine.csv", values=price.values * 2.0)}},
        prices_of_year={2030: {"day_ahead": price}},
        forecast={"day_ahead": price},
    )
    rows = {row.key: row for row in series_rows(replace(answer, scenario=scenario))}
    assert rows["markets.own.price"].file == "inputs/prices/mine.csv"
    assert rows["markets.own.price"].mean == f"{2.0 * price.values.mean():,.5g}"
    assert {"prices_by_year.2030.day_ahead", "foresight.forecast.day_ahead", "prices.day_ahead"} <= set(rows)
