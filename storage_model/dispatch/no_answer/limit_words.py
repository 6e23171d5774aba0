"""What the limits of a model are called where a user wrote them: input keys, and words in both languages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Keys below the part's own path that set a limit, the chief one first; none for a law of nature or of the market.

    `place` is a pattern of the component's own name and its side, e.g. `stored_mwh least`.
    """

    place: str
    keys: tuple[str, ...] = ()
    zh: str
    en: str


def _words(place: str, keys: str, zh: str, en: str) -> Words:
    return Words(place=place, keys=tuple(keys.split()), zh=zh, en=en)


CELLS = r"(cells_\w+?_)?"
OF = r"(of\[[^]]*\]\.)?"
# Part → its limits; the first pattern that fits counts. A name in brackets fills `{0}` of a key.
WORDS: Mapping[str, tuple[Words, ...]] = {
    "connection": (
        _words("within_limits least", "import_limit_mw", "用电(下网)上限", "import limit"),
        _words("within_limits most", "export_limit_mw", "上网上限", "export limit"),
        _words("called_up .*", "export_limit_mw", "调用时上网上限", "export limit when everything is called"),
        _words("called_down .*", "import_limit_mw", "调用时用电上限", "import limit when everything is called"),
    ),
    "battery": (
        _words(".*(mw|mwh) least0", "", "功率与电量不为负", "power and energy are never negative"),
        _words(CELLS + "charge_mw (?:lowered|given)", "available maintenance",
               "检修或停运时充电功率", "charging while in part out of service"),
        _words(CELLS + "discharge_mw (?:lowered|given)", "available maintenance",
               "检修或停运时放电功率", "sending while in part out of service"),
        _words(CELLS + "charge_mw most", "charge_power_mw power_mw forced_outage_frac",
               "充电功率上限", "most power drawn"),
        _words(CELLS + "discharge_mw most", "discharge_power_mw power_mw forced_outage_frac",
               "放电功率上限", "most power sent"),
        _words(CELLS + "stored_mwh given", "ends.rule ends.every ends.soc_frac",
               "窗口首末存量", "what is stored where windows meet"),
        _words(CELLS + "stored_mwh lowered", "ends.soc_frac soc_max_frac maintenance",
               "该点储能上限", "most stored at this point"),
        _words(CELLS + "stored_mwh least", "soc_min_frac ends.soc_frac", "储能下限", "least stored"),
        _words(CELLS + "stored_mwh most", "soc_max_frac energy_mwh soh_frac", "储能上限", "most stored"),
        _words(CELLS + "energy_balance .*", "", "能量平衡", "stored = kept + charged - drawn"),
        _words(CELLS + "ends_as_it_began .*", "ends.rule ends.every",
               "窗口末与始存量相同", "every window ends as it began"),
        _words("cells_share_.*", "", "各批次之和为总量", "the groups of cells make up the whole"),
        _words("cycles_per_day.*", "cycles.per_day", "每日循环次数限额", "full cycles in a day"),
        _words("cycles_per_year.*", "cycles.per_year", "每年循环次数限额", "full cycles in a year"),
        _words("cycles_of_a_life.*", "cycles.lifetime cycles.lifetime_years",
               "全寿命循环次数限额", "full cycles over the life"),
        _words("ramp.*", "ramp_mw_per_min", "爬坡速率", "change of scheduled power"),
        _words("(dis)?charging_headroom .*", "power_mw charge_power_mw discharge_power_mw",
               "计划与报价之和不超额定", "schedule and offers within the rating"),
        _words("(dis)?charging_backing .*", "", "可调减的须先排入计划", "what may be called off is scheduled"),
        _words("full_call_up.*", "soc_min_frac sustain_measured_at",
               "向上全额调用的电量支撑", "energy for a full call upward"),
        _words("full_call_down.*", "soc_max_frac sustain_measured_at",
               "向下全额调用的电量空间", "room for a full call downward"),
        _words("(charge_when_charging|discharge_otherwise|.*(room|held)_at_start) .*", "exclusive",
               "充放互斥", "charging and discharging exclude each other"),
    ),
    "gas_plant": (
        _words("power_mw (most|lowered|given)", "pure_flow methane sets availability_frac",
               "气量与台数允许的出力", "power the gas and the sets allow"),
    ),
    "gas_hub": (
        _words(".* least0", "", "气量、出力与台数不为负", "gas, power and sets are never negative"),
        _words(r"supplies\[([^]]*)\].*", "supplies.{0}.pure_flow supplies.{0}.methane",
               "气源平衡", "to users + vented = supplied"),
        _words(r"gensets\[([^]]*)\]\.ramp.*", "gensets.{0}.ramp_frac_per_min", "机组爬坡", "ramp of running sets"),
        _words(r"gensets\[([^]]*)\]\.(most|least).*", "gensets.{0}.set_power_mw gensets.{0}.minimum_load_frac",
               "运行台数允许的出力", "output of the running sets"),
        _words(r"gensets\[([^]]*)\].*", "gensets.{0}.sets gensets.{0}.minimum_up_h gensets.{0}.minimum_down_h",
               "机组台数与开停机", "number, starts and stops of sets"),
        _words("holder.balance .*", "", "储气柜进出平衡", "gas in the holder = before + in - out"),
        _words("holder.*", "holder.capacity_m3", "储气柜", "gas holder"),
        _words("site_supply.*", "site_supply", "自用电须自给", "own consumption is covered"),
        _words("heat_demand .*", "heat", "供热需求", "heat the mine can take"),
        _words("oxidiser.*", "oxidiser", "氧化装置", "flameless oxidation"),
        _words("enrichment.*", "enrichment", "提纯装置", "enrichment"),
        _words("flare.*", "flare", "火炬", "flare"),
    ),
    "market": (
        _words(".* least0", "", "报价与电量不为负", "offers and energy are never negative"),
        _words(OF + "(held|up|down)_mw(_least)? least", "least_mw", "最小报价", "least offer"),
        _words(OF + "(held|up|down)_mw given0", "",
               "未中标、未开放或未承诺时不持有", "nothing is held where it is not won, not open or not promised"),
        _words(OF + "(held|up|down)_mw given", "", "已承诺的容量", "power promised already"),
        _words(OF + "(held|up|down)_mw (most|lowered)", "most_mw available", "报价上限", "most that may be offered"),
        _words(OF + "(held|up|down)_mw_none .*", "", "不报价即为零", "nothing is held unless it is offered"),
        _words(OF + "supplied_is_sent .*", "", "自供不超过实际送出", "what is supplied is sent"),
        _words("(held|up|down)_mw_total .*", "most_mw", "全市场合计上限", "most of all participants"),
        _words(OF + "(up|down)_split .*", "", "容量分到充放两侧", "an offer is carried by one side or the other"),
        _words(OF + "called_balance .*", "", "调用的充放电量比例", "energy called in per energy called out"),
        _words("peak_mw .*", "", "月最大需量", "the month's peak"),
        _words("peak_covers_draw .*", "", "需量不低于实际用电", "the month's peak covers what is drawn"),
        _words("within_demand .*", "demand", "不超过自用需求", "no more than the demand"),
        _words(OF + "supplied_mw .*", "demand", "自供电量", "power supplied to the own demand"),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a limit is called: keys below the part's path (none for a law), words in both languages."""

    keys: tuple[str, ...]
    zh: str
    en: str


def words_of(part: str, place: str) -> Said | None:
    """Return what a limit of a part is called, `place` being e.g. `stored_mwh least`; None if nobody has named it."""
    for words in WORDS.get(part, ()):
        if found := re.fullmatch(words.place, place):
            names = [group for group in found.groups() if group]
            keys = tuple(key.format(*names) if names else key for key in words.keys)
            return Said(keys=keys, zh=words.zh, en=words.en)
    return None
