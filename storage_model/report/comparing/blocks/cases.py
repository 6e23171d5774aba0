"""Cases side by side: verdict and indicators, money of the first year, what differs from the base by line."""

import numpy as np

from storage_model.cases.compare.column import Column
from storage_model.cases.compare.compare import Comparison
from storage_model.report.comparing.blocks.block import NOTHING, Block, Cells, case_heads, indicator, money
from storage_model.report.comparing.content import difference
from storage_model.report.comparing.words import COMPARE_WORDS as WORDS
from storage_model.words.format import INAPPLICABLE, VERDICTS
from storage_model.words.label import Label, text
from storage_model.words.labels.lookup import row_label, stream_label, summary_label

# What stands on the page; every other indicator is in the tables.
INDICATORS = (
    "irr_project_after_tax_frac", "npv_project_after_tax_yuan", "irr_project_pre_tax_frac", "irr_equity_frac",
    "payback_static_years", "dscr_min", "lcos_yuan_per_mwh", "total_investment_yuan",
)  # fmt: skip
_SHOWN_FROM_YUAN = 50.0
"""less is 0.00 or 0.01 万元"""


def cases_block(comparison: Comparison) -> Block:
    """Return what is evaluated, verdict and indicators, a column for each case."""
    answers = [column.answer for column in comparison.columns]
    rows: list[Cells] = [
        (WORDS["project"], *(text(one.title_zh, one.title_en) for one in answers)),
        (summary_label("verdict"), *(VERDICTS[one.verdict] for one in answers)),
    ]
    for key in INDICATORS:
        label = summary_label(key)
        found = [column.answer.finance.indicators[key] for column in comparison.columns]
        if any(one.state != INAPPLICABLE for one in found):
            rows.append((label, *(indicator(one, label.unit) for one in found)))
    if not all(all(column.lifetime.dispatched) for column in comparison.columns):
        rows.append((WORDS["years_optimised"], *(_years_optimised(column) for column in comparison.columns)))
    return _block(comparison, "cases", "indicator", rows)


def _years_optimised(column: Column) -> Label:
    """Return how many of a case's operating years were optimised; others lie between them.

    How far that is from every year optimised a run tells: where a case asks for it, the reader is sent there.
    """
    chosen = column.lifetime.dispatched
    years = f"{sum(chosen)} / {len(chosen)}"
    if all(chosen) or not column.scenario.lifetime.compared:
        return text(years)
    return text(f"{years}（误差见单独运行 run）", f"{years} (how far off: by `run`)")


def money_block(comparison: Comparison) -> Block:
    """Return the streams of the first operating year."""
    keys = dict.fromkeys(key for column in comparison.columns for key, yuan in column.streams.items() if np.any(yuan))
    rows: list[Cells] = []
    for key in keys:
        cells = (
            money(float(column.streams[key][0])) if key in column.streams else NOTHING for column in comparison.columns
        )
        rows.append((stream_label(key), *cells))
    return _block(comparison, "money", "stream", rows)


def lines_block(comparison: Comparison) -> Block:
    """Return what differs from the base, line by line of the project cash flow."""
    found = [difference(comparison.base, column) for column in comparison.columns]
    keys = [key for key in found[0] if any(abs(one.get(key, 0.0)) >= _SHOWN_FROM_YUAN for one in found)]
    rows = [(row_label(key), *(money(one.get(key, 0.0)) for one in found)) for key in keys]
    return _block(comparison, "lines", "line", rows, note="lines_note")


def _block(comparison: Comparison, key: str, first: str, rows: list[Cells], note: str = "base_note") -> Block:
    heads = case_heads(comparison, WORDS[first])
    return Block(key=key, title=WORDS[key], note=WORDS[note], heads=heads, rows=tuple(rows), parted=True)
