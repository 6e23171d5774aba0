"""The frame of a chart: where it stands, its lines and the words along its sides."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from storage_model.report.charts.drawing.colours import GRID, QUIET
from storage_model.report.charts.drawing.ink import Ink, mark, words
from storage_model.report.charts.drawing.scale import Scale, tick_text
from storage_model.report.fonts.opentype import width_em
from storage_model.words.label import Label, text

AXIS_SIZE = 11
GAP = 8
STEPS = (1, 2, 5, 10, 20, 50)


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A rectangle that numbers are drawn in, in units of the drawing."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right side."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower side."""
        return self.top + self.height


def upward_axis(
    panel: Panel, scale: Scale, title: Label, *, count: int = 4, shown: Callable[[float], str] | None = None
) -> Iterator[Ink]:
    """Yield level lines with their numbers on the left, and what they count above them; zero is drawn darker."""
    ticks = scale.ticks(count)
    for tick in ticks:
        y = scale.at(tick)
        yield mark("line", x1=panel.left, x2=panel.right, y1=y, y2=y, stroke=QUIET if tick == 0 else GRID)
        said = shown(tick) if shown else tick_text(tick, ticks)
        yield from words(panel.left - GAP, y + 4, text(said), anchor="end", colour=QUIET, size=AXIS_SIZE)
    yield from words(0, panel.top - 12, title, colour=QUIET)


def across_axis(
    panel: Panel, scale: Scale, title: Label, *, count: int = 6, shown: Callable[[float], str] | None = None
) -> Iterator[Ink]:
    """Yield upright lines with their numbers below, and what they count below these."""
    ticks = scale.ticks(count)
    for tick in ticks:
        x = scale.at(tick)
        yield mark("line", x1=x, x2=x, y1=panel.top, y2=panel.bottom, stroke=QUIET if tick == 0 else GRID)
    texts = (shown(tick) if shown else tick_text(tick, ticks) for tick in ticks)
    yield from below(panel, zip(map(scale.at, ticks), map(text, texts), strict=True))
    yield from words(panel.left + panel.width / 2, panel.bottom + 34, title, anchor="middle", colour=QUIET)


def below(panel: Panel, places: Iterable[tuple[float, Label]]) -> Iterator[Ink]:
    """Yield words under a panel, each centred on its place; only every other or fifth where they would overlap."""
    found = list(places)
    for x, label in found[:: _step(found)]:
        yield from words(x, panel.bottom + 16, label, anchor="middle", colour=QUIET, size=AXIS_SIZE)


def _step(places: Sequence[tuple[float, Label]]) -> int:
    """Return of how many words one is shown, so that none stands on its neighbour."""

    def clear(step: int) -> bool:
        kept = [(x, AXIS_SIZE * max(width_em(label.zh), width_em(label.en))) for x, label in places[::step]]
        return all(right - left >= (one + next_) / 2 for (left, one), (right, next_) in pairwise(kept))

    return next((step for step in STEPS if clear(step)), max(len(places), 1))


def upright_lines(panel: Panel, places: Iterable[float]) -> Iterator[Ink]:
    """Yield thin lines from top to bottom: days, months."""
    for x in places:
        yield mark("line", x1=x, x2=x, y1=panel.top, y2=panel.bottom, stroke=GRID)


def pointer(x: float, y: float, label: Label, *, right: bool = True, halo: bool = False) -> Iterator[Ink]:
    """Yield words beside a point, to its right or to its left."""
    yield from words(x + (6 if right else -6), y + 4, label, anchor="start" if right else "end", halo=halo)
