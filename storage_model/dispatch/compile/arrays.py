"""Expand the templates of a symbolic model into arrays, one component at a time."""

from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from storage_model.dispatch.compile.affine import Affine, Columns, Lookup, NotTemplatedError, Value, expand
from storage_model.dispatch.compile.linear_program import FloatArray, LinearProgram
from storage_model.dispatch.compile.symbolic import bounds_of, initial_values, is_whole, minimises, template_of


class TemplateArrays:
    """Columns, rows and numbers of one symbolic model."""

    def __init__(self, model: Any) -> None:
        from pyomo.environ import Constraint, Objective, Var

        self.model = model
        self.variables = list(model.component_objects(Var, active=True))
        self.constraints = list(model.component_objects(Constraint, active=True))
        (self.objective,) = model.component_objects(Objective, active=True)
        self.columns = _places(self.variables)
        self.first_column = {id(v): self.columns[v.name].start for v in self.variables}
        self.members = {id(v): members_of(v) for v in self.variables}
        self.values: dict[int, FloatArray] = {}
        self.rules: dict[int, tuple[Any, Any]] = {}
        self.lookup = Lookup(self.columns_of, self.values_of, self.rule_of)

    def columns_of(self, variable: Any, position: Any) -> Columns:
        """Return the column numbers of a variable at the given members of its index set."""
        if not variable.is_indexed():
            return np.array([self.first_column[id(variable)]])
        members = self.members[id(variable)]
        return self.first_column[id(variable)] + _rank(members, position, variable.name)

    def values_of(self, parameter: Any, position: Any) -> Value:
        """Return a parameter's values at the given members of its index set."""
        if id(parameter) not in self.values:
            initial = initial_values(parameter)
            members = members_of(parameter)
            if isinstance(initial, dict):
                initial = [initial[member] for member in members]
            self.values[id(parameter)] = np.broadcast_to(np.asarray(initial, dtype=float), members.shape)
        place = _rank(members_of(parameter), position, parameter.name)
        values: FloatArray = self.values[id(parameter)][place]
        return values

    def rule_of(self, expression: Any) -> tuple[Any, Any]:
        """Return a named expression's template, run once."""
        if id(expression) not in self.rules:
            self.rules[id(expression)] = template_of(expression)
        return self.rules[id(expression)]

    def linear_program(self) -> LinearProgram:
        """Return the whole model as arrays."""
        col_low, col_high = self._bounds()
        cost, offset = self._cost()
        matrix, row_low, row_high, rows = self._rows()
        return LinearProgram(
            cost=cost, offset=offset, matrix=matrix, row_low=row_low, row_high=row_high,
            col_low=col_low, col_high=col_high, integer=self._integer(), columns=self.columns, rows=rows,
        )  # fmt: skip

    def _bounds(self) -> tuple[FloatArray, FloatArray]:
        lows, highs = [], []
        for variable in self.variables:
            members = self.members[id(variable)]
            limits, placeholders = bounds_of(variable)
            index = {id(p): members for p in placeholders}
            sides = [
                np.full(len(members), unlimited)
                if limit is None
                else np.broadcast_to(expand(limit, index, self.lookup).number(), members.shape)
                for limit, unlimited in zip(limits, (-np.inf, np.inf), strict=True)
            ]
            lows.append(sides[0])
            highs.append(sides[1])
        return np.concatenate(lows), np.concatenate(highs)

    def _integer(self) -> npt.NDArray[np.bool_]:
        kinds = [np.full(len(self.members[id(v)]), is_whole(v)) for v in self.variables]
        return np.concatenate(kinds)

    def _cost(self) -> tuple[FloatArray, float]:
        body, _ = template_of(self.objective)
        money = expand(body, {}, self.lookup)
        sign = 1.0 if minimises(self.objective) else -1.0
        cost = np.zeros(sum(place.stop - place.start for place in self.columns.values()))
        for columns, weights in money.terms:
            np.add.at(cost, columns, sign * weights)
        return cost, sign * float(np.sum(money.constant))

    def _rows(self) -> tuple[sp.csr_array, FloatArray, FloatArray, dict[str, slice]]:
        parts: list[tuple[Columns, Columns, FloatArray]] = []
        lows, highs, places, first = [], [], {}, 0
        for constraint in self.constraints:
            members = members_of(constraint)
            body, low, high = self._sides(constraint, members)
            number = first + np.arange(len(members))
            for columns, weights in body.terms:
                shape = np.broadcast_shapes(columns.shape, number.shape)
                parts.append(tuple(np.broadcast_to(a, shape) for a in (number, columns, weights)))  # type: ignore[arg-type]
            lows.append(np.broadcast_to(low - body.constant, members.shape))
            highs.append(np.broadcast_to(high - body.constant, members.shape))
            places[constraint.name] = slice(first, first + len(members))
            first += len(members)
        width = sum(place.stop - place.start for place in self.columns.values())
        number, columns, weights = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
        matrix = sp.csr_array((weights, (number, columns)), shape=(first, width))
        matrix.eliminate_zeros()
        return matrix, np.concatenate(lows), np.concatenate(highs), places

    def _sides(self, constraint: Any, members: Columns) -> tuple[Affine, Value, Value]:
        """Return body, low and high of a constraint `low ≤ body ≤ high`."""
        import pyomo.core.expr as pe

        if constraint.is_indexed():
            relation, placeholders = template_of(constraint)
            index = {id(p): members for p in placeholders}
        else:
            relation, index = constraint.expr, {}
        sides = [expand(part, index, self.lookup) for part in relation.args]
        if isinstance(relation, pe.RangedExpression):
            return sides[1], sides[0].number(), sides[2].number()
        difference = sides[0] + sides[1].scaled(-1.0)
        if isinstance(relation, pe.EqualityExpression):
            return difference, 0.0, 0.0
        if isinstance(relation, pe.InequalityExpression):
            return difference, -np.inf, 0.0
        raise NotTemplatedError(f"{constraint.name} is a {type(relation).__name__}")


def members_of(component: Any) -> Columns:
    """Return the members of a component's index set as an array; one zero for a component without index."""
    from pyomo.environ import RangeSet

    if not component.is_indexed():
        return np.zeros(1, dtype=np.int64)
    index_set = component.index_set()
    if isinstance(index_set, RangeSet) and len(list(index_set.ranges())) == 1:
        (span,) = index_set.ranges()
        if span.step == 1:
            return np.arange(span.start, span.end + 1, dtype=np.int64)
    members = np.array(list(index_set))
    if members.dtype.kind != "i" or (np.diff(members) <= 0).any():
        raise NotTemplatedError(f"{component.name} is not indexed by rising whole numbers")
    return members


def _rank(members: Columns, position: Any, name: str) -> Columns:
    """Return where each position stands among the sorted members."""
    wanted = np.atleast_1d(np.asarray(position))
    rank = np.searchsorted(members, wanted) if members[-1] - members[0] + 1 != len(members) else wanted - members[0]
    rank = rank.astype(np.int64)
    if (rank < 0).any() or (rank >= len(members)).any() or (members[rank] != wanted).any():
        raise IndexError(f"{name} is asked for a member it does not have")
    return rank


def _places(variables: list[Any]) -> dict[str, slice]:
    places, first = {}, 0
    for variable in variables:
        width = len(members_of(variable))
        places[variable.name] = slice(first, first + width)
        first += width
    return places
