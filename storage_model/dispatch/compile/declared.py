"""What a symbolic model may hold if its templates are to speak for it: all as declared, nothing changed by hand."""

from typing import Any

import numpy as np

from storage_model.dispatch.compile.affine import NotTemplatedError
from storage_model.dispatch.compile.linear_program import FloatArray
from storage_model.dispatch.compile.symbolic import domain_of, filled, is_hollow

# Member values that were read while the model was written, e.g. `cost_yuan[0]`, are run again: nobody may set them.
MOST_READ_AGAIN = 1000


def require_as_declared(model: Any) -> None:
    """Raise NotTemplatedError where a model holds parts or values that its templates do not tell."""
    from pyomo.core import Block, Constraint, Expression, Objective, Param, RangeSet, Set, Var

    known = (Block, Constraint, Expression, Objective, Param, RangeSet, Set, Var)
    for component in model.component_objects(active=True):
        if component.ctype not in known:
            raise NotTemplatedError(f"{component.name} is a {component.ctype.__name__}")
    for component in model.component_objects((Constraint, Objective), active=True):
        if not is_hollow(component):
            raise NotTemplatedError(f"{component.name} was changed after it was declared")
    for parameter in model.component_objects(Param, active=True):
        if parameter.is_indexed() and not is_hollow(parameter):
            raise NotTemplatedError(f"{parameter.name} was changed after it was declared")
    for expression in model.component_objects(Expression, active=True):
        _require_as_ruled(expression)


def _require_as_ruled(expression: Any) -> None:
    from pyomo.core.expr.compare import compare_expressions

    members = list(filled(expression))
    if len(members) > MOST_READ_AGAIN:
        raise NotTemplatedError(f"{expression.name} is read member by member")
    for member, data in members:
        again = expression._rule(expression.parent_block(), member)
        if again is not data.expr and not compare_expressions(again, data.expr):
            raise NotTemplatedError(f"{expression.name} was changed after it was declared")


def interval_of(variable: Any) -> tuple[float, float, bool]:
    """Return the least and the most of a variable's domain, and whether only whole numbers lie between."""
    low, high, step = domain_of(variable).get_interval()
    if step not in (0, 1) or (step == 1 and any(side is not None and side != round(side) for side in (low, high))):
        raise NotTemplatedError(f"{variable.name} takes neither all numbers nor all whole numbers of a range")
    return -np.inf if low is None else low, np.inf if high is None else high, step == 1


def require_bounds_kept(variable: Any, rank_of: Any, low: FloatArray, high: FloatArray) -> None:
    """Raise NotTemplatedError where a member was fixed, or its bounds or domain moved, after it was declared."""
    domain = domain_of(variable)
    for member, data in filled(variable):
        number = rank_of(member) if variable.is_indexed() else 0
        own = (-np.inf if data.lb is None else data.lb, np.inf if data.ub is None else data.ub)
        if data.fixed or data.domain is not domain or own != (low[number], high[number]):
            raise NotTemplatedError(f"{variable.name} was changed after it was declared")
