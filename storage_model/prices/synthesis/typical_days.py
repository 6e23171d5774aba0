"""A year in which every day of a month is that month's mean day."""

import numpy as np

from storage_model.prices.synthesis.days import days_of
from storage_model.prices.synthesis.hourly_curves import CurveFiles, month_curves
from storage_model.prices.synthesis.made import Column, MadeYear
from storage_model.prices.synthesis.targets import TypicalDaysTargets


def make_typical_days(targets: TypicalDaysTargets, files: CurveFiles) -> MadeYear:
    """Return a year of hours; the published means themselves, without the days that differ from the mean day."""
    days = days_of(targets.year, targets.zone, 1.0)
    months = month_curves(files, targets.day_ahead_months, targets.day_ahead_year, days.of_month)
    column = Column(
        values=np.round(months[days.month].ravel(), 2),
        decimals=2,
        unit="yuan_per_mwh",
        zh="日前统一结算点电价(各月平均日)",
        en="day-ahead price of the unified settlement point, mean day of each month",
    )
    return MadeYear(
        horizon=days.horizon,
        source=f"各月平均日 · mean days, not real ones; {targets.source}",
        columns={"da_yuan_per_mwh": column},
        achieved=(),
        fitted={},
    )
