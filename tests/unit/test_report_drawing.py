"""Where numbers land on a drawing, and what their marks are, by hand."""

import numpy as np
import pytest

from storage_model.report.charts.drawing import marks
from storage_model.report.charts.drawing.axes import Panel, below
from storage_model.report.charts.drawing.canvas import WIDTH, Drawing
from storage_model.report.charts.drawing.ink import coordinate, element, words
from storage_model.report.charts.drawing.legend import LINE, Entry, legend, legend_height
from storage_model.report.charts.drawing.scale import Scale, covering, round_step, tick_text
from storage_model.words.label import text


def test_a_scale_is_a_straight_line() -> None:
    """0 … 100 on 200 … 0 (the drawing counts downward): 25 lies at 150, a quarter of the way up."""
    scale = Scale(low=0, high=100, start=200, end=0)
    assert scale.at(25) == 150
    assert scale.places([0, 50, 100]).tolist() == [200, 100, 0]
    assert scale.ticks(4) == (0, 50, 100)
    assert scale.ticks(5) == (0, 20, 40, 60, 80, 100)


def test_steps_of_an_axis_are_one_two_or_five() -> None:
    """87 in at most 4 steps needs 50; 0.013 in 5 needs 0.005; exactly 4 steps of 50 stay 50."""
    assert round_step(87, 4) == 50
    assert round_step(0.013, 5) == pytest.approx(0.005)
    assert round_step(200, 4) == 50


def test_a_scale_covers_its_numbers_with_room_but_zero_stays_an_edge() -> None:
    """80 with 5 % room ends at 84 and begins at 0; -20 and 60 have room on both sides; one number alone has a span."""
    one = covering([80], 0, 1)
    assert (one.low, one.high) == (0, 84)
    two = covering([-20, np.nan, 60], 0, 1)
    assert (two.low, two.high) == (-24, 64)
    assert covering([], 0, 1).high > 0
    assert covering([7], 0, 1, zero=False).high > 7


def test_ticks_show_the_decimals_they_need_and_a_real_minus() -> None:
    """Steps of 0.5 need one decimal, steps of 500 none; no tick reads -0."""
    assert [tick_text(value, (-0.5, 0.0, 0.5)) for value in (-0.5, 0.0)] == ["−0.5", "0.0"]
    assert tick_text(-1500, (-2000, -1500)) == "−1,500"


def test_coordinates_are_short() -> None:
    """A tenth of a unit, without what says nothing."""
    assert [coordinate(value) for value in (3.0, 2.04, -0.01, 1.25001)] == ["3", "2", "0", "1.3"]


def test_step_lines_keep_level_and_merge_equal_steps() -> None:
    """Three steps of 10 at 5, 5, 8: one level to 20, up at 20, level to 30."""
    ink = marks.steps(np.array([0, 10, 20, 30.0]), np.array([5, 5, 8.0]), "#000")
    assert 'd="M0 5H20V8H30"' in ink.markup


def test_step_areas_leave_out_what_lies_on_the_base() -> None:
    """Base 9: steps at 9, 4, 6, 9 give one block from 10 to 30, closed on the base; none before, none after."""
    ink = marks.step_area(np.array([0, 10, 20, 30, 40.0]), np.array([9, 4, 6, 9.0]), 9, "#000")
    assert 'd="M10 9V4H20V6H30V9Z"' in ink.markup
    assert 'd=""' in marks.step_area(np.array([0, 10.0]), np.array([9.0]), 9, "#000").markup


def test_lines_break_where_there_is_no_number() -> None:
    """1, none, 3, 4: a point, a gap, a stretch."""
    ink = marks.line(np.array([0, 1, 2, 3.0]), np.array([1, np.nan, 3, 4]), "#000")
    assert 'd="M0 1M2 3L3 4"' in ink.markup


def test_bars_without_length_are_not_drawn() -> None:
    """Of two boxes one is flat: one rectangle."""
    ink = marks.bars([(0, 0, 2, 5), (3, 5, 5, 5)], "#000")
    assert 'd="M0 0H2V5H0Z"' in ink.markup


def test_cells_of_one_class_below_each_other_are_one_stroke() -> None:
    """Columns 0,0,1 and 1,none,1 on a panel of 20 × 30: class 0 one stroke of two cells, class 1 three of one."""
    panel = Panel(left=0, top=0, width=20, height=30)
    zero, one = marks.cells(panel, np.array([[0, 1], [0, -1], [1, 1]]), ["#aaa", "#bbb"])
    assert 'd="M5 0V20"' in zero.markup
    assert 'd="M5 20V30M15 0V10M15 20V30"' in one.markup


def test_words_stand_once_where_both_languages_say_the_same() -> None:
    """Figures once, words twice; a page carries both, a file one."""
    inks = [*words(0, 10, text("2026")), *words(0, 20, text("电价", "price"))]
    assert [ink.lang for ink in inks] == [None, "zh", "en"]
    drawing = Drawing(height=30, inks=inks)
    page = drawing.in_page()
    assert '<g class="zh"><text x="0" y="20">电价</text></g><g class="en">' in page
    alone = drawing.alone("en", "Title", "What it shows")
    assert "price" in alone
    assert "电价" not in alone
    assert "<title>Title</title><desc>What it shows</desc>" in alone


def test_words_cannot_become_markup() -> None:
    """A name from an input file with a tag in it stays text, in words and in attributes."""
    (ink,) = words(0, 0, text("</text><script>"))
    assert "<script" not in ink.markup
    assert element("a", title='"><script>') == '<a title="&quot;&gt;&lt;script&gt;"/>'


def test_legends_take_as_many_rows_as_they_need_in_the_wider_language() -> None:
    """Twelve long entries do not fit into one row; none begins beyond the drawing's right side."""
    entries = [Entry(text("电", "a rather long name of a stream"), "#000") for _ in range(12)]
    assert legend_height(entries[:1]) == LINE
    assert legend_height(entries) >= 3 * LINE
    starts = [float(ink.markup.split('<rect x="')[1].split('"')[0]) for ink in legend(entries) if "<rect" in ink.markup]
    assert len(starts) == 24
    assert max(starts) < WIDTH - 100


@pytest.mark.parametrize(("years", "shown"), [(15, 15), (40, 20), (80, 16)])
def test_years_below_a_chart_do_not_stand_on_each_other(years: int, shown: int) -> None:
    """700 wide: fifteen years have 46.7 each; of forty, with 17.5, every other is named, of eighty every fifth."""
    panel = Panel(left=0.0, top=0.0, width=700.0, height=10.0)
    places = [((n + 0.5) * panel.width / years, text(str(2027 + n))) for n in range(years)]
    assert len(list(below(panel, places))) == shown
