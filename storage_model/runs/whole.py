"""A folder that appears complete or not at all."""

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage_model.problems import MissingPartError

# Longest name a file system takes [bytes], and what is put around a name while its folder is written.
LONGEST_NAME, AROUND = 255, 20
_TRIES = 5


@contextmanager
def complete_or_nothing(target: Path) -> Iterator[Path]:
    """Give a folder beside the target; rename it into place at the end, remove it when anything fails."""
    mark = secrets.token_hex(4)
    partial, old = (target.with_name(f"{_stem(target)}.{mark}.{word}") for word in ("partial", "old"))
    try:
        put_back(target)
        partial.mkdir(parents=True)
        yield partial
        _take_place(partial, target, old)
    except OSError as error:
        raise MissingPartError(f"cannot write the folder {target}: {error}") from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
        if target.exists():
            shutil.rmtree(old, ignore_errors=True)


def put_back(target: Path) -> None:
    """Bring back what a new folder was about to replace when its writer was killed between the two renames."""
    if target.exists() or not target.parent.is_dir():
        return
    for old in target.parent.glob(".*.old"):
        if old.name.rpartition(".")[0].rpartition(".")[0] == _stem(target):
            old.rename(target)
            return


def _take_place(partial: Path, target: Path, old: Path) -> None:
    """Put the new folder where the old one is; of two writers at once the last one's is there, whole."""
    for left in reversed(range(_TRIES)):
        if target.exists():
            shutil.rmtree(old, ignore_errors=True)
            target.rename(old)
        try:
            partial.rename(target)
            return
        except OSError:
            if not target.exists() and old.exists():
                old.rename(target)
            if not left:
                raise


def _stem(target: Path) -> str:
    """Return what the names beside the target begin with; a name too long for more is told by its digest."""
    name = os.fsencode(target.name)
    if len(name) + AROUND <= LONGEST_NAME:
        return f".{target.name}"
    return f".{hashlib.sha256(name).hexdigest()[:32]}"
