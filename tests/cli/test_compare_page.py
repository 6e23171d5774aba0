"""The page of a comparison in a real browser: charts drawn, both languages, nothing asked for, nothing cut on paper."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from storage_model.cases.compare.compare import Comparison
from storage_model.report.comparing.blocks.cases import cases_block
from storage_model.report.comparing.page import compare_page_of
from storage_model.report.comparing.words import COMPARE_WORDS
from storage_model.report.page.page import rendered
from tests.browsers import PORTRAIT_WIDTH, Opened, cut, inked
from tests.comparisons import comparison

CHARTS = 6


def _html(found: Comparison) -> str:
    return rendered("compare.html.j2", compare_page_of(found), COMPARE_WORDS, lang="zh")


@pytest.fixture(scope="module")
def html() -> str:
    """The page of three cases, opening in Chinese."""
    return _html(comparison())


def _of_twelve() -> Comparison:
    """Return the three cases four times over, each copy with a name of its own, in one comparison."""
    found = comparison()
    columns = tuple(
        replace(column, scenario=replace(column.scenario, name=f"{column.scenario.name}_{copy}"))
        for copy in range(4)
        for column in found.columns
    )
    effects = {one.scenario.name: found.effects.get(one.scenario.name.rpartition("_")[0]) for one in columns[1:]}
    known = {name: effect for name, effect in effects.items() if effect is not None}
    assert found.map is not None
    mapped = replace(found.map, case=columns[-1].scenario.name)
    return replace(found, columns=columns, effects=known, shares=(), break_evens=(), map=mapped)


def test_charts_are_drawn_and_named(browser: Any, html: str, tmp_path: Path) -> None:
    """Six charts with ink, a description and a table below; no request, no line in the console, no script."""
    opened = Opened(browser, tmp_path, html)
    charts = opened.page.locator("figure")
    assert charts.count() == CHARTS
    for number in range(CHARTS):
        chart = charts.nth(number)
        assert chart.locator("svg").bounding_box()["width"] > 800
        assert inked(opened.page, chart.locator("svg")) > 1_000
        assert len(chart.locator(".alt .zh").text_content()) > 20
        chart.locator("summary").click()
        assert chart.locator("table tbody tr:visible").count() >= 1
    assert [url for url in opened.requests if not url.startswith("data:")] == []
    assert opened.complaints == []
    assert "<script" not in html


def test_the_language_switch_works(browser: Any, html: str, tmp_path: Path) -> None:
    """One click and every Chinese word of ours is gone from charts and tables."""
    page = Opened(browser, tmp_path, html).page
    page.get_by_text("English", exact=True).click()
    assert page.locator("section .zh:visible").count() == 0
    assert "Return by case" in page.locator("figure h3").first.inner_text()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("cases", [3, 12])
def test_no_table_is_cut_on_paper(browser: Any, html: str, tmp_path: Path, lang: str, cases: int) -> None:
    """Three cases or twelve, either language, every table opened: none wider than A4 upright."""
    page = Opened(browser, tmp_path, html if cases == 3 else _html(_of_twelve())).page
    page.get_by_text({"zh": "中文", "en": "English"}[lang], exact=True).click()
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    page.emulate_media(media="print")
    assert cut(page, "section", PORTRAIT_WIDTH) == []


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_runs_over_the_side_of_a_screen(browser: Any, html: str, tmp_path: Path, width: int) -> None:
    """A phone, a laptop: tables scroll inside their place, the page itself does not."""
    page = Opened(browser, tmp_path, html).page
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_digest_stands_in_a_few_lines_on_a_phone(browser: Any, html: str, tmp_path: Path) -> None:
    """Sixty-four signs beside a long name were sixty-four lines of one sign each."""
    page = Opened(browser, tmp_path, html).page
    page.set_viewport_size({"width": 390, "height": 900})
    assert page.locator("#checks code").first.bounding_box()["height"] < 80


def test_the_page_names_the_project_it_compares() -> None:
    """A return without a name is taken for that of the whole site."""
    cases = cases_block(comparison())
    assert [one.zh for one in cases.rows[0]] == ["评价对象", *["寿阳 200 MW/400 MWh 独立储能"] * 3]


def test_words_in_a_table_keep_their_lines_on_a_phone(browser: Any, html: str, tmp_path: Path) -> None:
    """A parameter of twenty-four signs beside eight columns of numbers was twenty-four lines of one sign each."""
    page = Opened(browser, tmp_path, html).page
    page.set_viewport_size({"width": 390, "height": 900})
    narrow = page.locator("td.w:visible").evaluate_all("cells => cells.filter(one => one.clientWidth < 100).length")
    assert page.locator("td.w:visible").count() > 5
    assert narrow == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_verdict_and_brief_stand_on_the_first_sheet(browser: Any, tmp_path: Path, lang: str) -> None:
    """Twelve cases: what they come to, on one basis, ends above 267 mm = 1 009 pixels; the next part begins anew."""
    page = Opened(browser, tmp_path, _html(_of_twelve())).page
    page.get_by_text({"zh": "中文", "en": "English"}[lang], exact=True).click()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PORTRAIT_WIDTH, "height": 1009})
    brief = page.locator(".of-brief")
    box = brief.bounding_box()
    assert box["y"] + box["height"] < 1009
    assert brief.locator("tbody tr").count() == 12
    assert brief.evaluate("part => getComputedStyle(part).breakAfter") == "page"
