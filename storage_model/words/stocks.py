"""What stands at a date, and what is a ratio of one year: neither means anything when added over the years."""

from storage_model.words.labels.statements import ROW_LABELS

STATEMENTS = ("balance_sheet",)
BEGINNINGS = ("cumulative_", "opening_", "closing_")
# What may be distributed holds what earlier years left.
ROWS = ("profit_for_investors",)


def is_stock(statement: str, row: str) -> bool:
    """Whether a row of a statement stands at a date (or is a ratio), so that its years are never summed."""
    label = ROW_LABELS.get(row)
    ratio = label is not None and label.unit != "yuan"
    return ratio or statement in STATEMENTS or row.startswith(BEGINNINGS) or row in ROWS
