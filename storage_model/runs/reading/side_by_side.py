"""Runs side by side: the same indicators, a column for each run, from their files alone."""

from collections.abc import Mapping
from typing import Any

from storage_model.runs.reading.screen_tables import MAIN, ScreenTable
from storage_model.words.answer_words import projects_of, value_words
from storage_model.words.format import VERDICTS, percent
from storage_model.words.label import Lang
from storage_model.words.labels.lookup import summary_label

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
    rows = [
        (summary_label("verdict").of(lang), *(VERDICTS[numbers["verdict"]].of(lang) for numbers in found.values())),
        (summary_label("hurdle_frac").of(lang), *(percent(numbers["hurdle_frac"]) for numbers in found.values())),
    ]
    for key in MAIN:
        cells = (value_words(numbers, key, lang) for numbers in found.values())
        rows.append((summary_label(key).of(lang), *cells))
    strong = tuple(place == 0 for place in range(len(rows)))
    return ScreenTable(title="", head=("", *found), rows=tuple(rows), strong=strong)
