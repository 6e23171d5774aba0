"""Which stage a command is in, on standard error: a line that moves on a terminal, one line a stage elsewhere."""

import logging
import sys
from collections.abc import Callable
from time import perf_counter
from types import TracebackType
from typing import Self

import click

# Where the dispatch tells what takes long.
TOLD_BY = "storage_model.dispatch.solver.patience"

# A stage shorter than this says nothing of its course where nobody sees a line move [s].
QUIET_S = 2.0


class _Heard(logging.Handler):
    """Hands on what a stage tells."""

    def __init__(self, note: Callable[[str], None]) -> None:
        super().__init__(logging.INFO)
        self._note = note

    def emit(self, record: logging.LogRecord) -> None:
        """Say it."""
        self._note(record.getMessage())


class Progress:
    """Names the stages of a command as they begin and measures what each took [s]."""

    def __init__(self, *, silent: bool) -> None:
        self._silent = silent
        self._moving = sys.stderr.isatty()
        self._name, self._since = "", perf_counter()
        self._times_s: dict[str, float] = {}
        self._heard, self._level = _Heard(self.note), logging.NOTSET

    def __enter__(self) -> Self:
        if not self._silent:
            teller = logging.getLogger(TOLD_BY)
            self._level = teller.level
            teller.setLevel(logging.INFO)
            teller.addHandler(self._heard)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._silent:
            teller = logging.getLogger(TOLD_BY)
            teller.removeHandler(self._heard)
            teller.setLevel(self._level)
        if self._moving and not self._silent:
            click.echo("\r\033[K", nl=False, err=True)

    def note(self, words: str) -> None:
        """Say something of the running stage that stays to be read, on a line of its own."""
        if not self._silent:
            click.echo(f"\r\033[K{words}" if self._moving else words, err=True)

    def stage(self, name: str) -> None:
        """Say that a stage begins; the one before it has ended."""
        self._close()
        self._name = name
        if not self._silent:
            click.echo(f"\r\033[K{name} …" if self._moving else name, nl=not self._moving, err=True)

    def tick(self, done: int, whole: int, note: str = "", *, began: int = 0) -> None:
        """Say how far the running stage is: on a terminal at once, elsewhere about every tenth of a long stage.

        `began` were done before the stage; a `note` stands behind the time that is left.
        """
        if self._silent or done >= whole or done <= began:
            return
        passed_s = perf_counter() - self._since
        left_s = passed_s / (done - began) * (whole - done)
        words = f"{self._name} … {done}/{whole}，约剩 · about {left_s:.0f} s left{note}"
        if self._moving:
            click.echo(f"\r\033[K{words}", nl=False, err=True)
        elif passed_s > QUIET_S and int(10 * done / whole) > int(10 * (done - 1) / whole):
            click.echo(words, err=True)

    def done(self) -> dict[str, float]:
        """End the running stage; return what every stage took [s]."""
        self._close()
        return dict(self._times_s)

    def _close(self) -> None:
        now = perf_counter()
        if self._name:
            self._times_s[self._name] = round(now - self._since, 3)
        self._name, self._since = "", now
