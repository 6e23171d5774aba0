"""What documents pay for capacity by the year: rent and capacity price."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.runs.reaudit.evidence import Evidence, StreamRow, items, listed, rated_mw
from storage_model.runs.reaudit.scope import first_year_share

KW_PER_MW = 1000.0
# Policies that pay for capacity which a capacity price then leaves out.
_GUARANTEES = ("capacity_lease", "guaranteed_cycles")


def yearly_amounts(evidence: Evidence, row: StreamRow, policy: Mapping[str, Any]) -> tuple[FloatArray, FloatArray]:
    """Return between which amounts a yearly pay lies; the same twice unless deductions or other guarantees cut it."""
    asset, years = evidence.assets[row.asset], evidence.annual["calendar_year"]
    power_mw = rated_mw(evidence, row.asset)
    hours = asset["energy_mwh"] / power_mw if "energy_mwh" in asset else float("inf")
    per_kw = _rent if row.key == "capacity_lease" else _price
    paid = np.array([
        per_kw(policy, int(year), power_mw, hours) if policy["first_year"] <= year <= policy["last_year"] else 0.0
        for year in years
    ]) * power_mw * KW_PER_MW  # fmt: skip
    low = paid.copy()
    if row.key == "capacity_price" and (_cut(policy) or _guaranteed_elsewhere(evidence, policy)):
        low = 0.0 * paid
    owner = evidence.projects[evidence.owner_of(row.asset)]
    if first_year_share(owner) < 1.0:
        low[years == owner["first_operating_year"]] = 0.0
    first = owner["first_operating_year"]
    operates = (years >= first) & (years < first + owner["operating_years"])
    return np.where(operates, low, 0.0), np.where(operates, paid, 0.0)


def _rent(policy: Mapping[str, Any], year: int, power_mw: float, hours: float) -> float:
    del power_mw
    rent, share, floor = in_year(policy["rent_yuan_per_kw_year"], year), policy["leased_frac"], items(policy, "floor")
    if floor and year <= floor["last_year"]:
        rent, share = max(rent, floor["rent_yuan_per_kw_year"]), max(share, floor["leased_frac"])
    return float(rent * share * min(1.0, hours / policy["required_hours"]))


def _price(policy: Mapping[str, Any], year: int, power_mw: float, hours: float) -> float:
    if not policy.get("listed", True) or power_mw < policy.get("least_power_mw", 0.0):
        return 0.0
    if hours < policy.get("least_hours", 0.0):
        return 0.0
    asked = policy.get("required_hours")
    firm = max(0.0, (1.0 if asked is None else min(1.0, hours / asked)) - policy.get("auxiliary_mw", 0.0) / power_mw)
    available = min(1.0, policy.get("availability_frac", 1.0) / policy.get("availability_asked_frac", 1.0))
    coefficients = policy["supply_coefficient_frac"] * policy["reliability_frac"] * (1.0 - policy["auxiliary_frac"])
    return float(in_year(policy["rate_yuan_per_kw_year"], year) * firm * available * coefficients)


def in_year(rate: Any, year: int) -> float:
    """Return a rate in a calendar year: one number, or the mean by day of numbers by date of effect."""
    if not isinstance(rate, Mapping):
        return float(rate)
    steps = sorted((date.fromisoformat(day), float(value)) for day, value in rate.items())
    days = [
        date(year, 1, 1) + timedelta(days=number) for number in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)
    ]
    held = [next((value for begins, value in reversed(steps) if begins <= day), 0.0) for day in days]
    return sum(held) / len(held)


def _cut(policy: Mapping[str, Any]) -> bool:
    deductions = items(policy, "deductions")
    return bool(listed(deductions, "failures_by_month")) and bool(listed(deductions, "steps"))


def _guaranteed_elsewhere(evidence: Evidence, policy: Mapping[str, Any]) -> bool:
    others = (other["kind"] for other in evidence.inputs["policies"].values())
    return not policy.get("paid_beside_other_guarantees", False) and any(kind in _GUARANTEES for kind in others)
