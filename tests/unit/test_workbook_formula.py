"""Formulas by hand: the text a spreadsheet reads and the value it has, from one tree."""

import math
from unittest.mock import Mock

import formualizer
import pytest

from storage_model.finance.indicators.indicator import Indicator
from storage_model.workbook.core import _found
from storage_model.workbook.formula import BLANK, Constant, Formula, added, formula
from storage_model.workbook.functions import (
    all_of,
    any_of,
    count,
    distance,
    if_,
    is_number,
    least,
    mean,
    most,
    picked,
    present_value,
    products,
    rate_of_return,
    size,
    total,
)
from storage_model.workbook.grid import PerYear, Row, Single, column_name
from storage_model.workbook.indicators.states import state_cell
from storage_model.workbook.statements.table import _shown
from storage_model.workbook.write.dust import dash_for_dust

SHEET = "表"


def row(values: list[float], line: int = 0, first: int = 0) -> Row:
    """Return a row of given numbers."""
    numbers = [Constant(value) for value in values]
    return Row(SHEET, line, range(first, first + len(values)), PerYear(lambda column: numbers[column - first]))


A = row([1.0, 2.0, 3.0])
B = row([10.0, -20.0, 30.0], line=1)


@pytest.mark.parametrize(
    ("made", "text", "value"),
    [
        (A + B, "F1+F2", -18.0),
        (A - (B - A), "F1-(F2-F1)", 24.0),
        (A - (B + A), "F1-(F2+F1)", 20.0),
        ((A + B) * A, "(F1+F2)*F1", -36.0),
        (A / (B * A), "F1/(F2*F1)", 2.0 / -40.0),
        ((1.0 + A) ** (A - 1.0), "(1+F1)^(F1-1)", 3.0),
        (A * -2.0, "F1*(-2)", -4.0),
        (A + 0.0, "F1", 2.0),
        (0.0 - B, "0-F2", 20.0),
        (A.before + B, "E1+F2", -19.0),
        ((A > 1.0).differs(B > 1.0), "(F1>1)<>(F2>1)", True),
        (if_(B > 0.0, A / 0.0, BLANK), 'IF(F2>0,F1/0,"")', ""),
        (if_(all_of(A > 1.0, B < 0.0), 1.5, "no"), 'IF(AND(F1>1,F2<0),1.5,"no")', 1.5),
        (any_of(A > 9.0, B < 0.0), "OR(F1>9,F2<0)", True),
        (most(B, 0.0), "MAX(F2,0)", 0.0),
        (least(B.all), "MIN($E2:$G2)", -20.0),
        (total(A.span(0, 1)), "SUM($E1:$F1)", 3.0),
        (products(A.all, B.all), "SUMPRODUCT($E1:$G1,$E2:$G2)", 60.0),
        (mean(B.all), "AVERAGE($E2:$G2)", 20.0 / 3.0),
        (picked(A.all, A), "INDEX($E1:$G1,F1)", 2.0),
        (size(B), "ABS(F2)", 20.0),
        (count(A.all), "COUNT($E1:$G1)", 3.0),
        (is_number(formula("word")), 'ISNUMBER("word")', False),
        (distance(A.all, B.all), "SQRT(SUMXMY2($E1:$G1,$E2:$G2))", (81 + 484 + 729) ** 0.5),
        (present_value(formula(0.1), B.all), "NPV(0.1,$E2:$G2)", 10 / 1.1 - 20 / 1.21 + 30 / 1.331),
        (added([]), "0", 0.0),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)
def test_text_and_value(made: Formula, text: str, value: float | str) -> None:
    """The second year of two rows 1 2 3 and 10 −20 30; the same value comes out of another program's reading."""
    assert made.text(1, SHEET) == text
    assert made.at(1) == pytest.approx(value) if not isinstance(value, str) else made.at(1) == value
    book = formualizer.Workbook()
    book.add_sheet("x")
    for line, numbers in ((1, (1.0, 2.0, 3.0)), (2, (10.0, -20.0, 30.0))):
        for column, number in enumerate(numbers, 5):
            book.set_value("x", line, column, number)
    book.set_formula("x", 9, 9, f"={text}")
    found = book.evaluate_cell("x", 9, 9)
    assert (found or "") == value if isinstance(value, str) else found == pytest.approx(value)


def test_words_inside_formulas_are_quoted() -> None:
    """A quotation mark in words is doubled, so that nothing after it is read as a formula."""
    assert formula('a"&HYPERLINK("x")').text(0, SHEET) == '"a""&HYPERLINK(""x"")"'


def test_other_sheets_are_named() -> None:
    """The same row seen from its own sheet and from another."""
    assert A.text(0, SHEET) == "E1"
    assert A.text(0, "别处") == "'表'!E1"
    assert total(A.all).text(0, "别处") == "SUM('表'!$E1:$G1)"


def test_single_cells_are_known_by_name() -> None:
    """A named cell is its name; one without is an address that stays when copied."""
    named, plain = (Single(SHEET, 4, "C", Constant(2.0), name=name) for name in ("in_rate", ""))
    assert (named * plain).text(0, SHEET) == "in_rate*$C$5"
    assert (named * plain).at(7) == 4.0


def test_a_row_is_nothing_outside_its_years() -> None:
    """Before the first year of a row there is 0, in value and in text."""
    late = row([5.0, 6.0], first=1)
    assert (late.at(0), late.before.at(1), late.before.text(1, SHEET)) == (0.0, 0.0, "0")


def test_the_largest_return_is_the_evaluations() -> None:
    """−100, then 110: ten percent."""
    flows = row([-100.0, 110.0])
    assert rate_of_return(flows.all, formula(0.09)).at(0) == pytest.approx(0.1)


def test_columns_have_their_letters() -> None:
    """26 letters, then pairs, then triples."""
    assert [column_name(number) for number in (0, 25, 26, 701, 702, 16_383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]


@pytest.mark.parametrize(("key", "found", "shown"), [
    ("npv_project_after_tax_yuan", Indicator(value=25_000.0, state="ok"), 2.5),
    ("irr_project_after_tax_frac", Indicator(value=0.07, state="ok"), 0.07),
    ("irr_project_after_tax_frac", Indicator(value=None, state="all_negative"), state_cell("all_negative")),
])  # fmt: skip
def test_an_indicator_without_a_formula_holds_what_was_found(key: str, found: Indicator, shown: float | str) -> None:
    """Money in 10,000 yuan, a share as it is, words where there is no value."""
    assert _found(key, found).value == shown


@pytest.mark.parametrize(("value", "money", "shown"), [
    (20_000.0, True, 2.0), (1.25, False, 1.25), (math.nan, True, ""), (math.inf, False, ""),
])  # fmt: skip
def test_a_cell_of_a_row_without_a_formula(value: float, money: bool, shown: float | str) -> None:
    """What is no number is an empty cell, not a word a sum would stumble over."""
    assert _shown(value, money) == shown


def test_a_sheet_without_money_has_no_dash_to_lay() -> None:
    """Nothing is laid over a sheet whose rows are all energy; two rows that follow each other are one range."""
    page = Mock()
    formats = Mock()
    dash_for_dust(page, [], (3, 5), formats)
    assert page.conditional_format.call_count == 0
    dash_for_dust(page, [7, 8, 11], (3, 5), formats)
    assert page.conditional_format.call_args.args[:4] == (7, 3, 8, 5)
    assert page.conditional_format.call_args.args[4]["multi_range"] == "D8:F9 D12:F12"
