"""Ctrl-C while many cases run: once ends after those that run, twice ends at once."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from storage_model.cases.many.run import Stop


@contextmanager
def stopping(stop: "Stop") -> Iterator[None]:
    """Turn the first interrupt, or a polite request to end, into a word to `stop`; the second is an interrupt."""

    def heard(number: int, frame: FrameType | None) -> None:
        del number, frame
        if stop.asked:
            raise KeyboardInterrupt
        stop.asked = True
        click.echo(
            "\n正在结束已开始的方案，再按一次立即停止 · finishing the cases that run; once more stops at once", err=True
        )

    before = {number: signal.signal(number, heard) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
