"""The table of real files in docs/price-files.md: each is read with the words beside it and gives the figures there."""

import os
import re
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from storage_model.prices.read.open_table import READERS
from storage_model.prices.read.read_series import read_series
from storage_model.prices.ref import SeriesRef
from storage_model.problems import InputError

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "data" / "real"
PAGE = (ROOT / "docs" / "price-files.md").read_text(encoding="utf-8")
needs_real_files = pytest.mark.skipif(
    not REAL.is_dir() and "CI" not in os.environ, reason="the real price files lie beside the project, not in it"
)


def table() -> list[list[str]]:
    """Return the cells of the rows that name a real file; `the same` repeats the file above it."""
    rows = [line.strip("| ").split(" | ") for line in PAGE.splitlines() if line.startswith(("| `", "| the same"))]
    rows = [row for row in rows if len(row) > 3 and row[1].startswith("`{")]
    for above, row in pairwise(rows):
        if row[0].startswith("the same"):
            row[0] = above[0]
    return rows


ROWS = table()


def test_every_kind_of_file_is_named() -> None:
    """The page lists just what can be opened."""
    (named,) = re.findall(r"^Kinds of file: (.*?) \(", PAGE, re.MULTILINE)
    assert named.split() == [f"`.{kind}`" for kind in READERS]


def test_every_real_file_has_its_words() -> None:
    """A file nobody tried is a file that fails in front of a customer: all series of the folder are in the table."""
    if not REAL.is_dir():
        pytest.skip("the real price files lie beside the project, not in it")
    series = {path.relative_to(REAL).as_posix() for path in REAL.rglob("*.*") if not path.name.startswith("reference")}
    assert {row[0].strip("`") for row in ROWS} == series - {"README.md"}


@needs_real_files
@pytest.mark.parametrize("row", ROWS, ids=[f"{number} {row[0]}" for number, row in enumerate(ROWS)])
def test_a_real_file_gives_the_figures_of_the_page(row: list[str]) -> None:
    """Count, step, first start, first, last and mean as computed from the raw text by other means (awk, csv, openpyxl).

    A wrong label would move the first start, a wrong zone its offset, a wrong filter or gap the mean.
    """
    name, words, steps, *figures = row
    name = name.strip("`")
    read = YAML(typ="safe", pure=True).load(words.strip("`"))
    # In the project's files a date stays text.
    ref = SeriesRef(file=name, **{key: str(word) if isinstance(word, date) else word for key, word in read.items()})
    if steps == "refused":
        with pytest.raises(InputError) as caught:
            read_series(REAL / name, name, ref, "price")
        assert [problem.code for problem in caught.value.problems] == [figures[0].strip(" |")]
        return
    series = read_series(REAL / name, name, ref, "price").series
    count, minutes = (int(number) for number in re.findall(r"\d+", steps))
    start, first, last, mean = figures
    assert (series.horizon.count, round(series.horizon.step_h * 60)) == (count, minutes)
    assert series.horizon.start.isoformat() == datetime.fromisoformat(start).isoformat()
    assert (series.values[0], series.values[-1]) == (float(first), float(last))
    assert series.values.mean() == pytest.approx(float(mean), abs=6e-5)


def test_the_words_of_the_page_are_those_of_the_reference() -> None:
    """Every word a reference knows is explained, and no other."""
    explained = set(
        re.findall(r"`(\w+)`", "".join(line.split("|")[1] for line in PAGE.splitlines() if _explains(line)))
    )
    assert explained == set(SeriesRef.model_fields) - {"file"}


def _explains(line: str) -> bool:
    return line.startswith("| `") and "`{" not in line.split("|")[2] and len(line.split(" | ")) == 3
