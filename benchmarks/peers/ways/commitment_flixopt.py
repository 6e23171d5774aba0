"""Twenty gas sets in flixopt: a converter with status each."""

from typing import Any

import flixopt as fx
from asked import Found, answer
from of_flixopt import PACKAGES, built, sold, solved


def build(q: Any) -> Any:
    """All sets are off at both ends, for there is no gas."""
    most_mw = float(q.gas_mw.max())
    mine = fx.Source("mine", outputs=[fx.Flow("drained", "gas", size=most_mw, relative_maximum=q.gas_mw / most_mw)])
    sets = (gas_set(q, f"set{number}") for number in range(round(q.sets)))
    return built(q, fx.Bus("gas"), mine, sold(q, q.sets * q.set_mw), *sets)


def gas_set(q: Any, name: str) -> Any:
    """Return one set."""
    status = fx.StatusParameters(
        effects_per_startup=q.start_yuan, min_uptime=q.minimum_up_h, min_downtime=q.minimum_down_h
    )
    power = fx.Flow(
        "power", "grid", size=q.set_mw, relative_minimum=q.minimum_load_frac, previous_flow_rate=0.0,
        effects_per_flow_hour=q.variable_yuan_per_mwh, status_parameters=status,
    )  # fmt: skip
    return fx.LinearConverter(
        name,
        inputs=[fx.Flow("burnt", "gas", size=q.set_mw / q.efficiency_frac)],
        outputs=[power],
        conversion_factors=[{"burnt": q.efficiency_frac, "power": 1.0}],
    )


def solve(q: Any, system: Any) -> Found:
    """Ask HiGHS."""
    return solved(system, gap_frac=q.gap_frac, limit_s=q.limit_s)


answer(build, solve, *PACKAGES)
