"""What the charts are drawn from, by hand; and that their drawings can stand in one page."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import cast
from xml.etree import ElementTree

import numpy as np
import pytest

from storage_model.blocks import FloatArray
from storage_model.cases.answer import TOGETHER, CaseAnswer
from storage_model.cases.return_map import ReturnMap
from storage_model.finance.indicators.payback import payback
from storage_model.horizon import Horizon
from storage_model.report.charts import ageing
from storage_model.report.charts.ageing import Health, batteries
from storage_model.report.charts.all import figures
from storage_model.report.charts.cumulative_cash import _payback_mark, owed_again
from storage_model.report.charts.dispatch_view import DispatchView, dispatch_view
from storage_model.report.charts.drawing.axes import Panel
from storage_model.report.charts.drawing.colours import BOUGHT
from storage_model.report.charts.drawing.marks import dots
from storage_model.report.charts.first_year import first_year_streams
from storage_model.report.charts.monthly_revenue import monthly_stack
from storage_model.report.charts.price_duration import grouped, mean_price
from storage_model.report.charts.return_chart import return_chart, sales_at
from storage_model.report.charts.soc_map import filled_by_hour
from storage_model.report.charts.spider import spider
from storage_model.report.charts.stack import stream_colours
from storage_model.report.charts.tornado import tornado
from storage_model.report.charts.week import week_figure
from storage_model.report.charts.weeks import weeks
from storage_model.report.charts.yearly_revenue import yearly_stack
from storage_model.report.fonts.opentype import characters
from storage_model.words.format import percent, state_label
from storage_model.words.label import text
from tests.report_answers import small_answer
from tests.short_runs import short_answer


def _view(count: int, **arrays: list[float]) -> DispatchView:
    zero = np.zeros(count)
    names = ("charge_mw", "discharge_mw", "stored_mwh", "other_mw", "price_yuan_per_mwh", "cash_yuan")
    return DispatchView(rated_mwh=400.0, **{name: np.array(arrays.get(name, zero), float) for name in names})


def test_the_weeks_are_those_that_earn_most_least_and_as_much_as_half_of_them() -> None:
    """Eleven days of two steps, days 0-6 earn 1 a step, days 7-10 earn 5: sums 14, 22, 30, 38, 46; the median is 30."""
    found = weeks(np.array([1.0] * 14 + [5.0] * 8), np.arange(22) // 2)
    assert found == {"best": slice(8, 22), "typical": slice(4, 18), "worst": slice(0, 14)}


def test_a_horizon_shorter_than_a_week_is_shown_whole() -> None:
    """Three days give three days."""
    assert weeks(np.zeros(6), np.arange(6) // 2) == {"whole": slice(0, 6)}


def test_weeks_begin_at_midnight_of_a_clock_that_moves() -> None:
    """Nine days, the second of one step instead of two: the best week is that of days 2 to 8, from step 3 on."""
    day_of_step = np.repeat(np.arange(9), [2, 1, *[2] * 7])
    assert weeks(np.where(day_of_step < 2, 0.0, 1.0), day_of_step)["best"] == slice(3, 17)


def test_duration_groups_run_from_dear_to_cheap() -> None:
    """Prices 10, 40, 30, 20: the dear half (mean 35) discharges in one of two steps, the cheap half charges."""
    view = _view(4, price_yuan_per_mwh=[10, 40, 30, 20], discharge_mw=[0, 8, 0, 0], charge_mw=[9, 0, 0, 9])
    assert grouped(view, 2) == [
        {"end": 0.5, "price": 35.0, "discharge": 0.5, "charge": 0.0},
        {"end": 1.0, "price": 15.0, "discharge": 0.0, "charge": 1.0},
    ]


def test_mean_price_is_weighted_by_energy() -> None:
    """30 MW at 10 and 10 MW at 50 cost 20 a MWh; the plain mean would be 30."""
    view = _view(2, price_yuan_per_mwh=[10, 50], charge_mw=[30, 10])
    assert mean_price(view, view.charge_mw) == pytest.approx(20.0)
    assert mean_price(view, view.discharge_mw) is None


def test_the_map_of_stored_energy_holds_the_mean_of_each_hour() -> None:
    """Hours of one step: 8,760 of them on 24 rows and 365 days, the first hour of day two where it belongs."""
    answer = small_answer()
    view = dispatch_view(answer)
    filled = filled_by_hour(answer, view)
    assert filled.shape == (24, 365)
    assert filled[0, 1] == pytest.approx(view.stored_mwh[24] / view.rated_mwh)
    assert filled.mean() == pytest.approx(view.stored_mwh.mean() / view.rated_mwh)


def test_a_long_step_fills_every_hour_it_covers() -> None:
    """Two days of six hours a step, 40 MWh more of 400 at the end of each: six rows a step, none without a value.

    Of five hours the fifth step, 20:00 to 1:00, is in the last four hours of day one and the first of day two; eight
    of them end at 16:00 of day two, and the hours after that have no value.
    """
    stored = [40.0 * step for step in range(8)]
    six = _on(Horizon(start=datetime(2026, 1, 1, tzinfo=UTC), step_h=6.0, count=8), stored)
    assert six.tolist() == [[row // 6 / 10, (4 + row // 6) / 10] for row in range(24)]
    five = _on(Horizon(start=datetime(2026, 1, 1, tzinfo=UTC), step_h=5.0, count=8), stored)
    assert five[:, 0].tolist() == [row // 5 / 10 for row in range(24)]
    assert five[:16, 1].tolist() == [(24 + row) // 5 / 10 for row in range(16)]
    assert np.isnan(five[16:, 1]).all()


def _on(horizon: Horizon, stored_mwh: list[float]) -> FloatArray:
    answer = SimpleNamespace(site=SimpleNamespace(horizon=horizon))
    return filled_by_hour(cast(CaseAnswer, answer), _view(len(stored_mwh), stored_mwh=stored_mwh))


def test_months_and_years_add_up_to_the_settlement() -> None:
    """Twelve months hold the year's cash, every year that of all streams; nothing is drawn twice or left out."""
    answer = small_answer()
    months, years = monthly_stack(answer), yearly_stack(answer)
    assert len(months.places) == 12
    assert months.net_yuan.sum() == pytest.approx(answer.settlement.cash_yuan)
    assert years.net_yuan[3] == pytest.approx(sum(stream.yuan[3] for stream in answer.lifetime.streams))


def test_a_stream_has_one_colour_on_the_whole_page() -> None:
    """Every stream of either chart has a colour, and no two that earn share one."""
    answer = small_answer()
    colours = stream_colours(answer)
    assert {*monthly_stack(answer).streams, *yearly_stack(answer).streams} <= colours.keys()
    earning = [key for key, yuan in answer.settlement.by_key().items() if yuan > 0]
    assert len({colours[key] for key in earning}) == len(earning)


def test_the_bands_of_the_map_begin_where_the_return_is_reached() -> None:
    """Returns none, 0, 4, 8 % at sales 1 to 4: 6 % from 3.5, −1 % from 2, the first with a return, 9 % not at all."""
    found = ReturnMap(
        investment=np.array([1.0]),
        sales=np.array([1.0, 2.0, 3.0, 4.0]),
        return_frac=np.array([[np.nan, 0.0, 0.04, 0.08]]),
        worth_yuan=np.zeros((1, 4)),
    )
    assert [float(sales_at(found, rate)[0]) for rate in (0.06, -0.01, 0.09)] == [3.5, 2.0, 4.0]
    assert float(sales_at(replace(found, return_frac=np.full((1, 4), np.nan)), 0.06)[0]) == 4.0


@pytest.mark.parametrize(
    ("worth", "zh", "en"),
    [
        ([[-3.0, -1.0], [-5.0, -3.0]], "收入增至本方案的 200% 仍达不到", "even 200% of the case's sales miss"),
        ([[3.0, 5.0], [1.0, 3.0]], "收入减至本方案的 50% 仍高于", "50% of the case's sales still beat"),
        ([[-1.0, 5.0], [-3.0, 3.0]], "收入须为本方案的 100%", "sales have to be 100%"),
    ],
)
def test_the_map_says_on_which_side_of_the_hurdle_all_of_it_lies(worth: list[list[float]], zh: str, en: str) -> None:
    """Worth at an investment of 1 is the mean of both rows: −4 to −2, 2 to 4, −2 to 4, whose zero is at a third."""
    sales, rates = np.array([0.5, 2.0]), np.full((2, 2), 0.05)
    found = ReturnMap(investment=sales - [0, 0.5], sales=sales, return_frac=rates, worth_yuan=np.array(worth))
    note = return_chart(small_answer().projects[TOGETHER], found).note
    assert (zh in note.zh, en in note.en) == (True, True)


def test_drawings_are_well_formed_and_free_of_script() -> None:
    """Each parses in the page and alone, in either language; no style or event attribute, nothing from elsewhere."""
    drawn = characters()
    for figure in figures(small_answer()).all():
        alone = [figure.drawing.alone(lang, figure.title.of(lang), figure.alt.of(lang)) for lang in ("zh", "en")]
        for svg in (figure.drawing.in_page(), *alone):
            found = "".join(ElementTree.fromstring(svg).itertext())
            assert not re.search(r"<script|<style|\sstyle=|\son\w+=|<image|https?://(?!www\.w3\.org/)|NaN|nan\b", svg)
            assert set(found) <= drawn
        assert figure.table.rows
        assert {len(row) for row in figure.table.rows} == {len(figure.table.head)}


def test_alternative_text_says_the_main_number_of_its_chart() -> None:
    """Every description is words with a figure in them, in both languages the same figures."""
    found = figures(small_answer()).all()
    assert len({figure.key for figure in found}) == len(found) >= 14
    for figure in found:
        assert len(figure.alt.zh) > 20
        numbers = [sorted(re.findall(r"\d[\d,]*(?:\.\d+)?%?", figure.alt.of(lang))) for lang in ("zh", "en")]
        assert numbers[0], figure.key
        assert {one for one in numbers[0] if "." in one} == {one for one in numbers[1] if "." in one}, figure.key


def test_one_project_alone_has_its_charts_once() -> None:
    """A case of one project shows the tornado and the map of that project, not a second time as `together`."""
    answer = small_answer()
    alone = {name: project for name, project in answer.projects.items() if name in ("station", TOGETHER)}
    keys = [figure.key for figure in figures(replace(answer, projects=alone)).risk]
    assert keys == ["tornado-station", "spider-station", "return-map-station"]


def test_cells_bought_are_marked_between_their_years() -> None:
    """Four years, 47 MWh bought at the end of the second: a mark between the second and third bar, and the words."""
    found = {"station": health(bought_mwh=[0, 47, 0, 0]), "other": health(bought_mwh=[0, 0, 0, 0])}
    drawing = ageing._drawing(found, [text(str(year)) for year in range(2027, 2031)])
    marks = [ink.markup for ink in drawing.inks if f'fill="{BOUGHT}"' in ink.markup and ink.lang is None]
    assert len(marks) == 1
    assert f'cx="{58 + (800 - 58) / 2:g}"' in marks[0]
    assert any("+47 MWh" in ink.markup for ink in drawing.inks)
    assert "2028" in ageing._bought(found, (2027, 2028, 2029, 2030)).zh
    assert ageing._bought({"other": found["other"]}, (2027, 2028, 2029, 2030)).en == "No cells are added or replaced."


def health(bought_mwh: list[float]) -> Health:
    """Return a battery that fades by a tenth a year."""
    share = np.array([1.0, 0.9, 0.95, 0.85])
    return Health(
        usable_share=share,
        soh_end=share - 0.05,
        cycles=share * 300,
        out_mwh=share * 1e5,
        bought_mwh=np.array(bought_mwh),
    )


def test_the_life_of_a_battery_is_that_of_the_lifetime_table() -> None:
    """Shares of the rated 400 MWh, the energy of the meters, nothing bought in the base case."""
    answer = small_answer()
    (one,) = batteries(answer).values()
    assert one.usable_share * 400 == pytest.approx(answer.lifetime.figures["station"]["usable_mwh"])
    assert one.out_mwh == pytest.approx(answer.lifetime.out_mwh["station"])
    assert not one.bought_mwh.any()


def test_a_site_without_a_store_shows_no_empty_panel() -> None:
    """Neither legend nor axis nor column of charging and stored energy; the plants' power is there."""
    answer = small_answer()
    none = np.zeros(answer.site.horizon.count)
    view = replace(dispatch_view(answer), charge_mw=none, discharge_mw=none, stored_mwh=none, rated_mwh=0.0)
    bare, whole = (week_figure(answer, one, "best", slice(0, 168)) for one in (view, dispatch_view(answer)))
    said = "".join(ink.markup for ink in bare.drawing.inks)
    assert "储能" not in said
    assert "充电" not in said
    assert "机组净出力" in said
    assert "其他机组" not in said  # there is nothing beside which they were others
    assert bare.drawing.height < whole.drawing.height
    assert [label.en for label in bare.table.head] == [
        *("Day", "Lowest price, yuan/MWh", "Highest price, yuan/MWh"),
        *("Plants, net, MWh", "Net at the meters, wan yuan"),
    ]


def test_an_early_payback_is_named_below_the_line_and_a_late_one_above() -> None:
    """Before it the curve lies below zero, after it above: the words never lie on the curve."""
    panel = Panel(left=0, top=0, width=100, height=50)
    early, late = (
        next(ink.markup for ink in _payback_mark(x, 30.0, 3.0, panel) if ink.lang == "zh") for x in (20.0, 80.0)
    )
    assert 'x="30" y="48"' in early
    assert 'text-anchor="end"' in late
    assert 'y="20"' in late


def test_the_spider_names_the_steepest_factor_first_and_draws_the_case_in_the_middle() -> None:
    """Nine changes a factor, the case itself at 0 %; lines fall in order of their span, none without one."""
    project = small_answer().projects["station"]
    block = project.finance.sensitivity_analysis.blocks[0]
    figure = spider(project)
    assert [cell.zh for cell in figure.table.head[1:]] == [
        "-20%", "-15%", "-10%", "-5%", "+0%", "+5%", "+10%", "+15%", "+20%",
    ]  # fmt: skip
    assert {row[5].zh for row in figure.table.rows} == {percent(block.base.value or 0.0)}
    spans = []
    for row in figure.table.rows:
        shown = [float(cell.zh.rstrip("%").replace(",", "")) for cell in row[1:] if "%" in cell.zh]
        spans.append(max(shown) - min(shown))
    assert spans == sorted(spans, reverse=True)
    assert figure.table.rows[0][0].en in figure.alt.en


def test_a_project_without_a_return_says_why() -> None:
    """No return whatever moves: no line and no dot of the case in the spider, the reason in every cell of the table."""
    project = small_answer().projects["station"]
    found = project.finance.sensitivity_analysis
    none = replace(found.blocks[0].base, value=None, state="all_negative", roots=())
    factors = tuple(
        replace(one, at=(none,) * len(one.at), coefficients=(none,) * len(one.at), critical_change_frac=none)
        for one in found.blocks[0].factors
    )
    finance = replace(project.finance)
    block = replace(found.blocks[0], base=none, factors=factors)
    vars(finance)["sensitivity_analysis"] = replace(found, blocks=(block, *found.blocks[1:]))  # read once, then kept
    bare = replace(project, finance=finance)
    cells = {cell for row in tornado(bare).table.rows for cell in row[1:]}
    assert cells == {state_label("all_negative")}
    assert spider(bare).table.rows == ()
    assert "circle" not in "".join(ink.markup for ink in spider(bare).drawing.inks)


def test_a_site_of_batteries_alone_names_no_other_plant() -> None:
    """Neither the legend nor the line of other plants where none ever runs."""
    answer = small_answer()
    view = replace(dispatch_view(answer), other_mw=np.zeros(answer.site.horizon.count))
    said = "".join(ink.markup for ink in week_figure(answer, view, "best", slice(0, 168)).drawing.inks)
    assert "其他机组净出力" not in said
    assert "储能电量" in said


def test_cells_exchanged_are_bought_in_the_life_of_the_battery() -> None:
    """400 MWh at the end of 2029, the third of fifteen years; none in any other."""
    (one,) = batteries(short_answer("exchanged")).values()
    assert one.bought_mwh.tolist() == [0.0, 0.0, 400.0, *[0.0] * 12]
    assert "400 in 2029" in ageing.ageing(short_answer("exchanged")).note.en


def test_a_dot_needs_both_coordinates() -> None:
    """Three points, one without height: two dots."""
    assert len(list(dots([1.0, 2.0, 3.0], [5.0, np.nan, 7.0], BOUGHT))) == 2


def test_what_brings_and_costs_nothing_in_any_year_has_no_bar() -> None:
    """Energy bought by a plant that only sells: neither bar nor row; a stream that begins later keeps its own."""
    answer = small_answer()
    streams, bought = answer.lifetime.streams, next(one for one in answer.lifetime.streams if one.side == "cost")
    nothing, later = np.zeros_like(bought.yuan), np.zeros_like(bought.yuan)
    later[-1] = -1.0
    shown = []
    for yuan in (nothing, later):
        rest = tuple(replace(one, yuan=yuan) if one is bought else one for one in streams)
        shown.append(first_year_streams(replace(answer, life=replace(answer.life, lifetime=replace(
            answer.lifetime, streams=rest)))))  # fmt: skip
    assert [len(rows) for rows in shown] == [len(first_year_streams(answer)) - 1, len(first_year_streams(answer))]


def test_a_sum_that_turns_again_is_told_beside_the_payback() -> None:
    """−100, 60, 60, −50, 60: back at 2.67 years, below zero once more, back for good at 4.5; once needs no words."""
    again = owed_again(payback(np.array([-100.0, 60.0, 60.0, -50.0, 60.0])).one())
    assert "4.50 年" in again.zh
    assert "4.50 years" in again.en
    assert not owed_again(payback(np.array([-100.0, 60.0, 60.0])).one()).zh
    assert not owed_again(payback(np.array([-100.0, 60.0])).one()).zh
