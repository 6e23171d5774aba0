"""The few functions the workbook uses; all of them are known to WPS and to Excel since 2007."""

from collections.abc import Callable, Sequence

import numpy as np

from storage_model.finance.indicators.rates import irr_of_one, mirr
from storage_model.workbook.formula import Constant, Formula, Span, Value, formula

Argument = Formula | Span
Numbers = list[float]


class Call(Formula):
    """A function of formulas and spans; `act` is told the numbers among its arguments, words left out."""

    __slots__ = ("_act", "arguments", "name")

    def __init__(self, name: str, arguments: Sequence[Argument], act: Callable[[list[Numbers]], Value]) -> None:
        self.name, self.arguments, self._act = name, tuple(arguments), act

    def at(self, column: int) -> Value:
        return self._act([_numbers(argument, column) for argument in self.arguments])

    def text(self, column: int, sheet: str) -> str:
        return f"{self.name}({','.join(argument.text(column, sheet) for argument in self.arguments)})"


def _numbers(argument: Argument, column: int) -> Numbers:
    values = argument.values(column) if isinstance(argument, Span) else (argument.at(column),)
    return [value for value in values if not isinstance(value, str)]


class If(Formula):
    """One formula or another; only the one that counts is ever computed."""

    __slots__ = ("condition", "no", "yes")

    def __init__(self, condition: Formula, yes: Formula, no: Formula) -> None:
        self.condition, self.yes, self.no = condition, yes, no

    def at(self, column: int) -> Value:
        return self.yes.at(column) if self.condition.at(column) else self.no.at(column)

    def text(self, column: int, sheet: str) -> str:
        parts = (self.condition, self.yes, self.no)
        return f"IF({','.join(part.text(column, sheet) for part in parts)})"


def if_(condition: Formula, yes: Formula | float | str, no: Formula | float | str) -> Formula:
    """Return `yes` where the condition holds, `no` elsewhere."""
    return If(condition, formula(yes), formula(no))


def all_of(*conditions: Formula) -> Formula:
    """Return whether every condition holds."""
    return Call("AND", conditions, lambda found: all(value for values in found for value in values))


def any_of(*conditions: Formula) -> Formula:
    """Return whether one of the conditions holds."""
    return Call("OR", conditions, lambda found: any(value for values in found for value in values))


def total(*spans: Argument) -> Formula:
    """Return the sum of all numbers."""
    return Call("SUM", spans, lambda found: sum(value for values in found for value in values))


def least(*arguments: Argument | float) -> Formula:
    """Return the least number, 0 where there is none."""
    return Call("MIN", _all(arguments), lambda found: min((v for values in found for v in values), default=0.0))


def most(*arguments: Argument | float) -> Formula:
    """Return the greatest number, 0 where there is none."""
    return Call("MAX", _all(arguments), lambda found: max((v for values in found for v in values), default=0.0))


def size(argument: Formula) -> Formula:
    """Return the number without its sign."""
    return Call("ABS", (argument,), lambda found: abs(found[0][0]))


def count(span: Span) -> Formula:
    """Return how many numbers there are."""
    return Call("COUNT", (span,), lambda found: float(len(found[0])))


def mean(span: Span) -> Formula:
    """Return the mean of the numbers."""
    return Call("AVERAGE", (span,), lambda found: sum(found[0]) / len(found[0]))


def products(one: Span, other: Span) -> Formula:
    """Return the sum of the products of two spans, cell by cell."""
    return Call("SUMPRODUCT", (one, other), lambda found: sum(a * b for a, b in zip(*found, strict=True)))


def picked(span: Span, place: Formula) -> Formula:
    """Return the number at a place of a span, 1 the first."""
    return Call("INDEX", (span, place), lambda found: found[0][round(found[1][0]) - 1])


def present_value(rate: Formula, flows: Span) -> Formula:
    """Return the flows discounted, the first of them once."""

    def act(found: list[Numbers]) -> float:
        growth, worth = 1.0 + found[0][0], 0.0
        for flow in reversed(found[1]):
            worth = (worth + flow) / growth
        return worth

    return Call("NPV", (rate, flows), act)


def _all(arguments: Sequence[Argument | float]) -> tuple[Argument, ...]:
    return tuple(Constant(one) if isinstance(one, int | float) else one for one in arguments)


def is_number(argument: Formula) -> Formula:
    """Return whether a cell holds a number and not words."""
    return Call("ISNUMBER", (argument,), lambda found: bool(found[0]))


def count_from_zero(span: Span) -> Formula:
    """Return how many numbers are zero or more."""
    return _CountIf(span)


class _CountIf(Formula):
    __slots__ = ("span",)

    def __init__(self, span: Span) -> None:
        self.span = span

    def at(self, column: int) -> Value:
        return float(sum(value >= 0 for value in _numbers(self.span, column)))

    def text(self, column: int, sheet: str) -> str:
        return f'COUNTIF({self.span.text(column, sheet)},">=0")'


def rate_of_return(flows: Span, guess: Formula) -> Formula:
    """Return the rate at which the flows are worth nothing, searched from a guess; its value is the evaluation's."""

    def act(found: list[Numbers]) -> float:
        return irr_of_one(np.array(found[0])).value or 0.0

    return Call("IRR", (flows, guess), act)


def modified_rate(flows: Span, finance: Formula, reinvest: Formula) -> Formula:
    """Return the rate of return with spending financed at one rate and income reinvested at another."""

    def act(found: list[Numbers]) -> float:
        return mirr(np.array(found[0]), found[1][0], found[2][0]).one().value or 0.0

    return Call("MIRR", (flows, finance, reinvest), act)


def distance(one: Span, other: Span) -> Formula:
    """Return the root of the sum of squared differences of two rows: 0 only where every pair agrees."""
    return Call("SQRT", (_squares(one, other),), lambda found: float(found[0][0] ** 0.5))


def _squares(one: Span, other: Span) -> Formula:
    return Call(
        "SUMXMY2", (one, other), lambda found: sum((a - b) ** 2 for a, b in zip(found[0], found[1], strict=True))
    )


class Guarded(Formula):
    """A formula, or something else where it has no value at all."""

    __slots__ = ("given", "otherwise")

    def __init__(self, given: Formula, otherwise: Formula) -> None:
        self.given, self.otherwise = given, otherwise

    def at(self, column: int) -> Value:
        return self.given.at(column)

    def text(self, column: int, sheet: str) -> str:
        return f"IFERROR({self.given.text(column, sheet)},{self.otherwise.text(column, sheet)})"
