"""Market exports whose times do not follow each other, or do not say what they mean."""

from collections.abc import Sequence

from tests.bad_inputs.exports import PLAIN, export, text
from tests.bad_inputs.series_files import QUARTER_ENDS, QUARTERS, hours

LOCAL = (*PLAIN, "--label", "start")


def quarters(day: str = "2026-01-01", clocks: Sequence[str] = QUARTERS) -> list[str]:
    """Return rows of one day at these clock times, without an offset."""
    return [f"{day} {clock},{300 + row % 7}" for row, clock in enumerate(clocks)]


def without(rows: Sequence[str], *numbers: int) -> list[str]:
    """Return the rows but these."""
    return [row for number, row in enumerate(rows) if number not in numbers]


TIMES = (
    export("no offset, no label", text(*quarters()), ("E210", "2026-01-01 00:00", "`label: start` or `label: end`")),
    export(
        "24:00 as a start", text(*quarters(clocks=QUARTER_ENDS)), ("E210", "2026-01-01 24:00", "`label: end`"), LOCAL
    ),
    export(
        "0:00 for 24:00",
        text(*quarters(clocks=[*QUARTER_ENDS[:-1], "0:00"])),
        ("E209", "go back in time", "24:00", "0:00 written for 24:00"),
        (*PLAIN, "--label", "end"),
    ),
    export(
        "no time at all",
        text(*(f"spät {h},{h}" for h in range(24))),
        ("E210", "spät 0", "write times like"),
        (*PLAIN, "--timestamp", "t"),
    ),
    export("31 February", text("2026-02-31T00:00+08:00,5", *hours()), ("E210", "2026-02-31", "write times like")),
    export("25:15", text(*hours(), "2026-01-01T25:15+08:00,5"), ("E210", "25:15", "write times like")),
    export(
        "day or month first",
        text(*(f"01/02/2026 {c},{k}" for k, c in enumerate(QUARTERS))),
        ("E210", "01/02/2026", "`date_order: dmy` or"),
        LOCAL,
    ),
    export(
        "days of Excel",
        text(*(f"{46023 + h / 24:.6f},{h}" for h in range(24))),
        ("E210", "46023.041667", "format the column as date and time", "days as Excel counts them"),
        (*PLAIN, "--timestamp", "t"),
    ),
    export(
        "full-width colon in times",
        text(*(f"2026-01-01 {h:02d}：00,{h}" for h in range(24))),
        ("E210", "01：00", "write times like 2026-01-01 00:15", "full-width colon"),
        (*PLAIN, "--timestamp", "t"),
    ),
    export(
        "a quarter missing",
        text(*without(quarters(), 40)),
        ("E207", "1 rows missing in 1 places: row 42", "fill the gap"),
        LOCAL,
    ),
    export(
        "a hole across the end of the days kept",
        text(*without([*hours(), *hours(day="2026-01-02")], *range(20, 30))),
        ("E212", "a file from 2026-01-01 00:00", "add the missing ones"),
        (*PLAIN, "--last-day", "2026-01-01"),
    ),
    export(
        "59 hours missing",
        text(*without([*hours(), *hours(day="2026-01-02"), *hours(day="2026-01-03")], *range(5, 64))),
        ("E207", "59 rows missing", "fill the gap"),
    ),
    export(
        "a quarter twice",
        text(*quarters()[:41], *quarters()[40:]),
        ("E208", "1 repeated times: row 43", "drop the repetition"),
        LOCAL,
    ),
    export(
        "rows out of order",
        text(*hours()[:5], hours()[6], hours()[5], *hours()[7:]),
        ("E209", "row 8", "sort the rows"),
    ),
    export("newest first", text(*hours()[::-1]), ("E208", "none is later than the one before", "sort the rows")),
    export(
        "half hours in an hourly file",
        text(*hours(), "2026-01-02T00:30+08:00,1"),
        ("E213", "steps of 60 min", "where the step changes"),
    ),
    export(
        "another step than declared",
        text(*hours()),
        ("E213", "60 min", "`step_minutes: 60`"),
        (*PLAIN, "--step-minutes", "15"),
    ),
    export(
        "summer time begins",
        text(*quarters("2025-03-30", [*QUARTERS[:8], *QUARTERS[12:]])),
        ("E211", "an hour missing or twice: row 10", "Europe/Berlin", "summer time"),
        LOCAL,
    ),
    export(
        "summer time ends",
        text(*quarters("2025-10-26", [*QUARTERS[:12], *QUARTERS[8:]])),
        ("E211", "row 14", "Europe/Berlin", "summer time"),
        LOCAL,
    ),
    export(
        "an hour the clock never showed",
        text(*quarters("2025-03-30")),
        ("E211", "4 times that the clock", "fixed offset"),
        (*LOCAL, "--zone", "Europe/Berlin"),
    ),
    export("no such zone", text(*quarters()), ("E114", "`zone: CST`", "`zone: +08:00`"), (*LOCAL, "--zone", "CST")),
    export(
        "leap day left out",
        text(*hours(day="2028-02-28"), *hours(day="2028-03-01")),
        ("E212", "29 February left out: row 26", "leap day"),
    ),
    export(
        "not the year asked for",
        text(*hours()),
        ("E212", "a file from 2026-01-01 00:00", "days that the file holds"),
        (*PLAIN, "--year", "2025"),
    ),
    export(
        "period 97 of 96",
        text(*(f"2026-01-01,{k},{k}" for k in range(1, 98)), head="d,n,p"),
        ("E210", "row 98: '97'", "check `step_minutes`"),
        (*PLAIN, "--date", "d", "--period", "n", "--step-minutes", "15"),
    ),
)
