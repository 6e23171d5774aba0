"""The answer of a sizing in sentences: the best size, what decided it, gas sets, how far a price taker reaches."""

import numpy as np

from storage_model.cases.sizing.sizing import SizeAnswer
from storage_model.report.sizes.blocks import SCORES, score_label
from storage_model.words.format import percent
from storage_model.words.label import Label, text

LIMIT_SAID = 100.0
"""MW of response in the sentence about the price taker"""


def sentences_of(found: SizeAnswer) -> tuple[Label, ...]:
    """Return best size, its edges, gas sets where asked for, and how far a price taker reaches."""
    best, asked = found.best, found.file.asked
    if best.score == -np.inf:
        return (_no_best(found), *_sets(found), _price_taker(found))
    score, own, name = score_label(asked, best.score), score_label(asked, found.own_score), SCORES[asked.objective]
    first = text(
        f"最优规模 {best.power_mw:g} MW / {best.energy_mwh:g} MWh，{name.zh} {score.zh}；现方案 {own.zh}。"
        f"全寿命复核，不劣于任一相邻规模。",
        f"Best size {best.power_mw:g} MW / {best.energy_mwh:g} MWh, {name.en} {score.en}; the case as it is {own.en}. "
        "By whole lives, no neighbour is better.",
    )
    return (first, *_loses(found), *_edges(found), *_sets(found), _price_taker(found))


def _no_best(found: SizeAnswer) -> Label:
    """Say that no size has what was asked for, so that none is better than another."""
    name, best = SCORES[found.file.asked.objective], found.best
    shown = f"{best.power_mw:g} MW / {best.energy_mwh:g} MWh"
    return text(
        f"没有任何规模有{name.zh}，无法比较优劣；以下为其中最小者 {shown}。可改用目标 npv 或 least_support。",
        f"No size has a {name.en.lower()}, so none is best; shown is the smallest, {shown}. "
        "The objectives npv and least_support tell them apart.",
    )


def _loses(found: SizeAnswer) -> list[Label]:
    """Say that even the best misses what the case asks for."""
    if found.file.asked.objective == "npv" and found.best.score < 0:
        return [
            text(
                "即使最优规模也不可行：净现值为负。",
                "Even the best size does not pay: its present value is below zero.",
            )
        ]
    if found.file.asked.objective == "equity_irr" and found.best.score < found.equity_hurdle:
        floor = found.equity_hurdle
        return [
            text(
                f"即使最优规模也不可行：低于基准 {percent(floor)}。",
                f"Even the best size does not pay: it is below the hurdle of {percent(floor)}.",
            )
        ]
    return []


def _edges(found: SizeAnswer) -> list[Label]:
    """Say where the best lies at the end of what was allowed, for then the range decided and not the market."""
    store, best = found.file.asked.store, found.best
    step_h = store.energy_module_mwh / best.power_mw
    duration = best.energy_mwh / best.power_mw
    at = []
    if duration > store.most_duration_h - step_h:
        at.append(text("最长时长", "the longest duration"))
    if duration < store.least_duration_h + step_h:
        at.append(text("最短时长", "the shortest duration"))
    if best.count[0] == store.least_power_modules:
        at.append(text("最小功率", "the least power"))
    if best.count[0] == max(size.count[0] for size in found.frontier):
        connection = text("并网容量允许的最大功率", "the most power the connection carries")
        at.append(connection if found.left_out else text("最大功率", "the most power"))
    if not at:
        return []
    zh, en = "、".join(one.zh for one in at), " and ".join(one.en for one in at)
    return [text(f"最优点位于允许范围的边界：{zh}。", f"It lies at the edge of what was allowed: {en}.")]


def _sets(found: SizeAnswer) -> list[Label]:
    asked = found.file.asked
    if found.sets is None or asked.sets is None:
        return []
    (best,), name = found.sets.best, SCORES[asked.objective]
    if found.sets.scores[found.sets.best] == -np.inf:
        return [
            text(
                f"瓦斯机组：各台数均无{name.zh}，无法比较。",
                f"Gas sets: no number of them has a {name.en.lower()}, so none is best.",
            )
        ]
    score = score_label(asked, found.sets.scores[found.sets.best])
    ends = {asked.sets.least_sets: ("最少", "the fewest"), asked.sets.most_sets: ("最多", "the most")}
    zh, en = ends.get(best, ("", ""))
    at_end = text(f"，为允许的{zh}台数", f"; {en} that were allowed") if zh else text("")
    return [
        text(
            f"瓦斯机组最优 {best} 台，{name.zh} {score.zh}{at_end.zh}。",
            f"Gas sets: {best} are best, {name.en} {score.en}{at_end.en}.",
        )
    ]


def _price_taker(found: SizeAnswer) -> Label:
    """Say how large the station may be before its own effect on the price matters."""
    asked, share = found.file.asked, percent(found.file.asked.own_effect_limit_frac, 0)
    if found.power_limit_mw is not None:
        response = asked.price_response_yuan_per_mwh_per_mw
        limit = f"{found.power_limit_mw:,.0f}"
        return text(
            f"计入自身价格影响 {response:g} 元/MWh 每 MW：功率超过 {limit} MW 时，其影响超过计量收益的 {share}。",
            f"Own price effect of {response:g} yuan/MWh per MW counted: beyond {limit} MW it takes more than {share} "
            "of the metered margin.",
        )
    if found.response_limit is None or found.response_limit <= 0:
        return text("按价格接受者计；电站无计量收益可损失。", "A price taker; no metered margin that could be lost.")
    moved = f"{found.response_limit * LIMIT_SAID:,.2f}"
    return text(
        f"按价格接受者计，不计自身对电价的影响；若每 {LIMIT_SAID:g} MW 改变电价 {moved} 元/MWh 以上，"
        f"该规模损失超过计量收益的 {share}。",
        f"Counted as a price taker: its own effect on the price is left out. If {LIMIT_SAID:g} MW moved the price by "
        f"more than {moved} yuan/MWh, this size would lose more than {share} of its metered margin.",
    )
