"""The page in a real browser: asks no one, runs nothing, shows Chinese without a Chinese font, prints to A4."""

import re
from pathlib import Path
from typing import Any

import pytest

from storage_model.report.page.page import html_of, page_of
from tests.browsers import LANDSCAPE_WIDTH, PORTRAIT_WIDTH, Opened, cut, inked
from tests.report_answers import HOSTILE, small_answer, titled
from tests.run_folders import written_run

LARGEST_PAGE = 2_000_000
CHARTS = 19


@pytest.fixture(scope="module")
def html() -> str:
    """The page of the small answer, opening in Chinese."""
    return html_of(page_of(small_answer()), lang="zh")


def test_the_page_asks_no_one_and_complains_of_nothing(browser: Any, html: str, tmp_path: Path) -> None:
    """No request beside the file itself, no line in the console; one blocked style or font would be a line."""
    opened = Opened(browser, tmp_path, html)
    assert [url for url in opened.requests if not url.startswith("data:")] == []
    assert opened.complaints == []
    assert len(html.encode("utf-8")) < LARGEST_PAGE


def test_the_policy_allows_no_script(browser: Any, html: str, tmp_path: Path) -> None:
    """A script smuggled into the file does not run: the browser refuses it and says so."""
    smuggled = html.replace("</body>", "<script>document.title = 'taken'</script></body>")
    opened = Opened(browser, tmp_path, smuggled)
    assert opened.page.title() != "taken"
    assert any("Content Security Policy" in line for line in opened.complaints)
    assert "<script" not in html


def test_the_language_switch_works(browser: Any, html: str, tmp_path: Path) -> None:
    """Chinese first; one click and every Chinese word of ours is gone, another and it is back."""
    page = Opened(browser, tmp_path, html).page
    verdict = page.locator(".sentence")
    assert "税后收益率" in verdict.inner_text()
    page.get_by_text("English", exact=True).click()
    assert "return after tax" in verdict.inner_text()
    assert "税后收益率" not in verdict.inner_text()
    assert page.locator("figure .zh:visible").count() == 0
    assert page.locator("figure svg .en:visible").count() == page.locator("figure svg").count()
    page.get_by_text("中文", exact=True).click()
    assert "税后收益率" in verdict.inner_text()


def test_charts_are_drawn_and_named(browser: Any, html: str, tmp_path: Path) -> None:
    """Nineteen charts, each wide enough to read, many colours inside, a description and a table below."""
    page = Opened(browser, tmp_path, html).page
    charts = page.locator("figure")
    assert charts.count() == CHARTS
    for number in range(CHARTS):
        chart = charts.nth(number)
        drawing = chart.locator("svg")
        box = drawing.bounding_box()
        assert box["width"] > 800
        assert box["height"] > 150
        assert inked(page, drawing) > 2_000
        assert len(chart.locator(".alt .zh").text_content()) > 20
        chart.locator("summary").click()
        assert chart.locator("table tbody tr:visible").count() >= 5


def test_chinese_is_drawn_without_a_system_font(browser: Any, html: str, tmp_path: Path) -> None:
    """The font inside the page loads; characters differ (boxes would not), one that HTML escapes is there too."""
    page = Opened(browser, tmp_path, html).page
    assert page.evaluate("[...document.fonts].map(face => face.status)") == ["loaded"]
    pictures = page.evaluate(
        """() => ['投', '资', "'"].map(character => {
            const canvas = document.createElement('canvas'); canvas.width = canvas.height = 40;
            const pen = canvas.getContext('2d'); pen.font = '30px "Noto Sans CJK SC"'; pen.fillText(character, 2, 32);
            return Array.from(pen.getImageData(0, 0, 40, 40).data).filter((_, place) => place % 4 == 3).join();
        })"""
    )
    assert len(set(pictures)) == 3
    assert all(set(picture.split(",")) - {"0"} for picture in pictures)


@pytest.mark.reliability("attacks")
def test_a_hostile_title_is_only_text(browser: Any, tmp_path: Path) -> None:
    """`</script><script>…` and an image with an error handler as names of case and projects: shown, never run."""
    opened = Opened(browser, tmp_path, html_of(page_of(titled(small_answer(), HOSTILE)), lang="zh"))
    assert opened.page.title() == HOSTILE
    assert opened.page.locator("h1").inner_text().strip() == HOSTILE
    assert opened.page.locator("img, script").count() == 0
    assert (opened.dialogs, opened.complaints) == ([], [])
    assert [url for url in opened.requests if not url.startswith("data:")] == []


def test_assumed_and_changed_inputs_are_marked(browser: Any, html: str, tmp_path: Path) -> None:
    """The availability that the delta set stands at the top, marked changed; numbers without a document are marked."""
    page = Opened(browser, tmp_path, html).page
    first = page.locator("#assumptions > .wide table:visible").last
    row = first.locator("tr", has_text="assets.station.availability_frac")
    assert "0.96" in row.inner_text()
    assert "已改动" in row.inner_text()
    assert page.locator("#assumptions details .mark.assumed").count() > 50


def test_the_page_prints_to_a4(browser: Any, html: str, tmp_path: Path) -> None:
    """Some sheets of A4, upright for the text and across for the statements."""
    page = Opened(browser, tmp_path, html).page
    printed = page.pdf(prefer_css_page_size=True, print_background=True).decode("latin-1")
    boxes = {
        tuple(round(float(side)) for side in box.split()) for box in re.findall(r"/MediaBox\s*\[([^\]]+)\]", printed)
    }
    assert boxes == {(0, 0, 595, 842), (0, 0, 842, 595)}
    assert 6 <= len(re.findall(r"/Type\s*/Page\b", printed)) <= 30


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_table_is_cut_on_paper(browser: Any, html: str, tmp_path: Path, lang: str) -> None:
    """With every table opened and either language: none wider than the sheet it is printed on."""
    page = Opened(browser, tmp_path, html).page
    page.get_by_text({"zh": "中文", "en": "English"}[lang], exact=True).click()
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    page.emulate_media(media="print")
    for part, width in (("section:not(#statements)", PORTRAIT_WIDTH), ("#statements", LANDSCAPE_WIDTH)):
        assert cut(page, part, width) == []


def test_inputs_and_checks_are_printed_though_closed_on_screen(browser: Any, html: str, tmp_path: Path) -> None:
    """On screen the rows of inputs wait behind their headings; on paper, where nobody can click, they stand open."""
    page = Opened(browser, tmp_path, html).page
    row = page.locator("#assumptions details tr", has_text="assets.station.power_mw").first
    assert not row.is_visible()
    page.emulate_media(media="print")
    assert row.bounding_box()["height"] > 5


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_nothing_runs_over_the_side_of_a_screen(browser: Any, html: str, tmp_path: Path, width: int) -> None:
    """A phone, a tablet, a laptop: tables and drawings scroll inside their place, the page itself does not."""
    page = Opened(browser, tmp_path, html).page
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_number_walks_back_to_its_price_file_and_its_document(browser: Any, tmp_path: Path) -> None:
    """In the page of a written run: one click shows what the return follows from, all of them file and document."""
    opened = Opened(browser, tmp_path, (written_run() / "report.html").read_text(encoding="utf-8"))
    walk = opened.page.locator(".walk").first
    inside = walk.get_by_text("所得税后净现金流量〔", exact=False).first
    assert not inside.is_visible()
    walk.locator("summary").first.click()
    assert inside.is_visible()
    opened.page.evaluate("document.querySelectorAll('.walk details').forEach(part => part.open = true)")
    said = walk.inner_text()
    assert "inputs/prices/shanxi_2026_like.csv" in said
    assert "发改价格〔2023〕1501号" in said
    assert (opened.complaints, [url for url in opened.requests if not url.startswith("data:")]) == ([], [])


def test_every_indicator_and_row_leads_to_its_way_back(browser: Any, tmp_path: Path) -> None:
    """All links of the summary and of the statements of all projects hit a place; one click there opens what is closed.

    Every indicator of the table and every row that is not nothing has one.
    """
    html = (written_run() / "report.html").read_text(encoding="utf-8")
    assert len(html.encode("utf-8")) < LARGEST_PAGE
    page = Opened(browser, tmp_path, html).page
    lost = page.locator("a[href^='#']").evaluate_all(
        "links => links.map(link => link.hash.slice(1)).filter(name => !document.getElementById(name))"
    )
    assert lost == []
    unlinked = "rows => rows.filter(row => !row.querySelector('th a.back')).map(row => row.innerText)"
    assert page.locator("#projects tbody tr:not(.group)").evaluate_all(unlinked) == []
    assert page.locator("#statements > .wide tbody tr:not(.nil)").evaluate_all(unlinked) == []
    link = page.locator("#projects tbody th a.back", has_text="利息备付率").first
    target = page.locator(f"[id='{link.get_attribute('href')[1:]}']")
    assert not target.locator("p").first.is_visible()
    link.click()
    assert target.locator("> summary").is_visible()


def test_the_page_of_an_answer_without_a_run_has_no_walks(html: str) -> None:
    """A walk reads the files of a run; where there are none, no heading stands alone."""
    assert 'id="walks"' not in html
    assert 'href="#walks"' not in html
    assert 'class="back"' not in html
