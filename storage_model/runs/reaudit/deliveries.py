"""Cells of a station, delivery by delivery: how they begin, stand in the middle of a year, wear, and are bought."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from storage_model.runs.reaudit.ageing import BY_AGE, BY_SHARES, KNOWN, Use, Worn, worn_on
from storage_model.runs.reaudit.evidence import items, listed
from storage_model.runs.reaudit.yearly import KW_PER_MW

# Share of a threshold within which rounding decides on which side of it a figure lies.
_ON_THE_EDGE = 1e-9
_NEW = Worn(age_years=0.0, by_time_frac=0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Cells that came together; `efficiencies` are one-way when new, of charge and discharge.

    `expected` is the use of the year before, `lost_frac` what that year took, None where it is not known.
    """

    name: str
    energy_mwh: float
    law: Mapping[str, Any]
    worn: Worn
    efficiencies: tuple[float, float]
    power_mw: float | None = None
    expected: Use | None = None
    lost_frac: float | None = None

    @property
    def usable_mwh(self) -> float:
        """Usable energy as the year begins [MWh]."""
        return self.energy_mwh * self.worn.soh_frac

    @property
    def by_age(self) -> bool:
        """Whether nothing but age wears them."""
        return self.law["kind"] in BY_AGE

    @property
    def mid_soh_frac(self) -> float | None:
        """Health expected in the middle of the year; None where the use of the year before is not known."""
        if self.law["kind"] not in KNOWN:
            return None
        if self.by_age or self.expected is not None:
            return worn_on(self.law, self.worn, self.expected, 0.5).soh_frac
        if self.law["kind"] in BY_SHARES and self.lost_frac is not None:
            return max(0.0, self.worn.soh_frac - 0.5 * self.lost_frac)
        return None

    def used(self, use: Use | None, years: float) -> "Delivery":
        """Return the cells after a stretch whose use is known, or of which nothing but the age counts."""
        worn = worn_on(self.law, self.worn, use, years)
        return replace(self, worn=worn, expected=use, lost_frac=(self.worn.soh_frac - worn.soh_frac) / years)

    def found(self, soh_frac: float, years: float) -> "Delivery":
        """Return the cells with the health that the run says is left of them; part by part it is not known."""
        worn = Worn(age_years=self.worn.age_years + years, by_time_frac=1.0 - soh_frac)
        lost = None if soh_frac <= 0.0 else (self.worn.soh_frac - soh_frac) / years
        return replace(self, worn=worn, expected=None, lost_frac=lost)


def delivered_at_first(station: Mapping[str, Any]) -> list[Delivery]:
    """Return the cells that a station begins with."""
    whole = {"first": {"energy_mwh": station["energy_mwh"] * (1.0 + station.get("overbuild_frac", 0.0))}}
    return [
        Delivery(
            name=name,
            energy_mwh=one["energy_mwh"],
            law=station["ageing"],
            worn=Worn(
                age_years=one.get("age_years", 0.0),
                by_time_frac=1.0 - one.get("soh_frac", 1.0) * station.get("soh_frac", 1.0),
            ),
            efficiencies=_efficiencies(station, one),
            power_mw=one.get("power_mw"),
        )
        for name, one in (items(station, "cohorts") or whole).items()
    ]


def delivered_after(
    station: Mapping[str, Any], cells: list[Delivery], operating_year: int, calendar_year: int, paid_yuan: float
) -> tuple[list[Delivery], float]:
    """Return the cells that the next year begins with, and what those bought cost less what those taken out bring.

    Where health stands on a threshold to the last digit, what was paid says on which side.
    """
    cost_yuan = 0.0
    for key, rule in sorted(items(station, "augmentation").items()):
        if not _due(station, rule, cells, operating_year, bought=paid_yuan != 0.0):
            continue
        replaces, asked = rule.get("replaces", False), rule.get("restore_to_mwh")
        left_mwh = 0.0 if replaces else sum(one.usable_mwh for one in cells)
        energy_mwh = rule["energy_mwh"] if asked is None else asked - left_mwh
        if energy_mwh <= 0:
            continue
        growth = (1.0 + rule["price_change_frac_per_year"]) ** (calendar_year - rule["price_year"])
        cost_yuan += energy_mwh * KW_PER_MW * rule["price_yuan_per_kwh"] * growth
        if replaces:
            taken_mwh = sum(one.energy_mwh for one in cells)
            cost_yuan -= taken_mwh * KW_PER_MW * rule.get("salvage_yuan_per_kwh", 0.0)
        law, beside = rule.get("ageing") or station["ageing"], cells[0]
        new = Delivery(
            name=f"{key}_{operating_year}",
            energy_mwh=energy_mwh,
            law=law,
            worn=_NEW,
            efficiencies=_efficiencies(station, rule),
            expected=beside.expected,  # until they are used they are expected to be used like those beside them
            lost_frac=beside.lost_frac if law == beside.law else None,
        )
        cells = [*([] if replaces else cells), new]
    return cells, cost_yuan


def _efficiencies(station: Mapping[str, Any], own: Mapping[str, Any]) -> tuple[float, float]:
    charge, discharge = (
        float(own.get(side) or station[side]) for side in ("charge_efficiency_frac", "discharge_efficiency_frac")
    )
    return charge, discharge


def _due(
    station: Mapping[str, Any], rule: Mapping[str, Any], cells: list[Delivery], operating_year: int, *, bought: bool
) -> bool:
    last = rule.get("last_operating_year")
    if last is not None and operating_year > last:
        return False
    if operating_year in [int(year) for year in listed(rule, "after_operating_years")]:
        return True
    below = [_side(found, threshold) for found, threshold in _thresholds(station, rule, cells)]
    return True in below or (None in below and bought)


def _thresholds(
    station: Mapping[str, Any], rule: Mapping[str, Any], cells: list[Delivery]
) -> Iterator[tuple[float, float]]:
    """Yield every figure that a trigger watches, and what it must not fall below."""
    trigger, usable_mwh = items(rule, "trigger"), sum(one.usable_mwh for one in cells)
    if trigger.get("soh_below_frac") is not None:
        yield usable_mwh, trigger["soh_below_frac"] * sum(one.energy_mwh for one in cells)
    if trigger.get("usable_below_mwh") is not None:
        yield usable_mwh, trigger["usable_below_mwh"]
    if firm := items(trigger, "firm_below"):
        window = station["soc_max_frac"] - station["soc_min_frac"]
        yield usable_mwh * window * station["discharge_efficiency_frac"] / firm["hours"], firm["power_mw"]


def _side(found: float, threshold: float) -> bool | None:
    """Return whether a figure lies below its threshold; None where it lies on it."""
    return None if abs(found - threshold) <= _ON_THE_EDGE * threshold else found < threshold
