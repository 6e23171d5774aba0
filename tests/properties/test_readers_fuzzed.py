"""Case files, sheets and workbooks changed at random: read, or refused with a place; nothing else is ever raised."""

import io
import os
import random
import zipfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from storage_model.prices.read.inspect import inspect_file
from storage_model.prices.read.read_series import read_series
from storage_model.prices.ref import SeriesRef
from storage_model.problems import InputError
from storage_model.scenario.merging.assemble import assembled
from storage_model.scenario.model import Case
from storage_model.scenario.reading.workspace import Workspace
from storage_model.scenario.validation.validate import validated
from tests.bad_inputs.exports import text
from tests.bad_inputs.series_files import QUARTER_ENDS, hours
from tests.bad_inputs.site import SHIPPED
from tests.bad_inputs.workbooks import book

# With every run of the tests, and when reliability is counted.
FUZZED, FUZZED_COUNTED = int(os.environ.get("STORAGE_MODEL_FUZZED", "150")), 2_000
QUIET = settings(
    deadline=None, max_examples=FUZZED, derandomize=True, database=None, phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
YAML_PIECES = [
    b": ",
    b"\n",
    b"- ",
    b"{",
    b"}",
    b"[",
    b"]",
    b"&a ",
    b"*a",
    b"!!int ",
    b"'",
    b'"',
    b"|\n",
    b">\n",
    b"? ",
    b"#",
    b"\t",
    b"---\n",
    b"...\n",
    b"%YAML 1.1\n",
    b"<<: ",
    b"~",
    b".nan",
    b"1e999",
    b"0x",
    b"\x00",
    b"\xff",
    b"\xef\xbb\xbf",
    b"extends: bad.yaml\n",
    b"deltas:\n  a:\n    b.c: 1\n",
    b"kind: battery\n",
]
CSV_PIECES = [
    b",",
    b";",
    b"\t",
    b"\n",
    b"\r",
    b'"',
    b"24:00",
    b"2026-01-01",
    b"1e999",
    b"nan",
    b"\x00",
    b"\xff\xfe",
    "时段".encode("gbk"),
    b"#",
    b"=1+1",
    b"00:00 - 00:15",
    b"+08:00",
    b"(CEST)",
    b"1,234",
    b"-",
    b" ",
]

changes = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 30), st.integers(0, 400), st.booleans()), min_size=1, max_size=8
)


def mutated(content: bytes, edits: list[tuple[float, int, int, bool]], pieces: list[bytes]) -> bytes:
    """Return the bytes with pieces put in, over or out at relative places."""
    for where, size, piece, repeats in edits:
        at = int(where * len(content))
        put = pieces[piece % len(pieces)] if not repeats else content[at : at + size + 1] * 2
        content = content[:at] + put + content[at + size :]
    return content


@cache
def _cases() -> list[bytes]:
    return [path.read_bytes() for part in ("cases", "projects", "policies") for path in (SHIPPED / part).glob("*.yaml")]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project folder with an empty case folder."""
    folder = tmp_path_factory.mktemp("fuzz") / "inputs" / "cases"
    folder.mkdir(parents=True)
    return folder


@pytest.mark.reliability("fuzzed files", FUZZED)
@QUIET
@given(which=st.integers(0, 10_000), edits=changes)
def test_case_files(project: Path, which: int, edits: list[tuple[float, int, int, bool]]) -> None:
    """Every shipped YAML file in turn, with pieces of YAML where they do not belong."""
    path = project / "bad.yaml"
    path.write_bytes(mutated(_cases()[which % len(_cases())], edits, YAML_PIECES))
    workspace = Workspace(root=project.parents[1])
    problems = workspace.problems
    try:
        tree = assembled(path, "bad.yaml", {}, workspace)
        case = None if tree is None else validated(tree, Case, problems)
    except InputError as error:  # a file of another kind
        case, problems = None, error.problems
    assert case is not None or any(problem.severity == "error" for problem in problems)
    assert all(problem.place and problem.text() for problem in problems)


def _read(path: Path) -> None:
    """Look at a file and read it in every layout; a problem with place and fix is the only thing that may be raised."""
    checked = inspect_file(path, {})
    assert checked.problems or checked.series
    for words in (
        {"label": "start"}, {"label": "end", "date": "t", "time": "t"}, {"label": "range"},
        {"layout": "wide", "column": "00:15..24:00", "date": "日期", "label": "end"},
        {"date": "t", "period": "p", "step_minutes": 15.0, "zone": "Europe/Berlin"},
    ):  # fmt: skip
        ref = SeriesRef.model_validate({"file": "x", "column": "p", "unit": "frac", **words})
        try:
            read_series(path, "x", ref, "p")
        except InputError as error:
            refused = [problem for problem in error.problems if not problem.got]
            assert refused == []


@cache
def _texts() -> list[bytes]:
    wide = text(
        *(f"2026/1/{day}," + ",".join(map(str, range(96))) for day in (1, 2)), head="日期," + ",".join(QUARTER_ENDS)
    )
    return [text(*hours())(), text(*hours(), encoding="utf-16")(), wide(), text(*hours(), head="# note\nt,p")()]


@pytest.mark.reliability("fuzzed files", FUZZED)
@QUIET
@given(which=st.integers(0, 3), edits=changes)
def test_sheets_of_text(tmp_path: Path, which: int, edits: list[tuple[float, int, int, bool]]) -> None:
    """Long and wide files in UTF-8 and UTF-16 with marks, times and bytes where they do not belong."""
    path = tmp_path / "x.csv"
    path.write_bytes(mutated(_texts()[which], edits, CSV_PIECES))
    _read(path)


XML_PIECES = [
    b"<",
    b">",
    b"/>",
    b"</c>",
    b"&lt;",
    b"&#0;",
    b"&x;",
    b'r="ZZZ9999999"',
    b't="s"',
    b't="e"',
    b"<v>1e999</v>",
    b"<v>99999999</v>",
    b"<f>A1</f>",
    b"\x00",
    b"\xff",
    b'"',
    b"<!DOCTYPE a>",
    b"-1",
    b's="9"',
]


@pytest.mark.reliability("fuzzed files", FUZZED)
@QUIET
@given(seed=st.integers(0, 2**32), edits=changes, inside=st.booleans())
def test_workbooks(tmp_path: Path, seed: int, edits: list[tuple[float, int, int, bool]], inside: bool) -> None:
    """Parts of a workbook changed and packed anew, or the packed file itself."""
    whole, chance = book(), random.Random(seed)
    if inside:
        stream = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
            hit = chance.choice([name for name in old.namelist() if "xl/" in name])
            for name in old.namelist():
                part = old.read(name)
                new.writestr(name, mutated(part, edits, XML_PIECES) if name == hit else part)
        content = stream.getvalue()
    else:
        content = mutated(whole, edits, [b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"\x00" * 9, b"\xff" * 4])
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    _read(path)
