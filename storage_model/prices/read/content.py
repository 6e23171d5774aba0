"""The bytes of a data file, within limits, and the text in them."""

import gzip
import hashlib
import io
import zlib
from dataclasses import dataclass
from pathlib import Path

from storage_model.prices.read.findings import Findings

LARGEST_BYTES = 64 << 20
LARGEST_UNPACKED_BYTES = 256 << 20
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8 with BOM"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
)
_NAMES = {"utf-8": "UTF-8", "gb18030": "GB18030", "utf-16": "UTF-16"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a file holds, unpacked where it was packed; `sha256` is that of the file as it lies on disk."""

    path: Path
    kind: str
    data: bytes
    sha256: str


def content_of(path: Path, found: Findings) -> Content | None:
    """Return the bytes of a file and its kind, the last part of its name before `.gz`; None when it cannot be used."""
    try:
        size = path.stat().st_size
        packed = path.read_bytes() if size <= LARGEST_BYTES else b""
    except OSError as error:
        found.error("E101", f"the system says: {error.strerror}", "a file that can be read", "check name and rights")
        return None
    if size > LARGEST_BYTES:
        got, expected = f"{size >> 20} MiB", f"at most {LARGEST_BYTES >> 20} MiB"
        found.error("E104", got, expected, "keep the years and columns that are needed")
        return None
    if not packed:
        found.error("E102", "an empty file", "names and one row per step", "export the data again")
        return None
    suffixes = [suffix.lower() for suffix in path.suffixes]
    zipped = suffixes[-1:] == [".gz"]
    data = _unpacked(packed, found) if zipped else packed
    kind = (suffixes[-2:-1] if zipped else suffixes[-1:]) or [""]
    if data is None:
        return None
    return Content(path=path, kind=kind[0].lstrip("."), data=data, sha256=hashlib.sha256(packed).hexdigest())


def _unpacked(packed: bytes, found: Findings) -> bytes | None:
    try:
        data = gzip.GzipFile(fileobj=io.BytesIO(packed)).read(LARGEST_UNPACKED_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        found.error("E201", f"a damaged gzip file: {error}", "a whole gzip file", "export or copy the file again")
        return None
    if len(data) > LARGEST_UNPACKED_BYTES:
        got, expected = "more than the limit once unpacked", f"at most {LARGEST_UNPACKED_BYTES >> 20} MiB unpacked"
        found.error("E104", got, expected, "keep the years and columns that are needed")
        return None
    return data


def decoded(data: bytes, declared: str | None, found: Findings) -> tuple[str, str] | None:
    """Return the text of a file and the name of its encoding, each candidate tried strictly; None after a problem."""
    auto = declared in (None, "auto")
    for mark, codec, name in _MARKS:
        if auto and data.startswith(mark):
            return _strictly(data, ((codec, name),), found)
    if b"\0" in data[:4096] and declared != "utf-16":
        fix = "save as CSV UTF-8; for UTF-16 without a byte-order mark declare `encoding: utf-16`"
        found.error("E201", "zero bytes: no text in UTF-8 or GB18030", "a text file", fix)
        return None
    codecs = ("utf-8", "gb18030") if auto or declared is None else (declared,)
    return _strictly(data, tuple((codec, _NAMES[codec]) for codec in codecs), found)


def _strictly(data: bytes, codecs: tuple[tuple[str, str], ...], found: Findings) -> tuple[str, str] | None:
    for codec, name in codecs:
        try:
            return data.decode("utf-8-sig" if codec == "utf-8" else codec), name
        except UnicodeDecodeError:
            continue
    tried = " or ".join(name for _, name in codecs)
    found.error("E201", f"bytes that are not {tried}", "UTF-8 or GB18030", "save as CSV UTF-8 and try again")
    return None
