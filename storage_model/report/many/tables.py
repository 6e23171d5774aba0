"""A sweep as tables: one row a case, and one row a case and operating year."""

from collections.abc import Iterator, Mapping, Sequence
from math import isnan
from typing import Any

import numpy as np
import numpy.typing as npt

from storage_model.cases.many.case_files import read_case
from storage_model.cases.many.conduct import Outcome
from storage_model.cases.many.one_case import Content
from storage_model.facts import is_number
from storage_model.words.labels.lookup import summary_label

Columns = dict[str, npt.NDArray[Any]]
STATE = "_state"


def contents_of(outcome: Outcome) -> dict[int, Content]:
    """Return the answer of every case that has one, by number."""
    done = (entry for entry in outcome.entries.values() if entry.state == "done")
    return {entry.number: read_case(outcome.folder, entry.number, entry.sha256) for entry in done}


def case_columns(outcome: Outcome, contents: Mapping[int, Content]) -> Columns:
    """Return one row a case: what moved, what became of it, verdict and metrics with their states.

    A case without an answer has no metric: NaN, with the kind of its failure as state. A key that a case leaves as
    in the base is NaN, or empty.
    """
    plan = outcome.plan
    found: Columns = {
        "case": np.array([case.number for case in plan.cases], dtype=np.int64),
        "state": np.array([_state(outcome, case.number) for case in plan.cases]),
    }
    for key in plan.axes:
        found[key] = _column([case.values.get(key) for case in plan.cases])
    told = [contents[case.number]["projects"][plan.project] if case.number in contents else None for case in plan.cases]
    found["verdict"] = np.array(["" if one is None else one["verdict"] for one in told])
    for metric in plan.metrics:
        values = [None if one is None else one[metric] for one in told]
        states = [_state(outcome, case.number) if one is None else one[f"{metric}{STATE}"]
                  for case, one in zip(plan.cases, told, strict=True)]  # fmt: skip
        found[metric] = np.array([np.nan if value is None else value for value in values], dtype=np.float64)
        found[f"{metric}{STATE}"] = np.array(states)
    return found


def annual_columns_of_cases(contents: Mapping[int, Content]) -> Columns:
    """Return one row a case and operating year; a column another case does not have is NaN there."""
    names = list(dict.fromkeys(name for content in contents.values() for name in content["annual"]))
    lengths = [len(content["annual"]["operating_year"]) for content in contents.values()]
    found: Columns = {"case": np.repeat(np.array(list(contents), dtype=np.int64), lengths)}
    for name in names:
        parts = [
            content["annual"].get(name, [np.nan] * length)
            for content, length in zip(contents.values(), lengths, strict=True)
        ]
        whole = name in ("operating_year", "calendar_year")
        found[name] = np.array([value for part in parts for value in part], dtype=np.int64 if whole else np.float64)
    return found


def case_rows(columns: Mapping[str, npt.NDArray[Any]], metrics: Sequence[str]) -> Iterator[Sequence[object]]:
    """Yield the table of cases for a spreadsheet: keys, their words in both languages, then the rows."""
    yield list(columns)
    labels = {metric: summary_label(metric) for metric in metrics}
    yield [labels[name].zh if name in labels else "" for name in columns]
    yield [labels[name].en if name in labels else "" for name in columns]
    for row in zip(*columns.values(), strict=True):
        yield [cell_of(value) for value in row]


def cell_of(value: Any) -> object:
    """Return a value as a spreadsheet holds it: what is no number is blank."""
    plain = value.item() if isinstance(value, np.generic) else value
    return None if isinstance(plain, float) and isnan(plain) else plain


def _state(outcome: Outcome, number: int) -> str:
    entry = outcome.entries.get(number)
    if entry is None:
        return "not_run"
    return "ok" if entry.state == "done" else entry.kind


def _column(values: Sequence[object]) -> npt.NDArray[Any]:
    """Return values as numbers where all are, else as words."""
    if all(value is None or is_number(value) for value in values):
        return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
    return np.array(["" if value is None else str(value) for value in values])
