"""A battery year in ordinary Pyomo rules and its own way to HiGHS."""

from typing import Any

import pyomo.environ as pyo
from asked import Found, answer


def numbers(q: Any) -> dict[str, Any]:
    """Return what prices and efficiencies come to: money per MW in a step, energy stored and drawn per MW."""
    return {
        "earned": (q.step_h * (q.sale - q.wear_yuan_per_mwh)).tolist(), "paid": (q.step_h * q.purchase).tolist(),
        "put_in": q.step_h * q.charge_efficiency_frac, "drawn": q.step_h / q.discharge_efficiency_frac,
    }  # fmt: skip


def started(q: Any) -> Any:
    """Return charge, discharge and energy stored at the end of each step."""
    model = pyo.ConcreteModel()
    model.steps = pyo.RangeSet(0, len(q.sale) - 1)
    model.charge = pyo.Var(model.steps, bounds=(0, q.power_mw))
    model.discharge = pyo.Var(model.steps, bounds=(0, q.power_mw))
    model.stored = pyo.Var(model.steps, bounds=(0, q.energy_mwh))
    return model


def ruled(model: Any, given: Any) -> Any:
    """Add the balance, empty at the start, and the money; numbers or parameters."""

    @model.Constraint(model.steps)
    def balance(b: Any, t: int) -> Any:
        before = b.stored[t - 1] if t else 0.0
        return b.stored[t] == before + given["put_in"] * b.charge[t] - given["drawn"] * b.discharge[t]

    earned, paid = given["earned"], given["paid"]
    money = sum(earned[t] * model.discharge[t] - paid[t] * model.charge[t] for t in model.steps)
    model.money = pyo.Objective(expr=money, sense=pyo.maximize)
    return model


def build(q: Any) -> Any:
    """Write the model."""
    return ruled(started(q), numbers(q))


def solve(q: Any, model: Any) -> Found:
    """Ask HiGHS."""
    del q
    pyo.SolverFactory("appsi_highs").solve(model)
    return Found(objective_yuan=pyo.value(model.money))


if __name__ == "__main__":
    answer(build, solve, "pyomo", "highspy")
