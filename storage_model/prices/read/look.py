"""Looking at a file nobody has said anything about: how it is built, and what should be declared about it."""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storage_model.prices.read.clock import clock_of, clock_text, split_stamps
from storage_model.prices.read.content import Content, content_of, decoded
from storage_model.prices.read.findings import Findings
from storage_model.prices.read.kinds import SAMPLE, has_decimal_comma, kind_of, order_of, periods_in
from storage_model.prices.read.numbers import number_in
from storage_model.prices.read.open_table import TEXTS, open_table
from storage_model.prices.read.table import Table, text_of, titles_above
from storage_model.prices.ref import SeriesRef

Words = dict[str, Any]
_DELIMITERS = (",", ";", "\t", "|")
# What the cells themselves show; the rest of a declaration says what they mean, and is left to the user.
_TIMES = ("timestamp", "date", "time", "period", "step_minutes", "first_period", "date_order")
# Periods as sheets name them: 1, P1, V01, 时段1, 第1点.
_NUMBERED = re.compile(r"\D{0,3}\d{1,3}\D{0,2}")
SEEN = ("delimiter", "decimal", "skip_rows", "units_row", "layout", "column", *_TIMES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A file as it looks: its table, the columns of numbers, and the words that would declare it.

    `words` hold what was given and what is suggested. The cells themselves show those of `SEEN`, and ranges of time.
    """

    table: Table
    numbers: tuple[str, ...]
    words: Words


def look_at(path: Path, given: Mapping[str, Any], found: Findings) -> Look | None:
    """Return how a file looks, or None after noting why it cannot be opened; `given` words are taken as they are."""
    content = content_of(path, found)
    if content is None:
        return None
    words = {**_shape(content, given, found), **given}
    table = None if found.broken else open_table(content, _ref(words), found)
    if table is None or not table.rows:
        if not found.broken:
            found.error("E202", "no rows of data", "a header and one row per step", "add the data below the header")
        return None
    words |= {key: word for key, word in _times(table, words).items() if key not in given}
    used = {words.get(key) for key in ("timestamp", "date", "time", "period")} | set(words.get("where") or {})
    kinds = {name: kind_of(column) for name, column in zip(table.header, table.columns, strict=True)}
    commas = [table.column(name) for name, kind in kinds.items() if kind == "comma number"]
    if "decimal" not in given and any(map(has_decimal_comma, commas)):
        words["decimal"] = ","
    numbers = tuple(name for name, kind in kinds.items() if kind in ("number", "comma number") and name not in used)
    if not words.get("time") and not words.get("period"):
        words |= _wide(table, given, numbers)
    return Look(table=table, numbers=numbers, words={key: word for key, word in words.items() if word is not None})


def _ref(words: Mapping[str, Any]) -> SeriesRef:
    known = {key: word for key, word in words.items() if key in SeriesRef.model_fields}
    return SeriesRef(**{"file": "-", "column": "-", "unit": "number", **known})


def _shape(content: Content, given: Mapping[str, Any], found: Findings) -> Words:
    """Return delimiter, rows above the names, and whether units stand below them."""
    words: Words = {}
    if content.kind in TEXTS and "delimiter" not in given:
        text = decoded(content.data, given.get("encoding"), Findings(shown=found.shown))
        delimiter = _delimiter(text[0]) if text else ","
        words["delimiter"] = None if delimiter == "," else delimiter
    own = Findings(shown=found.shown)
    table = open_table(content, _ref({**words, **given}), own)
    if table is None:
        return words
    if "skip_rows" not in given:
        words["skip_rows"] = _rows_above(content, table, {**words, **given}) or None
    if words.get("skip_rows"):
        table = open_table(content, _ref({**words, **given}), Findings(shown=found.shown)) or table
    if "units_row" not in given:
        words["units_row"] = _has_units(table, given.get("column")) or None
    return words


def _delimiter(text: str) -> str:
    """Return the character that cuts most lines into the same number of cells, more than one."""
    lines = [line for line in text[: 1 << 16].splitlines()[:SAMPLE] if line and not line.startswith("#")]
    best, most = ",", 0
    for delimiter in _DELIMITERS:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
        usual = max(set(widths), key=widths.count, default=1)
        if usual > 1 and widths.count(usual) > most:
            best, most = delimiter, widths.count(usual)
    return best


def _rows_above(content: Content, table: Table, words: Mapping[str, Any]) -> int:
    """Return how many rows of title stand above the names; in a text file they may be shorter than the rows below."""
    text = None
    if content.kind in TEXTS:
        text = decoded(content.data, words.get("encoding"), Findings(shown=""))
    if text is None:
        return titles_above([table.header, *zip(*(column[:20] for column in table.columns), strict=True)])
    lines = [line for line in text[0][: 1 << 18].splitlines()[: SAMPLE // 2] if line.strip() and line[0] != "#"]
    return titles_above(list(csv.reader(lines, delimiter=words.get("delimiter") or ",")))


def _has_units(table: Table, name: str | None) -> bool:
    """Whether a row of units stands below the names; a row that holds the name asked for is the row of names."""
    if name in [text_of(cell) for column in table.columns for cell in column[:1]]:
        return False
    columns = [column for column in table.columns if len(column) > 2]
    turns = [number_in(column[0], None) is None and number_in(column[1], None) is not None for column in columns]
    times = [kind_of(column[:1]) in ("stamp", "date", "time", "range") for column in columns]
    return any(turns) and not any(times)


def _times(table: Table, given: Mapping[str, Any]) -> Words:
    """Return the columns of times, and what their cells suggest about order and label."""
    kinds: dict[str, list[str]] = {}
    for name, column in zip(table.header, table.columns, strict=True):
        kinds.setdefault(kind_of(column), []).append(name)
    first = {kind: names[0] for kind, names in kinds.items()}
    words: Words = {}
    if "timestamp" in given or "date" in given:
        words = {key: given[key] for key in ("timestamp", "date", "time", "period") if key in given}
    elif "time" in given or "period" in given:
        date = {} if "day" in given else {"date": first.get("date")}
        words = date | {key: given[key] for key in ("time", "period") if key in given}
    elif "stamp" in first or "range" in first:
        words["timestamp"] = first["stamp"] if "stamp" in first else first["range"]
    else:
        periods = {name: periods_in(table.column(name)) for name in kinds.get("number", [])}
        period = next((name for name, ends in periods.items() if ends), None)
        words = {"date": first.get("date"), "time": first.get("time"), "period": None if "time" in first else period}
        if words["period"]:
            ends = periods[words["period"]] or (1, 96)
            words["step_minutes"] = 1440 / (ends[1] - ends[0] + 1)
            words["first_period"] = 0 if ends[0] == 0 else None
    stamps = words.get("timestamp") or words.get("date")
    if stamps:
        words["date_order"] = order_of(table.column(stamps))
    words["label"] = _label(table, words)
    return words


def _label(table: Table, words: Words) -> str | None:
    """Return whether times mark starts or ends, where the first and last of them tell."""
    name = words.get("time") or words.get("timestamp")
    if name is None:
        return "start" if words.get("date") and not words.get("period") else None
    column = table.column(name)
    if kind_of(column) == "range":
        return "range"
    texts = [clock_text(cell) for cell in column] if words.get("time") else split_stamps(column)[1]
    clocks = [clock_of(text or "0:00") for text in (*texts[:2], texts[-1])]
    if any(text.startswith("24:00") for text in texts):
        return "end"
    if None in clocks or len(clocks) < 3 or any(clock.offset_s is not None for clock in clocks if clock):
        return None
    first, second, last = (clock.second for clock in clocks if clock is not None)
    return "start" if first == 0 else "end" if last == 0 and second == 2 * first else None


def _wide(table: Table, given: Mapping[str, Any], numbers: Sequence[str]) -> Words:
    """Return the words of a sheet with a row per day, none where it is another; a block that was given is kept."""
    block = given.get("column", _block(table))
    if block is None and given.get("layout") == "wide" and numbers:
        block = f"{numbers[0]}..{numbers[-1]}"
    if block is None or ".." not in block or block in table.header:
        return {}
    first = clock_of(block.split("..")[0])
    label = None if first is None else "end" if first.second else "start"
    return {"layout": "wide", "column": block, "label": given.get("label", label)}


def _block(table: Table) -> str | None:
    """Return `first..last` of neighbouring columns named by the times or periods of a day, None without them."""
    named = [index for index, name in enumerate(table.header) if clock_of(name) or _NUMBERED.fullmatch(name)]
    neighbours = bool(named) and named[-1] - named[0] + 1 == len(named)
    if len(named) in (24, 48, 96, 288) and neighbours:
        return f"{table.header[named[0]]}..{table.header[named[-1]]}"
    return None
