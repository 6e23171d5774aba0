"""A finished drawing: as part of a page in both languages, or as a file in one."""

from collections.abc import Sequence
from dataclasses import dataclass

from storage_model.report.charts.drawing.colours import INK, PAPER
from storage_model.report.charts.drawing.ink import SIZE, Ink, coordinate, element, written
from storage_model.report.fonts import FAMILY
from storage_model.words.label import LANGS, Lang

WIDTH = 800
MARGIN, HEADING, HEADING_SIZE = 20, 52, 16
_FONTS = f"{FAMILY}, Microsoft YaHei, PingFang SC, sans-serif"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Marks in the order they are laid down, words on top; `height` in the same units as WIDTH."""

    height: float
    inks: Sequence[Ink]

    def in_page(self, only: Lang | None = None) -> str:
        """Return SVG that fills the width it is given; words of each language, or of one, in a group of that class."""
        words = "".join(
            element("g", "".join(ink.markup for ink in self.inks if ink.lang == lang), class_=lang)
            for lang in LANGS
            if only in (None, lang)
        )
        return self._svg(self._marks() + words, (0, 0, WIDTH, self.height), aria_hidden="true")

    def alone(self, lang: Lang, title: str, alt: str) -> str:
        """Return the SVG of a file in one language, on white, under its title."""
        words = "".join(ink.markup for ink in self.inks if ink.lang == lang)
        width, height = WIDTH + 2 * MARGIN, self.height + HEADING + MARGIN
        paper = element("rect", x=-MARGIN, y=-HEADING, width=width, height=height, fill=PAPER)
        heading = written("text", title, x=0, y=16 - HEADING + MARGIN, font_size=HEADING_SIZE)
        about = written("title", title) + written("desc", alt)
        size: dict[str, str | float] = {"xmlns": "http://www.w3.org/2000/svg", "width": width, "height": height}
        view = (-MARGIN, -HEADING, width, height)
        return self._svg(about + paper + heading + self._marks() + words, view, **size)

    def _marks(self) -> str:
        return "".join(ink.markup for ink in self.inks if ink.lang is None)

    def _svg(self, content: str, view: Sequence[float], /, **attributes: str | float) -> str:
        shown = " ".join(map(coordinate, view))
        return element("svg", content, viewBox=shown, font_family=_FONTS, font_size=SIZE, fill=INK, **attributes)
