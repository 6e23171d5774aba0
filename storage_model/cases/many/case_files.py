"""The answers of a sweep on disk: one file a case, whole or not there, its SHA-256 in its name."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from storage_model.durable import write_durably

CASES = "cases"
_NAME = re.compile(r"(\d{4,})\.([0-9a-f]{64})\.json")


def case_name(number: int) -> str:
    """Return the number of a case as it is written everywhere."""
    return f"{number:04d}"


def case_file(number: int, sha256: str) -> str:
    """Return the name of the file of an answer, relative to the folder of the sweep."""
    return f"{CASES}/{case_name(number)}.{sha256}.json"


def case_files(names: Iterable[str]) -> dict[int, str]:
    """Return number → SHA-256 of those among some names that are files of answers, relative to the sweep's folder."""
    named = (_NAME.fullmatch(name.removeprefix(f"{CASES}/")) for name in names if name.startswith(f"{CASES}/"))
    return {int(one[1]): one[2] for one in named if one is not None}


def write_case(folder: Path, number: int, content: Mapping[str, Any]) -> str:
    """Write the answer of a case and return its SHA-256; it is on the disk, whole, when this returns."""
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n"
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    write_durably(folder / case_file(number, sha256), text)
    return sha256


def seen_cases(folder: Path) -> dict[int, str]:
    """Return number → SHA-256 of every case file whose bytes are those written; nothing is touched."""
    return dict(filter(None, map(_whole, _paths(folder))))


def whole_cases(folder: Path) -> dict[int, str]:
    """Return the same after removing what else lies there.

    Drafts of a process that was killed, and files with other bytes than their name says, are no answers.
    """
    found = {path: _whole(path) for path in _paths(folder)}
    for path, whole in found.items():
        if whole is None:
            path.unlink()
    return dict(filter(None, found.values()))


def _paths(folder: Path) -> list[Path]:
    return sorted((folder / CASES).glob("*")) if (folder / CASES).is_dir() else []


def _whole(path: Path) -> tuple[int, str] | None:
    """Return number and SHA-256 of a case file; None for a file that is none."""
    named = _NAME.fullmatch(path.name)
    if named is None or hashlib.sha256(path.read_bytes()).hexdigest() != named[2]:
        return None
    return int(named[1]), named[2]


def read_case(folder: Path, number: int, sha256: str) -> dict[str, Any]:
    """Return the answer of a case."""
    content: dict[str, Any] = json.loads((folder / case_file(number, sha256)).read_bytes())
    return content
