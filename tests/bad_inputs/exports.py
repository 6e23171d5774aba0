"""Market exports that cannot be used as they are: cells, names, sheets, whole files."""

import gzip
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.bad_inputs.entry import Slip, Words
from tests.bad_inputs.series_files import QUARTER_ENDS, hours

Content = Callable[[], bytes]
UNIT = ("--unit", "yuan_per_mwh")
PLAIN = ("--column", "p", *UNIT)


def text(*rows: str, head: str = "t,p", encoding: str = "utf-8") -> Content:
    """Return the bytes of a text file, its names first."""
    return lambda: "\n".join([head, *rows, ""]).encode(encoding)


def export(name: str, content: Content, told: Sequence[str], words: Sequence[str] = PLAIN, file: str = "x.csv") -> Slip:
    """Return the slip of a file read with these words; `told` are code, what came, the fix, the likely slip."""
    code, got, fix, likely = (*told, "")[:4]

    def make(cases: Path) -> Words:
        path = cases.parents[1] / file
        path.write_bytes(content())
        return ["prices", "check", path, *words]

    status = 0 if code.startswith("W") else 3
    place = "command line" if code in ("E203", "E114") and "columns named" not in got else file
    return Slip(name=name, make=make, code=code, place=place, got=got, fix=fix, likely=likely, status=status)


def cell(value: str, code: str, fix: str, likely: str = "", words: Sequence[str] = PLAIN) -> Slip:
    """Return the slip of one cell in row 3."""
    rows = [row.replace(",1", f',"{value}"') if row.endswith(",1") else row for row in hours()]
    return export(f"cell {value!r}", text(*rows), (code, f"row 3: {value!r}", fix, likely), words)


PLAIN_NUMBERS = "plain numbers"
CELLS = (
    cell("300元", "E205", PLAIN_NUMBERS),
    cell("—", "E205", PLAIN_NUMBERS),
    cell("#REF!", "E205", PLAIN_NUMBERS),
    cell("#VALUE!", "E205", PLAIN_NUMBERS),
    cell("nan", "E205", PLAIN_NUMBERS),
    cell("1e400", "E205", PLAIN_NUMBERS),
    cell("=A1*2", "E205", PLAIN_NUMBERS),
    cell("12%", "E205", PLAIN_NUMBERS),
    cell("1.2.3", "E205", PLAIN_NUMBERS),
    cell("二百", "E205", PLAIN_NUMBERS),
    cell("0x10", "E205", PLAIN_NUMBERS),
    cell("停牌", "E205", PLAIN_NUMBERS),
    cell("1,234", "E205", "`decimal: '.'`", "between thousands"),
    cell("0,5", "E205", "`decimal: ','`", "decimal comma", (*PLAIN, "--decimal", ".")),
    cell("", "E206", "fill them"),
    cell("NULL", "E206", "fill them"),
    cell("#N/A", "E206", "fill them", "#N/A"),
    cell("缺失", "E206", "fill them"),
    cell("\t5", "E205", PLAIN_NUMBERS),
    export(
        "thousands unquoted",
        text("2026-01-01T00:00+08:00,1,234.5", *hours(1)),
        ("E202", "row 2: 3 cells under 2", "without separators"),
    ),
    export(
        "yuan/kWh as yuan/MWh",
        text(*(f"2026-01-01T{h:02d}:00+08:00,{0.2 + h / 50}" for h in range(24))),
        ("W103", "median price of 0.43", "unit: yuan_per_kwh", "yuan/kWh"),
    ),
    export(
        "percent as fraction",
        text(*hours(5)),
        ("E215", "values outside 0 to 1", "`unit: percent`", "percent"),
        ("--column", "p", "--unit", "frac"),
    ),
    export(
        "negative flow",
        text(*hours(1), "2026-01-02T00:00+08:00,-3"),
        ("E217", "1 negative flows", "check the cells"),
        ("--column", "p", "--unit", "m3_per_h"),
    ),
    export(
        "flat price",
        text(*(row.rpartition(",")[0] + ",300" for row in hours())),
        ("W213", "24 times 300", "leaves nothing to earn"),
    ),
    export("above the cap", text(*hours(), "2026-01-02T00:00+08:00,15000"), ("W214", "15000", "against the source")),
)

NAMES = (
    export("no such column", text(*hours(), head="t,price"), ("E203", "no column 'p'", "write `column: price`")),
    export(
        "a piece of a name, and another name that looks more like it",
        text(*(row + ",1" for row in hours()), head="t,price_cny_mwh,prize"),
        ("E203", "no column 'price'", "write `column: price_cny_mwh`"),
        ("--column", "price", "--unit", "yuan_per_mwh"),
    ),
    export(
        "a name like none of several",
        text(*(row + ",1" for row in hours()), head="t,day_ahead,load"),
        ("E203", "no column 'p'", "name one of these in `column`"),
    ),
    export(
        "a rate beside yuan",
        text(*hours()),
        ("E114", "`yuan_per_currency: 7.1` beside `unit: yuan_per_mwh`", "write the currency of the file in `unit`"),
        (*PLAIN, "--yuan-per-currency", "7.1"),
    ),
    export(
        "a year of another clock",
        text(*hours(), head="t,p"),
        ("E212", "a file from 2025-12-31 16:00", "days that the file holds", "a clock other than that of `zone`"),
        (*PLAIN, "--zone", "+00:00", "--first-day", "2026-01-01", "--last-day", "2026-01-01"),
    ),
    export(
        "column twice",
        text(*(row + ",1" for row in hours()), head="t,p,p"),
        ("E203", "2 columns named 'p'", "its own name"),
    ),
    export(
        "semicolons declared as commas",
        text(*(row.replace(",", ";") for row in hours()), head="t;p"),
        ("E203", "no column 'p'", "declare `delimiter: ';'`"),
        (*PLAIN, "--delimiter", ","),
    ),
    export(
        "merged header above the names",
        text("t,p", *hours(), head="山西现货,"),
        ("E204", "the name 'p' in row 2", "declare `skip_rows: 1`"),
        (*PLAIN, "--skip-rows", "0"),
    ),
    export("no names", text(*hours()[1:], head=hours()[0]), ("E204", "a first row of data", "add a row of names")),
    export(
        "unknown unit", text(*hours()), ("E114", "unit '元/MWh'", "yuan_per_mwh"), ("--column", "p", "--unit", "元/MWh")
    ),
    export(
        "no such filter",
        text(*(row + ",日前" for row in hours()), head="t,p,k"),
        ("E203", "k = '实时'", "k: 日前"),
        (*PLAIN, "--where", "k=实时"),
    ),
    export(
        "two regions in one file",
        text(*(f"{row},{r}" for row in hours() for r in "AB"), head="t,p,r"),
        ("E208", "24 repeated times", "where: {r: A}", "several series"),
    ),
)


def _wide(names: Sequence[str], cells: int | None = None) -> Content:
    rows = [f"2026/1/{day},{','.join(str(300 + k) for k in range(cells or len(names)))}" for day in (1, 2)]
    return text(*rows, head="日期," + ",".join(names), encoding="gb18030")


SHEETS = (
    export(
        "96 columns, ends as starts",
        _wide(QUARTER_ENDS),
        ("E210", "columns 00:15, 00:30 … 24:00", "`label: end`"),
        ("--layout", "wide", "--column", "00:15..24:00", "--date", "日期", *UNIT, "--label", "start"),
    ),
    export(
        "95 of 96 columns",
        _wide(QUARTER_ENDS),
        ("E213", "95 columns", "first and the last column"),
        ("--layout", "wide", "--column", "00:30..24:00", "--date", "日期", *UNIT, "--label", "end"),
    ),
    export("a row of 95 cells", _wide(QUARTER_ENDS, 95), ("E202", "row 2: 96 cells under 97", "quote cells")),
    export(
        "block that is not there",
        _wide(QUARTER_ENDS),
        ("E203", "no single column '00:14'", "00:15..24:00"),
        ("--layout", "wide", "--column", "00:14..24:00", "--date", "日期", *UNIT),
    ),
    export(
        "a date twice",
        lambda: _wide(QUARTER_ENDS)().replace(b"2026/1/2", b"2026/1/1"),
        ("E208", "96 repeated times", "drop the repetition"),
        ("--layout", "wide", "--column", "00:15..24:00", "--date", "日期", *UNIT, "--label", "end"),
    ),
)

WHOLE = (
    export("empty file", lambda: b"", ("E102", "empty file", "export the data again")),
    export("binary", lambda: bytes(range(256)) * 4, ("E201", "zero bytes", "save as CSV UTF-8")),
    export("names only", text(), ("E202", "no rows", "add the data")),
    export(
        "open quotation mark",
        text('2026-01-01T00:00+08:00,"1', "2026-01-01T01:00+08:00,2"),
        ("E202", "unexpected end of data", "close the quotation mark"),
    ),
    export("total below the data", text(*hours(), "合计"), ("E202", "row 26: 1 cells under 2", "delete notes below")),
    export(
        "GB18030 declared as UTF-8",
        text(*hours(), head="时间,p", encoding="gb18030"),
        ("E201", "bytes that are not UTF-8", "save as CSV UTF-8"),
        (*PLAIN, "--encoding", "utf-8"),
    ),
    export("UTF-16 without a mark", text(*hours(), encoding="utf-16-le"), ("E201", "zero bytes", "`encoding: utf-16`")),
    export("pickle", lambda: b"\x80\x04.", ("E201", "a file of kind 'pickle'", "export as CSV"), file="x.pickle"),
    export(
        "damaged gzip",
        lambda: gzip.compress(text(*hours())())[:-20],
        ("E201", "damaged gzip", "copy the file again"),
        file="x.csv.gz",
    ),
    export(
        "gzip bomb",
        lambda: gzip.compress(b"0" * (257 << 20), 1),
        ("E104", "once unpacked", "keep the years"),
        file="b.csv.gz",
    ),
    export(
        "half a Parquet file",
        lambda: b"PAR1" + b"\x00" * 60,
        ("E201", "no Parquet file", "write the file again"),
        file="x.parquet",
    ),
    export("JSON without end", lambda: b"[" * 100_000, ("E201", "no JSON", "export the data again"), file="x.json"),
    export(
        "JSON key twice",
        lambda: b'[{"p": 1, "p": 2}]',
        ("E201", "key 'p' twice", "export the data again"),
        file="x.json",
    ),
    export(
        "portal without data",
        '{"msg": "无数据", "data": []}'.encode,
        ("E202", "it says '无数据'", "a month that has data"),
        file="x.json",
    ),
)
EXPORTS = (*CELLS, *NAMES, *SHEETS, *WHOLE)
