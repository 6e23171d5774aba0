"""A battery year in cvxpy: vectors and differences, HiGHS."""

import cvxpy as cp
from asked import Found, Watch, answer


def solve(q: object) -> Found:
    """Charge and discharge by step, stored energy at its ends; empty at the start."""
    watch, count = Watch(), len(q.sale)
    charge, discharge, stored = cp.Variable(count), cp.Variable(count), cp.Variable(count + 1)
    rules = [
        charge >= 0, charge <= q.power_mw, discharge >= 0, discharge <= q.power_mw, stored >= 0,
        stored <= q.energy_mwh, stored[0] == 0,
        cp.diff(stored) == q.step_h * (q.charge_efficiency_frac * charge - discharge / q.discharge_efficiency_frac),
    ]  # fmt: skip
    money = q.step_h * ((q.sale - q.wear_yuan_per_mwh) @ discharge - q.purchase @ charge)
    problem = cp.Problem(cp.Maximize(money), rules)
    problem.get_problem_data(cp.HIGHS)
    built_s = watch.lap_s()
    problem.solve(solver=cp.HIGHS)
    return Found(objective_yuan=problem.value, build_s=built_s, solve_s=watch.lap_s())


answer(solve, "cvxpy", "highspy")
