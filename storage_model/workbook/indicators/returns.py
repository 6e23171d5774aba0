"""Rates of return and present values."""

from typing import Final

from storage_model.finance.indicators.indicator import State
from storage_model.workbook.formula import Formula
from storage_model.workbook.functions import all_of, least, modified_rate, most, present_value, rate_of_return
from storage_model.workbook.grid import Row, Stretch
from storage_model.workbook.indicators.profile import Curve
from storage_model.workbook.indicators.states import unless

_DUST: Final = 1e-12
"""the same as in `finance.indicators.rates`"""


def npv(flows: Stretch, rate: Formula, first_t: float) -> Formula:
    """Return 财务净现值; `first_t` is the exponent of the first year's discount factor."""
    worth = present_value(rate, flows)
    return worth if first_t == 1.0 else worth * (1.0 + rate) ** (1.0 - first_t)


def irr(flows: Row, curve: Curve) -> Formula:
    """Return 财务内部收益率, the largest root, where at most one root is zero or more."""
    return unless(
        rate_of_return(flows.all, curve.largest),
        *_one_sided(flows),
        (State.MULTIPLE, curve.crossings_from_zero > 1.0),
        (State.NONE, curve.crossings < 1.0),
        (State.BORROWING, curve.begins_with_income),
    )


def mirr(flows: Row, own: range, rate: Formula) -> Formula:
    """Return the modified rate of return over a project's own years, at one rate for both sides."""
    return unless(modified_rate(flows.span(own[0], own[-1]), rate, rate), *_one_sided(flows))


def _one_sided(flows: Row) -> tuple[tuple[State, Formula], ...]:
    highest, lowest = most(flows.all), least(flows.all)
    return (
        (State.NO_FLOWS, all_of(highest.equals(0.0), lowest.equals(0.0))),
        (State.ALL_NEGATIVE, highest <= _DUST * (0.0 - lowest)),
        (State.ALL_POSITIVE, lowest >= 0.0 - _DUST * highest),
    )
