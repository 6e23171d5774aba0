"""Rows of a project's statements by name, as reports look them up."""

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.cases.answer import ProjectAnswer

PROJECT_CASH, EQUITY_CASH = "project_cash_flow", "equity_cash_flow"
PROJECT_CUMULATIVE, EQUITY_NET = "cumulative_after_tax", "net_cash_flow_after_tax"


def row_yuan(project: ProjectAnswer, statement: str, row: str) -> FloatArray:
    """Return one row of one statement, shape (periods,) [yuan]; raises LookupError when there is none."""
    return np.asarray(project.finance.row(statement, row), dtype=np.float64)
