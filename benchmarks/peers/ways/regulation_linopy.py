"""Energy beside power held up and down in linopy, HiGHS."""

from typing import Any

import linopy
import pandas as pd
import xarray as xr
from asked import answer
from battery_linopy import solve


def build(q: Any) -> Any:
    """Up and down are each held on the discharging or the charging side; a full call must find its energy."""
    points = pd.RangeIndex(len(q.sale), name="step")
    model = linopy.Model()

    def column(name: str, most: float) -> linopy.Variable:
        return model.add_variables(lower=0, upper=most, coords=[points], name=name)

    charge, discharge, up_out, up_in, down_out, down_in = (
        column(name, q.power_mw) for name in ("charge", "discharge", "up_out", "up_in", "down_out", "down_in")
    )
    stored = column("stored", q.energy_mwh)
    out, inward = q.sustain_h / q.discharge_efficiency_frac, q.sustain_h * q.charge_efficiency_frac
    change = q.step_h * q.charge_efficiency_frac * charge - q.step_h / q.discharge_efficiency_frac * discharge
    up, down = out * up_out + inward * up_in, out * down_out + inward * down_in
    first, later = points[:1], points[1:]
    before = stored.shift(step=1)
    rules = {
        "first": (stored - change).sel(step=first) == 0,
        "balance": (stored - before - change).sel(step=later) == 0,
        "more_out": discharge + up_out <= q.power_mw,
        "more_in": charge + down_in <= q.power_mw,
        "less_in": up_in - charge <= 0,
        "less_out": down_out - discharge <= 0,
        "up_at_end": up - stored <= 0,
        "down_at_end": down + stored <= q.energy_mwh,
        "up_at_first": up.sel(step=first) <= 0,
        "down_at_first": down.sel(step=first) <= q.energy_mwh,
        "up_at_start": (up - before).sel(step=later) <= 0,
        "down_at_start": (down + before).sel(step=later) <= q.energy_mwh,
        "most_up": up_out + up_in <= q.most_mw,
        "most_down": down_out + down_in <= q.most_mw,
    }
    for name, rule in rules.items():
        model.add_constraints(rule, name=name)

    def price(values: object) -> xr.DataArray:
        return xr.DataArray(q.step_h * values, coords=[points])

    energy = price(q.sale - q.wear_yuan_per_mwh) * discharge - price(q.purchase) * charge
    held = price(q.up) * (up_out + up_in) + price(q.down) * (down_out + down_in)
    model.add_objective(-(energy + held).sum())
    return model


answer(build, solve, "linopy", "highspy")
