"""Numbers as people read them: 万元 with two decimals, percent, states in words; nowhere else in the model."""

from typing import Final

from storage_model.report.label import Label, Lang, Unit
from storage_model.units import YUAN_PER_WAN_YUAN

OK = "ok"

STATES: Final[dict[str, Label]] = {
    "none": Label(zh="无解", en="none", unit="text"),
    "multiple": Label(zh="多解", en="multiple", unit="text"),
    "borrowing": Label(zh="先收后付，非投资收益率", en="borrowing, not a return", unit="text"),
    "all_negative": Label(zh="只有支出", en="only spending", unit="text"),
    "all_positive": Label(zh="只有收入", en="only income", unit="text"),
    "no_flows": Label(zh="无现金流", en="no flows", unit="text"),
    "beyond_life": Label(zh="超出计算期", en="beyond life", unit="text"),
    "no_debt": Label(zh="无借款", en="no debt", unit="text"),
    "no_investment": Label(zh="无投入", en="nothing invested", unit="text"),
    "no_margin": Label(zh="单位收益不抵单位成本", en="no margin per unit", unit="text"),
    "unreachable": Label(zh="范围内达不到", en="out of reach", unit="text"),
    "already_met": Label(zh="现状已满足", en="met already", unit="text"),
    "jumps": Label(zh="跳过目标值，无法恰好满足", en="jumps over the target", unit="text"),
    "turns": Label(zh="目标处不单调，非最小值", en="turns at the target, not the least", unit="text"),
    "no_discharge": Label(zh="无放电", en="no discharge", unit="text"),
    "not_asked": Label(zh="未要求", en="not asked for", unit="text"),
    "not_applicable": Label(zh="不适用", en="not applicable", unit="text"),
}
VERDICTS: Final[dict[str, Label]] = {
    "pays": Label(zh="可行", en="pays", unit="text"),
    "does_not_pay": Label(zh="不可行", en="does not pay", unit="text"),
    "no_return": Label(zh="不可行（无收益率）", en="does not pay (no return)", unit="text"),
}
# Unit of machine tables → what a reader sees: words after the number, divisor, decimals.
_SHOWN: Final[dict[Unit, tuple[str, str, float, int]]] = {
    "yuan": ("万元", "wan yuan", YUAN_PER_WAN_YUAN, 2),
    "frac": ("%", "%", 0.01, 2),
    "years": ("年", "years", 1.0, 2),
    "year": ("", "", 1.0, 0),
    "mw": ("MW", "MW", 1.0, 2),
    "mwh": ("MWh", "MWh", 1.0, 0),
    "yuan_per_mwh": ("元/MWh", "yuan/MWh", 1.0, 2),
    "times": ("次", "cycles", 1.0, 1),
    "ratio": ("", "", 1.0, 2),
    "count": ("", "", 1.0, 0),
    "h": ("h", "h", 1.0, 2),
    "m3": ("万m³", "10⁴ m³", 10_000.0, 1),
    "t": ("t", "t", 1.0, 0),
    "text": ("", "", 1.0, 0),
    "none": ("", "", 1.0, 0),
}


def wan_yuan(value_yuan: float) -> str:
    """Return yuan as 万元 with two decimals and thousands separated, without the unit."""
    return number(value_yuan, "yuan")


def percent(value_frac: float, decimals: int = 2) -> str:
    """Return a fraction as percent with its sign."""
    return f"{_no_minus_zero(value_frac * 100, decimals):,.{decimals}f}%"


def number(value: float, unit: Unit) -> str:
    """Return a value of a machine table as the number a reader sees, without the unit."""
    _, _, divisor, decimals = _SHOWN[unit]
    return f"{_no_minus_zero(value / divisor, decimals):,.{decimals}f}"


def unit_words(unit: Unit, lang: Lang) -> str:
    """Return the unit a reader sees."""
    zh, en, _, _ = _SHOWN[unit]
    return zh if lang == "zh" else en


def shown(value: float | None, unit: Unit, lang: Lang, state: str = OK) -> str:
    """Return value and unit, or the words of the state that says why there is no value."""
    if value is None:
        return state_words(state, lang)
    words = unit_words(unit, lang)
    gap = "" if words in ("", "%") else " "
    if state == OK:
        return f"{number(value, unit)}{gap}{words}"
    opened, closed = ("（", "）") if lang == "zh" else (" (", ")")
    return f"{number(value, unit)}{gap}{words}{opened}{state_words(state, lang)}{closed}"


def state_words(state: str, lang: Lang) -> str:
    """Return the words of a state; one that nobody named is an error, never a blank."""
    if state not in STATES:
        raise LookupError(f"no words for the state {state!r}; add it to report/format.py")
    return STATES[state].of(lang)


def _no_minus_zero(value: float, decimals: int) -> float:
    """Return the value rounded, a zero without a minus."""
    return round(value, decimals) + 0.0
