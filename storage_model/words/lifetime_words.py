"""What has to be said of the operating years: chosen ones only, a wear cost that was found, laws asked beyond range."""

from collections.abc import Mapping
from typing import Any

from storage_model.words.format import number, percent, wan_yuan
from storage_model.words.label import Label, text

NPV = "npv_project_after_tax_yuan"
TOGETHER = {"zh": "全部项目合计", "en": "all projects together"}
# How far representative years have been off, as a share of the investment: docs/lifetime.md.
NEAR_FRAC = 0.02


def lifetime_words(found: Mapping[str, Any]) -> Label | None:
    """Return what a reader has to know of `lifetime` of a summary; None where every year is as usual."""
    zh, en = [], []
    years, dispatched = found["operating_years"], found["dispatched_years"]
    if dispatched < years:
        zh.append(f"{years} 个运营年中优化 {dispatched} 年，其余插值")
        en.append(f"{dispatched} of {years} operating years optimised, the others lie between")
        if found["npv_error_frac"] is not None:
            apart = _apart_words(found)
            zh.append(apart.zh)
            en.append(apart.en)
    if found["wear_cost_yuan_per_mwh"] is not None:
        cost = number(found["wear_cost_yuan_per_mwh"], "yuan_per_mwh")
        zh.append(f"循环损耗成本（不动点）{cost} 元/MWh")
        en.append(f"wear cost found {cost} yuan/MWh")
    if found["beyond_range_count"]:
        zh.append(f"老化规律有 {found['beyond_range_count']} 处超出适用范围，见报告")
        en.append(f"ageing laws asked beyond their range {found['beyond_range_count']} times, see the report")
    if later := found.get("counts_from"):
        zh.append(f"首个运营年的调度与逐月收支按全年、全部资产列示；收支实际起算日 {later.replace(', ', '、')}")
        en.append(
            "schedule and months of the first operating year are shown of the whole year and every asset; money "
            f"counts from: {later}"
        )
    return Label(zh="；".join(zh), en="; ".join(en), unit="text") if zh else None


def _apart_words(found: Mapping[str, Any]) -> Label:
    """Return both values and their difference, as a share too where they have one sign."""
    share, every_yuan = percent(found["npv_error_frac"], 3), found.get("npv_every_year_yuan")
    if every_yuan is None:  # a run made before amounts were kept
        return text(f"税后净现值较逐年优化偏差 {share}", f"NPV after tax {share} from that of every year optimised")
    chosen_yuan = found["npv_representative_yuan"]
    chosen, every, apart = (wan_yuan(one) for one in (chosen_yuan, every_yuan, found["npv_difference_yuan"]))
    of_it = ("", "") if _turned(chosen_yuan, every_yuan) else (f"（{share}）", f" ({share})")
    return text(
        f"税后净现值 {chosen} 万元，逐年优化为 {every} 万元，相差 {apart} 万元{of_it[0]}",
        f"NPV after tax {chosen} wan yuan, {every} wan yuan by every year, difference {apart} wan yuan{of_it[1]}",
    )


def life_warning(summary: Mapping[str, Any]) -> Label | None:
    """Return what forbids resting a verdict on representative years; None where nothing does.

    Either every year optimised gives another sign, or that was not looked at and the value is as near to zero as
    representative years have been off.
    """
    life = summary["lifetime"]
    if life["dispatched_years"] == life["operating_years"]:
        return None
    return _near_zero(summary) if life["npv_error_frac"] is None else _turned_words(summary)


def _values(summary: Mapping[str, Any]) -> list[tuple[Mapping[str, str], Mapping[str, Any], float | None]]:
    """Return title, numbers and the value of every year of each project; one alone is all of them together."""
    by_project = summary["lifetime"].get("npv_every_year_by_project_yuan") or {}
    apart = [(found["title"], found, by_project.get(name)) for name, found in summary["projects"].items()]
    together = (TOGETHER, summary, summary["lifetime"].get("npv_every_year_yuan"))
    return apart if len(apart) == 1 else [together, *apart]


def _turned_words(summary: Mapping[str, Any]) -> Label | None:
    turned = [
        (title, wan_yuan(found[NPV]), wan_yuan(every_yuan))
        for title, found, every_yuan in _values(summary)
        if every_yuan is not None and found[NPV] is not None and _turned(found[NPV], every_yuan)
    ]
    if not turned:
        return None
    zh = "；".join(f"{title['zh']} {one} 万元，逐年优化 {every} 万元" for title, one, every in turned)
    en = "; ".join(f"{title['en']} {one} wan yuan, by every year {every} wan yuan" for title, one, every in turned)
    return text(
        f"代表年的税后净现值与逐年优化正负相反：{zh}。结论靠不住：增加 dispatched_years，或写 mode: every_year。",
        f"Representative years give the NPV after tax another sign than every year optimised: {en}. Do not rest a "
        "verdict on it: take more dispatched_years, or mode: every_year.",
    )


def _near_zero(summary: Mapping[str, Any]) -> Label | None:
    near = [
        (title, wan_yuan(found[NPV]))
        for title, found, _ in _values(summary)
        if found[NPV] is not None and abs(found[NPV]) < NEAR_FRAC * (found["total_investment_yuan"] or 0.0)
    ]
    if not near:
        return None
    zh = "；".join(f"{title['zh']} {one} 万元" for title, one in near)
    en = "; ".join(f"{title['en']} {one} wan yuan" for title, one in near)
    return text(
        f"代表年的税后净现值接近零：{zh}，而误差曾达投资的 {percent(NEAR_FRAC, 0)}。写 compared: true 核对正负，或写 "
        "mode: every_year。",
        f"The NPV after tax by representative years is near zero: {en}; they have been off by {percent(NEAR_FRAC, 0)} "
        "of the investment. Write compared: true to see the sign by every year, or mode: every_year.",
    )


def _turned(chosen_yuan: float, every_yuan: float) -> bool:
    """Whether one of two values is below zero and the other is not."""
    return (chosen_yuan < 0) != (every_yuan < 0)
