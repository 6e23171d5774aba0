"""Months as people call them."""

import numpy as np

from storage_model.words.label import Label, text

_ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def month_name(month: np.datetime64) -> Label:
    """Return the name of a calendar month, without its year."""
    number = int(str(month.astype("datetime64[M]"))[5:])
    return text(f"{number} 月", _ENGLISH[number - 1])
