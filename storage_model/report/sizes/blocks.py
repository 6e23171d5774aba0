"""The tables of a sizing, and a score as people read it."""

from collections.abc import Sequence

import numpy as np

from storage_model.cases.sizing.asked import Sizing
from storage_model.cases.sizing.sizing import Size, SizeAnswer
from storage_model.report.comparing.blocks.block import Block, Cells
from storage_model.words.format import percent, shown_in_both
from storage_model.words.label import Label, text

SCORES = {
    "npv": text("税后净现值", "NPV after tax"),
    "equity_irr": text("资本金收益率", "Return on equity"),
    "least_support": text("所需支持（元/保证千瓦·年）", "Support needed (yuan per firm kW and year)"),
}


def score_label(asked: Sizing, score: float) -> Label:
    """Return a score as people read it; the support a size needs instead of minus it."""
    if not np.isfinite(score):
        return text("无", "none")
    if asked.objective == "npv":
        return shown_in_both(score, "yuan")
    return text(percent(score) if asked.objective == "equity_irr" else f"{-score:,.1f}")


def blocks_of(found: SizeAnswer) -> tuple[Block, ...]:
    """Return the tables: whole lives around the best, sets, the frontier."""
    asked = found.file.asked
    around = _block(
        "around",
        text("最优及相邻规模（全寿命）", "The best and its neighbours, by whole lives")
        if found.best.score > -np.inf
        else text("全寿命复核的规模", "Sizes looked at by whole lives"),
        text(
            f"筛选 {found.candidates:,} 个模块组合，另有 {found.left_out:,} 个超出并网容量；"
            f"共 {found.lives} 组逐年调度。",
            f"{found.candidates:,} module counts screened, {found.left_out:,} more beyond the connection; "
            f"{found.lives} lives.",
        ),
        asked,
        (found.best, *found.around),
    )
    frontier = _block(
        "frontier",
        text("各功率下的最优（筛选）", "Best energy for each power, screened"),
        text(
            "筛选按代表年，在时长之间（收益不随功率等比时，也在功率之间）线性插值，未受并网容量约束。",
            "Screened on representative years with straight lines between durations, and between powers where money "
            "does not follow them; no connection binding.",
        ),
        asked,
        found.frontier,
    )
    return tuple(block for block in (around, _sets_block(found), frontier) if block.rows)


def _block(key: str, title: Label, note: Label, asked: Sizing, sizes: Sequence[Size]) -> Block:
    rows: tuple[Cells, ...] = tuple(
        (
            text(f"{one.count[0]} + {one.count[1]}"),
            text(f"{one.power_mw:,.10g}"),
            text(f"{one.energy_mwh:,.10g}"),
            text(f"{one.energy_mwh / one.power_mw:.2f}"),
            shown_in_both(one.investment_yuan, "yuan"),
            score_label(asked, one.score),
        )
        for one in sizes
    )
    heads = (
        text("模块（功率 + 能量）", "Modules, power + energy"),
        text("MW"),
        text("MWh"),
        text("时长 h", "Hours"),
        text("建设投资", "Investment"),
        SCORES[asked.objective],
    )
    return Block(key=key, title=title, note=note, heads=heads, rows=rows)


def _sets_block(found: SizeAnswer) -> Block:
    scores = {} if found.sets is None else dict(sorted(found.sets.scores.items()))
    support = found.file.asked.objective == "least_support"
    return Block(
        key="sets",
        title=text("瓦斯机组台数（全寿命）", "Gas sets, by whole lives"),
        note=text(
            "按现方案的储能计算。" + ("负值为盈余：不需支持仍高于基准。" if support else ""),
            "Beside the battery as the case has it."
            + (" Negative is a surplus: the hurdle is met with less than nothing." if support else ""),
        ),
        heads=(text("台数", "Sets"), SCORES[found.file.asked.objective]),
        rows=tuple((text(f"{sets}"), score_label(found.file.asked, score)) for (sets,), score in scores.items()),
    )
