"""The page on statements stays complete and true: every row of every statement, in order, under its name."""

import inspect
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

import storage_model.finance.lines
import storage_model.finance.statements
from storage_model.finance.evaluate import FinanceResult, evaluate
from storage_model.finance.statements.sensitivity_analysis import factors_of
from storage_model.finance.terms.project import Options
from storage_model.words.labels.lookup import factor_label, figure_label, row_label, statement_label
from tests.unit.test_finance_words import shared

PAGE = Path(__file__).parents[2] / "docs/statements.md"
HEADING = re.compile(r"^## \d+ (\S+) · .* · `([a-z_<>]+)`$", re.MULTILINE)
ROW = re.compile(r"^\| `([a-z_0-9<>]+)`<br>(\S+) · ([^|]+?) \| (.+) \|$", re.MULTILINE)
NUMBERED = (("_1_", "_<number>_"), ("closing_loan_1", "closing_loan_<number>"))


@cache
def sections() -> dict[str, tuple[str, str]]:
    """Return title and text of each statement by its key."""
    text = PAGE.read_text(encoding="utf-8")
    heads = [*HEADING.finditer(text)]
    ends = [*(head.start() for head in heads[1:]), len(text)]
    return {head[2]: (head[1], text[head.end() : end]) for head, end in zip(heads, ends, strict=True)}


def rows(key: str) -> dict[str, tuple[str, str, list[str]]]:
    """Return the rows of a section: 中文, English and the cells after them."""
    return {row[1]: (row[2], row[3], row[4].split(" | ")) for row in ROW.finditer(sections()[key][1])}


def general(key: str) -> str:
    """Return a key of the first owner or loan as the page writes it for any."""
    for one, any_ in NUMBERED:
        key = key.replace(one, any_)
    return key


@cache
def results() -> tuple[FinanceResult, ...]:
    """Return a project of two owners and three loans, VAT in the lines and net."""
    return tuple(evaluate(replace(shared(), options=Options(vat_shown=shown))) for shown in ("in_lines", "net"))  # type: ignore[arg-type]


def expected(result: FinanceResult) -> Iterator[tuple[str, list[str]]]:
    """Yield each statement and its rows as the page should list them: one owner, one loan, one stream for all."""
    for statement in result.statements:
        if statement.key.startswith("investor_") and "_1_" not in statement.key:
            continue
        keys = [general(row.key) for row in statement.rows if not re.search(r"loan_[23]", row.key)]
        yield general(statement.key), ["revenue_<stream>" if key == "revenue_energy_sales" else key for key in keys]


def test_statements_and_rows_stand_in_order() -> None:
    """A row added to a statement and not to the page shows here; so does one the page still tells of."""
    shown, net = (dict(expected(result)) for result in results())
    assert [*sections()] == [*shown, "indicator_summary", "sensitivity_analysis"]
    for key, keys in shown.items():
        also = [row for row in net[key] if row not in keys]
        assert [*rows(key)] == [*keys, *also], key


def test_names_are_those_of_the_reports() -> None:
    """Titles and rows under the words the page and the workbook use."""
    for statement in results()[0].statements:
        if general(statement.key) in sections():
            title, _ = sections()[general(statement.key)]
            assert title == statement_label(statement.key).zh.replace("（投资方一）", "")
    for key in sections():
        for row, (zh, en, _) in rows(key).items():
            if "<" not in row:
                label = figure_label(row) if key == "indicator_summary" else row_label(row)
                assert (zh, en) == (label.zh, label.en), row


@cache
def functions() -> dict[str, set[str]]:
    """Return what the functions called like rows say of themselves, by name."""
    said: dict[str, set[str]] = {}
    for package in (storage_model.finance.lines, storage_model.finance.statements):
        for module in iter_modules(package.__path__):
            for name, function in inspect.getmembers(
                import_module(f"{package.__name__}.{module.name}"), inspect.isfunction
            ):
                said.setdefault(name, set()).add(" ".join((inspect.getdoc(function) or "").split()))
    return said


@pytest.mark.parametrize("key", [key for key in sections() if key not in ("indicator_summary", "sensitivity_analysis")])
def test_each_row_says_formula_timing_and_source(key: str) -> None:
    """公式, formula as its function says it, timing and tax, and where the rule comes from."""
    known = set(re.findall(r"\*\*([A-Z])\*\*", PAGE.read_text(encoding="utf-8")))
    for row, (_, _, cells) in rows(key).items():
        zh, en, timing, source = cells
        assert zh
        assert en
        assert "·" in timing, row
        assert set(source) <= known, row
        if row in functions():
            assert en.replace("\\|", "|") in functions()[row], row


def test_every_indicator_has_its_formula() -> None:
    """In the order of 财务指标汇总表."""
    keys = [general(row.key) for row in results()[0].indicator_summary.rows if "investor_2" not in row.key]
    assert [*rows("indicator_summary")] == keys
    assert all(all(cells) for _, _, cells in rows("indicator_summary").values())


def test_every_factor_is_explained() -> None:
    """Each factor of the sensitivity by its name."""
    _, text = sections()["sensitivity_analysis"]
    for factor in factors_of(results()[0].parts):
        assert f"`{factor}`" in text, factor
        assert factor_label(factor).zh
