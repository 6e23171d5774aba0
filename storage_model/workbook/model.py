"""Everything the workbook computes, before any of it is written."""

from dataclasses import dataclass

from storage_model.cases.answer import TOGETHER, CaseAnswer, ProjectAnswer
from storage_model.words.label import Label
from storage_model.workbook.core import Core, build_core
from storage_model.workbook.inputs.gather import gather
from storage_model.workbook.inputs.known_money import known_numbers
from storage_model.workbook.inputs.sheet import InputSheet
from storage_model.workbook.inputs.yearly import Yearly, add_project, yearly_sheet
from storage_model.workbook.part import Told
from storage_model.workbook.sheet import YearSheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """The sheets of one case; `first_year` is the calendar year of the first column."""

    answer: CaseAnswer
    inputs: InputSheet
    yearly: YearSheet
    core: Core
    first_year: int


def model_of(answer: CaseAnswer) -> Model:
    """Return the sheets of an answer."""
    apart = [project for name, project in answer.projects.items() if name != TOGETHER]
    inputs, bare = gather(answer.scenario), [_told(project) for project in apart]
    yearly = yearly_sheet(bare[0].years)
    told = []
    for one in bare:
        front = add_project(Yearly(sheet=yearly, answer=answer, inputs=inputs, project=one.name, course=one.course))
        told.append(Told(name=one.name, title=one.title, result=one.result, known=known_numbers(front)))
    together = _told(answer.projects[TOGETHER]) if len(told) > 1 else None
    return Model(
        answer=answer,
        inputs=inputs,
        yearly=yearly,
        core=build_core(told, together),
        first_year=answer.lifetime.calendar_years[-1] - bare[0].years + 1,
    )


def _told(project: ProjectAnswer) -> Told:
    title = Label(zh=project.title_zh, en=project.title_en, unit="none")
    return Told(name=project.name, title=title, result=project.finance)
