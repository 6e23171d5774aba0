"""The font inside a page: only what the page shows, and that unharmed."""

import base64
import struct
import zlib

import pytest

from storage_model.report.fonts import font_file
from storage_model.report.fonts.embed import _blanked, _index, _operand, page_font
from storage_model.report.fonts.opentype import characters, glyphs, tables, width_em

LARGEST_FONT = 1024 * 1024


def _outlines(cff: bytes) -> list[bytes]:
    _, after_names = _index(cff, cff[2])
    top, _ = _index(cff, after_names)
    found, _ = _index(cff, _operand(cff[slice(*top[0])], 17))
    return [cff[start:end] for start, end in found]


def test_font_and_its_licence_are_shipped() -> None:
    """At most 1 MiB, with the licence beside it."""
    assert font_file().stat().st_size <= LARGEST_FONT
    assert "SIL OPEN FONT LICENSE Version 1.1" in (font_file().parent / "OFL.txt").read_text(encoding="utf-8")


def test_kept_outlines_are_untouched_and_the_rest_is_empty() -> None:
    """寿 keeps its drawing to the last byte, 阳 becomes a glyph without strokes; nothing changes place."""
    font = tables(font_file().read_bytes())
    glyph_of = {chr(code): glyph for code, glyph in glyphs(font["cmap"])}
    before = _outlines(font["CFF "])
    after = _outlines(_blanked(font["CFF "], {0, glyph_of["寿"]}))
    assert after[glyph_of["寿"]] == before[glyph_of["寿"]]
    assert after[glyph_of["阳"]].rstrip(b"\0") == b"\x0e"
    assert [len(one) for one in after] == [len(one) for one in before]


def test_page_font_is_a_woff_whose_tables_unpack_to_their_length() -> None:
    """The directory of the packed font states offset, packed and plain length of each table; all must hold."""
    woff = base64.b64decode(page_font("寿阳 80,000.00 万元").split(",", 1)[1])
    signature, flavour, size, count = struct.unpack_from(">4s4sIH", woff)
    assert (signature, flavour, size) == (b"wOFF", b"OTTO", len(woff))
    for number in range(count):
        _, start, packed, plain, _ = struct.unpack_from(">4sIIII", woff, 44 + 20 * number)
        data = woff[start : start + packed]
        assert len(data if packed == plain else zlib.decompress(data)) == plain


def test_page_font_grows_with_the_page() -> None:
    """A page with few characters carries a small font; blanking nothing would make both equal."""
    assert len(page_font("寿阳")) < len(page_font("".join(characters()))) / 3


def test_widths_are_those_of_the_font() -> None:
    """A Chinese character is a square, every figure as wide as any other and narrower, an `i` narrower than an `m`."""
    assert width_em("寿阳") == 2.0
    assert len({width_em(figure) for figure in "0123456789"}) == 1
    assert width_em("i") < width_em("1") < width_em("m") < 1.0
    assert width_em("1,000") == width_em("1") * 4 + width_em(",")


def test_a_font_of_another_kind_is_refused() -> None:
    """A character map of format 4 and a dictionary without the operator: told, not read past its end."""
    short = struct.pack(">HHHHI", 0, 1, 3, 1, 12) + struct.pack(">HHH", 4, 0, 0)
    with pytest.raises(ValueError, match="another format than 12"):
        list(glyphs(short))
    with pytest.raises(ValueError, match="operator 17 not found"):
        _operand(bytes([139, 15]), 17)
    assert _operand(bytes([144, 17]), 17) == 5
