"""JSON answers of a portal: a list of records, alone or inside a wrapper."""

import json
from collections.abc import Iterator

from storage_model.prices.read.content import Content, decoded
from storage_model.prices.read.findings import Findings
from storage_model.prices.read.table import Cell, Column, Table
from storage_model.prices.ref import SeriesRef

Record = dict[str, Cell]


def records_table(content: Content, ref: SeriesRef, found: Findings) -> Table | None:
    """Return the records of a JSON file, row 1 the first; `sheet` names the list where there are several."""
    text = decoded(content.data, ref.encoding, found)
    if text is None:
        return None
    try:
        whole = json.loads(text[0], parse_constant=str, object_pairs_hook=_object)
    except (ValueError, RecursionError) as error:
        found.error("E201", f"no JSON: {error}", "one whole JSON text, no key twice", "export the data again")
        return None
    lists = dict(_lists(whole, ""))
    chosen = lists.get(ref.sheet or "") if ref.sheet or "" in lists else next(iter(lists.values()), None)
    if chosen is None or (ref.sheet is None and len(lists) > 1):
        near = ", ".join(lists) or "none"
        fix = f"declare `sheet: {next(iter(lists))}`" if lists else "export the data again"
        found.declared(
            "sheet", "E203", f"lists of records in {found.shown}: {near}", "one list of records, or `sheet`", fix
        )
        return None
    if not chosen:
        said = f"; it says {whole['msg']!r}" if isinstance(whole, dict) and "msg" in whole else ""
        found.error("E202", f"an answer without records{said}", "one record per step", "ask for a month that has data")
        return None
    header = tuple(dict.fromkeys(key for record in chosen for key in record))
    columns: tuple[Column, ...] = tuple([record.get(key) for record in chosen] for key in header)
    return Table(header=header, columns=columns, rows=range(1, len(chosen) + 1), format=f"JSON · {text[1]}")


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"key {next(name for name in names if names.count(name) > 1)!r} twice in one record")
    return found


def _lists(node: object, path: str) -> Iterator[tuple[str, list[Record]]]:
    """Yield every list of flat records with its path in the file, `data.list`; an empty list counts."""
    if isinstance(node, list) and all(isinstance(item, dict) for item in node):
        yield path, [{key: _cell(value) for key, value in item.items()} for item in node]
    elif isinstance(node, dict):
        for key, below in node.items():
            yield from _lists(below, f"{path}.{key}".lstrip("."))


def _cell(value: object) -> Cell:
    return value if isinstance(value, str | int | float) or value is None else json.dumps(value, ensure_ascii=False)
