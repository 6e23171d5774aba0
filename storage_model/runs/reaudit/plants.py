"""Physics of plants that burn gas, of the shared connection, and of every number in the dispatch table."""

from collections.abc import Iterator

import numpy as np

from storage_model.runs.reaudit.battery import PHYSICS
from storage_model.runs.reaudit.evidence import Evidence, Law, items, series_of_year
from storage_model.runs.reaudit.windows import clock_of_steps

# Lower heating value of methane, 35.9 MJ per normal cubic metre.
METHANE_MWH_PER_M3 = 35.9 / 3600.0


def finite_laws(evidence: Evidence) -> Iterator[Law]:
    """Yield how many numbers of the two tables by time are none."""
    for name, table in (("dispatch", evidence.dispatch), ("annual", evidence.annual)):
        sick = [
            column for column, values in table.items()
            if values.dtype.kind == "f" and not np.isfinite(np.ma.filled(values, np.nan)).all()
        ]  # fmt: skip
        yield Law(name=f"{name}.values_not_finite", deviation=float(len(sick)), tolerance=0.0, detail=", ".join(sick))
    starts = evidence.dispatch["start"]
    zone = items(items(evidence.inputs, "prices"), "day_ahead").get("zone")
    uneven = np.abs(starts - clock_of_steps(starts, zone)).max() / np.timedelta64(1, "s")
    yield Law(name="dispatch.steps_follow_each_other", deviation=float(uneven), tolerance=0.0)


def gas_plant_laws(evidence: Evidence, name: str) -> Iterator[Law]:
    """Yield every law of a plant of identical sets; deviations are shares of its rating."""
    plant, table = evidence.assets[name], evidence.dispatch
    rating_mw = plant["sets"] * plant["set_power_mw"]
    power_mw = table[f"{name}_power_mw"]
    flow_m3_per_h = series_of_year(evidence, name, "pure_flow", "m3_per_h")
    mw_per_m3_per_h = METHANE_MWH_PER_M3 * plant["efficiency_frac"]
    supplied_mw = flow_m3_per_h * mw_per_m3_per_h
    unsafe = series_of_year(evidence, name, "methane", "frac") < plant["minimum_methane_frac"]
    sent_mw = power_mw * (1.0 - plant["own_use_frac"])
    found = {
        "power_limits": np.maximum(-power_mw, power_mw - rating_mw * plant["availability_frac"]),
        "gas_supply": power_mw - supplied_mw,
        "runs_below_safe_methane": power_mw[unsafe],
        "meters_see_the_schedule": np.abs(table[f"{name}_out_mw"] - sent_mw) + np.abs(table[f"{name}_in_mw"]),
        "gas_counted": np.abs(power_mw - mw_per_m3_per_h * table[f"{name}_methane_m3_per_h"]),
    }
    for key, beyond_mw in found.items():
        deviation = float(np.max(beyond_mw, initial=0.0)) / rating_mw
        yield Law(name=f"{name}.{key}", deviation=deviation, tolerance=PHYSICS)


def connection_laws(evidence: Evidence) -> Iterator[Law]:
    """Yield the limits of the shared connection."""
    limits, table = evidence.inputs["connection"], evidence.dispatch
    net_mw = sum(table[f"{name}_out_mw"] - table[f"{name}_in_mw"] for name in evidence.assets)
    beyond_mw = np.maximum(-limits["import_limit_mw"] - net_mw, net_mw - limits["export_limit_mw"])
    rating_mw = max(limits.values())
    yield Law(name="connection_limits", deviation=float(np.max(beyond_mw, initial=0.0)) / rating_mw, tolerance=PHYSICS)
