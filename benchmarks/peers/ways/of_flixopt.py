"""What questions to flixopt share."""

from typing import Any

import flixopt as fx
import pandas as pd
from asked import Found

fx.CONFIG.silent()
PACKAGES = ("flixopt", "linopy", "highspy")


def built(q: Any, *elements: Any) -> Any:
    """Return the model of elements on a grid, all of it in yuan."""
    index = pd.date_range("2026-01-01", periods=len(q.sale), freq=pd.Timedelta(hours=q.step_h))
    system = fx.FlowSystem(index)
    system.add_elements(fx.Bus("grid"), fx.Effect("cost", "yuan", is_standard=True, is_objective=True), *elements)
    system.build_model()
    return system


def sold(q: Any, most_mw: float) -> Any:
    """Return the customer who pays the price."""
    return fx.Sink("customer", inputs=[fx.Flow("sold", "grid", size=most_mw, effects_per_flow_hour=-q.sale)])


def solved(system: Any, *, gap_frac: float = 1e-6, limit_s: float = 600.0) -> Found:
    """Ask HiGHS the way flixopt does."""
    system.solve(
        fx.solvers.HighsSolver(mip_gap=gap_frac, time_limit_seconds=round(limit_s), log_to_console=False),
        progress=False,
    )
    model = system.model
    return Found(objective_yuan=-float(model.objective.value), proved=model.termination_condition == "optimal")
