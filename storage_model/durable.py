"""A text on the disk: whole and durable, or not there; and whether a folder can be made at all."""

import os
import tempfile
from pathlib import Path

from storage_model.problems import MissingPartError

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


def require_room(path: Path) -> None:
    """Refuse a folder or file that cannot be made or replaced; raises MissingPartError, leaves nothing.

    Only writing tells: a folder is made in the nearest that stands above it, and taken away again.
    """
    target = path.resolve()
    try:
        stands = [one for one in (target, *target.parents) if _stands(one)]
        with tempfile.TemporaryDirectory(prefix=".", dir=stands[1] if stands[0] == target else stands[0]):
            return
    except OSError as error:
        raise MissingPartError(
            f"{target}: 无法写入，请另选 --out · cannot be written ({error.strerror}); choose another --out"
        ) from error


def _stands(path: Path) -> bool:
    """Whether there is something of this name; raises OSError where there can be nothing."""
    try:
        path.stat()
    except FileNotFoundError:
        return False
    return True
