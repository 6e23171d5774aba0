"""What is wrong with one data file: each kind of slip once, with its number of places and the first three."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from storage_model.problems import Problem

# The place of a problem that lies in what was declared, not in the data file; the caller knows where that stands.
IN_THE_DECLARATION = ""
SHOWN = 3


@dataclass(slots=True, kw_only=True)
class Findings:
    """The problems of one file so far; `shown` is the path its user knows."""

    shown: str
    problems: list[Problem] = field(default_factory=list)

    @property
    def broken(self) -> bool:
        """Whether anything found forbids using the file."""
        return any(problem.severity == "error" for problem in self.problems)

    def error(self, code: str, got: str, expected: str, fix: str, likely: str = "") -> None:
        """Note what makes the data unusable."""
        self.problems.append(Problem(code=code, place=self.shown, got=got, expected=expected, likely=likely, fix=fix))

    def warning(self, code: str, got: str, expected: str, fix: str, likely: str = "") -> None:
        """Note what looks odd and is let through."""
        odd = Problem(code=code, place=self.shown, got=got, expected=expected, likely=likely, fix=fix)
        self.problems.append(replace(odd, severity="warning"))

    def declared(self, key: str, code: str, got: str, expected: str, fix: str) -> None:
        """Note what is wrong with the words about the file, rather than the file; `key` is the word."""
        self.problems.append(Problem(code=code, place=IN_THE_DECLARATION, key=key, got=got, expected=expected, fix=fix))


def places(found: Sequence[tuple[int, str]], count: int | None = None) -> str:
    """Return the first rows of a slip with what they hold, and how many more of the `count` there are."""
    first = ", ".join(f"row {row}: {words}" for row, words in found[:SHOWN])
    more = (len(found) if count is None else count) - SHOWN
    return first + (f" … and {more} more" if more > 0 else "")
