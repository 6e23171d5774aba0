"""The slip behind a number: which unit people usually mean when they write this here."""

import re
import unicodedata
from dataclasses import dataclass
from math import isfinite

from storage_model.facts import is_number
from storage_model.scenario.validation.usual import USUAL, Usual, in_other_unit

# Above any station on earth; below what the smallest station of interest shows in the wrong unit.
LARGEST_MW = 5_000.0
LARGEST_MWH = 40_000.0
SMALLEST_YUAN_PER_MWH = 2.0

_NUMBER_FIRST = re.compile(r"^([-+]?[\d,]*\.?\d+)\s*([^\s\d:.-]\S*)?$")
# Commas between thousands; another one, as in `0,97`, is a decimal comma.
_GROUPED = re.compile(r"[-+]?(\d+|\d{1,3}(,\d{3})+|)(\.\d+)?")
_UNIT_OF_SUFFIX = (
    ("_yuan_per_mwh", "yuan/MWh"),
    ("_yuan_per_m3", "yuan/m³"),
    ("_mwh", "MWh"),
    ("_mw", "MW"),
    ("_yuan", "yuan"),
    ("_years", "years"),
    ("_frac", "a fraction between 0 and 1"),
)
# What stands behind a number → what the number has to be multiplied by to be in the unit of the key.
_TIMES_ANYWHERE = {"%": 1e-2, "万": 1e4, "亿": 1e8}
_TIMES_BY_UNIT = {
    "yuan": {"万元": 1e4, "亿元": 1e8},
    "MW": {"kw": 1e-3, "千瓦": 1e-3, "万千瓦": 10.0, "gw": 1e3},
    "MWh": {"kwh": 1e-3, "千瓦时": 1e-3, "度": 1e-3, "万千瓦时": 10.0, "gwh": 1e3},
    "yuan/MWh": {"元/kwh": 1e3, "元/千瓦时": 1e3, "元/度": 1e3, "yuan/kwh": 1e3},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A likely slip: what was expected, what it looks like, what to write instead."""

    code: str
    expected: str
    likely: str
    fix: str
    severe: bool = True


def slip_of(key: str, value: object) -> Slip | None:
    """Return the slip a value at this key looks like, judged by the unit in the key's name; None when it looks fine."""
    if not is_number(value):
        return None
    if is_fraction(key) and 1 < abs(value) <= 100:
        return percent_slip(key, value)
    if key.endswith("_mw") and "_per_" not in key and value >= LARGEST_MW:
        return _thousand(key, value, small="kW", large="MW", limit=LARGEST_MW)
    if key.endswith("_mwh") and "_per_" not in key and value >= LARGEST_MWH:
        return _thousand(key, value, small="kWh", large="MWh", limit=LARGEST_MWH)
    if key.endswith("yuan_per_mwh") and 0 < value < SMALLEST_YUAN_PER_MWH:
        return Slip(
            code="W103",
            expected="a price in yuan/MWh, usually 10 to 1500",
            likely=f"{value:g} looks like yuan/kWh; this key is yuan/MWh",
            fix=f"write {value * 1000:g}",
            severe=False,
        )
    usual = USUAL.get(key)
    return None if usual is None or usual.holds(value) else _unusual(key, value, usual)


def percent_slip(key: str, value: float) -> Slip:
    """Return the slip of writing percent for a fraction."""
    return Slip(
        code="E123" if "share_frac" in key else "E115",
        expected="a fraction between 0 and 1",
        likely=f"{value:g} looks like percent; `_frac` keys are fractions"
        if abs(value) >= 2
        else "more than the whole",
        fix=f"write {value / 100:g}" + (" if percent was meant" if abs(value) < 2 else ""),
    )


def _unusual(key: str, value: float, usual: Usual) -> Slip:
    """Return the slip of a number far from what it usually is, with the unit in which it would be usual."""
    other, ours = in_other_unit(usual, value)
    ends = f"{usual.least:g} to {usual.most:g}" if isfinite(usual.most) else f"{usual.least:g} or more"
    return Slip(
        code="W110",
        expected=f"usually {ends} {usual.unit}" + (f": {usual.known}" if usual.known else ""),
        likely=f"{value:g} looks like {other}; {key} is {usual.unit}" if other else "",
        fix=f"write {ours:.6g} if {other} was meant" if other else "check the unit and the digits",
        severe=False,
    )


def is_fraction(key: str) -> bool:
    """Whether the key's name says it holds a fraction."""
    return key.endswith("_frac") or "_frac_per_" in key


def unit_of(key: str) -> str:
    """Return the unit a key's name says, empty when it says none."""
    name = f"_{key}"
    return next((unit for suffix, unit in _UNIT_OF_SUFFIX if name.endswith(suffix) or f"{suffix}_per_" in name), "")


def number_in(text: str) -> tuple[float, str] | None:
    """Return the number and the unit behind it for a number with decoration, e.g. `400 MWh`, `85%`, `1,234`."""
    found = _NUMBER_FIRST.match(unicodedata.normalize("NFKC", text).replace("\u2212", "-").strip())
    if found is None:
        return None
    written = found[1] if _GROUPED.fullmatch(found[1]) else found[1].replace(",", ".")
    return (float(written.replace(",", "")), found[2] or "") if written.count(".") <= 1 else None


def in_unit_of(key: str, number: float, behind: str) -> str:
    """Return a decorated number as it is to be written at this key: `4.2 亿元` is 420000000 in a key of yuan."""
    times = _TIMES_ANYWHERE | _TIMES_BY_UNIT.get(unit_of(key), {})
    return f"{number * times.get(behind.lower(), 1.0):.12g}"


def _thousand(key: str, value: float, *, small: str, large: str, limit: float) -> Slip:
    return Slip(
        code="E112",
        expected=f"less than {limit:g} {large}",
        likely=f"{value:g} looks like {small}; this key is {large}",
        fix=f"write {key}: {value / 1000:g}",
    )
