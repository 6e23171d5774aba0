"""Rows of a project's statements that reports look up."""

PROJECT_CASH, EQUITY_CASH = "project_cash_flow", "equity_cash_flow"
PROJECT_CUMULATIVE, EQUITY_NET = "cumulative_after_tax", "net_cash_flow_after_tax"
