"""Finding the declared columns under the names of a file, and the rows of one series among several."""

from collections.abc import Iterator
from difflib import get_close_matches

from storage_model.prices.read.clock import day_of, order_is_open, split_stamps
from storage_model.prices.read.findings import Findings
from storage_model.prices.read.numbers import number_in
from storage_model.prices.read.table import Cell, Table, is_blank, text_of
from storage_model.prices.ref import SeriesRef

_OTHER_SEPARATORS = (";", "\t", "|")
_LOOKED_THROUGH = 20


def has_columns(table: Table, ref: SeriesRef, found: Findings) -> bool:
    """Whether every declared column is there once; notes what is wrong with names, and rows taken for names."""
    asked = list(_asked(ref))
    absent = [(key, name) for key, name in asked if name not in table.header]
    if absent and _note_names_elsewhere(table, ref, found):
        return False
    for key, name in absent:
        _note_absent(key, name, table, found)
    for key, name in asked:
        if table.header.count(name) > 1:
            got, fix = f"{table.header.count(name)} columns named {name!r}", "give each column its own name"
            found.error("E203", got, f"one, since `{key}` names it", fix)
    return not absent and all(table.header.count(name) == 1 for _, name in asked)


def is_without_units_row(table: Table, ref: SeriesRef, found: Findings) -> bool:
    """Whether the first row holds data; notes a row of units that nobody declared."""
    cells = table.column(ref.column)
    if len(cells) < 2 or number_in(cells[0], ref.decimal) is not None or number_in(cells[1], ref.decimal) is None:
        return True
    times = table.column(ref.timestamp or ref.date or table.header[0])
    if _is_day(times[0]):
        return True
    got = f"row {table.rows[0]}: {text_of(cells[0])!r} below the name {ref.column!r}"
    found.error("E204", got, "data below the names", "declare `units_row: true`", "a row of units")
    return False


def one_series(table: Table, ref: SeriesRef, found: Findings) -> Table | None:
    """Return the rows that hold what `where` asks for, or None after noting that none does."""
    for name, wanted in (ref.where or {}).items():
        texts = [text_of(cell) for cell in table.column(name)]
        asked = text_of(wanted)
        table = table.kept([text == asked for text in texts])
        if not table.rows:
            held = sorted(set(texts))
            near = (get_close_matches(asked, held, n=1, cutoff=0.3) or held[:1] or [""])[0]
            expected = "one of " + ", ".join(held[:8]) + (" …" if len(held) > 8 else "")
            found.declared(
                "where", "E203", f"no row with {name} = {asked!r}", expected, f"write `where: {{{name}: {near}}}`"
            )
            return None
    return table


def _asked(ref: SeriesRef) -> Iterator[tuple[str, str]]:
    if ref.layout != "wide":
        yield "column", ref.column
    for key in ("timestamp", "date", "time", "period"):
        if getattr(ref, key) is not None:
            yield key, getattr(ref, key)
    for name in ref.where or {}:
        yield "where", name


def _note_absent(key: str, name: str, table: Table, found: Findings) -> None:
    named = [name for name in table.header if name]
    near = [one for one in named if name.casefold() in one.casefold()] or get_close_matches(name, named, n=1)
    other = [mark for mark in _OTHER_SEPARATORS if len(table.header) == 1 and mark in table.header[0]]
    only = named[-1:] if len(named) <= 2 else []  # beside the times there is one column to mean
    meant = near or only
    fix = f"write `{key}: {meant[0]}`" if meant else f"name one of these in `{key}`"
    fix = f"declare `delimiter: {other[0]!r}`" if other else fix
    expected = "one of " + ", ".join(named)
    found.declared(key, "E203", f"no column {name!r} in {found.shown}", expected, fix)


def _note_names_elsewhere(table: Table, ref: SeriesRef, found: Findings) -> bool:
    """Note that the names stand further down, or nowhere."""
    for index in range(min(_LOOKED_THROUGH, len(table.rows))):
        if ref.column in [text_of(column[index]) for column in table.columns]:
            fix = f"declare `skip_rows: {(ref.skip_rows or 0) + index + 1}`"
            got = f"the name {ref.column!r} in row {table.rows[index]}, not in the row of names"
            found.error("E204", got, "names in the first row that is kept", fix, "a title above the names")
            return True
    named = [name for name in table.header if name]
    data = [name for name in named if number_in(name, ref.decimal) is not None or _is_day(name)]
    if named and 2 * len(data) > len(named) and ref.layout != "wide":
        got = f"a first row of data: {', '.join(named[:4])}"
        found.error("E204", got, "a row of names above the data", "add a row of names, or lower `skip_rows`")
        return True
    return False


def _is_day(cell: Cell) -> bool:
    (text,), _ = split_stamps([cell])
    return day_of(text, None) is not None or order_is_open(text)


def parting_column(table: Table, times: list[int]) -> str:
    """Return the column whose values part rows of the same time into several series, empty when there is none."""
    if len(set(times)) == len(times):
        return ""
    for name, column in zip(table.header, table.columns, strict=True):
        values = [text_of(cell) for cell in column]
        kinds = len(set(values))
        if 2 <= kinds <= 50 and not is_blank(column) and len(set(zip(times, values, strict=True))) == len(times):
            return f"declare `where: {{{name}: {values[0]}}}`, one of {', '.join(sorted(set(values))[:5])}"
    return ""
