"""The heart of the workbook: accounts, statements and indicators of every project, formula by formula."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from storage_model.finance.indicators.indicator import Indicator
from storage_model.units import YUAN_PER_WAN_YUAN
from storage_model.words.label import Label
from storage_model.words.labels.lookup import figure_label, statement_label
from storage_model.workbook.accounts.books import Books
from storage_model.workbook.accounts.keep import keep_books
from storage_model.workbook.accounts.together import add_up, course_of_all
from storage_model.workbook.block import Block
from storage_model.workbook.formula import ZERO, Constant
from storage_model.workbook.grid import Single, column_name
from storage_model.workbook.indicators.measures import Reader, measures
from storage_model.workbook.indicators.profile import ProfileSheet
from storage_model.workbook.indicators.states import state_cell
from storage_model.workbook.part import Told
from storage_model.workbook.sheet import YearSheet
from storage_model.workbook.statements.fill import fill
from storage_model.workbook.statements.table import Table, lay_out
from storage_model.workbook.terms.numbers import Numbers
from storage_model.workbook.terms.terms_of import terms_of

WORKINGS, PROFILE, INDICATORS = "计算过程 Workings", "净现值曲线 NPV", "财务指标汇总表"
INDICATOR_HEAD_LINES, FIRST_INDICATOR_COLUMN = 3, 3
_LONGEST_NAME = 31
_WORKINGS_TITLE = Label(zh="计算过程", en="Workings", unit="none")
_WORKINGS_ABOUT = Label(zh="单位：万元；蓝色可改", en="in 10,000 yuan; blue numbers may be changed", unit="none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One project, or all together: its books, statements by key and indicator cells by key.

    `bare` lists rows and indicators that hold the evaluation's numbers because no formula is known for them.
    """

    told: Told
    books: Books
    tables: Mapping[str, Table]
    cells: Mapping[str, Single]
    bare: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """Sheets of formulas and the accounts on them; all projects together come first where there are several.

    `unmade` names numbers that hold what the evaluation was told and do not follow the inputs.
    """

    workings: YearSheet
    statements: Mapping[str, YearSheet]
    profile: ProfileSheet
    indicator_keys: tuple[str, ...]
    accounts: tuple[Account, ...]
    unmade: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """One project whose books are kept and whose statements are to come."""

    told: Told
    books: Books
    block: Block


def build_core(projects: Sequence[Told], together: Told | None = None) -> Core:
    """Return the formulas of all projects, and of all of them together where there are several."""
    years = projects[0].years
    workings = YearSheet(name=WORKINGS, title=_WORKINGS_TITLE, about=_WORKINGS_ABOUT, years=years)
    profile, unmade = ProfileSheet(name=PROFILE), []
    kept: list[_Kept] = []
    for one in projects:
        workings.band(one.title.zh, one.title.en)
        block = Block(sheet=workings, course=one.course)
        numbers = Numbers(block=block, known=one.known)
        books = keep_books(block, terms_of(one.part.terms, numbers))
        kept.append(_Kept(told=one, books=books, block=block))
        unmade += [f"{one.title.zh} · {words}" for words in numbers.unmade]
    if together is not None:
        workings.band(together.title.zh, together.title.en)
        block = Block(sheet=workings, course=course_of_all([one.course for one in projects], years))
        books = add_up(block, [one.books for one in kept])
        kept.insert(0, _Kept(told=together, books=books, block=block))
    keys = tuple(dict.fromkeys(figure.key for one in kept for figure in one.told.result.indicator_summary.rows))
    statements = _statement_sheets(kept, years)
    tables = [_tables(one, statements) for one in kept]
    return Core(
        workings=workings,
        statements=statements,
        profile=profile,
        indicator_keys=keys,
        accounts=tuple(
            _account(one, found, profile, keys, number)
            for number, (one, found) in enumerate(zip(kept, tables, strict=True))
        ),
        unmade=tuple(unmade),
    )


def _statement_sheets(kept: Sequence[_Kept], years: int) -> Mapping[str, YearSheet]:
    """Return one sheet for each statement any project has."""
    keys = dict.fromkeys(statement.key for one in kept for statement in one.told.result.statements)
    return {
        key: YearSheet(
            name=statement_label(key).zh[:_LONGEST_NAME],
            title=statement_label(key),
            about=Label(zh="单位：万元", en="in 10,000 yuan", unit="none"),
            years=years,
        )
        for key in keys
    }


def _tables(one: _Kept, sheets: Mapping[str, YearSheet]) -> Mapping[str, Table]:
    tables = {}
    for statement in one.told.result.statements:
        sheet = sheets[statement.key]
        sheet.band(one.told.title.zh, one.told.title.en)
        tables[statement.key] = lay_out(sheet, statement)
    return tables


def _account(
    one: _Kept, tables: Mapping[str, Table], profile: ProfileSheet, keys: Sequence[str], number: int
) -> Account:
    title, found = one.told.title, {row.key: row.found for row in one.told.result.indicator_summary.rows}
    one.block.sheet.band(f"{title.zh} · 比率与指标", f"{title.en}: ratios and indicators")
    bare = fill(tables, one.books, one.block)
    letter = column_name(FIRST_INDICATOR_COLUMN + number)
    cells = {
        key: Single(INDICATORS, INDICATOR_HEAD_LINES + line, letter, ZERO)
        for line, key in enumerate(keys)
        if key in found
    }
    reader = Reader(title=title, block=one.block, books=one.books, tables=tables, profile=profile, cells=cells)
    formulas = measures(reader)
    for key, cell in cells.items():
        cell.formula = formulas.get(key) or _found(key, found[key])
        cell.look = "formula" if key in formulas else "value"
    return Account(
        told=one.told,
        books=one.books,
        tables=tables,
        cells=cells,
        bare=(*bare, *(key for key in cells if key not in formulas)),
    )


def _found(key: str, indicator: Indicator) -> Constant:
    """Return an indicator as the evaluation found it."""
    if indicator.value is None:
        return Constant(state_cell(indicator.state))
    money = figure_label(key).unit == "yuan"
    return Constant(indicator.value / YUAN_PER_WAN_YUAN if money else indicator.value)
