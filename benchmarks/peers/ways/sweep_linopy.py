"""A sweep of battery years in linopy: one model, changed in place, and one HiGHS that is told what changed."""

from typing import Any

import battery_linopy
from asked import Found, answer
from linopy.solvers import Solver


def build(q: Any) -> Any:
    """Write the model once; its solver follows changes."""
    model = battery_linopy.build(q)
    options = {"output_flag": False}
    return Solver.from_name("highs", model, io_api="direct", options=options, track_updates=True)


def renew(q: Any, solver: Any) -> Any:
    """Change prices and efficiencies in place."""
    model = solver.model
    for name, rule in battery_linopy.rules(q, model).items():
        model.constraints[name].update(rule)
    model.objective = battery_linopy.cost(q, model)
    return solver


def solve(q: Any, solver: Any) -> Found:
    """Ask HiGHS for what is changed."""
    del q
    solver.solve(solver.model, assign=True)
    return Found(objective_yuan=-solver.model.objective.value)


answer(build, solve, "linopy", "highspy", renew=renew)
