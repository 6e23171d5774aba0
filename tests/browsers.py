"""A page opened in a real browser, with everything it asked for; what is drawn on it, what does not fit on paper."""

import base64
from pathlib import Path
from typing import Any

PORTRAIT_WIDTH, LANDSCAPE_WIDTH = 695, 1047
"""A4 without its margins, in CSS pixels"""


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


def inked(page: Any, drawing: Any) -> int:
    """Return how many pixels of a drawing are not white, of a picture half its size."""
    picture = base64.b64encode(drawing.screenshot()).decode("ascii")
    count: int = page.evaluate(
        """async picture => {
            const image = new Image(); image.src = 'data:image/png;base64,' + picture; await image.decode();
            const canvas = document.createElement('canvas');
            canvas.width = image.width / 2; canvas.height = image.height / 2;
            const pen = canvas.getContext('2d'); pen.drawImage(image, 0, 0, canvas.width, canvas.height);
            const data = pen.getImageData(0, 0, canvas.width, canvas.height).data;
            let count = 0;
            for (let place = 0; place < data.length; place += 4)
                count += Math.min(data[place], data[place + 1], data[place + 2]) < 235;
            return count;
        }""",
        picture,
    )
    return count


def cut(page: Any, part: str, width: int) -> list[str]:
    """Return the beginnings of what is wider than a sheet of some width, in one part of a page set for print."""
    page.set_viewport_size({"width": width, "height": 900})
    found: list[str] = page.locator(f"{part} .wide, {part} .drawing").evaluate_all(
        "parts => parts.filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.innerText.slice(0, 40))"
    )
    return found
