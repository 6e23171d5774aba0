"""A battery year in ordinary Pyomo rules and its own way to HiGHS."""

import pyomo.environ as pyo
from asked import Found, Watch, answer


def solve(q: object) -> Found:
    """Charge, discharge and energy stored at the end of each step; empty at the start."""
    watch = Watch()
    model = pyo.ConcreteModel()
    model.steps = pyo.RangeSet(0, len(q.sale) - 1)
    model.charge = pyo.Var(model.steps, bounds=(0, q.power_mw))
    model.discharge = pyo.Var(model.steps, bounds=(0, q.power_mw))
    model.stored = pyo.Var(model.steps, bounds=(0, q.energy_mwh))

    @model.Constraint(model.steps)
    def balance(b: pyo.ConcreteModel, t: int) -> object:
        before = b.stored[t - 1] if t else 0.0
        put_in = q.charge_efficiency_frac * b.charge[t]
        return b.stored[t] == before + q.step_h * (put_in - b.discharge[t] / q.discharge_efficiency_frac)

    sale, purchase = (q.sale - q.wear_yuan_per_mwh).tolist(), q.purchase.tolist()
    model.money = pyo.Objective(
        expr=sum(q.step_h * (sale[t] * model.discharge[t] - purchase[t] * model.charge[t]) for t in model.steps),
        sense=pyo.maximize,
    )
    built_s = watch.lap_s()
    pyo.SolverFactory("appsi_highs").solve(model)
    return Found(objective_yuan=pyo.value(model.money), build_s=built_s, solve_s=watch.lap_s())


answer(solve, "pyomo", "highspy")
