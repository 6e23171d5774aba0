"""The page in a real browser: asks no one, runs nothing, shows Chinese without a Chinese font, prints to A4."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from storage_model.report.page import page_html
from tests.report_answers import HOSTILE, small_answer, titled

playwright = pytest.importorskip("playwright.sync_api")
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
LARGEST_PAGE = 2_000_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium; on a build machine its absence is a failure, not a skip."""
    if BROWSER is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium on a build machine; install the package `chromium`")
        pytest.skip("no Chromium here; install the package `chromium` to look at the page")
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=BROWSER, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def html() -> str:
    """The page of the small answer, opening in Chinese."""
    return page_html(small_answer(), lang="zh")


class Opened:
    """A page with everything it asked for and complained about."""

    def __init__(self, browser: Any, folder: Path, html: str) -> None:
        path = folder / "report.html"
        path.write_text(html, encoding="utf-8")
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.dialogs: list[str] = []
        self.page = browser.new_page(viewport={"width": 1200, "height": 900})
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))
        self.page.goto(path.as_uri())
        self.page.evaluate("document.fonts.ready.then(() => true)")
        self.requests = [url for url in self.requests if url != path.as_uri()]


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
    assert page.locator("figure .drawing.en:visible").count() == 4
    page.get_by_text("中文", exact=True).click()
    assert "税后收益率" in verdict.inner_text()


def test_charts_are_drawn_and_named(browser: Any, html: str, tmp_path: Path) -> None:
    """Four charts, each wide enough to read, with marks inside, a description and a table below."""
    page = Opened(browser, tmp_path, html).page
    charts = page.locator("figure")
    assert charts.count() == 4
    for number in range(4):
        chart = charts.nth(number)
        drawing = chart.locator(".drawing.zh")
        box = drawing.locator("svg").first.bounding_box()
        assert box["width"] > 900
        assert box["height"] > 150
        assert drawing.locator("path, line").count() > 10
        assert len(drawing.get_attribute("aria-label")) > 20
        assert len(set(drawing.screenshot()[1000:])) > 200  # a blank picture packs to a few repeated bytes
        chart.locator("summary").click()
        assert chart.locator("table tbody tr:visible").count() >= 5


def test_chinese_is_drawn_without_a_system_font(browser: Any, html: str, tmp_path: Path) -> None:
    """The font inside the page loads, and two different characters look different; boxes would look the same."""
    page = Opened(browser, tmp_path, html).page
    assert page.evaluate("[...document.fonts].map(face => face.status)") == ["loaded"]
    pictures = page.evaluate(
        """() => ['投', '资'].map(character => {
            const canvas = document.createElement('canvas'); canvas.width = canvas.height = 40;
            const pen = canvas.getContext('2d'); pen.font = '30px "Noto Sans CJK SC"'; pen.fillText(character, 2, 32);
            return Array.from(pen.getImageData(0, 0, 40, 40).data).filter((_, place) => place % 4 == 3).join();
        })"""
    )
    assert pictures[0] != pictures[1]
    assert all(set(picture.split(",")) - {"0"} for picture in pictures)


def test_a_hostile_title_is_only_text(browser: Any, tmp_path: Path) -> None:
    """`</script><script>…` and an image with an error handler as names of case and projects: shown, never run."""
    opened = Opened(browser, tmp_path, page_html(titled(small_answer(), HOSTILE), lang="zh"))
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
    """Some sheets of A4, upright for the text and across for the statements; none wider than the paper."""
    page = Opened(browser, tmp_path, html).page
    printed = page.pdf(prefer_css_page_size=True, print_background=True).decode("latin-1")
    boxes = {
        tuple(round(float(side)) for side in box.split()) for box in re.findall(r"/MediaBox\s*\[([^\]]+)\]", printed)
    }
    assert boxes == {(0, 0, 595, 842), (0, 0, 842, 595)}
    assert 3 <= len(re.findall(r"/Type\s*/Page\b", printed)) <= 20
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1047, "height": 720})  # A4 across without its margins, in CSS pixels
    assert page.locator("#statements").evaluate("part => part.scrollWidth <= part.clientWidth")
