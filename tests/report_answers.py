"""One verified answer of the shipped base case on a made-up year of hours, and variations of it."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from storage_model.cases.answer import CaseAnswer
from storage_model.cases.run_case import run_case
from tests.bad_inputs.site import case_of, make_site
from tests.kept import kept_folder

HOSTILE = "</script><script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">"


_FOLDER = kept_folder("report-")


def project_folder() -> Path:
    """Return the folder that holds `inputs/` of the small answer."""
    return _FOLDER


@lru_cache(maxsize=1)
def small_answer() -> CaseAnswer:
    """Return the answer of the base case with one number changed by a delta (availability 0.96)."""
    cases = make_site(project_folder())
    case = case_of(cases, "deltas:\n  careful:\n    assets.station.availability_frac: 0.96\n", "careful.yaml")
    return run_case(case)


def titled(answer: CaseAnswer, words: str) -> CaseAnswer:
    """Return the answer of a case, and of projects, called by these words in both languages."""
    title = answer.scenario.title.model_copy(update={"zh": words, "en": words})
    projects = {name: replace(project, title_zh=words, title_en=words) for name, project in answer.projects.items()}
    return replace(answer, scenario=replace(answer.scenario, title=title), projects=projects)


def with_first_year(answer: CaseAnswer, **changed: object) -> CaseAnswer:
    """Return the answer with parts of its first operating year exchanged."""
    first, *later = answer.life.years
    return replace(answer, life=replace(answer.life, years=(replace(first, **changed), *later)))  # type: ignore[arg-type]


def with_indicators(answer: CaseAnswer, project: str, changed: Mapping[str, tuple[float | None, str]]) -> CaseAnswer:
    """Return the answer with some indicators of one project given another value and state."""
    old = answer.projects[project]
    known = old.finance.indicators
    new = {key: replace(known[key], value=value, state=state, roots=()) for key, (value, state) in changed.items()}
    finance = replace(old.finance, indicators={**known, **new})
    return replace(answer, projects={**answer.projects, project: replace(old, finance=finance)})
