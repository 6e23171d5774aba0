"""The folder of a range of answers."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from storage_model.cases.ranges.ranges import Ranges
from storage_model.report.comparing.words import COMPARE_WORDS
from storage_model.report.page.page import rendered
from storage_model.report.ranging.content import content_of, draw_columns, quantile_rows, swing_rows
from storage_model.report.ranging.page import ranges_page_of
from storage_model.runs.answer_folder import write_answer_folder
from storage_model.runs.json_text import json_text
from storage_model.runs.layout import RANGES
from storage_model.words.label import Lang
from storage_model.words.tables.cells import csv_text


def write_ranges(
    found: Ranges,
    folder: Path,
    *,
    lang: Lang,
    solver: Mapping[str, Any],
    wall_times_s: Callable[[], Mapping[str, float]] = dict,
) -> None:
    """Write every file; all but the manifest are the same for the same inputs, seed and versions."""
    write_answer_folder(
        folder,
        kind=RANGES,
        texts={
            "ranges.json": json_text(content_of(found)),
            "quantiles.csv": csv_text(quantile_rows(found)),
            "one_at_a_time.csv": csv_text(swing_rows(found)),
            "ranges.html": rendered("compare.html.j2", ranges_page_of(found), COMPARE_WORDS, lang=lang),
        },
        tables={"draws.parquet": draw_columns(found)},
        facts={
            "case": found.scenario.name,
            "solver": {"options": dict(solver)},
            "inputs_sha256": {**found.scenario.files, **found.file.files},
        },
        wall_times_s=wall_times_s,
    )
