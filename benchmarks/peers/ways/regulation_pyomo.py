"""Energy beside power held up and down in ordinary Pyomo rules and its own way to HiGHS."""

from typing import Any

import pyomo.environ as pyo
from asked import answer
from battery_pyomo import solve


def build(q: Any) -> Any:
    """Up and down are each held on the discharging or the charging side; a full call must find its energy."""
    model = pyo.ConcreteModel()
    model.steps = pyo.RangeSet(0, len(q.sale) - 1)
    for name in ("charge", "discharge", "up_out", "up_in", "down_out", "down_in"):
        model.add_component(name, pyo.Var(model.steps, bounds=(0, q.power_mw)))
    model.stored = pyo.Var(model.steps, bounds=(0, q.energy_mwh))
    out, inward = q.sustain_h / q.discharge_efficiency_frac, q.sustain_h * q.charge_efficiency_frac

    def start(b: pyo.ConcreteModel, t: int) -> object:
        return b.stored[t - 1] if t else 0.0

    rules = {
        "balance": lambda b, t: b.stored[t] == start(b, t) + q.step_h * (
            q.charge_efficiency_frac * b.charge[t] - b.discharge[t] / q.discharge_efficiency_frac
        ),
        "more_out": lambda b, t: b.discharge[t] + b.up_out[t] <= q.power_mw,
        "more_in": lambda b, t: b.charge[t] + b.down_in[t] <= q.power_mw,
        "less_in": lambda b, t: b.up_in[t] <= b.charge[t],
        "less_out": lambda b, t: b.down_out[t] <= b.discharge[t],
        "up_at_end": lambda b, t: out * b.up_out[t] + inward * b.up_in[t] <= b.stored[t],
        "up_at_start": lambda b, t: out * b.up_out[t] + inward * b.up_in[t] <= start(b, t),
        "down_at_end": lambda b, t: out * b.down_out[t] + inward * b.down_in[t] <= q.energy_mwh - b.stored[t],
        "down_at_start": lambda b, t: out * b.down_out[t] + inward * b.down_in[t] <= q.energy_mwh - start(b, t),
        "most_up": lambda b, t: b.up_out[t] + b.up_in[t] <= q.most_mw,
        "most_down": lambda b, t: b.down_out[t] + b.down_in[t] <= q.most_mw,
    }  # fmt: skip
    for name, rule in rules.items():
        model.add_component(name, pyo.Constraint(model.steps, rule=rule))
    sale, purchase = (q.sale - q.wear_yuan_per_mwh).tolist(), q.purchase.tolist()
    up, down = q.up.tolist(), q.down.tolist()
    model.money = pyo.Objective(
        expr=sum(
            q.step_h * (
                sale[t] * model.discharge[t] - purchase[t] * model.charge[t]
                + up[t] * (model.up_out[t] + model.up_in[t]) + down[t] * (model.down_out[t] + model.down_in[t])
            )
            for t in model.steps
        ),
        sense=pyo.maximize,
    )  # fmt: skip
    return model


answer(build, solve, "pyomo", "highspy")
