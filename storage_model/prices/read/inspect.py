"""Everything that can be said about a data file: how it is built, what is in it, what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storage_model.prices.read.files import Files
from storage_model.prices.read.findings import Findings
from storage_model.prices.read.look import SEEN, Look, look_at
from storage_model.prices.read.read_series import read_series
from storage_model.prices.ref import SeriesRef
from storage_model.prices.series import Series
from storage_model.problems import InputError, Problem

# A unit that claims nothing, for columns whose unit was not given.
ANY_UNIT = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCheck:
    """A data file as checked: its build, the words that declare it, the series that can be read, every problem once.

    `declaration` holds what was given and what is suggested; `header` and `rows` are empty when nothing could be read.
    """

    shown: str
    format: str
    rows: int
    header: tuple[str, ...]
    declaration: Mapping[str, Any]
    series: Mapping[str, Series]
    problems: tuple[Problem, ...]

    @property
    def ready(self) -> bool:
        """Whether the file can be used as declared."""
        return bool(self.series) and all(problem.severity == "warning" for problem in self.problems)


def inspect_file(path: Path, given: Mapping[str, Any]) -> FileCheck:
    """Return what can be said about a file; `given` are words of a SeriesRef, taken as they are.

    How the cells are laid out is seen in the file; what its times mean has to be given, and is asked for otherwise.
    Without a column every column of numbers is read.
    """
    found = Findings(shown=str(path))
    look = look_at(path, given, found)
    if look is None:
        return FileCheck(
            shown=str(path), format="", rows=0, header=(), declaration=given, series={}, problems=tuple(found.problems)
        )
    series, problems = _read(path, given, look)
    return FileCheck(
        shown=str(path),
        format=look.table.format,
        rows=len(look.table.rows),
        header=look.table.header,
        declaration={key: word for key, word in look.words.items() if key not in ("file", "unit") or key in given},
        series=series,
        problems=tuple({(problem.code, problem.got): problem for problem in problems}.values()),
    )


def _read(path: Path, given: Mapping[str, Any], look: Look) -> tuple[dict[str, Series], list[Problem]]:
    seen = {key: look.words[key] for key in SEEN if key in look.words}
    if look.words.get("label") == "range":
        seen["label"] = "range"
    words = {"unit": ANY_UNIT, **seen, **given}
    columns = (words["column"],) if "column" in words else look.numbers
    files, series, problems = Files(), {}, []
    if not columns:
        expected, fix = "a column of numbers", "name the column; its cells may hold text, units or blanks"
        got = "no column of numbers among " + ", ".join(look.table.header)
        problems.append(Problem(code="E203", place=str(path), got=got, expected=expected, fix=fix))
    for column in columns:
        ref = SeriesRef(**{**words, "file": str(path), "column": column})
        try:
            reading = read_series(path, str(path), ref, column, files)
        except InputError as error:
            problems += error.problems
        else:
            series[column] = reading.series
            problems += reading.warnings
    return series, problems
