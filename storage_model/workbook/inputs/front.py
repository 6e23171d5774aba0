"""How every number of a project's evaluation is made from the input sheet and the yearly results of the dispatch.

The same algebra as `cases.project_numbers`; a number with no entry here stands in a cell of its own.
"""

from dataclasses import dataclass

from storage_model.assets.standing import Purchase
from storage_model.scenario.finance_terms import ProjectTerms
from storage_model.scenario.scenario import Scenario
from storage_model.words.label import Label
from storage_model.workbook.block import Course
from storage_model.workbook.formula import Formula
from storage_model.workbook.grid import Row, Single
from storage_model.workbook.inputs.gather import factor_key
from storage_model.workbook.inputs.sheet import InputSheet
from storage_model.workbook.terms.numbers import Known

Entry = tuple[str, Known]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeteredRow:
    """A stream of the operating years on the yearly sheet: what the dispatch earned, after the reader's factors."""

    label: Label
    made: Formula


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """One project: its terms as people wrote them, the input cells, and its metered streams."""

    name: str
    scenario: Scenario
    inputs: InputSheet
    course: Course
    revenue: tuple[MeteredRow, ...]
    costs: tuple[MeteredRow, ...]
    out_mwh: Row
    purchases: tuple[Purchase, ...]

    @property
    def terms(self) -> ProjectTerms:
        """The terms as people wrote them."""
        return self.scenario.projects[self.name]

    def cell(self, path: str) -> Single:
        """Return the input cell of a key below the project."""
        return self.inputs.cells[f"projects.{self.name}.{path}"]

    def factor(self, what: str) -> Single:
        """Return one of the factors the reader may play with."""
        return self.inputs.cells[factor_key(self.name, what)]

    def line(self, path: str, zh: str, en: str, title: Label | None = None) -> Known:
        """Return a number that is just an input cell."""
        made = self.inputs.cells.get(f"projects.{self.name}.{path}")
        words = Label(zh=zh, en=en) if title is None else Label(zh=f"{title.zh}：{zh}", en=f"{title.en}: {en}")
        return Known(label=words, made=made)


def title_of(record: object) -> Label:
    """Return the title of an entry that people named."""
    title = record.title  # type: ignore[attr-defined]  # every named entry has one
    return Label(zh=title.zh, en=title.en)
