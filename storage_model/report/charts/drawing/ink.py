"""One piece of a drawing: a mark, or words in one language or both."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Final, Literal

from storage_model.report.charts.drawing.colours import INK, PAPER
from storage_model.words.label import Label, Lang

Anchor = Literal["start", "middle", "end"]
SIZE: Final = 12
"""of words, in units of the drawing"""


@dataclass(frozen=True, slots=True)
class Ink:
    """SVG markup; `lang` where it belongs to one language only."""

    markup: str
    lang: Lang | None = None


def coordinate(value: float) -> str:
    """Return a coordinate to a tenth of a unit, as short as it can be."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def element(tag: str, content: str = "", /, **attributes: str | float) -> str:
    """Return an element; `_` in a name is `-`, what it holds is markup already."""
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value) if isinstance(value, str) else coordinate(value)}"'
        for name, value in attributes.items()
    )
    return f"<{tag}{written}>{content}</{tag}>" if content else f"<{tag}{written}/>"


def written(tag: str, text: str, /, **attributes: str | float) -> str:
    """Return an element that holds text, made harmless."""
    return element(tag, escape(text), **attributes)


def mark(tag: str, /, **attributes: str | float) -> Ink:
    """Return a mark that needs no words."""
    return Ink(element(tag, **attributes))


def words(
    x: float,
    y: float,
    label: Label,
    *,
    anchor: Anchor = "start",
    colour: str = INK,
    size: float = SIZE,
    halo: bool = False,
) -> Iterator[Ink]:
    """Yield words with their baseline at `y`, once where both languages say the same; a halo parts them from marks."""
    # What the drawing sets for all (size, colour of ink) is left out.
    attributes: dict[str, str | float] = {"x": x, "y": y}
    if anchor != "start":
        attributes["text_anchor"] = anchor
    if colour != INK:
        attributes["fill"] = colour
    if size != SIZE:
        attributes["font_size"] = size
    # The halo is a text of its own below the other: not every reader of SVG can paint the stroke of a text first.
    strokes: list[dict[str, str | float]] = [{"stroke": PAPER, "stroke_width": 3, "stroke_linejoin": "round"}, {}]
    for stroke in strokes if halo else [{}]:
        if label.zh == label.en:
            yield Ink(written("text", label.zh, **attributes, **stroke))
        else:
            yield Ink(written("text", label.zh, **attributes, **stroke), "zh")
            yield Ink(written("text", label.en, **attributes, **stroke), "en")
