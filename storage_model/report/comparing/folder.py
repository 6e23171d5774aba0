"""Write a comparison as a folder: complete or not at all."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from storage_model.cases.compare.compare import Comparison
from storage_model.report.comparing.content import content_of
from storage_model.report.comparing.page import compare_page_of
from storage_model.report.comparing.tables import case_rows, line_columns, map_columns, purse_columns, share_rows
from storage_model.report.comparing.words import COMPARE_WORDS
from storage_model.report.comparing.workbook.write import write_compare_workbook
from storage_model.report.page.page import rendered
from storage_model.runs.answer_folder import write_answer_folder
from storage_model.runs.json_text import json_text
from storage_model.runs.layout import COMPARISON, MAP
from storage_model.words.label import Lang
from storage_model.words.tables.cells import csv_text


def write_comparison(
    comparison: Comparison,
    folder: Path,
    *,
    lang: Lang,
    solver: Mapping[str, Any],
    wall_times_s: Callable[[], Mapping[str, float]],
) -> None:
    """Write every file of a comparison; everything but the manifest is the same for the same inputs.

    `wall_times_s` tells what each stage took [s], asked when all but the manifest is written.
    """
    tables = {"lines.parquet": line_columns(comparison), "purse.parquet": purse_columns(comparison)}
    write_answer_folder(
        folder,
        kind=COMPARISON,
        texts={
            "compare.json": json_text(content_of(comparison)),
            "cases.csv": csv_text(case_rows(comparison)),
            "attribution.csv": csv_text(share_rows(comparison)),
            "compare.html": rendered("compare.html.j2", compare_page_of(comparison), COMPARE_WORDS, lang=lang),
        },
        tables=tables if comparison.map is None else {**tables, MAP: map_columns(comparison.map)},
        facts={
            "cases": [column.scenario.name for column in comparison.columns],
            "solver": {"options": dict(solver)},
            "lives_dispatched": comparison.lives,
            "inputs_sha256": dict(comparison.files),
        },
        others={"compare.xlsx": partial(write_compare_workbook, comparison)},
        wall_times_s=wall_times_s,
    )
