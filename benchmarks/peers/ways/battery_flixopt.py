"""A battery year in flixopt: a grid bus, a source, a sink, a storage; linopy and HiGHS."""

from typing import Any

import flixopt as fx
from asked import Found, answer
from of_flixopt import PACKAGES, built, sold, solved


def build(q: Any) -> Any:
    """Losses sit on the storage; empty at the start, never both directions left to the programme as in the others."""
    return built(
        q,
        sold(q, q.power_mw),
        fx.Source("market", outputs=[fx.Flow("bought", "grid", size=q.power_mw, effects_per_flow_hour=q.purchase)]),
        fx.Storage(
            "cells",
            charging=fx.Flow("charge", "grid", size=q.power_mw),
            discharging=fx.Flow("discharge", "grid", size=q.power_mw, effects_per_flow_hour=q.wear_yuan_per_mwh),
            capacity_in_flow_hours=q.energy_mwh, initial_charge_state=0.0, eta_charge=q.charge_efficiency_frac,
            eta_discharge=q.discharge_efficiency_frac, prevent_simultaneous_charge_and_discharge=False,
        ),
    )  # fmt: skip


def solve(q: Any, system: Any) -> Found:
    """Ask HiGHS."""
    del q
    return solved(system)


answer(build, solve, *PACKAGES)
