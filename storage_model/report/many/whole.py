"""A sweep read back from its folder, and whether its plan, case files, tables and ledger say the same."""

import shlex
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from storage_model.cases.many.case_files import case_files
from storage_model.cases.many.conduct import Outcome
from storage_model.cases.many.ledger import LEDGER, Entry, Ledger, peeked
from storage_model.cases.many.plan import Plan
from storage_model.cases.many.plan_file import read_plan
from storage_model.cases.many.standing import Standing
from storage_model.problems import MissingPartError, Problem
from storage_model.report.many.folder import told
from storage_model.report.many.tables import annual_columns_of_cases, case_columns, case_rows, cell_of, contents_of
from storage_model.runs.layout import SWEEP_MANIFEST, SWEEP_PLAN
from storage_model.runs.reading.damage import DamagedRunError, damaged
from storage_model.runs.reading.folder import RunFolder
from storage_model.runs.reading.tables import read_parquet
from storage_model.words.label import text
from storage_model.words.tables.cells import csv_text
from storage_model.words.tables.parquet import Columns, write_parquet

LAWS = {
    "plan": text("计划是封存的那一份", "the plan is the one that was sealed"),
    "cases": text("方案文件属于该计划", "the case files are of this plan"),
    "tables": text("各表与方案文件一致", "the tables say what the case files say"),
    "summary": text("计数、失败与最优方案一致", "counts, failures and best case follow from them"),
    "ledger": text("台账一致", "the ledger has the same cases"),
}


def outcome_of(run: RunFolder) -> Outcome:
    """Return what a sweep that has ended came to, from its sealed files; raises DamagedRunError for another's plan."""
    plan = _plan(run)
    done = {n: Entry(number=n, state="done", sha256=sha256) for n, sha256 in case_files(run.files).items()}
    failed = {
        one["case"]: Entry(number=one["case"], state="failed", kind=one["kind"], words=one["words"])
        for one in run.manifest["failures"]
    }
    standing = Standing(plan=plan, failed=len(failed))
    entries = dict(sorted({**failed, **done}.items()))
    outcome = Outcome(plan=plan, folder=run.folder, entries=entries, standing=standing, interrupted=False)
    for number, content in contents_of(outcome).items():
        standing.hears(number, content)
    return outcome


def write_ledger(run: RunFolder) -> None:
    """Begin the ledger of a sweep that came without one, from what is sealed, so that it is listed and goes on."""
    outcome = outcome_of(run)
    with Ledger(run.folder, outcome.plan.digest) as ledger:
        ledger.write(outcome.entries.values())


def broken_laws(run: RunFolder) -> dict[str, Problem]:
    """Return what is wrong by the name of its law, nothing where all `LAWS` hold; the files are whole already."""
    try:
        return dict(_broken(run, outcome_of(run)))
    except DamagedRunError as wrong:
        return {"plan": wrong.problems[0]}


def _broken(run: RunFolder, outcome: Outcome) -> Iterator[tuple[str, Problem]]:
    plan, contents = outcome.plan, contents_of(outcome)
    digest = plan.digest  # reads the whole plan: asked once, not once a case
    for case in plan.cases:
        content = contents.get(case.number)
        own = {"sweep": digest, "number": case.number, "values": dict(case.values)}
        if content is not None and {key: content.get(key) for key in own} != own:
            yield "cases", _other(run.folder / f"cases/{case.number:04d}.…", "the case of another plan", SWEEP_PLAN)
            break
    columns = case_columns(outcome, contents)
    tables: dict[str, Columns] = {"cases.parquet": columns}
    if contents:
        tables["annual.parquet"] = annual_columns_of_cases(contents)
    for name, expected in tables.items():
        if not _same_table(run.folder / name, expected):
            yield "tables", _other(run.folder / name, "other numbers", "what the case files say")
    if run.bytes("summary.csv").decode() != csv_text(case_rows(columns, plan.metrics)):
        yield "tables", _other(run.folder / "summary.csv", "other numbers", "what the case files say")
    if any(run.manifest.get(key) != value for key, value in told(outcome).items() if key != "folder"):
        yield "summary", _other(run.folder / SWEEP_MANIFEST, "another count or best case", "what the case files say")
    if peeked(run.folder, digest) != outcome.entries:
        fix = f"storage-model resume {shlex.quote(str(run.folder))}"
        got = "more, fewer or other cases than sweep.json"
        likely = "`retry` was ended early, or the ledger is damaged"
        yield "ledger", damaged("E411", run.folder / LEDGER, got, "the same cases", likely=likely, fix=fix)


def _plan(run: RunFolder) -> Plan:
    try:
        plan = read_plan(run.folder)
    except MissingPartError as error:
        raise DamagedRunError([_other(run.folder / SWEEP_PLAN, str(error), "the plan as written")]) from error
    if plan.digest != run.manifest["digest"]:
        raise DamagedRunError([_other(run.folder / SWEEP_PLAN, "another plan", SWEEP_MANIFEST)])
    return plan


def _other(place: Path, got: str, expected: str) -> Problem:
    return damaged("E410", place, got, expected, likely="somebody sealed it anew")


def _same_table(path: Path, expected: Columns) -> bool:
    """Whether a table holds these columns; they go through a file as well, so that types and blanks are alike."""
    with TemporaryDirectory(prefix="storage-model-") as held:
        write_parquet(Path(held) / path.name, expected)
        found, same = read_parquet(path), read_parquet(Path(held) / path.name)
    return list(found) == list(same) and all(_equal(found[name], same[name]) for name in found)


def _equal(one: Any, other: Any) -> bool:
    blank = np.ma.getmaskarray(one)
    if len(one) != len(other) or not np.array_equal(blank, np.ma.getmaskarray(other)):
        return False
    return all(cell_of(a) == cell_of(b) for a, b in zip(one[~blank], other[~blank], strict=True))
