"""A folder of an answer that is no single run: texts, tables, a page and a sealed manifest; complete or not at all."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from storage_model.runs.json_text import json_text
from storage_model.runs.layout import MANIFEST
from storage_model.runs.manifest import sealed_manifest, sha256_below
from storage_model.runs.place import require_place
from storage_model.runs.whole import complete_or_nothing
from storage_model.words.tables.parquet import Columns, write_parquet

NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


def write_answer_folder(
    folder: Path,
    *,
    kind: str,
    texts: Mapping[str, str],
    tables: Mapping[str, Columns],
    facts: Mapping[str, Any],
    others: Mapping[str, Callable[[Path], None]] = NOTHING,
    wall_times_s: Callable[[], Mapping[str, float]] = dict,
) -> None:
    """Write texts, Parquet tables and `others` by file name, then the manifest with `facts`; times stand there alone.

    Raises MissingPartError where the folder holds something else or the disk refuses.
    """
    target = folder.resolve()
    require_place(target, kind)
    with complete_or_nothing(target) as partial:
        for name, words in texts.items():
            (partial / name).write_text(words, encoding="utf-8", newline="")
        for name, columns in tables.items():
            write_parquet(partial / name, columns)
        for name, write in others.items():
            write(partial / name)
        manifest = sealed_manifest(kind, {**facts, "wall_times_s": dict(wall_times_s())}, sha256_below(partial))
        (partial / MANIFEST).write_text(json_text(manifest), encoding="utf-8", newline="")
