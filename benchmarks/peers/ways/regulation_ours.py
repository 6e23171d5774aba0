"""Energy beside power held up and down in this project."""

from asked import Found, Watch, answer

from storage_model.dispatch.optimise import optimise
from storage_model.markets.up_down import UpDownMarket
from tests.products import SERIES, data, product
from tests.sites import battery, horizon, site, spot


def solve(q: object) -> Found:
    """One product with a price in each direction, held on either side."""
    watch = Watch()
    station = battery(
        power_mw=q.power_mw, energy_mwh=q.energy_mwh, charge_efficiency_frac=q.charge_efficiency_frac,
        discharge_efficiency_frac=q.discharge_efficiency_frac, wear_cost_yuan_per_mwh=q.wear_yuan_per_mwh,
        ends={"rule": "free", "soc_frac": 0.0},
    )  # fmt: skip
    over = horizon(len(q.sale), q.step_h)
    own = {"up.price": q.up, "down.price": q.down}
    given = data(over, rated_mw={"battery": q.power_mw}, own=own, day_ahead=q.sale)
    sides = {"price": SERIES, "sustain_h": q.sustain_h}
    held = product(
        UpDownMarket, given, "held", kind="up_down", service="regulation", most_mw=q.most_mw, up=sides, down=sides,
        called_energy="none",
    )  # fmt: skip
    whole = site({"battery": station}, [spot(q.sale, q.purchase), held], over)
    built_s = watch.lap_s()
    found = optimise(whole)
    return Found(objective_yuan=found.objective_yuan, build_s=built_s, solve_s=watch.lap_s())


answer(solve, "highspy", "pyomo")
