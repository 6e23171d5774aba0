"""What stands at a date, and what is a ratio of one year: neither means anything when added over the years."""

STATEMENTS = ("balance_sheet",)
BEGINNINGS = ("cumulative_", "opening_", "closing_")
# What may be distributed holds what earlier years left; covers and shares are ratios.
ROWS = ("profit_for_investors", "dscr", "icr", "liability_ratio")


def is_stock(statement: str, row: str) -> bool:
    """Whether a row of a statement stands at a date (or is a ratio), so that its years are never summed."""
    return statement in STATEMENTS or row.startswith(BEGINNINGS) or row in ROWS
