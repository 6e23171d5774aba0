"""The input sheet: one line for each number of the case, with its unit, its source and its key."""

from dataclasses import dataclass, field
from typing import Final, Literal

from storage_model.words.label import Label
from storage_model.workbook.formula import Constant, Formula
from storage_model.workbook.grid import Look, Single
from storage_model.workbook.inputs.names import cell_name

NAME: Final = "假设 Inputs"
HEAD_LINES: Final = 4
VALUE_LETTER: Final = "C"
Rule = Literal["share", "rate", "years", "amount", "any"]
"""what a cell may hold: 0 to 1; above −1; whole years; zero or more; any number"""


@dataclass(frozen=True, slots=True, kw_only=True)
class InputLine:
    """One number; `origin` says who set it where that is not the base case."""

    cell: Single
    label: Label
    unit: str
    number_format: str
    rule: Rule
    source: str = ""
    key: str = ""
    assumed: bool = False
    origin: str = ""

    @property
    def live(self) -> bool:
        """Whether the statements of this workbook follow the cell."""
        return self.cell.used and self.cell.look == "input"


@dataclass(frozen=True, slots=True)
class InputBand:
    """A line that names a part of the input."""

    label: Label


@dataclass(slots=True, kw_only=True)
class InputSheet:
    """Lines from top to bottom, and the cells by key."""

    name: str = NAME
    lines: list[InputLine | InputBand] = field(default_factory=list)
    cells: dict[str, Single] = field(default_factory=dict)
    _names: set[str] = field(default_factory=set)

    def band(self, label: Label) -> None:
        """Add a line of words."""
        self.lines.append(InputBand(label))

    def number(
        self,
        key: str,
        label: Label,
        value: Formula | float,
        *,
        unit: str,
        number_format: str,
        rule: Rule,
        look: Look = "input",
        source: str = "",
        assumed: bool = False,
        origin: str = "",
    ) -> Single:
        """Add a number under a key."""
        name = cell_name(key, self._names)
        self._names.add(name.casefold())
        given = value if isinstance(value, Formula) else Constant(value)
        cell = Single(self.name, HEAD_LINES + len(self.lines), VALUE_LETTER, given, look=look, name=name)
        self.cells[key] = cell
        self.lines.append(
            InputLine(
                cell=cell,
                label=label,
                unit=unit,
                number_format=number_format,
                rule=rule,
                source=source,
                key=key,
                assumed=assumed,
                origin=origin,
            )
        )
        return cell
