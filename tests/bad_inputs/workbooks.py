"""Workbooks that cannot be used: links, formulas without values, archives that swell, sheets that are not named."""

import io
import struct
import zipfile
from collections.abc import Mapping
from functools import cache

import openpyxl

from tests.bad_inputs.exports import Content, export
from tests.bad_inputs.series_files import hours


@cache
def book(*sheets: str, formula: bool = False, title: str = "") -> bytes:
    """Return a workbook of hourly prices on the first of these sheets."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = sheets[0] if sheets else "电价"
    if title:
        sheet.append([title])
        sheet.merge_cells("A1:B1")
    sheet.append(["t", "p"])
    for row in hours():
        stamp, value = row.split(",")
        sheet.append([stamp, f"={value}*2" if formula else float(value)])
    for name in sheets[1:]:
        made.create_sheet(name)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def repacked(parts: Mapping[str, bytes]) -> Content:
    """Return a workbook with parts of our own beside or in place of its own."""

    def content() -> bytes:
        stream = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(book())) as whole, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
            for name in whole.namelist():
                if name not in parts:
                    new.writestr(name, whole.read(name))
            for name, part in parts.items():
                new.writestr(name, part)
        return stream.getvalue()

    return content


def _lying_size() -> bytes:
    """An archive that claims a part of one byte where a hundred MiB come out."""
    whole = bytearray(repacked({"xl/media/a.bin": b"\0" * (100 << 20)})())
    at = whole.rindex(b"xl/media/a.bin") - 46
    whole[at + 24 : at + 28] = struct.pack("<I", 1)
    return bytes(whole)


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "x"><!ENTITY b "' + b"&a;" * 50 + b'">]><sst>&b;</sst>'
WORKBOOKS = (
    export(
        "workbook with links",
        repacked({"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}),
        ("E218", "values from other files", "Break Link"),
        file="x.xlsx",
    ),
    export(
        "workbook that swells",
        repacked({"xl/media/a.bin": b"\0" * (8 << 20)}),
        ("E218", "swells", "as CSV"),
        file="x.xlsx",
    ),
    export(
        "workbook of a gigabyte",
        repacked({"xl/worksheets/sheet9.xml": b" " * (300 << 20)}),
        ("E218", "swells", "as CSV"),
        file="x.xlsx",
    ),
    export("workbook that lies about its size", _lying_size, ("E218", "a damaged part", "as CSV"), file="x.xlsx"),
    export(
        "entities in a workbook",
        repacked({"xl/workbook.xml": LAUGHS}),
        ("E201", "no workbook that can be read", "save it again"),
        file="x.xlsx",
    ),
    export("half a workbook", lambda: book()[:2000], ("E201", "no workbook", "save it again"), file="x.xlsx"),
    export("a text called workbook", lambda: b"t,p\n", ("E201", "no workbook", "save it again"), file="x.xlsx"),
    export(
        "formulas never computed",
        lambda: book(formula=True),
        ("E206", "24 cells of 'p' without a value", "fill them", "a formula"),
        file="x.xlsx",
    ),
    export(
        "two sheets",
        lambda: book("电价", "说明"),
        ("E203", "2 sheets, none declared", "declare `sheet: 电价`"),
        file="x.xlsx",
    ),
    export(
        "no such sheet",
        lambda: book("电价", "说明"),
        ("E203", "no sheet '现货'", "declare `sheet: 电价`"),
        ("--column", "p", "--unit", "yuan_per_mwh", "--sheet", "现货"),
        file="x.xlsx",
    ),
    export(
        "sheet without rows",
        lambda: book("电价", "说明"),
        ("E202", "no rows on sheet '说明'", "another `sheet`"),
        ("--column", "p", "--unit", "yuan_per_mwh", "--sheet", "说明"),
        file="x.xlsx",
    ),
    export(
        "merged title taken for names",
        lambda: book(title="山西现货电价"),
        ("E204", "the name 'p' in row 2", "`skip_rows: 1`"),
        ("--column", "p", "--unit", "yuan_per_mwh", "--skip-rows", "0"),
        file="x.xlsx",
    ),
)
