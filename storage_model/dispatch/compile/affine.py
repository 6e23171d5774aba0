"""Affine expressions over whole index sets at once: a constant and a list of (variable, columns, coefficients)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Value = float | npt.NDArray[np.float64]
Columns = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Affine:
    """`constant + Σ coefficient · variable[column]`; each part is a number or an array, one entry per row."""

    constant: Value
    terms: tuple[tuple[Columns, Value], ...] = ()

    def __add__(self, other: "Affine") -> "Affine":
        return Affine(self.constant + other.constant, self.terms + other.terms)

    def scaled(self, factor: Value) -> "Affine":
        """Return the expression times a number per row."""
        return Affine(self.constant * factor, tuple((columns, weight * factor) for columns, weight in self.terms))

    def number(self) -> Value:
        """Return the constant of an expression that holds no variable."""
        if self.terms:
            raise NotTemplatedError("a variable stands where a number is needed")
        return self.constant


class NotTemplatedError(Exception):
    """A rule uses something this compiler does not expand; the ordinary compiler will."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """How the walk resolves components: variables to columns, parameters to values, named expressions to their rule."""

    columns_of: Callable[[Any, Any], Columns]
    values_of: Callable[[Any, Any], Value]
    rule_of: Callable[[Any], tuple[Any, Any]]


def expand(node: Any, index: dict[int, Any], lookup: Lookup) -> Affine:
    """Return a template expression as arrays; `index` gives each index template's values by id."""
    import pyomo.core.expr as pe

    if isinstance(node, (int, float, np.number)):
        return Affine(float(node))
    if isinstance(node, pe.GetItemExpression):
        return _item(node, index, lookup)
    if isinstance(node, (pe.SumExpression, pe.LinearExpression)):
        total = Affine(0.0)
        for part in node.args:
            total = total + expand(part, index, lookup)
        return total
    if isinstance(node, pe.ProductExpression):
        return _product(*(expand(part, index, lookup) for part in node.args))
    if isinstance(node, pe.DivisionExpression):
        top, bottom = (expand(part, index, lookup) for part in node.args)
        return top.scaled(1.0 / bottom.number())
    if isinstance(node, pe.NegationExpression):
        return expand(node.args[0], index, lookup).scaled(-1.0)
    if isinstance(node, pe.TemplateSumExpression):
        return _summed(node, index, lookup)
    if isinstance(node, pe.IndexTemplate):
        return Affine(index[id(node)])
    return _component(node, index, lookup)


def _item(node: Any, index: dict[int, Any], lookup: Lookup) -> Affine:
    from pyomo.environ import Expression, Param, Var

    component, *keys = node.args
    if len(keys) != 1:
        raise NotTemplatedError(f"{component.name} has more than one index")
    position = expand(keys[0], index, lookup).number()
    if isinstance(component, Var):
        return Affine(0.0, ((lookup.columns_of(component, position), 1.0),))
    if isinstance(component, Param):
        return Affine(lookup.values_of(component, position))
    if isinstance(component, Expression):
        body, (template,) = lookup.rule_of(component)
        return expand(body, {**index, id(template): position}, lookup)
    raise NotTemplatedError(f"{component.name} is a {type(component).__name__}")


def _component(node: Any, index: dict[int, Any], lookup: Lookup) -> Affine:
    """Expand what stands alone: one variable, a parameter's value, a named expression."""
    if not hasattr(node, "parent_component"):
        raise NotTemplatedError(f"{type(node).__name__} is not expanded")
    if node.is_variable_type():
        return Affine(0.0, ((lookup.columns_of(node.parent_component(), node.index()), 1.0),))
    if node.is_named_expression_type():
        return expand(node.expr, index, lookup)
    if node.is_fixed():
        return Affine(float(node()))
    raise NotTemplatedError(f"{node.name} is a {type(node).__name__}")


def _product(left: Affine, right: Affine) -> Affine:
    return left.scaled(right.number()) if not right.terms else right.scaled(left.number())


def _summed(node: Any, index: dict[int, Any], lookup: Lookup) -> Affine:
    """Expand a sum over one set into a single row: every term keeps its own columns."""
    iterators = node.template_iters()
    sets = node.template_args()[1:]
    if len(iterators) != 1 or len(iterators[0]) != 1:
        raise NotTemplatedError("a sum over more than one set")
    members = np.fromiter(sets[0], dtype=float)
    inner = expand(node.template_args()[0], {**index, id(iterators[0][0]): members}, lookup)
    weights = tuple((columns, np.broadcast_to(weight, columns.shape)) for columns, weight in inner.terms)
    return Affine(float(np.broadcast_to(inner.constant, members.shape).sum()), weights)
