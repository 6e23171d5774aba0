"""A battery year in flixopt: a grid bus, a source, a sink, a storage; linopy and HiGHS."""

import flixopt as fx
import pandas as pd
from asked import Found, Watch, answer

fx.CONFIG.silent()


def solve(q: object) -> Found:
    """Losses sit on the storage; empty at the start, never both directions left to the programme as in the others."""
    watch, count = Watch(), len(q.sale)
    index = pd.date_range("2026-01-01", periods=count, freq=pd.Timedelta(hours=q.step_h))
    system = fx.FlowSystem(index)
    system.add_elements(
        fx.Bus("grid"),
        fx.Effect("cost", "yuan", is_standard=True, is_objective=True),
        fx.Source("market", outputs=[fx.Flow("bought", "grid", size=q.power_mw, effects_per_flow_hour=q.purchase)]),
        fx.Sink("customer", inputs=[fx.Flow("sold", "grid", size=q.power_mw, effects_per_flow_hour=-q.sale)]),
        fx.Storage(
            "cells",
            charging=fx.Flow("charge", "grid", size=q.power_mw),
            discharging=fx.Flow("discharge", "grid", size=q.power_mw, effects_per_flow_hour=q.wear_yuan_per_mwh),
            capacity_in_flow_hours=q.energy_mwh, initial_charge_state=0.0, eta_charge=q.charge_efficiency_frac,
            eta_discharge=q.discharge_efficiency_frac, prevent_simultaneous_charge_and_discharge=False,
        ),
    )  # fmt: skip
    system.build_model()
    built_s = watch.lap_s()
    system.solve(fx.solvers.HighsSolver(mip_gap=1e-6, log_to_console=False))
    value = float(system.model.objective.value)
    return Found(objective_yuan=-value, build_s=built_s, solve_s=watch.lap_s())


answer(solve, "flixopt", "linopy", "highspy")
