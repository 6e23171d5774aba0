"""What the charts of a comparison are drawn from; tables on paper; that every drawing has its words and its table."""

from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest

from storage_model.report.comparing.blocks.block import MOST_COLUMNS, Block, plain
from storage_model.report.comparing.blocks.parameters import parameter_label
from storage_model.report.comparing.charts.all import compare_figures
from storage_model.report.comparing.charts.bars import Bar, Group, Line, bar_drawing
from storage_model.report.comparing.charts.gains import MOST_BARS, gains_charts
from storage_model.report.comparing.charts.iso_map import class_edges
from storage_model.report.comparing.page import blocks_of
from storage_model.words.label import text
from tests.comparisons import CASES, comparison


def test_every_table_that_shows_a_course_has_its_chart() -> None:
    """Returns, support needed, shares, the purse by year of the two cases somebody pays for, the map."""
    found = compare_figures(comparison())
    assert {key: len(figures) for key, figures in found.items()} == {
        "cases": 1, "needed": 1, "who": 1, "purse": 2, "map": 1,
    }  # fmt: skip
    for figure in (one for figures in found.values() for one in figures):
        drawn = ElementTree.fromstring(figure.drawing.in_page())
        assert len(drawn) > 2
        assert figure.alt.zh != figure.alt.en
        assert figure.table.rows
        assert all(len(row) == len(figure.table.head) for row in figure.table.rows)


def test_numbers_that_are_moved_stand_in_words() -> None:
    """Whose number, its field and its unit: in the table of what is needed, its chart and the map; no key path."""
    found = comparison()
    price = next(column for column in found.columns if column.scenario.name == CASES[-1]).scenario
    owner = price.policies["capacity_price"].title
    zh = f"{owner.zh} · 容量电价标准（元/kW·年）"
    en = f"{owner.en}: full rate, as paid to coal units (yuan/kW·yr)"
    blocks = {block.key: block for block in blocks_of(found)}
    (row,) = blocks["needed"].rows
    assert (row[1].zh, row[1].en) == (zh, en)
    assert (blocks["map"].heads[0].zh, blocks["map"].heads[0].en) == (zh, en)
    figures = compare_figures(found)
    assert figures["needed"][0].table.rows[0][0].zh.endswith(zh)
    drawn = figures["map"][0].drawing.in_page()
    assert "容量电价标准" in drawn
    assert "容量供需系数" in drawn
    said = [cell.en for block in blocks.values() for row in (block.heads, *block.rows) for cell in row]
    assert not [words for words in said if "rate_yuan" in words]


def test_a_share_of_a_whole_has_no_unit_and_an_investment_names_its_project() -> None:
    """0–1 is no unit; a number of no policy is told by its project and its row."""
    found = comparison()
    share = parameter_label(found, CASES[-1], "policies.capacity_price.supply_coefficient_frac")
    assert share.zh.endswith("容量供需系数")
    assert share.en.endswith(": supply-demand coefficient")
    title = found.base.scenario.projects["station"].title
    spent = parameter_label(found, CASES[0], "projects.station.investment.equipment.amount_yuan")
    assert spent.zh.startswith(f"{title.zh} · ")
    assert spent.zh.endswith("（元）")


def test_money_of_the_purse_says_that_it_is_at_present() -> None:
    """The title stands on the screen too, where no note does."""
    (purse,) = (block for block in blocks_of(comparison()) if block.key == "purse")
    assert (purse.title.zh, purse.title.en) == ("公共支出（现值，万元）", "The public purse (present value, wan yuan)")


def test_the_purse_by_year_is_what_the_payers_pay() -> None:
    """Eleven million a year from 2027 on for the capacity price; the year of construction is nothing."""
    figure = compare_figures(comparison())["purse"][-1]
    assert figure.key == f"purse-{CASES[-1]}"
    assert [row[-1].zh for row in figure.table.rows] == ["0.00", *["1,100.00"] * 15]


def test_bars_are_as_long_as_their_values() -> None:
    """Minus 20 to 40 and a line at 10, with 16 % of 60 beyond either end: from −29.6 to 49.6 over 748 units from 26 on.

    Zero lies at 26 + 29.6/79.2 × 748 = 305.6; 40 at 683.3, −20 at 116.7, the line at 400.
    """
    bars = tuple(Bar(name=text(str(value)), value=value, said=text(str(value))) for value in (40.0, -20.0, None))
    line = Line(value=10.0, name=text("here"))
    drawn = bar_drawing([Group(title=None, bars=bars)], text("axis"), shown=str, line=line).in_page()
    assert "M305.6 " in drawn
    assert "H683.3V" in drawn
    assert "M116.7 " in drawn
    assert 'x1="400" x2="400"' in drawn


def test_edges_of_a_map_lie_around_its_target() -> None:
    """Values up to 0.35 from the target of 0.06 in four steps of 0.1 to either side: −0.24 … 0.36."""
    edges = class_edges(np.array([[-0.29, np.nan], [0.06, 0.2]]), 0.06)
    assert edges == pytest.approx([-0.24, -0.14, -0.04, 0.06, 0.16, 0.26, 0.36])


def test_many_instruments_take_several_drawings() -> None:
    """Eight times four bars are more than one sheet of paper holds."""
    many = replace(comparison(), shares=comparison().shares * 8)
    figures = list(gains_charts(many))
    assert len(figures) == 2
    assert sum(len(figure.table.rows) for figure in figures) == 32
    assert all(len(figure.table.rows) <= MOST_BARS for figure in figures)


def test_many_cases_are_parted_on_paper() -> None:
    """Thirteen columns: three tables of 4, 4 and 5, each with the words of the rows."""
    row = (text("row"), *(plain(float(number)) for number in range(13)))
    heads = (text("head"), *(text(str(number)) for number in range(13)))
    block = Block(key="cases", title=text("t"), note=text("n"), heads=heads, rows=(row,), parted=True)
    assert [len(part.head) - 1 for part in block.parts] == [4, 4, 5]
    assert all(part.rows[0][0].zh == "row" for part in block.parts)
    assert [cell.zh for part in block.parts for cell in part.head[1:]] == [str(number) for number in range(13)]
    assert max(len(part.head) for part in block.parts) <= MOST_COLUMNS + 1
    assert len(replace(block, parted=False).parts) == 1
