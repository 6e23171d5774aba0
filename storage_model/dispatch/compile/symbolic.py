"""The one file that touches Pyomo's private parts: rules are kept as templates instead of being run once per step.

Pyomo can run a rule once, with a placeholder for the index. Inside `symbolic()` indexed components are declared but not
filled, so a model of any length costs the same few milliseconds; `arrays.py` then reads the rules. Pinned to the Pyomo
version of the lock; without it the ordinary compiler gives the same matrix (tests/formulation).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def symbolic() -> Iterator[None]:
    """Declare indexed variables, parameters, expressions, constraints and objectives without filling them."""
    from pyomo.core.base.constraint import Constraint
    from pyomo.core.base.expression import Expression
    from pyomo.core.base.objective import Objective
    from pyomo.core.base.param import Param
    from pyomo.core.base.var import Var

    def hollow(ordinary: Any, *, also_scalar: bool = False) -> Any:
        def construct(self: Any, data: Any = None) -> None:
            if self.is_indexed() or also_scalar:
                for anonymous in self._anonymous_sets or ():
                    anonymous.construct()
                self._constructed = True
            else:
                ordinary(self, data)

        return construct

    def sparse(ordinary: Any) -> Any:
        def construct(self: Any, data: Any = None) -> None:
            self._dense = False
            ordinary(self, data)

        return construct

    kinds = (Var, Param, Expression, Constraint, Objective)
    before = {kind: kind.construct for kind in kinds}
    Var.construct = sparse(before[Var])
    for kind in (Param, Expression, Constraint):
        kind.construct = hollow(before[kind])
    Objective.construct = hollow(before[Objective], also_scalar=True)
    try:
        yield
    finally:
        for kind, ordinary in before.items():
            kind.construct = ordinary


def template_of(component: Any) -> tuple[Any, tuple[Any, ...]]:
    """Run a component's rule once with placeholders; returns the body and the placeholders.

    Raises Pyomo's TemplateExpressionError where a rule looks at the value of its index.
    """
    from pyomo.core.expr.template_expr import templatize_rule

    return _templatized(component, component._rule, templatize_rule)


def bounds_of(variable: Any) -> tuple[Any, tuple[Any, ...]]:
    """Return a variable's (low, high), as constants or as templates with their placeholders."""
    from pyomo.core.expr.template_expr import templatize_rule

    rule = variable._rule_bounds
    if rule is None:
        return domain_of(variable).bounds(), ()
    if rule.constant():
        return rule(variable.parent_block(), None), ()
    return _templatized(variable, rule, templatize_rule)


def domain_of(variable: Any) -> Any:
    """Return the set a variable's values come from; one set for all its members."""
    return variable._rule_domain(variable.parent_block(), None, variable)


def is_whole(variable: Any) -> bool:
    """Tell whether a variable takes whole numbers only."""
    return bool(domain_of(variable).isdiscrete())


def minimises(objective: Any) -> bool:
    """Tell whether a symbolic objective is to be made small."""
    from pyomo.environ import minimize

    return bool(objective._init_sense(objective.parent_block(), None) == minimize)


def initial_values(parameter: Any) -> Any:
    """Return what a parameter was declared with: an array or mapping by index, or one number."""
    rule = parameter._rule
    return rule(None, None) if rule.constant() else rule._dict


def _templatized(component: Any, rule: Any, templatize_rule: Any) -> tuple[Any, tuple[Any, ...]]:
    index_set = component.index_set() if component.is_indexed() else None
    body, placeholders = templatize_rule(component.parent_block(), rule, index_set)
    return body, tuple(placeholders)
