"""What years of use leave of a station."""

from dataclasses import replace

import numpy as np

from storage_model.assets.ageing.cycles import count_cycles
from storage_model.assets.ageing.wear import NEW, Use
from storage_model.assets.battery.terms import BatteryTerms
from storage_model.blocks import FloatArray, Schedule


def faded(schedule: Schedule, share_frac: float) -> Schedule:
    """Return the schedule held in shape and scaled to the share of the rating that is left."""
    return {key: values * share_frac for key, values in schedule.items()}


def usable_share_frac(station: BatteryTerms, operating_years: int) -> FloatArray:
    """Return availability × health in the middle of each operating year of rest, shape (years,)."""
    rest = Use(years=1.0, cycles=count_cycles(np.zeros(2)), mean_soc_frac=0.5, c_rate_per_h=0.0, temperature_c=25.0)
    wear, found = NEW, []
    for _ in range(operating_years):
        found.append(station.ageing.after(wear, replace(rest, years=0.5)).soh_frac)
        wear = station.ageing.after(wear, rest)
    return station.availability_frac * np.array(found)
