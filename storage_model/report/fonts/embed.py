"""The font as a page carries it: outlines of unused characters blanked in place, packed as WOFF.

Nothing moves inside the font, so no table has to be rebuilt; blanked outlines are zeros and vanish in the packing.
Formats: OpenType 1.9 (`cmap` format 12, `CFF `) and W3C WOFF 1.0, integers big-endian.
"""

import base64
import struct
import zlib
from itertools import pairwise

from storage_model.report.fonts import font_file
from storage_model.report.fonts.opentype import Tables, glyphs, tables

_CHAR_STRINGS = 17
_END_CHAR = b"\x0e"


def page_font(text: str) -> str:
    """Return the font with the outlines of the characters in `text` as a data address for a style sheet."""
    font = tables(font_file().read_bytes())
    used = set(text)
    kept = {0} | {glyph for code, glyph in glyphs(font["cmap"]) if chr(code) in used}
    font["CFF "] = _blanked(font["CFF "], kept)
    return "data:font/woff;base64," + base64.b64encode(_woff(font)).decode("ascii")


def _blanked(cff: bytes, keep: set[int]) -> bytes:
    """Return the outlines with every glyph not kept replaced by an empty one of the same length."""
    _, after_names = _index(cff, cff[2])
    top, _ = _index(cff, after_names)
    outlines, _ = _index(cff, _operand(cff[slice(*top[0])], _CHAR_STRINGS))
    found = bytearray(cff)
    for glyph, (start, end) in enumerate(outlines):
        if glyph not in keep:
            found[start:end] = _END_CHAR.ljust(end - start, b"\0")
    return bytes(found)


def _index(cff: bytes, start: int) -> tuple[list[tuple[int, int]], int]:
    """Return where each object of an INDEX begins and ends, and where the INDEX itself ends."""
    count, size = struct.unpack_from(">HB", cff, start)
    places = range(start + 3, start + 3 + (count + 1) * size, size)
    base = start + 2 + (count + 1) * size
    offsets = [base + int.from_bytes(cff[place : place + size], "big") for place in places]
    return list(pairwise(offsets)), offsets[-1]


def _operand(dictionary: bytes, wanted: int) -> int:
    """Return the number before an operator of a DICT; an offset is written with one, two, three or five bytes."""
    place, number = 0, 0
    while place < len(dictionary):
        head, size = dictionary[place], 1
        if head == wanted:
            return number
        if head == 29:
            number, size = struct.unpack_from(">i", dictionary, place + 1)[0], 5
        elif head == 28:
            number, size = struct.unpack_from(">h", dictionary, place + 1)[0], 3
        elif 247 <= head <= 254:
            far = (head - 247) * 256 if head <= 250 else (251 - head) * 256
            number, size = far + (1 if head <= 250 else -1) * (dictionary[place + 1] + 108), 2
        elif 32 <= head <= 246:
            number = head - 139
        elif head == 30:  # a real number ends at a nibble of 15
            size = 2 + next(n for n, byte in enumerate(dictionary[place + 1 :]) if 15 in divmod(byte, 16))
        elif head == 12:
            size = 2
        place += size
    raise ValueError(f"operator {wanted} not found in the font's dictionary")


def _woff(font: Tables) -> bytes:
    packed = {tag: min(zlib.compress(table, 9), table, key=len) for tag, table in sorted(font.items())}
    head, start, body = b"", 44 + 20 * len(font), b""
    for tag, data in packed.items():
        table = font[tag]
        head += struct.pack(">4sIIII", tag.encode("ascii"), start + len(body), len(data), len(table), _checksum(table))
        body += data.ljust(-(-len(data) // 4) * 4, b"\0")
    whole = 12 + sum(16 + -(-len(table) // 4) * 4 for table in font.values())
    size = start + len(body)
    front = struct.pack(">4s4sIHHIHHIIIII", b"wOFF", b"OTTO", size, len(font), 0, whole, 1, 0, 0, 0, 0, 0, 0)
    return front + head + body


def _checksum(table: bytes) -> int:
    padded = table.ljust(-(-len(table) // 4) * 4, b"\0")
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF
