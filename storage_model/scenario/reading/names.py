"""Names that are safe as a folder, in a table and in a spreadsheet."""

import re
from collections.abc import Iterator

from storage_model.problems import Problem
from storage_model.scenario.reading.tree import KeyPath, Node, children, dotted

_ALLOWED = re.compile(r"[A-Za-z0-9_\u3400-\u9fff][A-Za-z0-9_.\-\u3400-\u9fff]{0,63}")
_KEY = re.compile(r"[A-Za-z0-9_\-\u3400-\u9fff]{1,64}")
_COLUMNS = "where"  # below it stand the column names of somebody's data file
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def name_problems(name: str, place: str) -> list[Problem]:
    """Return the problem of a case name that is not letters, digits, Chinese characters, `-`, `_`, `.`, at most 64."""
    if _ALLOWED.fullmatch(name) and not _DEVICES.fullmatch(name) and ".." not in name:
        return []
    return [
        Problem(
            code="E303",
            place=place,
            key="name",
            got=repr(name[:80]),
            expected="letters, digits, Chinese characters, - _ . (first not - or .), at most 64, no device name",
            fix="rename the file, or write a short `name:` in it",
        )
    ]


def key_problems(node: Node, path: KeyPath = ()) -> Iterator[Problem]:
    """Yield every key that a key path or a table could not carry: names of assets, projects, policies, rows."""
    for key, child in children(node):
        if path and path[-1] == _COLUMNS:
            continue
        if _KEY.fullmatch(key):
            yield from key_problems(child, (*path, key))
        else:
            yield Problem(
                code="E303",
                place=child.place,
                key=dotted(path),
                got=repr(key[:80]),
                expected="a key of letters, digits, Chinese characters, - or _, at most 64",
                fix="rename the key; a title may hold any text",
            )
