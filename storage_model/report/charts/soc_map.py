"""How full the batteries are, hour by hour of every day."""

from collections.abc import Iterator
from math import ceil
from typing import Final

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.cases.answer import CaseAnswer
from storage_model.report.charts.dispatch_view import DispatchView
from storage_model.report.charts.drawing import marks
from storage_model.report.charts.drawing.axes import AXIS_SIZE, GAP, Panel, below
from storage_model.report.charts.drawing.canvas import WIDTH, Drawing
from storage_model.report.charts.drawing.colours import FILLING, QUIET
from storage_model.report.charts.drawing.ink import Ink, words
from storage_model.report.charts.drawing.legend import LINE, Entry, legend
from storage_model.report.charts.figure import Figure, Table
from storage_model.report.charts.months import month_name
from storage_model.words.format import percent
from storage_model.words.label import Label, text

HOURS: Final = 24
LEFT, ROW = 58, 7
TABLE_HOURS: Final = 2
"""hours that share a row of the table"""


def soc_map(answer: CaseAnswer, view: DispatchView) -> Figure:
    """Return the figure; stored energy at the end of each step as a share of what the batteries hold new."""
    filled = filled_by_hour(answer, view)
    emptiest, fullest = (int(find(np.nanmean(filled, axis=1))) for find in (np.nanargmin, np.nanargmax))
    return Figure(
        key="soc-map",
        title=text("荷电状态：逐日逐时", "State of charge, hour by day"),
        alt=text(
            f"热力图：横轴为日期，纵轴为 24 小时，颜色越深储能越满。全年平均 {emptiest} 时最空，{fullest} 时最满。",
            f"Heat map with days across and 24 hours down, darker is fuller. On the average day the batteries are "
            f"emptiest at {emptiest}:00 and fullest at {fullest}:00.",
        ),
        note=text(
            f"平均日 {emptiest} 时最空，{fullest} 时最满；占额定容量的比例，每小时平均。",
            f"On the average day emptiest at {emptiest}:00, fullest at {fullest}:00. "
            "Share of the rating, hourly means.",
        ),
        drawing=_drawing(answer, filled),
        table=_table(answer, filled),
    )


def filled_by_hour(answer: CaseAnswer, view: DispatchView) -> FloatArray:
    """Return the mean share stored by clock hour and day, shape (24, days); NaN for an hour a day does not have.

    A step longer than an hour counts in every hour it covers.
    """
    horizon = answer.site.horizon
    starts, covered = horizon.starts(), ceil(horizon.step_h)
    days = int(horizon.day_of_step()[-1]) + 1
    first_hours = (starts - starts[0].astype("datetime64[D]")) // np.timedelta64(1, "h")
    hour = (first_hours.astype(np.int64)[:, np.newaxis] + np.arange(covered)).ravel()
    share = np.repeat(view.stored_mwh / view.rated_mwh, covered)[hour < HOURS * days]
    hour = hour[hour < HOURS * days]
    count = np.bincount(hour, minlength=HOURS * days)
    stored = np.bincount(hour, weights=share, minlength=HOURS * days)
    shares: FloatArray = np.divide(stored, count, out=np.full(HOURS * days, np.nan), where=count > 0)
    return shares.reshape(days, HOURS).T


def _drawing(answer: CaseAnswer, filled: FloatArray) -> Drawing:
    panel = Panel(left=LEFT, top=LINE + 12, width=WIDTH - LEFT, height=ROW * HOURS)
    known = np.isfinite(filled)
    classes = np.full(filled.shape, -1, dtype=np.int64)
    classes[known] = np.clip(filled[known] * len(FILLING), 0, len(FILLING) - 1).astype(np.int64)
    share = 100 / len(FILLING)
    entries = [
        Entry(text(f"{number * share:.0f}–{(number + 1) * share:.0f}%"), colour)
        for number, colour in enumerate(FILLING)
    ]
    inks: list[Ink] = [*legend(entries), *marks.cells(panel, classes, FILLING)]
    for hour in range(0, HOURS + 1, 6):
        y = panel.top + hour * ROW
        inks += words(panel.left - GAP, y + 4, text(f"{hour}:00"), anchor="end", colour=QUIET, size=AXIS_SIZE)
    inks += below(panel, _months(answer, panel, filled.shape[1]))
    return Drawing(height=panel.bottom + 24, inks=inks)


def _months(answer: CaseAnswer, panel: Panel, days: int) -> Iterator[tuple[float, Label]]:
    """Yield each month's name at the middle of its days."""
    dates = answer.site.horizon.starts()[0].astype("datetime64[D]") + np.arange(days)
    months, first, count = np.unique(dates.astype("datetime64[M]"), return_index=True, return_counts=True)
    for month, start, number in zip(months, first, count, strict=True):
        yield panel.left + (start + number / 2) * panel.width / days, month_name(month)


def _table(answer: CaseAnswer, filled: FloatArray) -> Table:
    """Return the mean day of each month, two hours a row."""
    dates = answer.site.horizon.starts()[0].astype("datetime64[D]") + np.arange(filled.shape[1])
    months = dates.astype("datetime64[M]")
    rows = []
    for hour in range(0, HOURS, TABLE_HOURS):
        means = (np.nanmean(filled[hour : hour + TABLE_HOURS, months == month]) for month in np.unique(months))
        rows.append((text(f"{hour}:00–{hour + TABLE_HOURS}:00"), *(text(percent(float(mean), 0)) for mean in means)))
    return Table(head=(text("时段", "Hours"), *(month_name(month) for month in np.unique(months))), rows=tuple(rows))
