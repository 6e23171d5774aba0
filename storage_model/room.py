"""Whether a folder or a file can be made where it is asked for."""

import tempfile
from pathlib import Path

from storage_model.problems import MissingPartError


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
