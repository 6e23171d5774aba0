"""The tables of the shipped font and the characters it draws. Format: OpenType 1.9, integers big-endian."""

import struct
from collections.abc import Iterator
from functools import lru_cache

from storage_model.report.fonts import font_file

Tables = dict[str, bytes]


def tables(font: bytes) -> Tables:
    """Return the tables of a font by tag."""
    count = struct.unpack_from(">H", font, 4)[0]
    records = (struct.unpack_from(">4sIII", font, 12 + 16 * number) for number in range(count))
    return {tag.decode("ascii"): font[start : start + size] for tag, _, start, size in records}


def glyphs(cmap: bytes) -> Iterator[tuple[int, int]]:
    """Yield character code and glyph number of the one sub-table of format 12."""
    start = struct.unpack_from(">I", cmap, 8)[0]
    if struct.unpack_from(">H", cmap, start)[0] != 12:
        raise ValueError("the shipped font has a character map of another format than 12")
    for number in range(struct.unpack_from(">I", cmap, start + 12)[0]):
        first, last, glyph = struct.unpack_from(">III", cmap, start + 16 + 12 * number)
        yield from ((code, glyph + code - first) for code in range(first, last + 1))


def characters() -> set[str]:
    """Return every character the font can draw."""
    return set(_advances_em())


def width_em(text: str) -> float:
    """Return how wide a text is drawn, in multiples of its size; a character the font lacks counts as a square."""
    advances = _advances_em()
    return sum(advances.get(character, 1.0) for character in text)


@lru_cache(maxsize=1)
def _advances_em() -> dict[str, float]:
    """Return the advance of every character: `hhea` says how many `hmtx` lists, the last of them serves the rest."""
    found = tables(font_file().read_bytes())
    units = struct.unpack_from(">H", found["head"], 18)[0]
    listed = struct.unpack_from(">H", found["hhea"], 34)[0]
    return {
        chr(code): struct.unpack_from(">H", found["hmtx"], 4 * min(glyph, listed - 1))[0] / units
        for code, glyph in glyphs(found["cmap"])
    }
