"""A formula said once: as the text a spreadsheet reads and as the value it has, column by column.

A column is a year, counted from 0. Text and value come from the same tree, so a cell's stored value is what its own
formula gives. Values are numbers, or words where there is no number.
"""

import operator
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

Value = float | str

_COMPARE, _ADD, _TIMES, _POWER, _ATOM = range(5)


class Formula(ABC):
    """What may stand in a cell; `level` says how tightly it binds."""

    __slots__ = ()
    level: int = _ATOM

    @abstractmethod
    def at(self, column: int) -> Value:
        """Return the value in a column."""

    @abstractmethod
    def text(self, column: int, sheet: str) -> str:
        """Return the text of the formula for a cell of a sheet in a column, without the equals sign."""

    def number(self, column: int) -> float:
        """Return the value, words counting as an error."""
        value = self.at(column)
        if isinstance(value, str):
            raise TypeError(f"{value!r} where a number is needed")
        return value

    def __add__(self, other: "Formula | float") -> "Formula":
        return _sum(self, formula(other), "+")

    def __radd__(self, other: "Formula | float") -> "Formula":
        return _sum(formula(other), self, "+")

    def __sub__(self, other: "Formula | float") -> "Formula":
        return _sum(self, formula(other), "-")

    def __rsub__(self, other: "Formula | float") -> "Formula":
        return _sum(formula(other), self, "-")

    def __mul__(self, other: "Formula | float") -> "Formula":
        return Binary("*", self, formula(other))

    def __rmul__(self, other: "Formula | float") -> "Formula":
        return Binary("*", formula(other), self)

    def __truediv__(self, other: "Formula | float") -> "Formula":
        return Binary("/", self, formula(other))

    def __rtruediv__(self, other: "Formula | float") -> "Formula":
        return Binary("/", formula(other), self)

    def __pow__(self, other: "Formula | float") -> "Formula":
        return Binary("^", self, formula(other))

    def __neg__(self) -> "Formula":
        return Binary("-", Constant(0.0), self)

    def __gt__(self, other: "Formula | float") -> "Formula":
        return Binary(">", self, formula(other))

    def __ge__(self, other: "Formula | float") -> "Formula":
        return Binary(">=", self, formula(other))

    def __lt__(self, other: "Formula | float") -> "Formula":
        return Binary("<", self, formula(other))

    def __le__(self, other: "Formula | float") -> "Formula":
        return Binary("<=", self, formula(other))

    def equals(self, other: "Formula | float | str") -> "Formula":
        """Return whether both are the same."""
        return Binary("=", self, formula(other))

    def differs(self, other: "Formula | float | str") -> "Formula":
        """Return whether they are not the same."""
        return Binary("<>", self, formula(other))


class Constant(Formula):
    """A number or words."""

    __slots__ = ("level", "value")

    def __init__(self, value: Value) -> None:
        self.value = value if isinstance(value, str) else float(value)
        self.level = _ADD if not isinstance(value, str) and value < 0 else _ATOM

    def at(self, column: int) -> Value:
        del column
        return self.value

    def text(self, column: int, sheet: str) -> str:
        del column, sheet
        if isinstance(self.value, str):
            return '"' + self.value.replace('"', '""') + '"'
        return str(int(self.value)) if self.value == int(self.value) else repr(self.value)


ZERO: Final = Constant(0.0)
BLANK: Final = Constant("")


def formula(value: "Formula | float | str") -> Formula:
    """Return a formula of anything an operand may be."""
    return value if isinstance(value, Formula) else Constant(value)


def added(parts: "Iterable[Formula | float]") -> Formula:
    """Return the sum of formulas, 0 for none."""
    total: Formula = ZERO
    for part in parts:
        total = total + part
    return total


def _sum(left: Formula, right: Formula, sign: str) -> Formula:
    if _is_zero(right):
        return left
    if _is_zero(left) and sign == "+":
        return right
    return Binary(sign, left, right)


def _is_zero(one: Formula) -> bool:
    return isinstance(one, Constant) and one.value == 0.0 and not isinstance(one.value, str)


_OPERATORS: Final[dict[str, tuple[int, Callable[[Any, Any], Any]]]] = {
    "+": (_ADD, operator.add),
    "-": (_ADD, operator.sub),
    "*": (_TIMES, operator.mul),
    "/": (_TIMES, operator.truediv),
    "^": (_POWER, operator.pow),
    ">": (_COMPARE, operator.gt),
    ">=": (_COMPARE, operator.ge),
    "<": (_COMPARE, operator.lt),
    "<=": (_COMPARE, operator.le),
    "=": (_COMPARE, operator.eq),
    "<>": (_COMPARE, operator.ne),
}


class Binary(Formula):
    """Two formulas with an operator between them."""

    __slots__ = ("_act", "left", "level", "right", "sign")

    def __init__(self, sign: str, left: Formula, right: Formula) -> None:
        self.sign, self.left, self.right = sign, left, right
        self.level, self._act = _OPERATORS[sign]

    def at(self, column: int) -> Value:
        value: Value = self._act(self.left.at(column), self.right.at(column))
        return value

    def text(self, column: int, sheet: str) -> str:
        left, right = self.left.text(column, sheet), self.right.text(column, sheet)
        if right == "0" and self.sign in "+-":
            return left if self.left.level >= self.level else f"({left})"
        if self.left.level < self.level or self.left.level == self.level == _COMPARE:
            left = f"({left})"
        if self.right.level < self.level or (self.right.level == self.level and self.sign not in "+*"):
            right = f"({right})"
        return f"{left}{self.sign}{right}"


class Span(ABC):
    """Neighbouring cells of one row or column, as functions take them."""

    __slots__ = ()

    @abstractmethod
    def values(self, column: int) -> Sequence[Value]:
        """Return the values seen from a column."""

    @abstractmethod
    def text(self, column: int, sheet: str) -> str:
        """Return the address seen from a column."""
