"""The answer in a sentence, for the screen and for the page."""

from storage_model.cases.answer import TOGETHER, CaseAnswer, ProjectAnswer
from storage_model.words.answer_words import assumed_words, checks_words, rate_sentence
from storage_model.words.assumptions import count_inputs
from storage_model.words.format import shown_in_both
from storage_model.words.label import Label, text
from storage_model.words.labels.lookup import summary_label
from storage_model.words.tables.checks import all_checks


def verdict_sentence(project: ProjectAnswer) -> Label:
    """Return the verdict of one project: its return after tax against the hurdle."""
    found = project.finance.indicators["irr_project_after_tax_frac"]
    return rate_sentence(found.value, found.state, project.hurdle_frac, project.verdict)


def named_verdict(project: ProjectAnswer) -> Label:
    """Return the verdict of one project with its name in front."""
    verdict = verdict_sentence(project)
    return text(f"{project.title_zh} — {verdict.zh}", f"{project.title_en} — {verdict.en}")


def together_first(answer: CaseAnswer) -> tuple[ProjectAnswer, ...]:
    """Return all projects together, then each project, as every table shows them."""
    rest = [project for name, project in answer.projects.items() if name != TOGETHER]
    return (answer.projects[TOGETHER], *rest)


def shown_projects(answer: CaseAnswer) -> tuple[ProjectAnswer, ...]:
    """Return the projects that need a column of their own: one project alone is all of them together."""
    projects = together_first(answer)
    return projects[1:] if len(projects) == 2 else projects


def project_title(project: ProjectAnswer) -> Label:
    """Return the name of a project."""
    return text(project.title_zh, project.title_en)


def indicator_text(project: ProjectAnswer, key: str) -> Label:
    """Return an indicator with its unit, or why it has no value, in both languages."""
    found, unit = project.finance.indicators[key], summary_label(key).unit
    return shown_in_both(found.value, unit, found.state)


def checks_badge(answer: CaseAnswer) -> Label:
    """Return how many laws the answer keeps and how near the optimum it is proved to be."""
    return checks_words(len(all_checks(answer).checks), answer.dispatch.certificate.gap_frac)


def assumed_badge(answer: CaseAnswer) -> Label:
    """Return how much of the input no document stands behind."""
    count = count_inputs(answer.scenario)
    return assumed_words(count.all, count.assumed)
