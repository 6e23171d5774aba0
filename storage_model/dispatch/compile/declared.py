"""What a symbolic model may hold if its templates are to speak for it: all as declared, nothing changed by hand."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from storage_model.dispatch.compile.affine import NotTemplatedError
from storage_model.dispatch.compile.linear_program import FloatArray
from storage_model.dispatch.compile.symbolic import domain_of, filled, is_hollow

# Member values that were read while the model was written, e.g. `cost_yuan[0]`, are run again: nobody may set them.
MOST_READ_AGAIN = 1000


def require_as_declared(components: Iterable[Any]) -> None:
    """Raise NotTemplatedError where the parts of a model hold kinds or values that their templates do not tell."""
    from pyomo.core import Block, Constraint, Expression, Objective, Param, RangeSet, Set, Var

    known = (Block, Constraint, Expression, Objective, Param, RangeSet, Set, Var)
    for component in components:
        kind = component.ctype
        if kind not in known:
            raise NotTemplatedError(f"{component.name} is a {kind.__name__}")
        ruled = kind in (Constraint, Objective) or (kind is Param and component.is_indexed())
        if ruled and not is_hollow(component):
            raise NotTemplatedError(f"{component.name} was changed after it was declared")
        if kind is Expression:
            _require_as_ruled(component)


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
