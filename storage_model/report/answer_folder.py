"""A folder of an answer that is no single run: texts, tables, a page and a sealed manifest; complete or not at all."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from storage_model.report.json_text import json_text
from storage_model.report.layout import MANIFEST, SCHEMA_VERSION
from storage_model.report.manifest import sha256_of
from storage_model.report.seal import sealed
from storage_model.report.tables.parquet import Columns, write_parquet
from storage_model.report.versions import versions
from storage_model.report.whole import complete_or_nothing, require_only


def write_answer_folder(
    folder: Path,
    *,
    kind: str,
    texts: Mapping[str, str],
    tables: Mapping[str, Columns],
    facts: Mapping[str, Any],
    wall_times_s: Callable[[], Mapping[str, float]] = dict,
) -> None:
    """Write texts and Parquet tables by file name, then the manifest with `facts`; times stand there alone.

    Raises MissingPartError where the folder holds something else or the disk refuses.
    """
    target = folder.resolve()
    require_only(target, (*texts, *tables, MANIFEST))
    with complete_or_nothing(target) as partial:
        for name, words in texts.items():
            (partial / name).write_text(words, encoding="utf-8", newline="")
        for name, columns in tables.items():
            write_parquet(partial / name, columns)
        manifest = sealed(
            {
                "kind": kind,
                "schema_version": SCHEMA_VERSION,
                "status": "verified",
                "versions": versions(),
                **facts,
                "outputs_sha256": {path.name: sha256_of(path) for path in sorted(partial.iterdir())},
                "wall_times_s": dict(wall_times_s()),
                "written": datetime.now(UTC).isoformat(timespec="seconds"),
            }
        )
        (partial / MANIFEST).write_text(json_text(manifest), encoding="utf-8", newline="")
