"""方案对比: each project by itself beside all of them together, live."""

from collections.abc import Iterator, Sequence
from typing import Final

from storage_model.words.label import Label, Unit, text
from storage_model.words.labels.lookup import figure_label, row_label
from storage_model.workbook.core import Account, Core
from storage_model.workbook.formula import Formula
from storage_model.workbook.functions import all_of, if_, is_number, total
from storage_model.workbook.sheets.plain import PlainBlock, PlainCell, PlainSheet, words
from storage_model.workbook.sheets.summary import INDICATORS, verdict
from storage_model.workbook.units import UNIT_WORDS

NAME: Final = "方案对比"
POINTS: Final = "百分点"
CASH_FLOW: Final = "project_cash_flow"
# What joining others changes for a project: returns and times, for amounts simply add up.
MOVED: Final = (
    *("irr_project_pre_tax_frac", "irr_project_after_tax_frac", "irr_equity_frac"),
    *("payback_static_years", "payback_discounted_years", "dscr_min", "lcos_yuan_per_mwh"),
)


def side_by_side_sheet(core: Core) -> PlainSheet | None:
    """Return the sheet; None where there is one project and nothing to compare it with."""
    if len(core.accounts) == 1:
        return None
    return PlainSheet(
        name=NAME,
        title=Label(zh="方案对比", en="Alone and together", unit="none"),
        about=Label(
            zh="各项目单独与合并的结果，公式，随输入变化；调度为各项目共同接网下的同一调度；"
            "合并为逐行相加，各自纳税，亏损与留抵税额不互抵",
            en="each project alone and all together: formulas that follow the inputs; one dispatch, that of the site; "
            "together is the sum of the lines, each project pays its own taxes",
            unit="none",
        ),
        blocks=(
            PlainBlock(
                title=Label(zh="结论与主要指标", en="Verdict and main indicators", unit="none"),
                heads=_heads(core.accounts),
                rows=tuple(_indicators(core.accounts)),
            ),
            PlainBlock(
                title=Label(zh="合并减单独", en="Together less alone", unit="none"),
                heads=_heads(core.accounts),
                rows=tuple(_moved(core.accounts)),
            ),
            PlainBlock(
                title=Label(zh="项目投资现金流量，各年合计", en="Project cash flow, sum of the years", unit="none"),
                heads=_heads(core.accounts),
                rows=tuple(_lines(core.accounts)),
            ),
        ),
        widths=(30, 36, 8, *[20] * len(core.accounts)),
    )


def _heads(accounts: Sequence[Account]) -> tuple[str, ...]:
    return ("项目", "Item", "单位", *(f"{one.told.title.zh}\n{one.told.title.en}" for one in accounts))


def _row(label: Label, cells: Sequence[PlainCell], unit_words: str = "") -> list[PlainCell]:
    return [words(label.zh), words(label.en), words(unit_words or UNIT_WORDS[label.unit]), *cells]


def _indicators(accounts: Sequence[Account]) -> Iterator[list[PlainCell]]:
    yield _row(text("结论", "Verdict"), [(verdict(one), "text") for one in accounts])
    hurdle = Label(zh="税后基准收益率", en="Hurdle rate after tax", unit="frac")
    yield _row(hurdle, [(one.books.hurdle.project_after_tax, "frac") for one in accounts])
    for key in INDICATORS:
        unit = figure_label(key).unit
        yield _row(figure_label(key), [(one.cells[key], unit) if key in one.cells else words("") for one in accounts])


def _moved(accounts: Sequence[Account]) -> Iterator[list[PlainCell]]:
    together, *apart = accounts
    for key in MOVED:
        label = figure_label(key)
        cells: list[PlainCell] = [words("")]
        for one in apart:
            here = key in together.cells and key in one.cells
            cells.append(_less(together.cells[key], one.cells[key], label.unit) if here else words(""))
        yield _row(label, cells, POINTS if label.unit == "frac" else "")


def _less(one: Formula, other: Formula, unit: Unit) -> PlainCell:
    """Return a difference; two rates differ by points, for "%" would read as a share of one of them."""
    both, less = all_of(is_number(one), is_number(other)), one - other
    return (if_(both, 100.0 * less, "–"), "ratio") if unit == "frac" else (if_(both, less, "–"), unit)


def _lines(accounts: Sequence[Account]) -> Iterator[list[PlainCell]]:
    tables = [one.tables[CASH_FLOW] for one in accounts]
    for key in dict.fromkeys(key for table in tables for key in table.rows):
        label = row_label(key)
        if not key.startswith("cumulative_"):
            yield _row(label, [(total(one[key].all), "yuan") if key in one.rows else words("") for one in tables])
