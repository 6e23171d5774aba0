"""How cells wear, from the law that the inputs name: the formulas of docs/lifetime.md, written once more."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import exp, sqrt
from typing import Any

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.runs.reaudit.evidence import listed

Terms = Mapping[str, Any]
# Laws that know nothing but the age of cells; a law of which each stretch of use takes its own share, whatever was.
BY_AGE, BY_SHARES = ("linear", "guarantee"), ("cycle_table",)
KNOWN = (*BY_AGE, *BY_SHARES, "lfp_naumann")
_SECONDS_PER_YEAR, _GAS_CONSTANT, _ZERO_C_IN_K = 365.0 * 86_400.0, 8.314_459_8, 273.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """What a year does to cells: depth [0–1] and count of its cycles, mean charge [0–1], rate [1/h], warmth [°C]."""

    depth_frac: FloatArray
    count: FloatArray
    mean_soc_frac: float
    rate_per_h: float
    temperature_c: float

    @property
    def full_cycles(self) -> float:
        """Σ depth × count."""
        return float(self.depth_frac @ self.count)


@dataclass(frozen=True, slots=True, kw_only=True)
class Worn:
    """Age [years] and what time and cycles have taken [0–1 of the rated capacity]."""

    age_years: float
    by_time_frac: float
    by_cycles_frac: float = 0.0

    @property
    def soh_frac(self) -> float:
        """What is left, never below nothing."""
        return max(0.0, 1.0 - self.by_time_frac - self.by_cycles_frac)


def worn_on(law: Terms, worn: Worn, use: Use | None, years: float) -> Worn:
    """Return the wear after `years` of a use that stands for a whole year; a law by age needs none."""
    kind, age = law["kind"], worn.age_years + years
    if kind in BY_AGE:
        more = _lost_at(law, age) - _lost_at(law, worn.age_years)
        return Worn(age_years=age, by_time_frac=worn.by_time_frac + more, by_cycles_frac=worn.by_cycles_frac)
    if use is None:
        raise ValueError(f"{kind} asks for the use of cells")
    if kind == "cycle_table":
        spent = years * _lives_spent(law, use) * (1.0 - law["end_of_life_soh_frac"])
        time = worn.by_time_frac + years * law["calendar_fade_frac_per_year"]
        return Worn(age_years=age, by_time_frac=time, by_cycles_frac=worn.by_cycles_frac + spent)
    rates = _naumann(law, use)
    return Worn(
        age_years=age,
        by_time_frac=_on_by_root(worn.by_time_frac, rates[0], years * _SECONDS_PER_YEAR),
        by_cycles_frac=_on_by_root(worn.by_cycles_frac, rates[1], years * use.full_cycles),
    )


def _lost_at(law: Terms, age_years: float) -> float:
    if law["kind"] == "linear":
        first, later = law["first_year_fade_frac"], law["later_fade_frac_per_year"]
        return float(first * min(age_years, 1.0) + later * max(age_years - 1.0, 0.0))
    left = [1.0, *(float(value) for value in listed(law, "soh_at_year_end_frac"))]
    beyond = max(0.0, age_years - (len(left) - 1))
    within = float(np.interp(age_years, np.arange(len(left)), left))
    return 1.0 - max(0.0, within + beyond * (left[-1] - left[-2])) if beyond else 1.0 - within


def _lives_spent(law: Terms, use: Use) -> float:
    """Return the lives that a year's cycles spend; between depths of the table logarithms lie on straight lines."""
    table = sorted((float(one["depth_frac"]), float(one["cycles"])) for one in listed(law, "life"))
    depths, lives = (np.log(column) for column in zip(*table, strict=True))
    return float(np.sum(use.count / np.exp(np.interp(np.log(use.depth_frac), depths, lives))))


def _naumann(law: Terms, use: Use) -> tuple[float, float]:
    """Return what LFP cells lose per root of a second and per root of a full cycle."""
    warmth = exp(-17_126.0 / _GAS_CONSTANT * (1.0 / (use.temperature_c + _ZERO_C_IN_K) - 1.0 / 298.15))
    by_time = 1.2571e-5 * warmth * (2.8575 * (use.mean_soc_frac - 0.5) ** 3 + 0.60225)
    if not use.full_cycles:
        return law["scale"] * by_time, 0.0
    by_depth = 4.0253 * (use.depth_frac - 0.6) ** 3 + 1.0923
    depth = float(by_depth @ (use.depth_frac * use.count)) / use.full_cycles
    return law["scale"] * by_time, law["scale"] * (0.0630 * use.rate_per_h + 0.0971) * depth / 100.0


def _on_by_root(lost_frac: float, per_root: float, more: float) -> float:
    return per_root * sqrt((lost_frac / per_root) ** 2 + more) if per_root else lost_frac


def cycles_of(path: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return depth and count, a half or one, of the cycles of a path, as ASTM E1049 counts them (rainflow)."""
    found: list[tuple[float, float]] = []
    open_turns: list[float] = []
    for turn in _turns(path):
        open_turns.append(turn)
        while len(open_turns) > 2:
            before, last = abs(open_turns[-2] - open_turns[-3]), abs(open_turns[-1] - open_turns[-2])
            if last < before:
                break
            if len(open_turns) == 3:
                found.append((before, 0.5))
                del open_turns[0]
            else:
                found.append((before, 1.0))
                del open_turns[-3:-1]
    found += [(abs(after - turn), 0.5) for turn, after in pairwise(open_turns)]
    depth, count = np.array(found, dtype=np.float64).reshape(-1, 2).T
    return depth, count


def _turns(path: FloatArray) -> list[float]:
    """Return both ends of a path and where it turns round."""
    moved = path[np.diff(path, prepend=np.nan) != 0]
    rising = np.diff(moved) > 0
    inner = np.flatnonzero(rising[1:] != rising[:-1]) + 1
    return [float(value) for value in moved[[0, *inner, len(moved) - 1]]] if len(moved) > 1 else []
