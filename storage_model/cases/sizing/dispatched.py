"""What is dispatched to screen sizes: each duration at one power, or at three where money does not follow it."""

from collections.abc import Sequence
from math import sqrt

from storage_model.cases.sizing.asked import Sizing
from storage_model.cases.sizing.screened import DurationLife, duration_life
from storage_model.dispatch.highs import SolverOptions
from storage_model.lifetime.live import Tick
from storage_model.scenario.scenario import Scenario

SAME_FRAC = 1e-4
"""how far money per MW may be apart and still count as the same; of equal schedules the solver may take either"""


def dispatched_lives(
    scenario: Scenario, asked: Sizing, powers_mw: Sequence[float], options: SolverOptions | None, tick: Tick
) -> tuple[DurationLife, ...]:
    """Return a life of every duration at the most of the powers; at the least and in between too unless in proportion.

    The optimum is concave in the power: what is the same per MW at both ends is so everywhere between.
    """
    durations, least_mw, most_mw = sorted(set(asked.store.dispatched_durations_h)), min(powers_mw), max(powers_mw)
    done: dict[tuple[float, float], DurationLife] = {}

    def life(power_mw: float, duration_h: float) -> DurationLife:
        if (power_mw, duration_h) not in done:
            done[power_mw, duration_h] = duration_life(scenario, asked, duration_h, power_mw, options)
        return done[power_mw, duration_h]

    ends = life(least_mw, durations[-1]), life(most_mw, durations[-1])
    alone = in_proportion(*ends, asked.store.asset)
    middle_mw = min(powers_mw, key=lambda one: abs(one - sqrt(least_mw * most_mw)))
    powers = {most_mw} if alone else {least_mw, middle_mw, most_mw}
    wanted = [(power, duration) for power in sorted(powers) for duration in durations]
    for place, one in enumerate(wanted, 1):
        life(*one)
        tick(place, len(wanted))
    return tuple(done[one] for one in wanted)


def in_proportion(small: DurationLife, large: DurationLife, asset: str) -> bool:
    """Whether an asset earns the same by the meter for each MW in two lives of one duration."""
    each = [
        sum(float(one.yuan.sum()) for one in life.metered.values() if one.asset == asset) / life.power_mw
        for life in (small, large)
    ]
    return abs(each[0] - each[1]) <= SAME_FRAC * max(abs(each[0]), abs(each[1]))
