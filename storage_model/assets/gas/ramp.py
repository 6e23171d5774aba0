"""How fast a group's output moves: no faster than its sets, each from what it may have given to what it may give.

A set that stays on moves by the ramp, and at once by what weaker gas takes from its highest or richer gas adds to its
lowest load; one that starts begins at its lowest load or the ramp; one that stops gave at least its lowest load.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import floor

import numpy as np

from storage_model.assets.gas.commitment import ramp_per_step, starting_shares, steps_of
from storage_model.assets.gas.limits import SetLimits
from storage_model.assets.gas.terms_gensets import Gensets
from storage_model.blocks import Ends, FloatArray
from storage_model.units import MINUTES_PER_HOUR


@dataclass(frozen=True, slots=True, kw_only=True)
class Ramp:
    """Most and least moves of one set in each step, shape (steps,) [MW].

    `rise` and `fall` of one that stays on; `first` of one that starts, counted again in each of the `late` steps in
    which it comes up; `most_before` of one that stops, which gave at least `least_before`; `least_now` of one that
    starts.
    """

    rise: FloatArray
    fall: FloatArray
    first: FloatArray
    most_before: FloatArray
    least_before: FloatArray
    least_now: FloatArray
    late: int


def ramp_of(group: Gensets, limits: SetLimits, name: str, ends: Ends, step_h: float) -> Ramp | None:
    """Return how fast the sets of a group move, None where no ramp binds."""
    ramp = ramp_per_step(group, step_h)
    if ramp is None:
        return None
    now, before = limits.set_mw, set_mw_before(limits, name, ends)
    lowest, shares = group.minimum_load_frac, starting_shares(group, step_h)
    move_mw = ramp * group.set_power_mw * group.availability_frac
    # A set that may stop before it gives power gave nothing.
    sure = 1.0 if steps_of(group.minimum_up_h, step_h) > len(shares) or not shares else 0.0
    return Ramp(
        rise=move_mw + lowest * np.maximum(now - before, 0.0),
        fall=move_mw + np.maximum(before - now, 0.0),
        first=np.maximum(move_mw, lowest * now),
        most_before=before,
        least_before=sure * lowest * before,
        least_now=lowest * now * (1.0 - (shares[0] if shares else 0.0)),
        late=floor(group.start_time_min / MINUTES_PER_HOUR / step_h - 1e-9) + 2,
    )


def set_mw_before(limits: SetLimits, name: str, ends: Ends) -> FloatArray:
    """Return what a running set could give in the step before, shape (steps,) [MW]."""
    before: FloatArray = np.roll(limits.set_mw, 1)
    if ends.start is not None:
        before[0] = _handed_over(ends.start, f"gensets[{name}]", float(limits.set_mw[0]))
    return before


def _handed_over(start: Mapping[str, float], group: str, now_mw: float) -> float:
    """Return what a set could give before the first step: as handed over, else what each running one gave."""
    running, gave_mw = start.get(f"{group}.running_sets_ago[1]", 0.0), start.get(f"{group}.power_mw_ago[1]", 0.0)
    return start.get(f"{group}.set_mw_ago[1]", gave_mw / running if running > 0 else now_mw)
