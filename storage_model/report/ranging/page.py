"""ranges.html and the screen: chances first, then where they come from and how sure they are."""

import numpy as np

from storage_model.cases.answer import TOGETHER
from storage_model.cases.ranges.quantiles import EXCEEDED
from storage_model.cases.ranges.ranges import Ranges
from storage_model.report.charts.distribution import distribution
from storage_model.report.charts.figure import Figure
from storage_model.report.comparing.page import ComparePage
from storage_model.report.ranging.blocks import amount, blocks_of
from storage_model.words.answer_words import TOGETHER_TITLE
from storage_model.words.format import percent, several
from storage_model.words.label import Label, text
from storage_model.words.versions import versions_line

RETURN = "irr_project_after_tax_frac"
DECIDED = text("逐期按预测决策", "decided step by step on forecasts")
PROMISED = text("按预测作日前承诺、实时再调整", "promised a day ahead on forecasts and decided again in real time")


def ranges_page_of(found: Ranges) -> ComparePage:
    """Return what the page shows."""
    title = found.scenario.title
    word = "pays" if found.missed_frac < 0.5 else "does_not_pay"
    return ComparePage(
        title=text(f"不确定性分析 · {title.zh}", f"Ranges under uncertainty · {title.en}"),
        sentences=tuple((word, sentence) for sentence in sentences_of(found)),
        blocks=blocks_of(found),
        figures={"spread": tuple(_figures(found))},
        files={**found.scenario.files, **found.file.files},
        versions=versions_line(),
    )


def sentences_of(found: Ranges) -> tuple[Label, ...]:
    """Return the answer in sentences: whose chance to miss, range of the return, what schedules know, error."""
    hurdle, whose = percent(found.hurdle_frac), _whose(found)
    low, high = (percent(end, 1) for end in found.missed_range_frac)
    chance = text(
        f"{whose.zh}：税后收益率达不到基准 {hurdle} 的概率为 {percent(found.missed_frac, 1)}"
        f"（95% 置信区间 {low} – {high}）。",
        f"{whose.en}: the chance to miss the hurdle of {hurdle} after tax is {percent(found.missed_frac, 1)} "
        f"(95% range {low} – {high}).",
    )
    rates = {name: amount(one.value, "frac") for name, one in found.spreads[RETURN].quantiles.items()}
    spread = text(
        "税后收益率 "
        + "，".join(f"{name.upper()} {rates[name].zh}" for name in EXCEEDED)
        + f"：十次中有九次高于 {rates['p90'].zh}，一半高于 {rates['p50'].zh}，一次高于 {rates['p10'].zh}。",
        "Return after tax: "
        + ", ".join(f"{name.upper()} {rates[name].en}" for name in EXCEEDED)
        + f": nine draws in ten earn more than {rates['p90'].en}, half of them more than {rates['p50'].en}, "
        f"one in ten more than {rates['p10'].en}.",
    )
    return (chance, spread, _known(found), _error(found))


def _whose(found: Ranges) -> Label:
    """Return the name of the project, or of all together."""
    if found.project == TOGETHER:
        return TOGETHER_TITLE
    title = found.scenario.projects[found.project].title
    return text(title.zh, title.en)


def _known(found: Ranges) -> Label:
    """Return what schedules know of their prices, and what is captured where they have to be forecast."""
    terms = found.scenario.foresight
    if terms is None:
        return text("各电价年按全知电价调度。", "Price years are dispatched with all prices known.")
    if found.captured is None:
        return text(
            "各电价年按全知电价调度，未用方案的 foresight；不确定性文件写 foresight: as_in_case 才用。",
            "Price years are dispatched with all prices known, not by the `foresight` of the case; "
            "`foresight: as_in_case` in the file asks for that.",
        )
    kind, ratios = terms.forecast.kind, sorted(ratio for ratio in found.captured if ratio is not None)
    how = DECIDED if terms.real_time_step_h is None else PROMISED
    reach = " – ".join(dict.fromkeys(percent(ratio, 1) for ratio in (*ratios[:1], *ratios[-1:])))
    if not ratios:
        return text(
            f"各电价年{how.zh}（{kind}）；全知调度也无收益。",
            f"Price years are {how.en} ({kind}); even perfect foresight earns nothing.",
        )
    return text(
        f"各电价年{how.zh}（{kind}），实得为全知上限的 {reach}。",
        f"Price years are {how.en} ({kind}); that captures {reach} of the most perfect foresight can earn.",
    )


def _error(found: Ranges) -> Label:
    missed = [
        abs(full - quick)
        for one in found.held_out
        if (full := one.full[RETURN]) is not None and (quick := one.quick[RETURN]) is not None
    ]
    if not missed:
        return text("近似误差未测量。", "The error of the approximation was not measured.")
    mean, most = (f"{100 * value:.2f}" for value in (float(np.mean(missed)), max(missed)))
    return text(
        f"{len(missed)} 个样本全量调度检验：收益率偏差平均 {mean}、最大 {most} 个百分点。",
        f"{several(len(missed), 'draw')} dispatched in full: the return was off by {mean} percentage points on "
        f"average, {most} at most.",
    )


def _figures(found: Ranges) -> list[Figure]:
    values = found.sample.found[RETURN].values
    if np.isfinite(values).sum() < len(values) / 2:
        return []
    quantiles = found.spreads[RETURN].quantiles
    without = percent(found.spreads[RETURN].without_value_frac, 1)
    return [
        distribution(
            key="return-distribution",
            title=text("税后收益率的分布", "Return after tax over all draws"),
            note=text(
                f"{without} 的样本没有收益率，不在图中。", f"{without} of the draws have no return and are not drawn."
            ),
            axis=text("项目投资财务内部收益率（税后）", "Return of the project after tax"),
            values=values,
            lines=[(name.upper(), one.value) for name, one in quantiles.items() if one.value is not None],
            reach=found.hurdle_frac,
        )
    ]
