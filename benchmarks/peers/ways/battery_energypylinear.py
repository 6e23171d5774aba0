"""A battery year in energy-py-linear: PuLP and CBC, with a binary for each direction of each step.

All losses lie on its charging side. With the store counted in what it can deliver that is the same battery.
"""

import logging
from typing import Any

import energypylinear as epl
from asked import Found, answer

logging.disable(logging.WARNING)


def build(q: Any) -> Any:
    """Wear is taken off the selling price; empty at the start and, at no loss, at the end."""
    return epl.Battery(
        power_mw=q.power_mw,
        capacity_mwh=q.energy_mwh * q.discharge_efficiency_frac,
        efficiency_pct=q.charge_efficiency_frac * q.discharge_efficiency_frac,
        initial_charge_mwh=0.0,
        electricity_prices=q.purchase,
        export_electricity_prices=q.sale - q.wear_yuan_per_mwh,
        freq_mins=round(60 * q.step_h),
    )


def solve(q: Any, battery: Any) -> Found:
    """Ask CBC; settle what it did."""
    found = battery.optimize(verbose=False, optimizer_config={"timeout": 600, "relative_tolerance": 1e-6})
    sent = found.results["battery-electric_discharge_mwh"].to_numpy()
    drawn = found.results["battery-electric_charge_mwh"].to_numpy()
    return Found(objective_yuan=float((q.sale - q.wear_yuan_per_mwh) @ sent - q.purchase @ drawn))


answer(build, solve, "energypylinear", "pulp")
