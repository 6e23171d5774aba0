"""Folders that the tests of a process share; they go when it ends, in a worker too, which leaves without `atexit`."""

from pathlib import Path
from tempfile import TemporaryDirectory

_HELD: list[TemporaryDirectory[str]] = []


def kept_folder(prefix: str) -> Path:
    """Return a new folder that stays until the process ends."""
    _HELD.append(TemporaryDirectory(prefix=prefix))
    return Path(_HELD[-1].name)


def remove_kept() -> None:
    """Remove every folder that was made."""
    while _HELD:
        _HELD.pop().cleanup()
