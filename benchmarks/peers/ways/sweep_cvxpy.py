"""A sweep of battery years in cvxpy: prices and efficiencies are parameters."""

from typing import Any

import cvxpy as cp
from asked import answer
from battery_cvxpy import numbers, problem, solve, standard


def build(q: Any) -> Any:
    """Write the problem once."""
    count = len(q.sale)
    given = {
        "earned": cp.Parameter(count, name="earned"), "paid": cp.Parameter(count, name="paid"),
        "put_in": cp.Parameter(name="put_in", nonneg=True), "drawn": cp.Parameter(name="drawn", nonneg=True),
    }  # fmt: skip
    return renew(q, problem(q, given))


def renew(q: Any, asked: Any) -> Any:
    """Give the parameters the values of a case."""
    values = numbers(q)
    for parameter in asked.parameters():
        parameter.value = values[parameter.name()]
    return standard(asked)


answer(build, solve, "cvxpy", "highspy", renew=renew)
