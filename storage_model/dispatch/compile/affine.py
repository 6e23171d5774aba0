"""Affine expressions over whole index sets at once: a constant and a list of (variable, columns, coefficients)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from storage_model.dispatch.compile.names import listed

Value = float | npt.NDArray[np.float64]
Columns = npt.NDArray[np.int64]


class NotTemplatedError(Exception):
    """A rule uses something this compiler does not expand; the ordinary compiler will."""


@dataclass(frozen=True, slots=True)
class Affine:
    """`constant + Σ coefficient · variable[column]`; each part is a number or an array, one entry per row.

    The constant is None where nothing was added to the terms, so that 0 × NaN never appears in it.
    """

    constant: Value | None
    terms: tuple[tuple[Columns, Value], ...] = ()

    def scaled(self, factor: Value) -> "Affine":
        """Return the expression times a number per row."""
        constant = None if self.constant is None else self.constant * factor
        return Affine(constant, tuple((columns, weight * factor) for columns, weight in self.terms))

    def number(self) -> Value:
        """Return the constant of an expression that holds no variable."""
        if self.terms:
            raise NotTemplatedError("a variable stands where a number is needed")
        return self.rest

    @property
    def rest(self) -> Value:
        """The constant, zero where there is none."""
        return 0.0 if self.constant is None else self.constant


def added(parts: Iterable[Affine]) -> Affine:
    """Return the sum of expressions."""
    constant: Value | None = None
    terms: list[tuple[Columns, Value]] = []
    for part in parts:
        terms.extend(part.terms)
        if part.constant is not None:
            constant = part.constant if constant is None else constant + part.constant
    return Affine(constant, tuple(terms))


@dataclass(frozen=True, slots=True)
class Lookup:
    """How the walk resolves components: variables to columns, parameters to values, named expressions to their rule."""

    columns_of: Callable[[Any, Any], Columns]
    values_of: Callable[[Any, Any], Value]
    rule_of: Callable[[Any], tuple[Any, tuple[Any, ...]]]


Index = dict[int, Any]
Way = Callable[[Any, Index, Lookup], Affine]


def expand(node: Any, index: Index, lookup: Lookup) -> Affine:
    """Return a template expression as arrays; `index` gives each index template's values by id."""
    if isinstance(node, (int, float, np.number)):
        return Affine(float(node))
    for kind, way in _ways():
        if isinstance(node, kind):
            return way(node, index, lookup)
    return _component(node, index, lookup)


@cache
def _ways() -> tuple[tuple[Any, Way], ...]:
    """Return how each kind of expression is expanded, the most frequent first."""
    import pyomo.core.expr as pe

    return (
        (pe.GetItemExpression, _item),
        (pe.ProductExpression, _product),
        ((pe.SumExpression, pe.LinearExpression), _sum),
        (pe.NegationExpression, lambda node, index, lookup: expand(node.args[0], index, lookup).scaled(-1.0)),
        (pe.DivisionExpression, _quotient),
        (pe.TemplateSumExpression, _sum_over_set),
        (pe.IndexTemplate, lambda node, index, _: Affine(index[id(node)])),
    )


def _item(node: Any, index: Index, lookup: Lookup) -> Affine:
    from pyomo.core import Param, Var

    component, key = node.args
    position = expand(key, index, lookup).number()
    if isinstance(component, Var):
        return Affine(None, ((lookup.columns_of(component, position), 1.0),))
    if isinstance(component, Param):
        return Affine(lookup.values_of(component, position))
    body, (placeholder,) = lookup.rule_of(component)
    return expand(body, {**index, id(placeholder): position}, lookup)


def _component(node: Any, index: Index, lookup: Lookup) -> Affine:
    """Expand what stands alone: one variable, a parameter's value, a named expression."""
    if not hasattr(node, "parent_component"):
        raise NotTemplatedError(f"{type(node).__name__} is not expanded")
    if node.is_variable_type():
        return Affine(None, ((lookup.columns_of(node.parent_component(), node.index()), 1.0),))
    if node.is_named_expression_type():
        component = node.parent_component()
        body = node.expr if component.is_indexed() else lookup.rule_of(component)[0]
        return expand(body, index, lookup)
    return Affine(float(node()))


def _sum(node: Any, index: Index, lookup: Lookup) -> Affine:
    return added(expand(part, index, lookup) for part in node.args)


def _product(node: Any, index: Index, lookup: Lookup) -> Affine:
    left, right = (expand(part, index, lookup) for part in node.args)
    return left.scaled(right.number()) if not right.terms else right.scaled(left.number())


def _quotient(node: Any, index: Index, lookup: Lookup) -> Affine:
    top, bottom = (expand(part, index, lookup) for part in node.args)
    return top.scaled(1.0 / bottom.number())


def _sum_over_set(node: Any, index: Index, lookup: Lookup) -> Affine:
    """Expand a sum over one set into a single row: every term keeps its own columns."""
    ((placeholder,),), (summand, over) = node.template_iters(), node.template_args()
    if any(np.ndim(values) and len(values) > 1 for values in index.values()):
        raise NotTemplatedError("a sum over a set in every one of several rows")
    members = listed(over)
    inner = expand(summand, {**index, id(placeholder): members}, lookup)
    # What does not change from member to member is added once for each of them.
    each = [np.broadcast_arrays(columns, weight, members) for columns, weight in inner.terms]
    terms = tuple((columns, weights) for columns, weights, _ in each)
    return Affine(float(np.broadcast_to(inner.rest, members.shape).sum()), terms)
