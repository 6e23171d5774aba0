"""Write a comparison as a folder: complete or not at all."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from storage_model.cases.compare.compare import Comparison
from storage_model.report.comparing.content import content_of
from storage_model.report.comparing.page import compare_page_of
from storage_model.report.comparing.tables import case_rows, line_columns, map_columns, purse_columns, share_rows
from storage_model.report.comparing.words import COMPARE_WORDS
from storage_model.report.comparing.workbook.write import write_compare_workbook
from storage_model.report.json_text import json_text
from storage_model.report.label import Lang
from storage_model.report.layout import COMPARISON, MANIFEST, SCHEMA_VERSION
from storage_model.report.manifest import sha256_of
from storage_model.report.page import rendered
from storage_model.report.seal import sealed
from storage_model.report.tables.cells import csv_text
from storage_model.report.tables.parquet import write_parquet
from storage_model.report.versions import versions
from storage_model.report.whole import complete_or_nothing, require_only

FILES = (
    "compare.json", "compare.html", "compare.xlsx", "cases.csv", "attribution.csv", "lines.parquet", "purse.parquet",
    "map.parquet", MANIFEST,
)  # fmt: skip


def write_comparison(
    comparison: Comparison,
    folder: Path,
    *,
    lang: Lang,
    solver: Mapping[str, Any] | None = None,
    wall_times_s: Callable[[], Mapping[str, float]] = dict,
) -> None:
    """Write every file of a comparison; everything but the manifest is the same for the same inputs.

    `wall_times_s` tells what each stage took [s], asked when all but the manifest is written.
    """
    target = folder.resolve()
    require_only(target, FILES)
    with complete_or_nothing(target) as partial:
        texts = {
            "compare.json": json_text(content_of(comparison)),
            "cases.csv": csv_text(case_rows(comparison)),
            "attribution.csv": csv_text(share_rows(comparison)),
            "compare.html": rendered("compare.html.j2", compare_page_of(comparison), COMPARE_WORDS, lang=lang),
        }
        for name, words in texts.items():
            (partial / name).write_text(words, encoding="utf-8", newline="")
        write_parquet(partial / "lines.parquet", line_columns(comparison))
        write_parquet(partial / "purse.parquet", purse_columns(comparison))
        if comparison.map is not None:
            write_parquet(partial / "map.parquet", map_columns(comparison.map))
        write_compare_workbook(comparison, partial / "compare.xlsx")
        manifest = sealed(
            {
                "kind": COMPARISON,
                "schema_version": SCHEMA_VERSION,
                "cases": [column.scenario.name for column in comparison.columns],
                "status": "verified",
                "versions": versions(),
                "solver": {"options": dict(solver or {})},
                "lives_dispatched": comparison.lives,
                "inputs_sha256": dict(comparison.files),
                "outputs_sha256": {path.name: sha256_of(path) for path in sorted(partial.iterdir())},
                "wall_times_s": dict(wall_times_s()),
                "written": datetime.now(UTC).isoformat(timespec="seconds"),
            }
        )
        (partial / MANIFEST).write_text(json_text(manifest), encoding="utf-8", newline="")
