"""A problem between several keys, written without its place; the place follows from the key."""

from dataclasses import replace

from storage_model.problems import Problem
from storage_model.scenario.reading.tree import Branch, KeyPath, deepest, dotted


def error(code: str, path: KeyPath, got: str, expected: str, fix: str) -> Problem:
    """Return what makes a case unusable."""
    return Problem(code=code, place="", key=dotted(path), got=got, expected=expected, fix=fix)


def warning(code: str, path: KeyPath, got: str, expected: str, fix: str, likely: str = "") -> Problem:  # noqa: PLR0917
    """Return what looks odd and is let through."""
    found = error(code, path, got, expected, fix)
    return replace(found, severity="warning", likely=likely)


def in_place(problem: Problem, tree: Branch) -> Problem:
    """Return the problem with the place of its key."""
    return replace(problem, place=deepest(tree, tuple(problem.key.split("."))).place)
