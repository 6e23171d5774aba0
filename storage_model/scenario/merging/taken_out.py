"""`null` for what is not there: a name that is misspelt takes nothing out, and what was meant stays."""

from storage_model.problems import Problem
from storage_model.scenario.model import Case
from storage_model.scenario.reading.nearest import nearest
from storage_model.scenario.reading.tree import Branch, KeyPath, dotted, find
from storage_model.scenario.validation.shape import record_at

# What a case file has and no record does.
_OF_THE_CASE_FILE = {"deltas", "project"}


def nothing_there(tree: Branch, path: KeyPath, place: str) -> Problem | None:
    """Return the slip of taking out what a tree lacks, where the name is like one it has or no record knows it.

    A name like no other may stay: one case may be laid over several, of which some have what it takes out.
    """
    above, key = find(tree, path[:-1]), path[-1]
    if not isinstance(above, Branch) or key in above.children or path[0] in _OF_THE_CASE_FILE:
        return None
    record = record_at(Case, tree, path[:-1])
    known = [*above.children] if record is None else [*record.model_fields]
    near = nearest(key, known)
    if key in known or (record is None and not near):
        return None
    ways = " or ".join(f"`{dotted((*path[:-1], one))}: null`" for one in near.split(" or "))
    return Problem(
        code="E111",
        place=place,
        key=dotted(path),
        got=f"nothing called {key!r} to take out",
        expected="one of " + ", ".join(known),
        fix=f"write {ways}" if near else "remove it",
    )
