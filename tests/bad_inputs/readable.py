"""Market exports that look odd and are right: the words that read them, and the series that has to come out."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

import openpyxl

from tests.bad_inputs.exports import Content, text
from tests.bad_inputs.series_files import QUARTER_ENDS, QUARTERS

NEW_YEAR = "2026-01-01T00:00:00+08:00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A file of one day, what is declared about it, and its values in order."""

    name: str
    content: Content
    words: Mapping[str, Any]
    values: Sequence[float]
    file: str = "x.csv"
    start: str = NEW_YEAR
    warned: str = ""


DAY = [float(300 + k) for k in range(96)]
SHOWN = [f"{value:g}" for value in DAY]
STARTS = [f"2026/1/1 {clock},{value}" for clock, value in zip(QUARTERS, SHOWN, strict=True)]
ENDS = [f"2026/1/1 {clock},{value}" for clock, value in zip(QUARTER_ENDS, SHOWN, strict=True)]
P: Mapping[str, Any] = {"column": "p", "unit": "yuan_per_mwh"}
CHINESE: Mapping[str, Any] = {"column": "电价", "unit": "yuan_per_mwh", "label": "start"}


def _sheet(*rows: Sequence[Any], merged: str = "") -> Content:
    def content() -> bytes:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        for row in rows:
            sheet.append(list(row))
        if merged:
            sheet.merge_cells(merged)
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    return content


def _encoded(encoding: str) -> Export:
    return Export(
        name=f"Chinese names in {encoding}",
        content=text(*STARTS, head="时间,电价", encoding=encoding),
        words=CHINESE,
        values=DAY,
    )


def _decorated(name: str, values: Sequence[str], right: Sequence[float], **words: str) -> Export:
    """Hours of one morning whose numbers are decorated."""
    rows = [f'2026/1/1 {hour}:00,"{value}"' for hour, value in enumerate(values)]
    return Export(name=name, content=text(*rows), words={**P, "label": "start", **words}, values=right, warned="W205")


LEAP = [
    f"2028-{month}-{day} {hour:02d}:00,{hour + int(day)}"
    for month, day in (("02", "29"), ("03", "01"))
    for hour in range(24)
]
READABLE = (
    *map(_encoded, ("utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16")),
    Export(name="starts", content=text(*STARTS), words={**P, "label": "start"}, values=DAY),
    Export(name="ends with 24:00", content=text(*ENDS), words={**P, "label": "end"}, values=DAY),
    Export(
        name="last end with the next date",
        content=text(*ENDS[:-1], f"2026/1/2 0:00,{SHOWN[-1]}"),
        words={**P, "label": "end"},
        values=DAY,
    ),
    Export(
        name="ranges",
        words={**P, "label": "range"},
        values=DAY,
        content=text(
            *(f"2026/1/1 {a} - 2026/1/1 {b},{v}" for a, b, v in zip(QUARTERS[:-1], QUARTERS[1:], SHOWN, strict=False)),
            f"2026/1/1 23:45 - 2026/1/2 00:00,{SHOWN[-1]}",
        ),
    ),
    Export(
        name="periods 1 to 96",
        content=text(*(f"2026-01-01,{k},{v}" for k, v in enumerate(SHOWN, 1)), head="d,n,p"),
        words={**P, "date": "d", "period": "n", "step_minutes": 15.0},
        values=DAY,
    ),
    Export(
        name="periods 时段1 to 时段96",
        content=text(*(f"2026-01-01,时段{k},{v}" for k, v in enumerate(SHOWN, 1)), head="d,n,p"),
        words={**P, "date": "d", "period": "n", "step_minutes": 15.0},
        values=DAY,
    ),
    Export(
        name="96 columns",
        content=text(
            "2026/1/1,日前," + ",".join(SHOWN),
            "2026/1/1,实时," + ",".join("9" * 96),
            head="日期,类型," + ",".join(QUARTER_ENDS),
            encoding="gb18030",
        ),
        words={
            **P,
            "column": "00:15..24:00",
            "layout": "wide",
            "date": "日期",
            "label": "end",
            "where": {"类型": "日前"},
        },
        values=DAY,
    ),
    Export(
        name="96 numbered columns",
        content=text("2026/1/1," + ",".join(SHOWN), head="日期," + ",".join(map(str, range(1, 97)))),
        words={**P, "column": "1..96", "layout": "wide", "date": "日期"},
        values=DAY,
    ),
    Export(
        name="title and units above",
        content=text("时间,电价", "-,元/MWh", *STARTS, head="山西现货市场,"),
        words={**CHINESE, "skip_rows": 1, "units_row": True},
        values=DAY,
    ),
    Export(
        name="yuan/kWh",
        content=text(*(f"{row.partition(',')[0]},{value / 1000}" for row, value in zip(STARTS, DAY, strict=True))),
        words={**P, "unit": "yuan_per_kwh", "label": "start"},
        values=DAY,
    ),
    _decorated("full-width digits", ["３００", "３０１．５"], [300.0, 301.5]),
    _decorated("thousands with a point", ["1,234.5", "300"], [1234.5, 300.0]),
    _decorated("thousands declared", ["1,234", "300"], [1234.0, 300.0], decimal="."),
    _decorated("thousands with a narrow blank", ["1\u00a0234.5", "300"], [1234.5, 300.0]),
    _decorated("typographic minus", ["−5", "300"], [-5.0, 300.0]),
    Export(
        name="leap day",
        content=text(*LEAP),
        words={**P, "label": "start"},
        start="2028-02-29T00:00:00+08:00",
        values=[float(hour + day) for day in (29, 1) for hour in range(24)],
    ),
    Export(
        name="summer time ends in Berlin",
        content=text(*(f"2025-10-26 {c},{k}" for k, c in enumerate([*QUARTERS[:12], *QUARTERS[8:]]))),
        words={**P, "label": "start", "zone": "Europe/Berlin"},
        values=list(map(float, range(100))),
        start="2025-10-26T00:00:00+02:00",
    ),
    Export(
        name="summer time begins in Berlin",
        content=text(*(f"2025-03-30 {c},{k}" for k, c in enumerate([*QUARTERS[:8], *QUARTERS[12:]]))),
        words={**P, "label": "start", "zone": "Europe/Berlin"},
        values=list(map(float, range(92))),
        start="2025-03-30T00:00:00+01:00",
    ),
    Export(
        name="workbook with a merged title",
        file="x.xlsx",
        values=DAY,
        content=_sheet(
            ["山西现货", None, None],
            ["日期", "时间", "电价"],
            *([date(2026, 1, 1), time(k // 4, k % 4 * 15), value] for k, value in enumerate(DAY)),
            merged="A1:C1",
        ),
        words={
            "column": "电价",
            "unit": "yuan_per_mwh",
            "date": "日期",
            "time": "时间",
            "label": "start",
            "skip_rows": 1,
        },
    ),
)
