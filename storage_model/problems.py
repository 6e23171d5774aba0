"""What can go wrong, said to the person who can mend it; every error knows its exit status."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from storage_model.problem_phrases import chinese_of
from storage_model.problem_remedies import REMEDIES
from storage_model.problem_words import MEANINGS, ROWS


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One slip in the input: where it is, what came, what is allowed, the likely cause, the fix."""

    code: str
    place: str
    got: str
    expected: str
    key: str = ""
    likely: str = ""
    fix: str = ""
    severity: Literal["error", "warning"] = "error"

    def text(self) -> str:
        """Return the problem as the lines a user reads."""
        where = f"{self.place} · {self.key}" if self.key else self.place
        meaning = MEANINGS.get(self.code)
        head = f"{self.code} {where}" if meaning is None else f"{self.code} {where} · {meaning}"
        told = {
            "got": _both(self.got),
            "expected": _both(self.expected),
            "likely": self.likely,
            "fix": self.fix,
            "remedy": REMEDIES.get(self.code, ""),
        }
        rows = [(zh, en, told[en]) for en, zh in ROWS]
        return "\n".join([head, *(f"    {zh} {en:<8} {words}" for zh, en, words in rows if words)])


def _both(words: str) -> str:
    """Return an ordinary phrase in both languages, anything else as it is."""
    chinese = chinese_of(words)
    return f"{words} · {chinese}" if chinese else words


class StorageModelError(Exception):
    """A failure with a known meaning; `exit_status` is what the command line returns."""

    exit_status = 1


class InputError(StorageModelError):
    """The input cannot be used; carries every problem found, never only the first."""

    exit_status = 3

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.text() for problem in self.problems))


class InfeasibleError(StorageModelError):
    """No schedule satisfies the limits."""

    exit_status = 4


class UnboundedError(InfeasibleError):
    """Schedules exist, and nothing bounds the income."""


class SolverStoppedError(StorageModelError):
    """The solver ended without an answer that can be used."""

    exit_status = 5


class RejectedError(StorageModelError):
    """An answer failed its audit and is not a result."""

    exit_status = 6


class CasesFailedError(StorageModelError):
    """A sweep has ended, and some of its cases have no answer."""

    exit_status = 7


class MissingPartError(StorageModelError):
    """The machine lacks something: disk space, a lock, an optional package."""

    exit_status = 8
