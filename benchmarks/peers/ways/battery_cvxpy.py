"""A battery year in cvxpy: vectors and differences, HiGHS."""

from typing import Any

import cvxpy as cp
from asked import Found, answer


def numbers(q: Any) -> dict[str, Any]:
    """Return what prices and efficiencies come to: money per MW in a step, energy stored and drawn per MW."""
    return {
        "earned": q.step_h * (q.sale - q.wear_yuan_per_mwh), "paid": q.step_h * q.purchase,
        "put_in": q.step_h * q.charge_efficiency_frac, "drawn": q.step_h / q.discharge_efficiency_frac,
    }  # fmt: skip


def problem(q: Any, given: Any) -> Any:
    """Return charge and discharge by step, stored energy at its ends, empty at the start; numbers or parameters."""
    count = len(q.sale)
    charge, discharge, stored = cp.Variable(count), cp.Variable(count), cp.Variable(count + 1)
    rules = [
        charge >= 0, charge <= q.power_mw, discharge >= 0, discharge <= q.power_mw, stored >= 0,
        stored <= q.energy_mwh, stored[0] == 0,
        cp.diff(stored) == given["put_in"] * charge - given["drawn"] * discharge,
    ]  # fmt: skip
    return cp.Problem(cp.Maximize(given["earned"] @ discharge - given["paid"] @ charge), rules)


def build(q: Any) -> Any:
    """Write the problem and bring it into standard form."""
    return standard(problem(q, numbers(q)))


def standard(asked: Any) -> Any:
    """Bring a problem into standard form."""
    asked.get_problem_data(cp.HIGHS)
    return asked


def solve(q: Any, asked: Any) -> Found:
    """Ask HiGHS."""
    del q
    asked.solve(solver=cp.HIGHS)
    return Found(objective_yuan=asked.value)


if __name__ == "__main__":
    answer(build, solve, "cvxpy", "highspy")
