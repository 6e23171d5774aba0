"""Write a verified answer as a folder: complete or not at all."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from storage_model.cases.answer import CaseAnswer
from storage_model.durable import write_durably
from storage_model.report.page.files import write_page_files
from storage_model.report.page.page import page_of
from storage_model.report.page.walk import walks
from storage_model.runs.json_text import json_text
from storage_model.runs.layout import KIND, MANIFEST
from storage_model.runs.manifest import manifest_of
from storage_model.runs.place import require_place
from storage_model.runs.reading.folder import RunFolder
from storage_model.runs.reading.inputs import inputs_of
from storage_model.runs.reaudit.evidence import Evidence, evidence_from
from storage_model.runs.whole import complete_or_nothing
from storage_model.scenario.resolved import resolved_yaml
from storage_model.words.label import Lang
from storage_model.words.tables.annual import annual_columns
from storage_model.words.tables.cells import csv_text
from storage_model.words.tables.checks import all_checks, checks_summary
from storage_model.words.tables.dispatch import dispatch_columns
from storage_model.words.tables.parquet import write_parquet
from storage_model.words.tables.statements import statement_columns
from storage_model.words.tables.streams import stream_columns
from storage_model.words.tables.summary import summary_of, summary_rows
from storage_model.workbook.write.book import write_workbook

_TABLES: Final[dict[str, Callable[[CaseAnswer], Mapping[str, Any]]]] = {
    "dispatch": dispatch_columns,
    "annual": annual_columns,
    "statements": statement_columns,
    "streams": stream_columns,
}


def write_run_folder(
    answer: CaseAnswer,
    folder: Path,
    *,
    lang: Lang,
    solver: Mapping[str, Any] | None = None,
    wall_times_s: Callable[[], Mapping[str, float]] = dict,
    figures: bool = False,
) -> None:
    """Write every file of a run; the folder appears complete, its manifest written last, or stays as it was.

    `solver` holds the options the answer was solved with, `wall_times_s` tells what each stage took [s], asked when
    all but the manifest is written; the page opens in `lang`; with `figures` the charts are written as SVG and PNG too,
    in that language. Everything but the manifest is byte for byte the same for the same inputs. Raises RejectedError
    when a check fails, MissingPartError when the folder is not one of ours or cannot be written.
    """
    all_checks(answer).require()
    target = folder.resolve()
    require_place(target, KIND)
    with complete_or_nothing(target) as partial:
        evidence = _write_data(answer, partial, target)
        write_workbook(answer, partial / "workbook.xlsx")
        write_page_files(page_of(answer, walks(evidence)), partial, lang=lang, figures=figures)
        manifest = manifest_of(answer, partial, solver or {}, wall_times_s())
        write_durably(partial / MANIFEST, json_text(manifest))


def _write_data(answer: CaseAnswer, partial: Path, target: Path) -> Evidence:
    """Write texts and tables; return what a reader will find in them, which the page walks back through."""
    summary = summary_of(answer)
    texts = {
        "summary.json": json_text(summary),
        "summary.csv": csv_text(summary_rows(summary)),
        "checks.json": json_text(checks_summary(answer)),
        "scenario.resolved.yaml": resolved_yaml(answer.scenario, target),
    }
    for name, text in texts.items():
        (partial / name).write_text(text, encoding="utf-8", newline="")
    tables = {name: dict(columns(answer)) for name, columns in _TABLES.items()}
    for name, table in tables.items():
        write_parquet(partial / f"{name}.parquet", table)
    # The true manifest follows when all is there; a walk asks for the inputs' digests only.
    run = RunFolder(folder=partial, manifest={"inputs_sha256": dict(answer.scenario.files)})
    return evidence_from(run, inputs_of(answer.scenario, target), tables, summary)
