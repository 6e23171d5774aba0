"""What years of use leave of a station."""

import numpy as np

from storage_model.assets.battery.terms import BatteryTerms
from storage_model.blocks import FloatArray, Schedule


def faded(schedule: Schedule, share_frac: float) -> Schedule:
    """Return the schedule held in shape and scaled to the share of the rating that is left."""
    return {key: values * share_frac for key, values in schedule.items()}


def usable_share_frac(station: BatteryTerms, operating_years: int) -> FloatArray:
    """Return availability × mean state of health of each operating year, shape (years,)."""
    first, yearly = station.first_year_fade_frac, station.later_fade_frac_per_year
    later = np.arange(operating_years, dtype=float)
    start = np.where(later == 0, 1.0, 1.0 - first - (later - 1) * yearly)
    end = 1.0 - first - later * yearly
    return station.availability_frac * (np.maximum(start, 0.0) + np.maximum(end, 0.0)) / 2
