"""Lines, steps, areas, bars and cells; whatever has one colour is one path."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

import numpy as np
import numpy.typing as npt

from storage_model.blocks import FloatArray
from storage_model.report.charts.drawing.axes import Panel
from storage_model.report.charts.drawing.ink import Ink, coordinate, mark

Classes = npt.NDArray[np.int64]


def line(xs: FloatArray, ys: FloatArray, colour: str, *, width: float = 1.8, dashes: str = "") -> Ink:
    """Return a line through points; where a coordinate is NaN the line is broken."""
    pieces = []
    for good, run in groupby(zip(xs, ys, strict=True), key=lambda point: bool(np.isfinite(point).all())):
        if good:
            pieces.append("M" + "L".join(f"{coordinate(x)} {coordinate(y)}" for x, y in run))
    dashed = {"stroke_dasharray": dashes} if dashes else {}
    return mark(
        "path",
        d="".join(pieces),
        fill="none",
        stroke=colour,
        stroke_width=width,
        stroke_linejoin="round",
        **dashed,
    )


def steps(edges: FloatArray, ys: FloatArray, colour: str, *, width: float = 1.3) -> Ink:
    """Return a line level over each step; `edges` has one place more than `ys`."""
    starts = _run_starts(ys)
    path = f"M{coordinate(edges[0])} {coordinate(ys[0])}"
    for start in starts[1:]:
        path += f"H{coordinate(edges[start])}V{coordinate(ys[start])}"
    path += f"H{coordinate(edges[-1])}"
    return mark("path", d=path, fill="none", stroke=colour, stroke_width=width)


def step_area(edges: FloatArray, ys: FloatArray, base: float, colour: str) -> Ink:
    """Return what lies between steps and a level base; stretches on the base are left out."""
    path = ""
    starts = [*_run_starts(ys), len(ys)]
    inside = False
    for start, end in pairwise(starts):
        on_base = abs(ys[start] - base) < 0.05
        if on_base and inside:
            path += f"V{coordinate(base)}Z"
        elif not on_base:
            path += "" if inside else f"M{coordinate(edges[start])} {coordinate(base)}"
            path += f"V{coordinate(ys[start])}H{coordinate(edges[end])}"
        inside = not on_base
    return mark("path", d=path + (f"V{coordinate(base)}Z" if inside else ""), fill=colour)


def area(xs: FloatArray, tops: FloatArray, bottoms: FloatArray, colour: str) -> Ink:
    """Return what lies between two lines over the same places."""
    outline = [*zip(xs, tops, strict=True), *zip(xs[::-1], bottoms[::-1], strict=True)]
    return mark("path", d="M" + "L".join(f"{coordinate(x)} {coordinate(y)}" for x, y in outline) + "Z", fill=colour)


def bars(boxes: Iterable[tuple[float, float, float, float]], colour: str) -> Ink:
    """Return rectangles given as left, top, right, bottom."""
    path = "".join(
        f"M{coordinate(left)} {coordinate(top)}H{coordinate(right)}V{coordinate(bottom)}H{coordinate(left)}Z"
        for left, top, right, bottom in boxes
        if abs(bottom - top) >= 0.05 and abs(right - left) >= 0.05
    )
    return mark("path", d=path, fill=colour)


def dots(xs: Iterable[float], ys: Iterable[float], colour: str, *, radius: float = 2.6) -> Iterator[Ink]:
    """Yield a dot at each point that has both coordinates."""
    for x, y in zip(xs, ys, strict=True):
        if np.isfinite(x) and np.isfinite(y):
            yield mark("circle", cx=x, cy=y, r=radius, fill=colour)


def cells(panel: Panel, classes: Classes, colours: Sequence[str]) -> Iterator[Ink]:
    """Yield a panel filled by the class of each cell, shape (rows, columns), the first row at the top.

    Cells of one class below each other become one upright stroke; a negative class stays empty.
    """
    rows, columns = classes.shape
    wide, high = panel.width / columns, panel.height / rows
    for number, colour in enumerate(colours):
        path = ""
        for column in range(columns):
            x = coordinate(panel.left + (column + 0.5) * wide)
            for start, end in _runs(classes[:, column] == number):
                path += f"M{x} {coordinate(panel.top + start * high)}V{coordinate(panel.top + end * high)}"
        if path:
            # A hair wider than the column, so that no light shows between neighbours.
            yield mark("path", d=path, stroke=colour, stroke_width=f"{wide + 0.15:.2f}")


def _runs(inside: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Yield first and one past the last of each run of true values."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], inside, [False])).astype(np.int8)))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _run_starts(values: FloatArray) -> list[int]:
    """Return where each run of equal values begins."""
    return [0, *(np.flatnonzero(np.abs(np.diff(values)) > 0) + 1).tolist()]
