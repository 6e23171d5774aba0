"""Standard output and error that never bring a command down: any character set, a reader that has gone, a full disk."""

import codecs
import io
import os
import sys
from typing import TextIO

# A table in a pipe or a file is as wide as it likes to be.
WIDE = 200


def never_fail_on_characters() -> None:
    """Let a console that lacks a character (GBK, Latin) print a question mark in its place.

    A stream of plain ASCII is one whose locale was never set: the terminal behind it almost surely reads UTF-8.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            unset = codecs.lookup(stream.encoding).name == "ascii"
            stream.reconfigure(encoding="utf-8" if unset else None, errors="replace")


def holds_every_character() -> bool:
    """Whether standard output can carry any text without loss."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return codecs.lookup(encoding).name.startswith("utf")


def flush() -> None:
    """Send what is still held back, so that a closed pipe or a full disk is met here and not while leaving."""
    if sys.stdout is not None:
        sys.stdout.flush()


def drop_output() -> None:
    """Throw away whatever is printed from now on; what is held back would fail again at the end."""
    if sys.stdout is None:
        return
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # no real file behind it, as in a test
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - stays open until the end


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody looks at this stream as it is written."""
    return stream is not None and stream.isatty()
