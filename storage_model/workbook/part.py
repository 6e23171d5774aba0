"""One financed project as the workbook is told of it, or all of them together."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from storage_model.finance.consolidate import Part
from storage_model.finance.evaluate import FinanceResult
from storage_model.words.label import Label
from storage_model.workbook.block import Course
from storage_model.workbook.terms.numbers import Known


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A project and what came out; `known` maps paths of its numbers to the input cells that make them."""

    name: str
    title: Label
    result: FinanceResult
    known: Mapping[str, Known] = field(default_factory=dict)

    @property
    def part(self) -> Part:
        """The numbers of the evaluation; of all together, those of the first project."""
        return self.result.parts[0]

    @property
    def course(self) -> Course:
        """Its years among those of the site."""
        timeline = self.part.terms.timeline
        return Course(first=self.part.before, build=timeline.construction_years, run=timeline.operating_years)

    @property
    def years(self) -> int:
        """Years of the site's calendar."""
        return self.part.before + self.part.terms.timeline.periods + self.part.after
