"""One slip of the catalogue: how it comes about, and all that its user has to be told."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

Words = Sequence[object]
# Given the folder `inputs/cases` of a project, makes the slip and returns the command line that meets it.
Make = Callable[[Path], Words]

_HEAD = re.compile(r"^(?:警告 · warning )?([EPW]\d{3}) (.*)$")
_ROW = re.compile(r"^    (?:给出|应为|可能|改法|处理) (got|expected|likely|fix|remedy) +(.*)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A wrong input and what has to be said about it, each a piece of the words on standard error."""

    name: str
    make: Make
    code: str
    place: str
    got: str
    fix: str
    likely: str = ""
    status: int = 3


@dataclass(slots=True)
class Told:
    """One problem as it stands on the screen."""

    code: str
    place: str
    words: dict[str, str] = field(default_factory=dict)


def told_in(text: str) -> Iterator[Told]:
    """Yield the problems a command has printed."""
    problem, row = None, ""
    for line in text.splitlines():
        if head := _HEAD.match(line):
            if problem:
                yield problem
            problem, row = Told(head[1], head[2]), ""
        elif problem and (said := _ROW.match(line)):
            row = said[1]
            problem.words[row] = said[2]
        elif problem and row:  # what came had a line end in it
            problem.words[row] += "\n" + line
    if problem:
        yield problem
