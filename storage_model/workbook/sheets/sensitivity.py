"""敏感性分析表: results of the evaluation at the inputs of the run, not formulas."""

from collections.abc import Iterator
from typing import Final

from storage_model.finance.indicators.indicator import Indicator
from storage_model.finance.sensitivity import FactorSensitivity
from storage_model.finance.statements.sensitivity_analysis import Block
from storage_model.words.format import percent, shown
from storage_model.words.label import Label, Unit
from storage_model.words.labels.lookup import factor_label, summary_label
from storage_model.words.labels.rows_figures import COEFFICIENT, CRITICAL, FACTOR, NEGATIVE_BASE
from storage_model.workbook.core import Account, Core
from storage_model.workbook.indicators.states import state_cell
from storage_model.workbook.sheets.plain import PlainBlock, PlainCell, PlainSheet, words

NAME: Final = "敏感性分析表"


def sensitivity_sheet(core: Core) -> PlainSheet:
    """Return a table for each indicator of each project."""
    return PlainSheet(
        name=NAME,
        title=Label(zh="敏感性分析表", en="Sensitivity analysis", unit="none"),
        about=Label(
            zh="计算引擎按本次运行的输入得出的数值，调度不变；在本工作簿中改动输入后不随之变化",
            en="results of the engine at the inputs of the run, dispatch held; they do not follow inputs changed here",
            unit="none",
        ),
        blocks=tuple(
            _block(account, block)
            for account in core.accounts
            for block in account.told.result.sensitivity_analysis.blocks
        ),
        widths=(30, 36, *[10] * 8, 22),
    )


def _block(account: Account, block: Block) -> PlainBlock:
    label, title = summary_label(block.indicator), account.told.title
    base = shown(block.base.value, label.unit, "zh", block.base.state)
    negative = block.base.value is not None and block.base.value < 0
    note = f"不变时 unchanged {base}，基准 asked {percent(block.target)}" + (
        f"；{NEGATIVE_BASE.zh}" if negative else ""
    )
    changes = block.factors[0].changes_frac
    return PlainBlock(
        title=Label(zh=f"{title.zh} · {label.zh}（{note}）", en="", unit="none"),
        heads=(FACTOR.zh, FACTOR.en, *(f"{change:+.0%}" for change in changes), f"{CRITICAL.zh} {CRITICAL.en}"),
        rows=tuple(row for one in block.factors for row in _rows(one, label.unit)),
    )


def _rows(one: FactorSensitivity, unit: Unit) -> Iterator[list[PlainCell]]:
    label = factor_label(one.factor)
    yield [
        words(label.zh),
        words(label.en),
        *(_cell(at, unit) for at in one.at),
        _cell(one.critical_change_frac, "frac"),
    ]
    yield [
        words(f"　{COEFFICIENT.zh}"),
        words(f"  {COEFFICIENT.en}"),
        *(_cell(share, "ratio") for share in one.coefficients),
        words(""),
    ]


def _cell(found: Indicator, unit: Unit) -> PlainCell:
    return (state_cell(found.state), unit) if found.value is None else (found.value, unit)
