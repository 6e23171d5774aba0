"""Whether an answer may be written where it is asked to be: known before anything long is computed."""

import json
from collections.abc import Collection
from pathlib import Path

from storage_model.problems import MissingPartError
from storage_model.room import require_room
from storage_model.runs.layout import KIND, MANIFEST, WRITTEN


def require_place(folder: Path, kind: str) -> None:
    """Refuse a folder that holds anything but an earlier answer of its kind, or cannot be written.

    Raises MissingPartError, and leaves the folder as it is.
    """
    require_room(folder)
    if kind == KIND:
        _require_a_run(folder)
    else:
        require_only(folder, WRITTEN[kind])


def require_only(target: Path, names: Collection[str]) -> None:
    """Refuse to replace what holds anything but files of these names; raises MissingPartError."""
    if not target.exists():
        return
    if not target.is_dir() or not {path.name for path in target.iterdir()} <= set(names):
        raise _refused(target)


def _require_a_run(target: Path) -> None:
    """Refuse to replace anything but an empty folder or an earlier run: only its manifest tells what else is in it."""
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return
    try:
        ours = json.loads((target / MANIFEST).read_text(encoding="utf-8"))["kind"] == KIND
    except (OSError, ValueError, KeyError, TypeError):
        ours = False
    if not ours:
        raise _refused(target)


def _refused(target: Path) -> MissingPartError:
    return MissingPartError(
        f"{target}: 已有其他内容，请另选 --out 或移走 · holds something else; choose another --out or move it away"
    )
