"""What has to be said of the operating years: chosen ones only, a wear cost that was found, laws asked beyond range."""

from collections.abc import Mapping
from typing import Any

from storage_model.words.format import number, percent
from storage_model.words.label import Label


def lifetime_words(found: Mapping[str, Any]) -> Label | None:
    """Return what a reader has to know of `lifetime` of a summary; None where every year is as usual."""
    zh, en = [], []
    years, dispatched = found["operating_years"], found["dispatched_years"]
    if dispatched < years:
        zh.append(f"{years} 个运营年中优化 {dispatched} 年，其余插值")
        en.append(f"{dispatched} of {years} operating years optimised, the others lie between")
        error_frac = found["npv_error_frac"]
        if error_frac is not None:
            zh.append(f"税后净现值较逐年优化偏差 {percent(error_frac, 3)}")
            en.append(f"NPV after tax {percent(error_frac, 3)} from that of every year optimised")
    if found["wear_cost_yuan_per_mwh"] is not None:
        cost = number(found["wear_cost_yuan_per_mwh"], "yuan_per_mwh")
        zh.append(f"循环损耗成本（不动点）{cost} 元/MWh")
        en.append(f"wear cost found {cost} yuan/MWh")
    if found["beyond_range_count"]:
        zh.append(f"老化规律有 {found['beyond_range_count']} 处超出适用范围，见报告")
        en.append(f"ageing laws asked beyond their range {found['beyond_range_count']} times, see the report")
    return Label(zh="；".join(zh), en="; ".join(en), unit="text") if zh else None
