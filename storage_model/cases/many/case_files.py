"""The answers of a sweep on disk: one file a case, whole or not there, its SHA-256 in its name."""

import hashlib
import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

CASES = "cases"
_NAME = re.compile(r"(\d{4,})\.([0-9a-f]{64})\.json")
DRAFT = ".draft"


def case_name(number: int) -> str:
    """Return the number of a case as it is written everywhere."""
    return f"{number:04d}"


def write_case(folder: Path, number: int, content: Mapping[str, Any]) -> str:
    """Write the answer of a case and return its SHA-256; it is on the disk, whole, when this returns."""
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n"
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    write_durably(folder / CASES / f"{case_name(number)}.{sha256}.json", text)
    return sha256


def write_durably(path: Path, text: str) -> None:
    """Write beside, flush to disk, rename into place and make the new name durable as well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}{DRAFT}")
    with draft.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    if os.name == "posix":  # elsewhere a folder cannot be opened, and renaming is durable by itself
        opened = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def whole_cases(folder: Path) -> dict[int, str]:
    """Return number → SHA-256 of every case file whose bytes are those written; what else lies there is removed.

    Drafts of a process that was killed, and files with other bytes than their name says, are no answers.
    """
    found: dict[int, str] = {}
    for path in sorted((folder / CASES).glob("*")) if (folder / CASES).is_dir() else []:
        named = _NAME.fullmatch(path.name)
        if named is None or hashlib.sha256(path.read_bytes()).hexdigest() != named[2]:
            path.unlink()
        else:
            found[int(named[1])] = named[2]
    return found


def read_case(folder: Path, number: int, sha256: str) -> dict[str, Any]:
    """Return the answer of a case."""
    path = folder / CASES / f"{case_name(number)}.{sha256}.json"
    content: dict[str, Any] = json.loads(path.read_bytes())
    return content
