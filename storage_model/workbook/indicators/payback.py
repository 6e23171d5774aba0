"""Payback: when the money put in has come back."""

from typing import Final

from storage_model.finance.indicators.indicator import State
from storage_model.words.label import Label
from storage_model.workbook.block import Block
from storage_model.workbook.formula import BLANK, Formula
from storage_model.workbook.functions import all_of, if_, is_number, least, most, size
from storage_model.workbook.grid import PerYear, Row
from storage_model.workbook.indicators.states import state_cell, unless

_DUST: Final = 1e-12
"""the same as in `finance.indicators.payback`"""


def payback(block: Block, zh: str, en: str, flows: Row) -> Formula:
    """Return the payback from the start of construction, from three rows of its own."""
    sheet, starts = block.sheet, block.course.first
    last = flows.over[-1]
    so_far = sheet.line(Label(zh=f"{zh}：累计", en=f"{en}: so far"))
    so_far.formula = so_far.before + flows
    dust = _DUST * most(most(flows.all), 0.0 - least(flows.all))
    running = sheet.line(
        Label(zh=f"{zh}：累计（去尾差）", en=f"{en}: so far, without dust"), if_(size(so_far) <= dust, 0.0, so_far)
    )
    when = sheet.line(
        Label(zh=f"{zh}：回收时点", en=f"{en}: recovered at", unit="years"),
        PerYear(
            lambda column: (
                if_(
                    all_of(running.of(column - 1) < 0.0, running.of(column) >= 0.0),
                    float(column - starts) - running.of(column - 1) / flows.of(column),
                    BLANK,
                )
                if column > starts
                else BLANK
            )
        ),
    )
    return unless(
        least(when.all),
        (State.NO_INVESTMENT, least(running.all) >= 0.0),
        (State.BEYOND_LIFE, running.of(last) < 0.0),
    )


def discounted(block: Block, flows: Row, rate: Formula) -> Row:
    """Return the flows as worth in the first year."""
    return block.sheet.line(
        Label(zh="折现净现金流量（首年为1）", en="Discounted flow, first year 1"),
        PerYear(lambda column: flows.of(column) / (1.0 + rate) ** float(column)),
    )


def since_operation(from_construction: Formula, construction_years: int) -> Formula:
    """Return the payback counted from the start of operation; what falls into construction has none."""
    years = from_construction - float(construction_years)
    counted = if_(from_construction >= float(construction_years), years, state_cell(State.NOT_APPLICABLE))
    return if_(is_number(from_construction), counted, from_construction)
