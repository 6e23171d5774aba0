"""Numbers as people read them: 万元 with two decimals, percent, states in words; nowhere else in the model."""

from typing import Final

from storage_model.units import YUAN_PER_WAN_YUAN
from storage_model.words.label import Label, Lang, Unit, text

OK, INAPPLICABLE = "ok", "not_applicable"

STATES: Final[dict[str, Label]] = {
    "none": text("无解", "none"),
    "multiple": text("多解", "multiple"),
    "borrowing": text("先收后付，非投资收益率", "borrowing, not a return"),
    "all_negative": text("各年均为净流出", "outflow every year"),
    "all_positive": text("各年均为净流入", "inflow every year"),
    "no_flows": text("无现金流", "no flows"),
    "beyond_life": text("超出计算期", "beyond life"),
    "no_debt": text("无借款", "no debt"),
    "no_investment": text("无投入", "nothing invested"),
    "no_margin": text("单位收益不抵单位成本", "no margin per unit"),
    "unreachable": text("范围内达不到", "out of reach"),
    "already_met": text("现状已满足", "met already"),
    "jumps": text("跳过目标值，无法恰好满足", "jumps over the target"),
    "turns": text("目标处不单调，非最小值", "turns at the target, not the least"),
    "no_discharge": text("无放电", "no discharge"),
    "at_least": text("至少，最优未证明", "at least, the best is not proved"),
    "at_most": text("至多，最优未证明", "at most, the best is not proved"),
    "not_asked": text("未要求", "not asked for"),
    "not_applicable": text("不适用", "not applicable"),
}
VERDICTS: Final[dict[str, Label]] = {
    "pays": text("可行", "pays"),
    "does_not_pay": text("不可行", "does not pay"),
    "no_return": text("不可行（无收益率）", "does not pay (no return)"),
}
# Unit of machine tables and of series → the words behind a number on pages and screens.
UNITS: Final[dict[str, Label]] = {
    "yuan": text("万元", "wan yuan"),
    "frac": text("%"),
    "years": text("年", "years"),
    "mw": text("MW"),
    "mwh": text("MWh"),
    "mw_h": text("MW·h"),
    "yuan_per_mwh": text("元/MWh", "yuan/MWh"),
    "yuan_per_mw_h": text("元/(MW·h)", "yuan/(MW·h)"),
    "yuan_per_mw": text("元/MW", "yuan/MW"),
    "yuan_per_m3": text("元/m³", "yuan/m³"),
    "m3_per_h": text("m³/h"),
    "times": text("次", "cycles"),
    "h": text("h"),
    "m3": text("万m³", "10⁴ m³"),
    "m3_per_kwh": text("m³/kWh"),
    "gj": text("GJ"),
    "t": text("t"),
    **dict.fromkeys(("year", "ratio", "count", "number", "text", "none"), text("")),
}
# What a value of a machine table is divided by for those words, and its decimals.
_SCALES: Final[dict[Unit, tuple[float, int]]] = {
    "yuan": (YUAN_PER_WAN_YUAN, 2),
    "frac": (0.01, 2),
    "years": (1.0, 2),
    "year": (1.0, 0),
    "mw": (1.0, 2),
    "mwh": (1.0, 0),
    "mw_h": (1.0, 0),
    "yuan_per_mwh": (1.0, 2),
    "yuan_per_mw_h": (1.0, 2),
    "times": (1.0, 1),
    "ratio": (1.0, 2),
    "count": (1.0, 0),
    "h": (1.0, 2),
    "m3": (10_000.0, 1),
    "m3_per_kwh": (1.0, 3),
    "gj": (1.0, 0),
    "t": (1.0, 0),
    "text": (1.0, 0),
    "none": (1.0, 0),
}

# English words in the units that fields of input files name → their Chinese.
_UNIT_WORDS: Final = (
    ("yuan", "元"), ("1/yr", "每年"), ("per year", "每年"), ("per hour", "每小时"), ("yr", "年"), ("month", "月"),
    ("years", "年"), ("days", "天"), ("/day", "/日"), ("number", "个"),
)  # fmt: skip


def field_unit(unit: str) -> Label:
    """Return a unit that a field of an input file names, in both languages."""
    zh = unit
    for english, chinese in _UNIT_WORDS:
        zh = zh.replace(english, chinese)
    return text(zh, unit)


def wan_yuan(value_yuan: float) -> str:
    """Return yuan as 万元 with two decimals and thousands separated, without the unit."""
    return number(value_yuan, "yuan")


def percent(value_frac: float, decimals: int = 2) -> str:
    """Return a fraction as percent with its sign."""
    return f"{_no_minus_zero(value_frac * 100, decimals):,.{decimals}f}%"


def number(value: float, unit: Unit) -> str:
    """Return a value of a machine table as the number a reader sees, without the unit."""
    divisor, decimals = _SCALES[unit]
    return f"{_no_minus_zero(value / divisor, decimals):,.{decimals}f}"


def unit_words(unit: Unit, lang: Lang) -> str:
    """Return the unit a reader sees."""
    return UNITS[unit].of(lang)


def shown(value: float | None, unit: Unit, lang: Lang, state: str = OK) -> str:
    """Return value and unit, or the words of the state that says why there is no value."""
    if value is None:
        return state_label(state).of(lang)
    words = unit_words(unit, lang)
    gap = "" if words in ("", "%") else " "
    if state == OK:
        return f"{number(value, unit)}{gap}{words}"
    opened, closed = ("（", "）") if lang == "zh" else (" (", ")")
    return f"{number(value, unit)}{gap}{words}{opened}{state_label(state).of(lang)}{closed}"


def shown_in_both(value: float | None, unit: Unit, state: str = OK) -> Label:
    """Return the same in both languages."""
    return text(shown(value, unit, "zh", state), shown(value, unit, "en", state))


def state_label(state: str) -> Label:
    """Return the words of a state; one that nobody named is an error, never a blank."""
    if state not in STATES:
        raise LookupError(f"no words for the state {state!r}; add it to words/format.py")
    return STATES[state]


def _no_minus_zero(value: float, decimals: int) -> float:
    """Return the value rounded, a zero without a minus."""
    return round(value, decimals) + 0.0


def several(count: int, thing: str, many: str = "s") -> str:
    """Return a count with what is counted in English, `many` behind it unless there is one: 1 draw, 1,000 draws."""
    return f"{count:,} {thing}{'' if count == 1 else many}"
