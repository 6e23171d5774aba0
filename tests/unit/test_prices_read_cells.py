"""What stands in the cells: numbers strictly, blanks never filled, names found, gaps told; in every kind of file."""

import gzip
import io
import json
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage_model.prices.read.content import LARGEST_BYTES
from storage_model.prices.read.files import Files
from storage_model.prices.read.read_series import read_series
from storage_model.prices.ref import SeriesRef
from tests.bad_inputs.series_files import csv_file, hours, problems, read


def column(*cells: str) -> list[str]:
    """Return hourly rows with these cells, each quoted."""
    return [f'2026-01-01T{hour:02d}:00+08:00,"{cell}"' for hour, cell in enumerate(cells)]


@pytest.mark.parametrize(
    ("cells", "words", "values"),
    [
        (["1,234.5", "-2"], {}, [1234.5, -2]),
        (["1,234,567", "1 000.5"], {}, [1_234_567, 1000.5]),
        (["1,234", "5"], {"decimal": "."}, [1234, 5]),
        (["1.234,5", "6,25"], {"decimal": ","}, [1234.5, 6.25]),
        (["３００", "−5"], {}, [300, -5]),
        (["３００．５", "+4"], {}, [300.5, 4]),
    ],
)
def test_decorated_numbers_are_read_and_warned_of(
    tmp_path: Path, cells: list[str], words: dict[str, str], values: list[float]
) -> None:
    """Thousands separators, full-width digits and a typographic minus are taken off, never silently."""
    reading = read(csv_file(tmp_path, column(*cells)), unit="number", **words)
    assert reading.series.values.tolist() == values
    (warned,) = reading.warnings
    assert (warned.code, warned.severity) == ("W205", "warning")
    assert "row 2: " in warned.got


@pytest.mark.parametrize("cell", ["35,792118", "0,5", "1e3", " 7 ", ".5", "5.", "-0"])
def test_plain_numbers_pass_without_a_word(tmp_path: Path, cell: str) -> None:
    """What any program writes is no decoration."""
    words = {"decimal": ","} if "," in cell else {}
    reading = read(csv_file(tmp_path, column(cell, "1")), unit="number", **words)
    assert reading.series.values[0] == float(cell.replace(",", "."))
    assert reading.warnings == ()


@pytest.mark.parametrize(
    "cell",
    ["300元", "—", "#REF!", "nan", "inf", "1e400", "1_000", "0x10", "1.2.3", "12%", "1,234", "1,23", "--5", "１２a"],
)
def test_cells_that_are_no_number(tmp_path: Path, cell: str) -> None:
    """One dirty cell turns no column into text and no gap into a mean: E205 with its row and what it holds."""
    told = problems(csv_file(tmp_path, column("1", cell, "3")))["E205"]
    assert f"1 cells of 'p' that are no number: row 3: {cell!r}" in told.got


@pytest.mark.parametrize("cell", ["", " ", "#N/A", "NULL", "null", "NA", "缺失"])
def test_cells_that_hold_nothing(tmp_path: Path, cell: str) -> None:
    """Readers that turn these into NaN hide them; here they are E206, apart from dirty ones."""
    found = problems(csv_file(tmp_path, column("1", cell, "x", "4")))
    assert f"row 3: {cell!r}" in found["E206"].got
    assert "row 4: 'x'" in found["E205"].got


def test_a_comma_that_may_be_either_is_asked_about(tmp_path: Path) -> None:
    """1,234 is 1234 here and 1.234 there: a factor of a thousand is not guessed."""
    told = problems(csv_file(tmp_path, column("1,234", "2,500")))["E205"]
    assert "`decimal: ','`, or `decimal: '.'`" in told.fix
    assert read(csv_file(tmp_path, column("1,234", "2,500")), decimal=",").series.values.tolist() == [1.234, 2.5]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_by_mark_then_strictly(tmp_path: Path, encoding: str) -> None:
    """Chinese names in every encoding Excel writes; the file says which it was."""
    rows = [row.replace("T", " ").replace("+08:00", "") for row in hours()]
    path = csv_file(tmp_path, rows, head="时间,电价", encoding=encoding)
    assert read(path, column="电价", label="start").series.values.sum() == 276


@pytest.mark.parametrize("content", [b"t,p\n\xff\xff,1\n", b"\x00\x01\x02", "t,p\n1,2\n".encode("utf-16-le")])
def test_bytes_that_are_no_text(tmp_path: Path, content: bytes) -> None:
    """Strict decoding or a refusal; nothing is replaced by question marks."""
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    assert "E201" in problems(path)


def test_a_declared_encoding_is_held_to(tmp_path: Path) -> None:
    """GB18030 bytes declared as UTF-8 are refused; UTF-16 without a mark reads when declared."""
    rows = [row.replace("T", " ").replace("+08:00", "") for row in hours()]
    path = csv_file(tmp_path, rows, head="时间,电价", encoding="gb18030")
    assert "UTF-8" in problems(path, column="电价", encoding="utf-8")["E201"].got
    path = csv_file(tmp_path, rows, head="时间,电价", encoding="utf-16-le")
    assert read(path, column="电价", label="start", encoding="utf-16").series.horizon.count == 24


@pytest.mark.parametrize(
    ("text", "got"),
    [
        ("t,p\n2026-01-01T00:00+08:00,1,2\n2026-01-01T01:00+08:00,1\n", "row 2: 3 cells under 2 names"),
        ("t,p\n2026-01-01T00:00+08:00,1\n合计\n", "row 3: 1 cells under 2 names"),
        ('t,p\n2026-01-01T00:00+08:00,"1\n2026-01-01T01:00+08:00,2\n', "row 3: unexpected end of data"),
        ("t,p\n", "no rows below the names"),
        ("\n\n", "no rows"),
    ],
)
def test_broken_rows(tmp_path: Path, text: str, got: str) -> None:
    """A ragged row does not slide into the index, an open quotation mark does not swallow the file."""
    path = tmp_path / "x.csv"
    path.write_text(text, encoding="utf-8")
    assert got in problems(path)["E202"].got


def test_row_numbers_are_those_of_the_editor(tmp_path: Path) -> None:
    """Comments, blank lines, quoted cells and line ends of any kind count as the lines they are."""
    rows = hours()
    rows[5] = rows[5].replace(",5", ",x")
    for text in (
        "\n".join(["# source", "# more", "t,p", *rows]),
        "\r\n".join(["# source", "# more", "t,p", *rows]),
        "\n".join(["# source", "# more", '"t","p"', *rows]),
        "\n".join(["# source", "t,p", *rows[:2], "", *rows[2:]]),
    ):
        (tmp_path / "x.csv").write_bytes(text.encode())
        assert "row 9: 'x'" in problems(tmp_path / "x.csv")["E205"].got


def test_the_quick_cut_and_the_csv_reader_agree(tmp_path: Path) -> None:
    """The same rows with and without quotation marks, with blank lines, with either line end: the same series."""
    expected = read(csv_file(tmp_path, hours())).series
    for text in (
        "\n".join(["t,p", *(row.replace(",", ',"') + '"' for row in hours())]),
        "\r\n".join(["t,p", *hours(), "", ""]),
        "\n".join(["t,p", "", *hours()]),
        "\n".join(["p;t", *(";".join(reversed(row.split(","))) for row in hours())]),
    ):
        (tmp_path / "x.csv").write_bytes(text.encode())
        words = {"delimiter": ";", "timestamp": "t"} if ";" in text else {}
        series = read(tmp_path / "x.csv", **words).series
        assert (series.horizon, series.values.tolist()) == (expected.horizon, expected.values.tolist())


@pytest.mark.parametrize(
    ("head", "rows", "words", "code", "got", "fix"),
    [
        ("t,price", hours(), {}, "E203", "no column 'p' in x.csv", "write `column: price`"),
        ("t,p", hours(), {"timestamp": "tt"}, "E203", "no column 'tt'", "write `timestamp: t`"),
        ("t;p", [row.replace(",", ";") for row in hours()], {}, "E203", "no column 'p'", "declare `delimiter: ';'`"),
        ("t,p,p", [row + ",1" for row in hours()], {}, "E203", "2 columns named 'p'", "its own name"),
        ("t,p", hours(), {"where": {"z": "A"}}, "E203", "no column 'z'", "write `where: p`"),
        ("t,p", hours(), {"where": {"p": "99"}}, "E203", "no row with p = '99'", "write `where: {p: 9}`"),
        ("山西,", ["t,p", *hours()], {}, "E204", "the name 'p' in row 2", "declare `skip_rows: 1`"),
        (hours()[0], hours()[1:], {}, "E204", "a first row of data: 2026-01-01T00:00+08:00, 0", "add a row of names"),
        ("t,p", ["-,元/MWh", *hours()], {}, "E204", "row 2: '元/MWh' below the name 'p'", "declare `units_row: true`"),
    ],
)
def test_names(  # noqa: PLR0917
    tmp_path: Path, head: str, rows: list[str], words: dict[str, object], code: str, got: str, fix: str
) -> None:
    """Names that are not there, there twice, further down, or followed by units: each with the word that mends it."""
    told = problems(csv_file(tmp_path, rows, head=head), **words)[code]
    assert got in told.got
    assert fix in told.fix


def test_rows_of_title_and_units_as_declared(tmp_path: Path) -> None:
    """Row numbers still count from the top of the file."""
    rows = ["t,p", "-,元/MWh", *hours()]
    path = csv_file(tmp_path, rows, head="山西现货,")
    assert read(path, skip_rows=1, units_row=True).series.horizon.count == 24
    rows[3] = rows[3].replace(",1", ",x")
    path = csv_file(tmp_path, rows, head="山西现货,")
    assert "row 5: 'x'" in problems(path, skip_rows=1, units_row=True)["E205"].got


def without(rows: list[str], *numbers: int) -> list[str]:
    """Return the rows except these."""
    return [row for number, row in enumerate(rows) if number not in numbers]


DAYS = [*hours(), *hours(day="2026-01-02"), *hours(day="2026-01-03")]


@pytest.mark.parametrize(
    ("rows", "code", "got"),
    [
        (without(DAYS, *range(5, 64)), "E207", "59 rows missing in 1 places: row 7: 2026-01-03T16:00+08:00 after"),
        (without(DAYS, 3, 9, 15, 40), "E207", "4 rows missing in 4 places: row 5:"),
        ([*DAYS[:5], DAYS[4], *DAYS[5:]], "E208", "1 repeated times: row 7: 2026-01-01T04:00+08:00 after"),
        (
            [*DAYS[:5], DAYS[6], DAYS[5], *DAYS[7:]],
            "E209",
            "1 rows that go back in time: row 8: 2026-01-01T05:00+08:00",
        ),
        (DAYS[::-1], "E208", "72 rows of which none is later"),
        ([*DAYS[:48], *(f"2026-01-03T{h:02d}:{m}+08:00,1" for h in range(9) for m in ("00", "30"))], "E213", "30 min"),
    ],
)
def test_steps_that_do_not_follow(tmp_path: Path, rows: list[str], code: str, got: str) -> None:
    """Each kind of break once, under its own code alone, with the first three places."""
    found = problems(csv_file(tmp_path, rows))
    assert list(found) == [code]
    assert got in found[code].got


def test_a_leap_day_left_out(tmp_path: Path) -> None:
    """28 February then 1 March in a leap year is told as what it is; in a common year nothing is missing."""
    rows = [*hours(day="2028-02-28"), *hours(day="2028-03-01")]
    assert "29 February left out: row 26:" in problems(csv_file(tmp_path, rows))["E212"].got
    rows = [*hours(day="2026-02-28"), *hours(day="2026-03-01")]
    assert read(csv_file(tmp_path, rows)).series.horizon.count == 48


def test_series_that_stand_interleaved(tmp_path: Path) -> None:
    """Two regions row by row: the column that parts them is proposed."""
    rows = [f"{row},{region}" for row in hours() for region in ("NORTH", "SOUTH")]
    path = csv_file(tmp_path, rows, head="t,p,region")
    told = problems(path)["E208"]
    assert told.fix == "declare `where: {region: NORTH}`, one of NORTH, SOUTH"
    assert read(path, where={"region": "SOUTH"}).series.horizon.count == 24


def test_everything_at_once(tmp_path: Path) -> None:
    """A gap, a dirty cell, a blank and an unknown unit come together."""
    rows = without([*hours()[:3], hours()[3] + "x", *hours()[4:7], hours()[7][:-1], *hours()[8:]], 12)
    assert sorted(problems(csv_file(tmp_path, rows), unit="元")) == ["E114", "E205", "E206", "E207"]


@pytest.mark.parametrize(
    ("cells", "unit", "code"),
    [
        (["0.1", "1.2"], "frac", "E215"),
        (["9", "15"], "frac", "E215"),
        (["-1", "3"], "m3_per_h", "E217"),
        (["5", "5"], "yuan_per_mwh", "W213"),
        (["-300", "200"], "yuan_per_mwh", "W214"),
        (["0.3", "1.6"], "yuan_per_kwh", "W214"),
        (["1", "2", "3", "1000"] + ["2", "3"] * 100, "number", "W215"),
    ],
)
def test_values_nobody_meant(tmp_path: Path, cells: list[str], unit: str, code: str) -> None:
    """Percent as fractions and negative flows are refused; odd prices are only said."""
    start = datetime(2026, 1, 1, tzinfo=UTC)
    rows = [f"{(start + timedelta(hours=h)).isoformat()},{cell}" for h, cell in enumerate(cells)]
    path = csv_file(tmp_path, rows)
    if code.startswith("E"):
        assert code in problems(path, unit=unit)
    else:
        assert [problem.code for problem in read(path, unit=unit).warnings] == [code]


@pytest.mark.parametrize(
    ("unit", "rate", "becomes", "value"),
    [
        ("yuan_per_mwh", None, "yuan_per_mwh", 0.5),
        ("yuan_per_kwh", None, "yuan_per_mwh", 500.0),
        ("eur_per_mwh", 7.8, "yuan_per_mwh", 3.9),
        ("usd_per_kwh", 7.0, "yuan_per_mwh", 3500.0),
        ("eur_per_mwh", None, "eur_per_mwh", 0.5),
        ("usd_per_mw_h", 7.0, "yuan_per_mw_h", 3.5),
        ("m3_per_min", None, "m3_per_h", 30.0),
        ("percent", None, "frac", 0.005),
        ("kw", None, "mw", 0.0005),
    ],
)
def test_units(tmp_path: Path, unit: str, rate: float | None, becomes: str, value: float) -> None:
    """0.5 in each unit, in the unit of the model."""
    series = read(csv_file(tmp_path, column("0.5", "0.25")), unit=unit, yuan_per_currency=rate).series
    assert series.unit == becomes
    assert series.values.tolist() == pytest.approx([value, value / 2])


def workbook(path: Path, *, sheets: tuple[str, ...] = ("电价",)) -> Path:
    """Write hourly prices to the first of these sheets."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = sheets[0]
    book.active.append(["t", "p"])
    for row in hours():
        stamp, value = row.split(",")
        book.active.append([stamp, float(value)])
    for name in sheets[1:]:
        book.create_sheet(name)
    book.save(path)
    return path


def test_workbooks(tmp_path: Path) -> None:
    """The only sheet is read, one of several has to be named; an empty one says so."""
    assert read(workbook(tmp_path / "x.xlsx")).series.values.sum() == 276
    path = workbook(tmp_path / "y.xlsx", sheets=("电价", "说明"))
    assert problems(path)["E203"].fix == "declare `sheet: 电价`"
    assert read(path, sheet="电价").series.values.sum() == 276
    assert "no rows on sheet '说明'" in problems(path, sheet="说明")["E202"].got
    (tmp_path / "z.xlsx").write_bytes(path.read_bytes()[:2000])
    assert "E201" in problems(tmp_path / "z.xlsx", sheet="电价")


def zipped(path: Path, parts: dict[str, bytes]) -> Path:
    """Write a zip with the parts of a workbook and more."""
    whole = workbook(path).read_bytes()
    with zipfile.ZipFile(io.BytesIO(whole)) as book, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in book.namelist():
            new.writestr(name, book.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return path


def test_workbooks_that_reach_out_or_swell(tmp_path: Path) -> None:
    """Links to other files and decompression bombs are refused before anything is parsed."""
    linked = zipped(tmp_path / "x.xlsx", {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"})
    assert "values from other files" in problems(linked)["E218"].got
    bomb = zipped(tmp_path / "y.xlsx", {"xl/media/a.bin": b"\0" * (8 << 20)})
    assert "swells" in problems(bomb)["E218"].got
    whole = bytearray(zipped(tmp_path / "z.xlsx", {"xl/media/a.bin": bytes(range(256)) * 64}).read_bytes())
    whole[whole.index(b"xl/media/a.bin") + 40] ^= 1
    (tmp_path / "z.xlsx").write_bytes(whole)
    assert set(problems(tmp_path / "z.xlsx")) & {"E201", "E218"}


@pytest.mark.parametrize("kind", ["TIMESTAMP WITH TIME ZONE", "TIMESTAMP", "VARCHAR"])
def test_parquet(tmp_path: Path, kind: str) -> None:
    """Instants, naive times and text in a Parquet file; a blank is told by its record."""
    duckdb = pytest.importorskip("duckdb")
    path, words = tmp_path / "x.parquet", {} if kind == "VARCHAR" else {"label": "start"}
    cells = [row.split(",") for row in hours()]
    cells = [[stamp.removesuffix("+08:00") if kind == "TIMESTAMP" else stamp, value] for stamp, value in cells]
    with duckdb.connect() as engine:
        engine.execute(f"CREATE TABLE x (t {kind}, p DECIMAL(9, 2))")
        engine.executemany("INSERT INTO x VALUES (?, ?)", cells)
        engine.execute(f"COPY x TO '{path}' (FORMAT parquet)")
        series = read(path, zone="+08:00", **words).series
        assert series.horizon.start.isoformat() == "2026-01-01T00:00:00+08:00"
        assert series.values.tolist() == list(range(24))
        engine.execute("UPDATE x SET p = NULL WHERE p = 7")
        engine.execute(f"COPY x TO '{path}' (FORMAT parquet)")
    assert "row 8: None" in problems(path, zone="+08:00", **words)["E206"].got
    path.write_bytes(path.read_bytes()[:200])
    assert "E201" in problems(path)


@pytest.mark.parametrize(
    ("text", "code", "got"),
    [
        ('{"data": []}', "E202", "an answer without records"),
        ('{"msg": "无数据", "data": []}', "E202", "it says '无数据'"),
        ('{"data": 3}', "E203", "lists of records in x.json: none"),
        ('{"a": [{"p": 1}], "b": [{"p": 2}]}', "E203", "lists of records in x.json: a, b"),
        ('[{"p": 1, "p": 2}]', "E201", "key 'p' twice"),
        ('[{"p": NaN, "t": "2026-01-01T00:00+08:00"}]', "E205", "row 1: 'NaN'"),
        ('[{"t": "2026-01-01T00:00+08:00"}, {"t": "2026-01-01T01:00+08:00", "p": 1}]', "E206", "row 1: None"),
        ("[" * 100_000, "E201", "no JSON"),
        ("[{]", "E201", "no JSON"),
    ],
)
def test_portal_answers_that_cannot_be_read(tmp_path: Path, text: str, code: str, got: str) -> None:
    """Empty, ambiguous, doubled, nested without end: a reason, never a traceback."""
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    words = {"timestamp": "t"} if code in ("E205", "E206") else {}
    assert got in problems(path, step_minutes=60.0, **words)[code].got


def test_portal_answers(tmp_path: Path) -> None:
    """A bare list, a wrapper, or the named one of two lists."""
    rows = [dict(zip(("t", "p"), row.split(","), strict=True)) for row in hours()]
    for whole, sheet in ((rows, None), ({"msg": "ok", "data": rows}, None), ({"a": rows, "b": {"c": rows[:1]}}, "a")):
        (tmp_path / "x.json").write_text(json.dumps(whole), encoding="utf-8")
        assert read(tmp_path / "x.json", sheet=sheet, timestamp="t").series.values.sum() == 276


def test_files_that_are_no_files(tmp_path: Path) -> None:
    """Unknown kinds, empty and oversized files, damaged gzip."""
    (tmp_path / "x.pickle").write_bytes(b"x")
    assert "a file of kind 'pickle'" in problems(tmp_path / "x.pickle")["E201"].got
    (tmp_path / "e.csv").touch()
    assert "E102" in problems(tmp_path / "e.csv")
    with (tmp_path / "l.csv").open("wb") as large:
        large.truncate(LARGEST_BYTES + 1)
    assert "E104" in problems(tmp_path / "l.csv")
    whole = gzip.compress("\n".join(["t,p", *hours()]).encode())
    (tmp_path / "x.csv.gz").write_bytes(whole)
    assert read(tmp_path / "x.csv.gz").series.values.sum() == 276
    (tmp_path / "x.csv.gz").write_bytes(whole[:-20])
    assert "damaged gzip" in problems(tmp_path / "x.csv.gz")["E201"].got
    (tmp_path / "b.csv.gz").write_bytes(gzip.compress(b"0" * (257 << 20), 1))
    assert "E104" in problems(tmp_path / "b.csv.gz")


def test_a_file_is_parsed_once_for_all_its_columns(tmp_path: Path) -> None:
    """Three columns of one file: one parse; another sheet or delimiter is another parse."""
    path = csv_file(tmp_path, [f"{row},1,2" for row in hours()], head="t,p,q,r")
    files = Files()
    for name in ("p", "q", "r"):
        read_series(path, "x.csv", SeriesRef(file="x.csv", column=name, unit="number"), name, files)
    assert len(files.opened) == 1
