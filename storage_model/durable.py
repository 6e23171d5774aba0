"""A text on the disk: whole and durable, or not there."""

import os
from pathlib import Path

DRAFT = ".draft"


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
