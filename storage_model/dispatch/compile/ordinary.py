"""The same arrays through Pyomo's public compiler: the fallback, and the yardstick for the template route."""

from typing import Any

import numpy as np
import scipy.sparse as sp

from storage_model.dispatch.compile.linear_program import LinearProgram
from storage_model.dispatch.compile.names import Members, members_of, name_of


def ordinary_arrays(model: Any) -> LinearProgram:
    """Return the arrays of an ordinary, filled Pyomo model; names and order follow the components."""
    from pyomo.core import Constraint, Var, minimize
    from pyomo.repn.plugins.standard_form import LinearStandardFormCompiler

    form = LinearStandardFormCompiler().write(model, mixed_form=True, set_sense=minimize)
    column_places, all_columns, members = _listed(model, Var)
    row_places, all_rows, members_of_rows = _listed(model, Constraint)
    column_number = {id(v): n for n, v in enumerate(all_columns)}
    row_number = {id(c): n for n, c in enumerate(all_rows)}
    columns = np.array([column_number[id(v)] for v in form.columns])
    rows = np.array([row_number[id(entry.constraint)] for entry in form.rows])

    cost = np.zeros(len(all_columns))
    cost[columns] = form.c.toarray()[0]
    row_low, row_high = np.full(len(all_rows), -np.inf), np.full(len(all_rows), np.inf)
    for row, entry, right in zip(rows, form.rows, form.rhs, strict=True):
        if entry.bound_type <= 0:
            row_low[row] = right
        if entry.bound_type >= 0:
            row_high[row] = right
    once = np.unique(rows, return_index=True)[1]
    cells = sp.coo_array(sp.csr_array(form.A)[once])
    matrix = sp.csr_array(
        (cells.data, (rows[once][cells.row], columns[cells.col])), shape=(len(all_rows), len(all_columns))
    )
    return LinearProgram(
        cost=cost,
        offset=float(form.c_offset[0]),
        matrix=matrix,
        row_low=row_low,
        row_high=row_high,
        col_low=np.array([_side(v, v.lb, -np.inf) for v in all_columns], dtype=float),
        col_high=np.array([_side(v, v.ub, np.inf) for v in all_columns], dtype=float),
        integer=np.array([not v.is_continuous() for v in all_columns], dtype=bool),
        columns=column_places,
        rows=row_places,
        members={**members, **members_of_rows},
    )


def _side(variable: Any, limit: float | None, unlimited: float) -> float:
    """Return a bound of one variable; a fixed one, which the compiler takes for a number, lies between equal bounds."""
    if variable.fixed:
        return float(variable.value)
    return unlimited if limit is None else limit


def _listed(model: Any, kind: Any) -> tuple[dict[str, slice], list[Any], dict[str, Members]]:
    """Return slice, members and all data of the components of one kind; rows left out or switched off are not there."""
    from pyomo.core import Var

    places: dict[str, slice] = {}
    found: list[Any] = []
    members: dict[str, Members] = {}
    for component in model.component_objects(kind, active=True):
        name, every = name_of(component), members_of(component)
        indices = list(component.index_set()) if component.is_indexed() else [None]
        there = np.array([kind is Var or (i in component and component[i].active) for i in indices], dtype=bool)
        data = [component[i] for i, kept in zip(indices, there, strict=True) if kept]
        places[name] = slice(len(found), len(found) + len(data))
        members[name] = Members(index=every.index, values=every.values[there])
        found.extend(data)
    return places, found, members
