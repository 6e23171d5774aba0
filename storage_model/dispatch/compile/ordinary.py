"""The same arrays through Pyomo's public compiler: the fallback, and the yardstick for the template route."""

from typing import Any

import numpy as np
import scipy.sparse as sp

from storage_model.dispatch.compile.linear_program import LinearProgram


def ordinary_arrays(model: Any) -> LinearProgram:
    """Return the arrays of an ordinary, filled Pyomo model; names and order follow the components."""
    from pyomo.environ import Constraint, Var, minimize
    from pyomo.repn.plugins.standard_form import LinearStandardFormCompiler

    form = LinearStandardFormCompiler().write(model, mixed_form=True, set_sense=minimize)
    column_places, all_columns = _listed(model, Var)
    row_places, all_rows = _listed(model, Constraint)
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
        col_low=np.array([-np.inf if v.lb is None else v.lb for v in all_columns], dtype=float),
        col_high=np.array([np.inf if v.ub is None else v.ub for v in all_columns], dtype=float),
        integer=np.array([not v.is_continuous() for v in all_columns]),
        columns=column_places,
        rows=row_places,
    )


def _listed(model: Any, kind: Any) -> tuple[dict[str, slice], list[Any]]:
    places: dict[str, slice] = {}
    found: list[Any] = []
    for component in model.component_objects(kind, active=True):
        data = [component[member] for member in component.index_set()] if component.is_indexed() else [component]
        places[component.name] = slice(len(found), len(found) + len(data))
        found.extend(data)
    return places, found
