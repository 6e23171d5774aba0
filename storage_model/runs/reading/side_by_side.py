"""Runs side by side: the same indicators, a column for each run, from their files alone."""

from collections.abc import Mapping
from typing import Any

from storage_model.runs.reading.screen_tables import ScreenTable, indicator_rows, main_of
from storage_model.words.answer_words import projects_of
from storage_model.words.label import Lang

Summaries = Mapping[str, Mapping[str, Any]]


def numbers_of(summaries: Summaries, project: str) -> dict[str, Mapping[str, Any]]:
    """Return the numbers of one project in each run; LookupError names a run that has no such project."""
    found = {}
    for name, summary in summaries.items():
        projects = projects_of(summary)
        if project not in projects:
            raise LookupError(f"{name} has no project {project!r}, but {', '.join(projects)}")
        found[name] = projects[project][1]
    return found


def side_by_side(summaries: Summaries, project: str, lang: Lang) -> ScreenTable:
    """Return verdict, hurdle and main indicators of one project, a column for each run."""
    found = numbers_of(summaries, project)
    columns = list(found.values())
    rows = indicator_rows(columns, main_of(columns), lang)
    strong = tuple(place == 0 for place in range(len(rows)))
    return ScreenTable(title="", head=("", *found), rows=rows, strong=strong)
