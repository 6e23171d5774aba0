"""The weeks a report shows of a year: the one that earns most, a typical one, the one that earns least."""

from collections.abc import Mapping
from typing import Literal

import numpy as np

from storage_model.blocks import FloatArray

DAYS = 7
Kind = Literal["whole", "best", "typical", "worst"]


def weeks(cash_yuan: FloatArray, steps_per_day: int) -> Mapping[Kind, slice]:
    """Return the steps of the seven days in a row that earn most, as much as the median, and least.

    Of equal weeks the first counts. A horizon of up to seven days is one week, `whole`.
    """
    days = len(cash_yuan) // steps_per_day
    if days <= DAYS:
        return {"whole": slice(0, len(cash_yuan))}
    by_day = cash_yuan[: days * steps_per_day].reshape(days, steps_per_day).sum(axis=1)
    by_week = np.convolve(by_day, np.ones(DAYS), mode="valid")
    first_day: Mapping[Kind, int] = {
        "best": int(np.argmax(by_week)),
        "typical": int(np.argmin(np.abs(by_week - np.median(by_week)))),
        "worst": int(np.argmin(by_week)),
    }
    return {kind: slice(day * steps_per_day, (day + DAYS) * steps_per_day) for kind, day in first_day.items()}
