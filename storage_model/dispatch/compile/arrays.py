"""Expand the templates of a symbolic model into arrays, one component at a time."""

from typing import Any

import numpy as np
import numpy.typing as npt

from storage_model.dispatch.compile.affine import (
    Affine,
    Columns,
    Index,
    Lookup,
    NotTemplatedError,
    Value,
    added,
    expand,
)
from storage_model.dispatch.compile.declared import interval_of, require_as_declared, require_bounds_kept
from storage_model.dispatch.compile.linear_program import Flags, FloatArray, LinearProgram
from storage_model.dispatch.compile.names import Members, members_of, name_of
from storage_model.dispatch.compile.pattern import Pattern, pattern_of
from storage_model.dispatch.compile.symbolic import bounds_of, initial_values, minimises, template_of


class TemplateArrays:
    """Columns, rows and numbers of one symbolic model; NotTemplatedError where its templates do not tell them."""

    def __init__(self, model: Any) -> None:
        from pyomo.core import Constraint, Objective, Var

        parts = list(model.component_objects(active=True))
        require_as_declared(parts)
        self.variables = [part for part in parts if part.ctype is Var]
        self.constraints = [part for part in parts if part.ctype is Constraint]
        (self.objective,) = [part for part in parts if part.ctype is Objective]
        self.names = {id(part): name_of(part) for part in (*self.variables, *self.constraints)}
        self.members: dict[int, Members] = {}
        self.members_in: dict[int, Members] = {}
        self.columns: dict[str, slice] = {}
        self.first_column: dict[int, int] = {}
        self.width = 0
        for variable in self.variables:
            self.first_column[id(variable)] = self.width
            last = self.width + len(self.numbers_of(variable))
            self.columns[self.names[id(variable)]] = slice(self.width, last)
            self.width = last
        self.values: dict[int, FloatArray] = {}
        self.rules: dict[int, tuple[Any, tuple[Any, ...]]] = {}
        self.lookup = Lookup(self.columns_of, self.values_of, self.rule_of)

    def numbers_of(self, component: Any) -> Columns:
        """Return the members of a component's index set, rising whole numbers."""
        if id(component) not in self.members:
            index = id(component.index_set()) if component.is_indexed() else 0
            if index not in self.members_in:
                self.members_in[index] = rising_members(component)
            self.members[id(component)] = self.members_in[index]
        return self.members[id(component)].values

    def columns_of(self, variable: Any, position: Any) -> Columns:
        """Return the column numbers of a variable at the given members of its index set."""
        if not variable.is_indexed():
            return np.array([self.first_column[id(variable)]])
        return self.first_column[id(variable)] + rank_in(self.numbers_of(variable), position, variable.name)

    def values_of(self, parameter: Any, position: Any) -> Value:
        """Return a parameter's values at the given members of its index set."""
        members = self.numbers_of(parameter)
        if id(parameter) not in self.values:
            initial = initial_values(parameter)
            if np.ndim(initial) == 0 and not isinstance(initial, dict):
                found = np.full(len(members), float(initial))
            elif isinstance(initial, np.ndarray) and members[0] >= 0:
                found = initial[members].astype(float)
            else:
                found = np.array([initial[int(member)] for member in members], dtype=float)
            self.values[id(parameter)] = found
        values: FloatArray = self.values[id(parameter)][rank_in(members, position, parameter.name)]
        return values

    def rule_of(self, expression: Any) -> tuple[Any, tuple[Any, ...]]:
        """Return a named expression's template, run once."""
        if id(expression) not in self.rules:
            self.rules[id(expression)] = template_of(expression)
        return self.rules[id(expression)]

    def linear_program(self, like: LinearProgram | None = None) -> LinearProgram:
        """Return the whole model as arrays; `like` is one compiled before, perhaps with the same pattern."""
        bounds = [self._bounds(variable) for variable in self.variables]
        cost, offset = self._cost()
        pattern, weights, (row_low, row_high), rows = self._rows(None if like is None else like.pattern)
        return LinearProgram(
            cost=cost,
            offset=offset,
            matrix=pattern.filled(weights),
            pattern=pattern,
            row_low=row_low,
            row_high=row_high,
            col_low=np.concatenate([low for low, _, _ in bounds]),
            col_high=np.concatenate([high for _, high, _ in bounds]),
            integer=np.concatenate([whole for _, _, whole in bounds]),
            columns=self.columns,
            rows=rows,
            members={self.names[id(part)]: self.members[id(part)] for part in (*self.variables, *self.constraints)},
        )

    def _bounds(self, variable: Any) -> tuple[FloatArray, FloatArray, Flags]:
        members = self.numbers_of(variable)
        least, most, whole = interval_of(variable)
        limits, placeholders = bounds_of(variable)
        index: Index = {id(p): members for p in placeholders}
        low, high = (
            np.full(members.shape, domain)
            if limit is None
            else tighter(np.broadcast_to(expand(limit, index, self.lookup).number(), members.shape), domain)
            for limit, domain, tighter in zip(limits, (least, most), (np.maximum, np.minimum), strict=True)
        )
        require_bounds_kept(variable, lambda member: int(rank_in(members, member, variable.name)[0]), low, high)
        return low, high, np.full(members.shape, whole)

    def _cost(self) -> tuple[FloatArray, float]:
        if self.objective.is_indexed():
            raise NotTemplatedError("an objective has no index")
        money = expand(template_of(self.objective)[0], {}, self.lookup)
        sign = 1.0 if minimises(self.objective) else -1.0
        cost = np.zeros(self.width)
        for columns, weights in money.terms:
            signed = sign * weights
            if (run := run_of(columns)) is not None:
                cost[run] += signed
            else:
                cost += np.bincount(columns, np.broadcast_to(signed, columns.shape), self.width)
        return cost, sign * float(money.rest)

    def _rows(
        self, before: Pattern | None
    ) -> tuple[Pattern, FloatArray, tuple[FloatArray, FloatArray], dict[str, slice]]:
        """Return where the coefficients stand, their numbers, low and high of the rows, and the rows by name."""
        parts: list[tuple[npt.NDArray[Any], ...]] = [(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0))]
        lows, highs, places, first = [], [], {}, 0
        for constraint in self.constraints:
            members = self.numbers_of(constraint)
            body, low, high = self._sides(constraint, members)
            number = first + np.arange(len(members), dtype=np.int32)
            for columns, weights in body.terms:
                shape = np.broadcast_shapes(columns.shape, number.shape)
                parts.append(tuple(np.broadcast_to(a, shape) for a in (number, columns.astype(np.int32), weights)))
            lows.append(np.broadcast_to(low - body.rest, members.shape))
            highs.append(np.broadcast_to(high - body.rest, members.shape))
            places[self.names[id(constraint)]] = slice(first, first + len(members))
            first += len(members)
        rows, columns, weights = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
        shape = (first, self.width)
        same = before is not None and before.is_of(rows, columns, shape)
        pattern = before if before is not None and same else pattern_of(rows, columns, shape)
        return pattern, weights, (np.concatenate([[], *lows]), np.concatenate([[], *highs])), places

    def _sides(self, constraint: Any, members: Columns) -> tuple[Affine, Value, Value]:
        """Return body, low and high of a constraint `low ≤ body ≤ high`."""
        import pyomo.core.expr as pe

        relation, placeholders = template_of(constraint)
        index: Index = {id(p): members for p in placeholders}
        if not isinstance(relation, (pe.EqualityExpression, pe.InequalityExpression, pe.RangedExpression)):
            raise NotTemplatedError(f"{constraint.name} is a {type(relation).__name__}")
        sides = [expand(part, index, self.lookup) for part in relation.args]
        if isinstance(relation, pe.RangedExpression):
            return sides[1], sides[0].number(), sides[2].number()
        difference = added((sides[0], sides[1].scaled(-1.0)))
        return difference, 0.0 if isinstance(relation, pe.EqualityExpression) else -np.inf, 0.0


def rising_members(component: Any) -> Members:
    """Return the members of a component's index set; NotTemplatedError unless they are rising whole numbers."""
    members = members_of(component)
    if members.values.dtype.kind != "i" or (np.diff(members.values) <= 0).any():
        raise NotTemplatedError(f"{component.name} is not indexed by rising whole numbers")
    return members


def rank_in(members: Columns, position: Any, name: str) -> Columns:
    """Return where each position stands among rising members; IndexError where one is not among them."""
    wanted = np.atleast_1d(np.asarray(position))
    whole = wanted.astype(np.int64, copy=False)
    if members[-1] - members[0] + 1 == len(members):
        there = len(whole) == 0 or (whole.min() >= members[0] and whole.max() <= members[-1])
        rank: Columns = whole - members[0]
    else:
        rank = np.minimum(np.searchsorted(members, whole), len(members) - 1)
        there = bool((members[rank] == whole).all())
    if not there or (whole is not wanted and (whole != wanted).any()):
        raise IndexError(f"{name} is asked for a member it does not have")
    return rank


def run_of(columns: Columns) -> slice | None:
    """Return rising columns without a gap as a slice, anything else as None."""
    if len(columns) == 0 or columns[-1] - columns[0] != len(columns) - 1 or (np.diff(columns) != 1).any():
        return None
    return slice(int(columns[0]), int(columns[-1]) + 1)
