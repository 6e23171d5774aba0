"""The tables of a range of answers, in the order a reader meets them."""

from storage_model.cases.ranges.asked import Factor
from storage_model.cases.ranges.draws import PRICE_YEARS
from storage_model.cases.ranges.quantiles import EXCEEDED, Quantile, Spread
from storage_model.cases.ranges.ranges import WORTH, Ranges
from storage_model.records import words_of
from storage_model.report.comparing.blocks.block import Block, Cells
from storage_model.report.ranging.correlated import correlated
from storage_model.report.ranging.words import (
    ASSUMED,
    INDICATOR_LABELS,
    KINDS,
    WITHOUT,
    factor_words,
)
from storage_model.words.format import percent, several, shown_in_both, state_label
from storage_model.words.label import Label, Unit, noted, text


def blocks_of(found: Ranges) -> tuple[Block, ...]:
    """Return every table with something in it."""
    blocks = (
        _spreads(found),
        _swings(found),
        _shares(found),
        _convergence(found),
        _held_out(found),
        _factors(found),
        correlated(found),
    )
    return tuple(block for block in blocks if block.rows)


def amount(value: float | None, unit: Unit) -> Label:
    """Return a number with its unit, or the word for none."""
    if value is None:
        return WITHOUT
    return shown_in_both(value, unit)


def _spreads(found: Ranges) -> Block:
    rows = []
    for key, spread in found.spreads.items():
        unit = INDICATOR_LABELS[key].unit
        cells = [amount(spread.quantiles[name].value, unit) for name in EXCEEDED]
        tail = [amount(spread.var_95, unit), amount(spread.cvar_95, unit)]
        rows.append((INDICATOR_LABELS[key], amount(found.base[key], unit), *cells, *tail, _without(spread)))
    heads = (
        text("指标", "Indicator"),
        text("各因素不变", "Nothing moved"),
        text("P90"),
        text("P50"),
        text("P10"),
        text("VaR 95%"),
        text("CVaR 95%"),
        text("无值占比", "Without value"),
    )
    note = text(
        f"P90 为 90% 的样本超过的值（出资方口径）。VaR 为 5% 的样本达不到的值，CVaR 为该 5% 样本的均值；"
        f"均以对项目有利为正。各因素不变：{_unmoved(found).zh}。"
        f"共 {len(found.sample.chosen):,} 个样本、{found.price_years} 个电价年、{found.dispatches} 次年度调度。",
        f"P90 is what 90% of the draws exceed, as lenders say it. VaR is what one draw in twenty does not reach, CVaR "
        f"the mean of those; money is positive to the project. Nothing moved: {_unmoved(found).en}. "
        f"{several(len(found.sample.chosen), 'draw')}, {several(found.price_years, 'price year')}, "
        f"{several(found.dispatches, 'yearly dispatch', 'es')}.",
    )
    return Block(key="spread", title=text("结果分布", "What may come of it"), note=note, heads=heads, rows=tuple(rows))


def _without(spread: Spread) -> Label:
    """Return the share of draws without a value and why: one of several rates is no poor one, though it ranks so."""
    share, why = percent(spread.without_value_frac, 1), [state_label(state) for state in spread.why_without]
    if not why:
        return text(share)
    return text(f"{share}：{'、'.join(one.zh for one in why)}", f"{share}: {', '.join(one.en for one in why)}")


def _unmoved(found: Ranges) -> Label:
    """Return the words for how the answer with nothing moved stands to that of a run of the case."""
    if not found.file.asked.dispatched_years:
        return text("方案逐年调度的结果", "the case with every year dispatched")
    if found.captured is None:
        return text("与单独运行该方案的结果相同", "the answer of a run of the case")
    return text(
        "代表年之间按直线，与单独运行该方案略有出入",
        "years between those dispatched on a straight line, a little off a run of the case",
    )


def _swings(found: Ranges) -> Block:
    factors = found.file.asked.factors
    rows: list[Cells] = []
    for one in found.swings:
        low, high = one.indicators[WORTH]
        low_rate, high_rate = one.indicators["irr_project_after_tax_frac"]
        rows.append(
            (
                factor_words(one.factor, factors[one.factor]),
                text(f"{one.times[0]:.2f} – {one.times[1]:.2f}"),
                amount(low, "yuan"),
                amount(high, "yuan"),
                amount(low_rate, "frac"),
                amount(high_rate, "frac"),
            )
        )
    heads = (
        text("因素", "Factor"),
        text("倍数范围", "Multiple from – to"),
        text("净现值（低）", "NPV, low end"),
        text("净现值（高）", "NPV, high end"),
        text("收益率（低）", "IRR, low end"),
        text("收益率（高）", "IRR, high end"),
    )
    note = text(
        "每个因素取自身分布的 10% 与 90% 分位，其余不变，用方案自己的电价年。",
        "Each factor at the 10% and 90% point of its own distribution, the others unmoved, at the case's own prices.",
    )
    return Block(
        key="swings", title=text("单因素范围", "One factor at a time"), note=note, heads=heads, rows=tuple(rows)
    )


def _shares(found: Ranges) -> Block:
    factors = found.file.asked.factors
    rows: list[Cells] = []
    for name, one in sorted(found.shares.items(), key=lambda item: -item[1].total.value):
        label = factor_words(name, None if name == PRICE_YEARS else factors[name])
        cells = [text(f"{index.value:z.3f} ({index.low:z.3f} – {index.high:z.3f})") for index in (one.first, one.total)]
        rows.append((label, *cells))
    heads = (text("因素", "Factor"), text("一阶指数", "First order"), text("总指数", "Total"))
    note = text(
        "净现值方差的 Sobol 分解，括号内为 95% 置信区间；各因素按独立计，不计秩相关。",
        "Sobol indices of the variance of the NPV with 95% ranges; factors are taken as independent here, whatever "
        "correlations the file gives.",
    )
    return Block(
        key="shares", title=text("方差来源", "Where the variance comes from"), note=note, heads=heads, rows=tuple(rows)
    )


def _convergence(found: Ranges) -> Block:
    def cell(one: Quantile) -> Label:
        value, low, high = (amount(part, "yuan") for part in (one.value, one.low, one.high))
        return text(f"{value.zh} ({low.zh} – {high.zh})", f"{value.en} ({low.en} – {high.en})")

    rows = tuple(
        (
            text(f"{stage.draws:,}"),
            *(cell(stage.quantiles[name]) for name in EXCEEDED),
            text(f"{percent(stage.missed_frac, 1)} ({' – '.join(percent(end, 1) for end in stage.missed_range_frac)})"),
        )
        for stage in found.convergence
    )
    heads = (text("样本数", "Draws"), text("P90"), text("P50"), text("P10"), text("未达标概率", "Chance to miss"))
    note = text(
        "税后净现值；括号内为 95% 置信区间（次序统计量；概率用 Wilson 区间）。",
        "NPV after tax with 95% ranges (order statistics; Wilson's range for the chance).",
    )
    return Block(key="convergence", title=text("收敛", "How it settles"), note=note, heads=heads, rows=rows)


def _held_out(found: Ranges) -> Block:
    rate = "irr_project_after_tax_frac"
    rows = tuple(
        (
            text(f"{one.draw:,}"),
            *(amount(way[WORTH], "yuan") for way in (one.quick, one.full)),
            *(amount(way[rate], "frac") for way in (one.quick, one.full)),
        )
        for one in found.held_out
    )
    heads = (
        text("样本号", "Draw"),
        text("净现值（快速）", "NPV, quick"),
        text("净现值（全量调度）", "NPV, dispatched in full"),
        text("收益率（快速）", "IRR, quick"),
        text("收益率（全量调度）", "IRR, dispatched in full"),
    )
    note = text(
        "快速：沿用已有调度，按样本的价格重新计价。全量：逐年按样本自身的电价、瓦斯、衰减与费用重新优化。两者之差即近似误差。",
        "Quick: schedules at hand, paid at the draw's prices. In full: every year dispatched anew at the draw's own "
        "prices, gas, fade and fees. What lies between them is the error of the approximation.",
    )
    return Block(
        key="held_out", title=text("近似误差", "Error of the approximation"), note=note, heads=heads, rows=rows
    )


def _factors(found: Ranges) -> Block:
    heads = (text("因素", "Factor"), text("分布", "Distribution"), text("参数", "Numbers"), text("依据", "Source"))
    return Block(
        key="policies",
        title=text("不确定因素与依据", "Factors and their sources"),
        note=text("每个因素为方案取值的倍数。", "Every factor is a multiple of what the case says."),
        heads=heads,
        rows=tuple(_factor_row(found, name, factor) for name, factor in found.file.asked.factors.items()),
    )


def _factor_row(found: Ranges, name: str, factor: Factor) -> Cells:
    numbers, sources, words = [], [], words_of(type(factor.marginal))
    for key, value in factor.marginal.model_dump(exclude={"kind"}).items():
        fact = found.file.facts.get(f"factors.{name}.marginal.{key}")
        numbers.append(text(f"{words[key].partition(' / ')[0]} {value}", f"{key} {value}"))
        if fact is not None:
            sources.append(noted(fact.source or fact.note, fact.source_zh if fact.source else fact.note_zh))
    told = dict.fromkeys(source for source in sources if source.en)
    zh, en = "；".join(one.zh for one in told), "; ".join(one.en for one in told)
    documented = any(
        fact.source for key, fact in found.file.facts.items() if key.startswith(f"factors.{name}.marginal.")
    )
    prefix = text("") if documented else text(f"{ASSUMED.zh}：", f"{ASSUMED.en}: ")
    source = text(prefix.zh + zh if told else ASSUMED.zh, prefix.en + en if told else ASSUMED.en)
    return factor_words(name, factor), KINDS[factor.marginal.kind], _list(numbers), source


def _list(words: list[Label]) -> Label:
    return text("，".join(word.zh for word in words), ", ".join(word.en for word in words))
