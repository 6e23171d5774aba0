"""A run folder that is not what was written, told with the file that is wrong; nothing of it is shown."""

from collections.abc import Iterable

from storage_model.problems import Problem, RejectedError

AGAIN = "run the case again; a changed result cannot be told from a wrong one"


class DamagedRunError(RejectedError):
    """A folder that is no complete, untouched run; carries every problem found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.text() for problem in self.problems))


def damaged(code: str, place: object, got: str, expected: str, *, likely: str = "", fix: str = AGAIN) -> Problem:
    """Return what is wrong with one file of a run."""
    return Problem(code=code, place=str(place), got=got, expected=expected, likely=likely, fix=fix)
