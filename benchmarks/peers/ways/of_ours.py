"""What questions to this project share."""

from typing import Any

from asked import Found

from storage_model.dispatch import optimise as conductor
from storage_model.dispatch.solver.highs import SolverOptions
from storage_model.scenario.site import Site
from tests.sites import battery, horizon, site, spot

PACKAGES = ("highspy", "pyomo")
# Where the answer builds: everything before is records.
BUILDS = (conductor, "compile_model")


def station_of(q: Any) -> Any:
    """Return a question's battery, empty at the start and free at the end."""
    return battery(
        power_mw=q.power_mw, energy_mwh=q.energy_mwh, charge_efficiency_frac=q.charge_efficiency_frac,
        discharge_efficiency_frac=q.discharge_efficiency_frac, wear_cost_yuan_per_mwh=q.wear_yuan_per_mwh,
        ends={"rule": "free", "soc_frac": 0.0},
    )  # fmt: skip


def battery_site(q: Any) -> Site:
    """Return the battery at its prices."""
    return site({"battery": station_of(q)}, [spot(q.sale, q.purchase)], horizon(len(q.sale), q.step_h))


def solve(q: Any, given: Site) -> Found:
    """Answer with the bound that proves it."""
    gap_frac = getattr(q, "gap_frac", 1e-7)
    options = SolverOptions(mip_gap_frac=gap_frac, time_limit_s=getattr(q, "limit_s", 600.0))
    found = conductor.optimise(given, options)
    return Found(objective_yuan=found.objective_yuan, proved=found.certificate.gap_frac <= gap_frac)
