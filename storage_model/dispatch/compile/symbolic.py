"""The one file that touches Pyomo's private parts: rules are kept as templates instead of being run once per step.

Pyomo can run a rule once, with a placeholder for the index. Inside `symbolic()` indexed components are declared but not
filled, so a model of any length costs the same few milliseconds; `arrays.py` then reads the rules. Pinned to the Pyomo
version of the lock; without it the ordinary compiler gives the same matrix (tests/formulation).
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from storage_model.dispatch.compile.affine import NotTemplatedError


@contextmanager
def symbolic() -> Iterator[None]:
    """Declare variables, parameters, expressions, constraints and objectives without filling them."""
    from pyomo.core.base.constraint import Constraint
    from pyomo.core.base.expression import Expression
    from pyomo.core.base.objective import Objective
    from pyomo.core.base.param import Param
    from pyomo.core.base.var import Var

    def hollow(self: Any, data: Any = None) -> None:
        del data
        for anonymous in self._anonymous_sets or ():
            anonymous.construct()
        self._constructed = True

    def hollow_if_indexed(ordinary: Any) -> Any:
        def construct(self: Any, data: Any = None) -> None:
            (hollow if self.is_indexed() else ordinary)(self, data)

        return construct

    def sparse(ordinary: Any) -> Any:
        def construct(self: Any, data: Any = None) -> None:
            self._dense = not self.is_indexed()
            ordinary(self, data)

        return construct

    ways = {Var: sparse(Var.construct), Param: hollow_if_indexed(Param.construct)}
    ways |= dict.fromkeys((Expression, Constraint, Objective), hollow)
    with _replaced([*((kind, "construct", way) for kind, way in ways.items()), _read_as_declared()]):
        yield


def _read_as_declared() -> tuple[Any, str, Any]:
    """Let one member of a parameter be read though none is filled: limits of a store are, where one point is named."""
    from pyomo.core.base.param import Param

    def member(self: Any, index: Any) -> Any:
        values = initial_values(self)
        return values[index] if hasattr(values, "__getitem__") else values

    return Param, "_getitem_when_not_present", member


@contextmanager
def _replaced(parts: list[tuple[Any, str, Any]]) -> Iterator[None]:
    """Give classes other methods for a while."""
    before = [(kind, name, getattr(kind, name)) for kind, name, _ in parts]
    try:
        for kind, name, other in parts:
            setattr(kind, name, other)
        yield
    finally:
        for kind, name, method in before:
            setattr(kind, name, method)


def template_of(component: Any) -> tuple[Any, tuple[Any, ...]]:
    """Run a component's rule once with placeholders; returns the body and the placeholders.

    Raises whatever the rule raises where it needs the value of its index, NotTemplatedError where it would have gone
    on with a wrong one.
    """
    return _templatized(component, component._rule)


def _templatized(component: Any, rule: Any) -> tuple[Any, tuple[Any, ...]]:
    from pyomo.core.base.indexed_component import IndexedComponent
    from pyomo.core.base.set import SetData
    from pyomo.core.expr import template_expr
    from pyomo.core.expr.relational_expr import NotEqualExpression

    def refuse(*_: Any) -> bool:
        raise NotTemplatedError("a rule asks for the value of its index")

    index_set = component.index_set() if component.is_indexed() else None
    complaints = logging.getLogger(template_expr.__name__)
    silent_before, complaints.disabled = complaints.disabled, True
    # Both questions would be answered, and wrongly, by a placeholder: `t != 0` with yes, `t in steps` with no.
    guards = [
        (NotEqualExpression, "__bool__", refuse),
        (SetData, "__contains__", _guarded(SetData.__contains__, refuse)),
        (IndexedComponent, "_processUnhashableIndex", _at_placeholder(IndexedComponent._processUnhashableIndex)),
        _read_as_declared(),
    ]
    try:
        with _replaced(guards):
            body, placeholders = template_expr.templatize_rule(component.parent_block(), rule, index_set)
    finally:
        complaints.disabled = silent_before
    return body, tuple(placeholders)


def _guarded(contains: Any, refuse: Any) -> Any:
    """Answer whether a set holds a value, but not for a placeholder or what is computed from one."""
    from pyomo.core.pyomoobject import PyomoObject

    def guarded(self: Any, value: Any) -> bool:
        return bool(refuse() if isinstance(value, PyomoObject) else contains(self, value))

    return guarded


def _at_placeholder(looked_up: Any) -> Any:
    """Name a member of a component by a placeholder at once: Pyomo would try out a member to learn what kind it is."""
    from pyomo.core import Expression, Param, Var
    from pyomo.core.expr.template_expr import NPV_Numeric_GetItemExpression, Numeric_GetItemExpression

    kinds = {
        Param: NPV_Numeric_GetItemExpression,
        Var: Numeric_GetItemExpression,
        Expression: Numeric_GetItemExpression,
    }

    def member(self: Any, index: Any) -> Any:
        kind = kinds.get(self.ctype)
        return looked_up(self, index) if kind is None or not _holds_placeholder(index) else kind((self, index))

    return member


def _holds_placeholder(index: Any) -> bool:
    from pyomo.core.expr import ExpressionBase, IndexTemplate

    if isinstance(index, ExpressionBase):
        return any(_holds_placeholder(part) for part in index.args)
    return isinstance(index, IndexTemplate)


def is_hollow(component: Any) -> bool:
    """Tell whether nothing has been filled in since a component was declared."""
    return not component._data


def filled(component: Any) -> Any:
    """Return what has been filled in since a component was declared: (member, data) pairs."""
    return component._data.items()


def bounds_of(variable: Any) -> tuple[Any, tuple[Any, ...]]:
    """Return a variable's own (low, high), as constants or as templates with their placeholders; None is no limit."""
    rule = variable._rule_bounds
    if rule is None:
        return (None, None), ()
    if rule.constant():
        return rule(variable.parent_block(), None), ()
    return _templatized(variable, rule)


def domain_of(variable: Any) -> Any:
    """Return the set a variable's values come from; one set for all its members."""
    rule = variable._rule_domain
    if not rule.constant():
        raise NotTemplatedError("a domain that changes from member to member")
    return rule(variable.parent_block(), None, variable)


def minimises(objective: Any) -> bool:
    """Tell whether a symbolic objective is to be made small."""
    from pyomo.core import minimize

    return bool(objective._init_sense(objective.parent_block(), None) == minimize)


def initial_values(parameter: Any) -> Any:
    """Return what a parameter was declared with: an array, list or mapping by member, or one number."""
    if parameter._validate is not None or parameter.domain.name not in ("Any", "Reals"):
        raise NotTemplatedError(f"{parameter.name} checks its values")
    rule = parameter._rule
    if rule is None or not (rule.constant() or hasattr(rule, "_dict")):
        raise NotTemplatedError(f"{parameter.name} is not declared with its values")
    return rule(None, None) if rule.constant() else rule._dict
