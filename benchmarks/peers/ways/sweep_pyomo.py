"""A sweep of battery years in Pyomo: mutable parameters, and one HiGHS that is told what changed."""

from typing import Any

import pyomo.environ as pyo
from asked import Found, answer
from battery_pyomo import numbers, ruled, started

SOLVER = pyo.SolverFactory("appsi_highs")


def build(q: Any) -> Any:
    """Write the model once, its numbers as parameters."""
    model = started(q)
    for name in ("earned", "paid"):
        model.add_component(name, pyo.Param(model.steps, mutable=True, initialize=0.0))
    for name in ("put_in", "drawn"):
        model.add_component(name, pyo.Param(mutable=True, initialize=0.0))
    renew(q, model)
    ruled(model, {name: getattr(model, name) for name in numbers(q)})
    update = SOLVER.update_config
    update.check_for_new_or_removed_constraints = update.check_for_new_or_removed_vars = False
    update.check_for_new_or_removed_params = update.check_for_new_objective = False
    update.update_constraints = update.update_vars = update.update_named_expressions = update.update_objective = False
    return model


def renew(q: Any, model: Any) -> Any:
    """Give the parameters the values of a case."""
    for name, value in numbers(q).items():
        getattr(model, name).store_values(dict(enumerate(value)) if isinstance(value, list) else value)
    return model


def solve(q: Any, model: Any) -> Found:
    """Ask HiGHS for what is changed."""
    del q
    SOLVER.solve(model)
    return Found(objective_yuan=pyo.value(model.money))


answer(build, solve, "pyomo", "highspy", renew=renew)
