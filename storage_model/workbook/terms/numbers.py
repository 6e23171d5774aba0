"""From the numbers an evaluation was given to cells: a formula over the inputs where it makes just that number.

Where none is known, or it makes another number than the evaluation used, the number itself stands in the cell, so that
what follows is right in any case.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isclose

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.timeline import Amount
from storage_model.units import YUAN_PER_WAN_YUAN
from storage_model.words.label import Label, Unit
from storage_model.workbook.block import Block
from storage_model.workbook.formula import Constant, Formula
from storage_model.workbook.grid import Row

_SAME = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What an input sheet knows of a number: its words, and the formula that makes it, if any."""

    label: Label
    made: Formula | None = None


@dataclass(slots=True, kw_only=True)
class Numbers:
    """Cells for the numbers of one project, by their path in the evaluation's terms (`loans.0.share_frac`)."""

    block: Block
    known: Mapping[str, Known]
    unmade: list[str] = field(default_factory=list)
    """numbers whose formula made another one, or of which nothing is known: they hold what the evaluation was told"""

    def one(self, path: str, label: Label, value: Amount) -> Formula:
        """Return a single number: the input's cell, or a cell of its own."""
        number = _shown(float(np.asarray(value)), label.unit)
        known = self.known.get(path)
        if known is not None and known.made is not None:
            if _same(known.made.number(0), number):
                return known.made
            self.unmade.append(f"{label.zh} {label.en}")
        words = label if known is None else known.label
        return self.block.single(words.zh, words.en, Constant(number), label.unit, look="input")

    def yearly(self, path: str, label: Label, values: Amount, over: range) -> Row:
        """Return a row over some years: made by the inputs, or given."""
        numbers = [_shown(one, label.unit) for one in _spread(values, len(over)).tolist()]
        known = self.known.get(path)
        words = label if known is None else known.label
        if known is not None and known.made is not None:
            if all(_same(known.made.number(column), one) for column, one in zip(over, numbers, strict=True)):
                named = Label(zh=words.zh, en=words.en, unit=label.unit)
                return self.block.sheet.line(named, known.made, over=over, summed=label.unit == "yuan")
            self.unmade.append(f"{words.zh} {words.en}")
        elif label.unit == "yuan" and self.known and any(numbers):
            self.unmade.append(f"{words.zh} {words.en}")
        return self.block.given(words.zh, words.en, numbers, first=over[0], unit=label.unit)


def _spread(values: Amount, years: int) -> FloatArray:
    return np.broadcast_to(np.asarray(values, dtype=np.float64), (years,))


def _shown(value: float, unit: Unit) -> float:
    return value / YUAN_PER_WAN_YUAN if unit == "yuan" else value


def _same(made: float, given: float) -> bool:
    return isclose(made, given, rel_tol=_SAME, abs_tol=_SAME)
