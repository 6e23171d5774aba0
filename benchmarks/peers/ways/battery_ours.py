"""A battery year in this project: rules, certificate and all."""

from asked import Found, Watch, answer

from storage_model.dispatch.optimise import optimise
from tests.sites import battery, horizon, site, spot


def solve(q: object) -> Found:
    """Empty at the start, free at the end; the dispatch brings its bound."""
    watch = Watch()
    station = battery(
        power_mw=q.power_mw, energy_mwh=q.energy_mwh, charge_efficiency_frac=q.charge_efficiency_frac,
        discharge_efficiency_frac=q.discharge_efficiency_frac, wear_cost_yuan_per_mwh=q.wear_yuan_per_mwh,
        ends={"rule": "free", "soc_frac": 0.0},
    )  # fmt: skip
    given = site({"battery": station}, [spot(q.sale, q.purchase)], horizon(len(q.sale), q.step_h))
    built_s = watch.lap_s()
    found = optimise(given)
    return Found(objective_yuan=found.objective_yuan, build_s=built_s, solve_s=watch.lap_s())


answer(solve, "highspy", "pyomo")
