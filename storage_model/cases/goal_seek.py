"""The price, spread, capacity price, investment or subsidy at which a project just meets its target.

The searcher gets a callable from the quantity to the indicator, so that one caller may re-dispatch the station at every
trial and another value the same dispatch anew.
"""

from dataclasses import dataclass
from typing import Literal

from storage_model.finance.indicators.crossing import Crossing, IndicatorAt, Target, Trial, find_crossing

GoalState = Literal["ok", "jumps", "turns", "already_met", "unreachable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """The least distance from `start` at which the target is met, and its proof.

    `ok`: `met` meets the target within its tolerance, `missed`, one step nearer to the start, does not. `jumps`: `met`
    meets it by more than the tolerance, for the indicator jumps over the target. `turns`: one step nearer meets it too,
    so the distance is not the least. `already_met`: at the start. `unreachable`: not even at the limit; `met` is None
    and `missed` the trial there.
    """

    state: GoalState
    met: Trial | None
    missed: Trial | None
    evaluations: int

    @property
    def value(self) -> float | None:
        """The quantity that is needed; None where no support suffices."""
        return None if self.met is None else self.met.value


def seek_goal(indicator_at: IndicatorAt, target: Target, *, start: float, limit: float, step: float) -> Goal:
    """Return how far a quantity has to move from `start` toward `limit` until the indicator meets its target.

    `step` is the smallest difference that matters, in the quantity's unit (0.01 yuan/MWh, say). The indicator is
    expected to get better all the way.
    """
    seen: dict[float, Trial] = {}

    def once(value: float) -> Trial:
        if value not in seen:
            seen[value] = Trial(value=value, indicator=indicator_at(value))
        return seen[value]

    at_start = once(start)
    if target.met(at_start.indicator):
        return Goal(state="already_met", met=at_start, missed=None, evaluations=len(seen))
    at_limit = once(limit)
    if not target.met(at_limit.indicator):
        return Goal(state="unreachable", met=None, missed=at_limit, evaluations=len(seen))
    crossing = find_crossing(lambda value: once(value).indicator, target, at_limit, at_start, step)
    return Goal(state=_state(crossing, target), met=crossing.met, missed=crossing.missed, evaluations=len(seen))


def _state(crossing: Crossing, target: Target) -> GoalState:
    if target.met(crossing.missed.indicator):
        return "turns"
    return "ok" if crossing.exact else "jumps"
