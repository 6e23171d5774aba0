"""Rows of a project's statements by name, as reports look them up."""

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.cases.answer import ProjectAnswer

PROJECT_CASH, EQUITY_CASH = "project_cash_flow", "equity_cash_flow"
PROJECT_CUMULATIVE, EQUITY_NET = "cumulative_after_tax", "net_cash_flow_after_tax"


def row_yuan(project: ProjectAnswer, statement: str, row: str) -> FloatArray:
    """Return one row of one statement, shape (periods,) [yuan]; raises LookupError when there is none."""
    for candidate in project.finance.statements:
        if candidate.key == statement:
            for line in candidate.rows:
                if line.key == row:
                    return np.asarray(line.values, dtype=np.float64)
    raise LookupError(f"no row {row!r} in the statement {statement!r} of {project.name}")
