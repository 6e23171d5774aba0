"""What is dispatched to screen sizes: each duration at one power, or at three where money does not follow it."""

from collections.abc import Iterator, Sequence
from functools import partial
from math import sqrt

from storage_model.cases.processes import Each, one_by_one
from storage_model.cases.sizing.asked import Sizing
from storage_model.cases.sizing.screened import DurationLife, duration_life
from storage_model.dispatch.solver.highs import SolverOptions
from storage_model.lifetime.live import Tick
from storage_model.scenario.scenario import Scenario

SAME_FRAC = 1e-4
"""how far money per MW may be apart and still count as the same; of equal schedules the solver may take either"""


def dispatched_lives(
    scenario: Scenario,
    asked: Sizing,
    powers_mw: Sequence[float],
    options: SolverOptions | None,
    tick: Tick,
    *,
    each: Each = one_by_one,
) -> tuple[DurationLife, ...]:
    """Return a life of every duration at the most of the powers; at the least and in between too unless in proportion.

    The optimum is concave in the power: what is the same per MW at both ends is so everywhere between. Lives are their
    own, so that `each` may have several lived at once.
    """
    durations, least_mw, most_mw = sorted(set(asked.store.dispatched_durations_h)), min(powers_mw), max(powers_mw)
    done: dict[tuple[float, float], DurationLife] = {}

    def live(pairs: Sequence[tuple[float, float]]) -> Iterator[None]:
        missing = [one for one in dict.fromkeys(pairs) if one not in done]
        for one, found in zip(missing, each(partial(_life, scenario, asked, options), missing), strict=True):
            done[one] = found
            yield

    ends = (least_mw, durations[-1]), (most_mw, durations[-1])
    for _ in live(ends):
        tick(len(done), len(durations) + 1)
    alone = in_proportion(done[ends[0]], done[ends[1]], asked.store.asset)
    middle_mw = min(powers_mw, key=lambda one: abs(one - sqrt(least_mw * most_mw)))
    powers = {most_mw} if alone else {least_mw, middle_mw, most_mw}
    wanted = [(power, duration) for power in sorted(powers) for duration in durations]
    for _ in live(wanted):
        tick(sum(one in done for one in wanted), len(wanted))
    return tuple(done[one] for one in wanted)


def _life(scenario: Scenario, asked: Sizing, options: SolverOptions | None, size: tuple[float, float]) -> DurationLife:
    power_mw, duration_h = size
    return duration_life(scenario, asked, duration_h, power_mw, options)


def in_proportion(small: DurationLife, large: DurationLife, asset: str) -> bool:
    """Whether an asset earns the same by the meter for each MW in two lives of one duration."""
    each = [
        sum(float(one.yuan.sum()) for one in life.metered.values() if one.asset == asset) / life.power_mw
        for life in (small, large)
    ]
    return abs(each[0] - each[1]) <= SAME_FRAC * max(abs(each[0]), abs(each[1]))
