"""A number, or the words of the state that says why there is none."""

from storage_model.finance.indicators.indicator import State
from storage_model.words.format import STATES
from storage_model.workbook.formula import Formula
from storage_model.workbook.functions import if_, size
from storage_model.workbook.statements.ratios import LARGEST_RATIO


def state_cell(state: str) -> str:
    """Return what a cell says in place of a number."""
    return f"{STATES[state].zh} {STATES[state].en}"


def unless(value: Formula, *reasons: tuple[State, Formula]) -> Formula:
    """Return the value except where a condition holds; the first that does names the state."""
    for state, where in reversed(reasons):
        value = if_(where, state_cell(state), value)
    return value


def quotient(amount: Formula, base: Formula, absent: State) -> Formula:
    """Return amount / base; `absent` where the base is not above zero, or as good as zero."""
    return unless(amount / base, (absent, base <= size(amount) / LARGEST_RATIO))
