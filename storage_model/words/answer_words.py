"""The answer in sentences, from the numbers of summary.json alone: a run and a reader of its files say the same."""

from collections.abc import Mapping
from math import isclose
from typing import Any

from storage_model.words.format import OK, VERDICTS, number, percent, shown, state_label, wan_yuan
from storage_model.words.label import LANGS, Label, Lang, text
from storage_model.words.labels.lookup import stream_label, summary_label
from storage_model.words.lifetime_words import life_warning, lifetime_words

MAIN_STREAMS = 3
# A gap up to here is a proof, relative; beyond it the reader is told.
PROVED = 1e-6
# Less energy of a year than this is a solver's rounding.
LEAST_MWH = 0.5
# States of a capture ratio whose best schedule is not proved to be the best.
UNPROVED = ("at_least", "at_most")
# An asset whose two margins are as near as this earns the same on forecasts.
SAME_FRAC = 1e-6
TOGETHER_TITLE = text("全部项目合计", "All projects together")
HEADS = {
    "verdict": text("结论", "Verdict"),
    "warning": text("警告", "Warning"),
    "money": text("资金", "Money"),
    "dispatch": text("调度", "Dispatch"),
    "methane": text("瓦斯", "Methane"),
    "lifetime": text("寿命", "Life"),
    "foresight": text("预见", "Foresight"),
    "inputs": text("依据", "Inputs"),
    "files": text("文件", "Files"),
}
_SHORT = {
    "total_investment_yuan": text("总投资", "investment"),
    "revenue_first_year_yuan": text("首年收入", "revenue of the first year"),
    "payback_static_years": text("静态回收期", "payback"),
    "npv_project_after_tax_yuan": text("税后净现值", "NPV after tax"),
}
_STATE = "_state"
Summary = Mapping[str, Any]


def answer_lines(summary: Summary, checks_count: int, lang: Lang) -> dict[str, str]:
    """Return verdicts (a line a project, before them one for several together), money, dispatch, inputs, by their head.

    Where forecasts were asked for, what they cost has a line of its own.
    """
    found = summary["dispatch"]
    foresight = foresight_words(summary["foresight"], found["objective_yuan"])
    proof = checks_words(checks_count, found["gap_frac"]).of(lang)
    ran = dispatch_words(found, summary.get("generation"), summary.get("others"))
    life, warning = lifetime_words(summary["lifetime"]), life_warning(summary)
    return {
        "verdict": "\n".join(_verdicts(summary, lang)),
        **({} if warning is None else {"warning": warning.of(lang)}),
        "money": _money(summary, lang),
        "dispatch": f"{ran.of(lang)} {proof}".strip(),
        **({"methane": methane_words(summary["methane"]).of(lang)} if "methane" in summary else {}),
        **({} if life is None else {"lifetime": life.of(lang)}),
        **({} if foresight is None else {"foresight": foresight.of(lang)}),
        "inputs": assumed_words(summary["inputs_count"], summary["inputs_assumed_count"]).of(lang),
    }


def projects_of(summary: Summary) -> dict[str, tuple[Label, Summary]]:
    """Return title and numbers of all projects together, then of each project by its name."""
    apart = {name: (_label(found["title"]), found) for name, found in summary["projects"].items()}
    return {"together": (TOGETHER_TITLE, summary), **apart}


def _label(title: Mapping[str, str]) -> Label:
    return Label(zh=title["zh"], en=title["en"], unit="text")


def _verdicts(summary: Summary, lang: Lang) -> list[str]:
    together, *apart = projects_of(summary).values()
    return [
        f"{title.of(lang)} — "
        + rate_sentence(
            found["irr_project_after_tax_frac"],
            found["irr_project_after_tax_frac_state"],
            found["hurdle_frac"],
            found["verdict"],
        ).of(lang)
        # One project alone is all of them together.
        for title, found in (apart if len(apart) == 1 else (together, *apart))
    ]


def _money(found: Summary, lang: Lang) -> str:
    streams = sorted(found["revenue_by_stream_first_year_yuan"].items(), key=lambda row: -row[1])[:MAIN_STREAMS]
    parts = [f"{stream_label(key).of(lang)} {number(yuan, 'yuan')}" for key, yuan in streams]
    comma, semicolon = ("，", "；") if lang == "zh" else (", ", "; ")
    opened, closed, wan = ("（", "）", "万元") if lang == "zh" else (" (", ")", "wan yuan")
    revenue = (
        f"{_SHORT['revenue_first_year_yuan'].of(lang)} {wan_yuan(found['revenue_first_year_yuan'])} {wan}"
        f"{opened}{comma.join(parts)}{closed}"
    )
    keys = ("total_investment_yuan", "payback_static_years", "npv_project_after_tax_yuan")
    first, *rest = (f"{_SHORT[key].of(lang)} {value_words(found, key, lang)}" for key in keys)
    return semicolon.join([first, revenue, *rest])


def value_words(found: Summary, key: str, lang: Lang) -> str:
    """Return one value of a summary with its unit, or why there is none."""
    return shown(found[key], summary_label(key).unit, lang, found.get(f"{key}_state", OK))


def rate_sentence(rate_frac: float | None, state: str, hurdle_frac: float, verdict: str) -> Label:
    """Return a project's verdict: its return after tax against the hurdle; exactly the hurdle is enough."""
    hurdle, word = percent(hurdle_frac), VERDICTS[verdict]
    if rate_frac is None:
        why = state_label(state)
        return text(
            f"{word.zh}：税后收益率{why.zh}，基准 {hurdle}", f"{word.en}: return after tax {why.en}, hurdle {hurdle}"
        )
    rate, over = percent(rate_frac), rate_frac >= hurdle_frac
    return text(
        f"{word.zh}：税后收益率 {rate}，{'不低于' if over else '低于'}基准 {hurdle}",
        f"{word.en}: return after tax {rate}, {'at or above' if over else 'below'} the hurdle of {hurdle}",
    )


def checks_words(count: int, gap_frac: float) -> Label:
    """Return how many laws the answer keeps and how near the optimum it is proved to be."""
    gap = abs(gap_frac)
    if gap > PROVED:
        return text(
            f"已校核 {count} 项；求解未证明最优：可能比最优少至多 {100 * gap:.2g} %",
            f"{count} checks passed; NOT proved optimal: up to {100 * gap:.2g} % more may be possible",
        )
    shown_gap = f"{gap:.0e}" if gap else "0"
    return text(f"已校核 {count} 项，对偶间隙 {shown_gap}", f"{count} checks passed, gap to the dual bound {shown_gap}")


def assumed_words(count: int, assumed: int) -> Label:
    """Return how much of the input no document stands behind."""
    return text(f"{count} 个输入数值中 {assumed} 个为假设", f"{assumed} of {count} input numbers are assumed")


def dispatch_words(found: Summary, made: Summary | None, others: Summary | None = None) -> Label:
    """Return the first operating year from the summary: of stores and of gas, if any, and energy of other assets.

    Only a store has outages that no schedule knows; sets lose them from what they can give.
    """
    stores, words = found["full_cycles"] is not None, []
    if stores:
        keys = ("energy_charged_mwh", "energy_discharged_mwh", "full_cycles", "round_trip_frac")
        words.append(_listed("dispatch", found, keys))
    if made:
        words.append(_listed("generation", made, tuple(made)))
    words += _of_others(others or {})
    if not words:
        return text("")
    zh, en = "；".join(one.zh for one in words), "; ".join(one.en for one in words)
    before = text("（停运折减前）", ", before outages") if stores else text("")
    return text(f"首个运营年{before.zh}：{zh}。", f"First operating year{before.en}: {en}.")


def _of_others(others: Summary) -> list[Label]:
    """Return what each asset sent and drew, by its name; nothing of a meter that stands still."""
    return [
        text(*(f"{name} {label.of(lang)} {shown(mwh, label.unit, lang)}" for lang in LANGS))
        for key, by_asset in others.items()
        for label in [summary_label(f"others.{key}")]
        for name, mwh in by_asset.items()
        if mwh >= LEAST_MWH
    ]


def methane_words(found: Summary) -> Label:
    """Return where the methane of the first operating year went, from `methane` of the summary."""
    keys = ("burned_m3", "oxidised_m3", "enriched_m3", "flared_m3", "vented_m3", "avoided_co2e_t", "credits_t")
    words = _listed("methane", found, tuple(key for key in keys if found.get(key)))
    return text(f"{words.zh}。", f"{words.en}.")


def _listed(section: str, found: Summary, keys: tuple[str, ...]) -> Label:
    """Return entries of a section of the summary one after another, with their units."""
    words: dict[Lang, str] = {}
    for lang in ("zh", "en"):
        labels = ((summary_label(f"{section}.{key}"), found[key], found.get(f"{key}{_STATE}", OK)) for key in keys)
        parts = [f"{label.of(lang)} {shown(value, label.unit, lang, state)}" for label, value, state in labels]
        words[lang] = (", " if lang == "en" else "，").join(parts)
    return text(words["zh"], words["en"])


def foresight_words(found: Summary, dispatched_yuan: float) -> Label | None:
    """Return what is realised on forecasts beside perfect foresight, from `foresight` of the summary; None unasked.

    Plant whose income is certain lifts the share of the whole site: each asset that forecasts cost money is told too.
    The verdict rests on the margin as dispatched: with a second decision in real time that is a plan simply kept, which
    earns less than knowing all and deviating from it.
    """
    if found["realised_yuan_state"] == "not_asked":
        return None
    proved = found["capture_ratio_frac_state"] not in UNPROVED
    keys = ("realised_yuan", "perfect_yuan", *(() if proved else ("perfect_at_most_yuan",)), "capture_ratio_frac")
    words, alone = _listed("foresight", found, keys), _alone_words(found, shares=proved)
    rests = _rests_on(found["perfect_yuan"], dispatched_yuan)
    return text(f"{words.zh}{alone.zh}。{rests.zh}", f"{words.en}{alone.en}. {rests.en}")


def _rests_on(perfect_yuan: float, dispatched_yuan: float) -> Label:
    """Return what the verdict and every indicator are computed with."""
    if isclose(perfect_yuan, dispatched_yuan, rel_tol=SAME_FRAC, abs_tol=1.0):
        return text("结论与各项指标均按全知调度计。", "The verdict and every indicator are those of perfect foresight.")
    wan = wan_yuan(dispatched_yuan)
    return text(
        f"结论与各项指标均按电价全知、申报后照办计，收益 {wan} 万元。",
        f"The verdict and every indicator are those of a plan that knows all prices and is kept, which earns {wan} wan "
        "yuan.",
    )


def _alone_words(found: Summary, *, shares: bool) -> Label:
    """Return what each asset that earns otherwise on forecasts realises of its own; nothing where it stands alone."""
    perfect, realised = found["perfect_by_asset_yuan"], found["realised_by_asset_yuan"]
    apart = [name for name in perfect if not isclose(realised[name], perfect[name], rel_tol=SAME_FRAC, abs_tol=1.0)]
    told = apart if len(perfect) > 1 else []
    both: dict[Lang, list[str]] = {"zh": [], "en": []}
    for name in told:
        share = f" ({percent(realised[name] / perfect[name])})" if shares and perfect[name] > 0 else ""
        kept = f"{name} {wan_yuan(realised[name])} / {wan_yuan(perfect[name])}"
        both["zh"].append(f"{kept} 万元{share}")
        both["en"].append(f"{kept} wan yuan{share}")
    return text("".join(f"；其中 {one}" for one in both["zh"]), "".join(f"; of these {one}" for one in both["en"]))
