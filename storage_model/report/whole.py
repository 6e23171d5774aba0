"""A folder that appears complete or not at all."""

import secrets
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from storage_model.problems import MissingPartError


@contextmanager
def complete_or_nothing(target: Path) -> Iterator[Path]:
    """Give a folder beside the target; rename it into place at the end, remove it when anything fails."""
    mark = secrets.token_hex(4)
    partial, old = (target.with_name(f".{target.name}.{mark}.{word}") for word in ("partial", "old"))
    try:
        partial.mkdir(parents=True)
        yield partial
        if target.exists():
            target.rename(old)
        try:
            partial.rename(target)
        except OSError:
            if old.exists():
                old.rename(target)
            raise
    except OSError as error:
        raise MissingPartError(f"cannot write the folder {target}: {error}") from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def require_only(target: Path, names: Collection[str]) -> None:
    """Refuse to replace what holds anything but files of these names; raises MissingPartError."""
    if not target.exists():
        return
    if not target.is_dir() or not {path.name for path in target.iterdir()} <= set(names):
        raise MissingPartError(f"{target} holds something else; choose another --out or move it away")
