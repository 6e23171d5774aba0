"""Everything that is dispatched before draws are valued: a life for each price year, the first year for each gas."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace

from storage_model.blocks import SeriesByField
from storage_model.cases.processes import side_by_side
from storage_model.cases.ranges.asked import Uncertainty
from storage_model.cases.ranges.price_years import price_years
from storage_model.cases.ranges.priced_life import PricedLife, Wanted, priced_life
from storage_model.cases.ranges.responses import GasResponse, gas_response
from storage_model.dispatch.highs import SolverOptions
from storage_model.scenario.foresight_terms import ForesightTerms
from storage_model.scenario.record_file import RecordFile
from storage_model.scenario.scenario import Scenario

Tick = Callable[[int, int], None]
Lives = Callable[[Callable[[Wanted], PricedLife], Sequence[Wanted]], Iterator[PricedLife]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatched:
    """A case with the lives of its price years, the case's own first, and its responses to gas by factor.

    `lives` holds for each price year one life for each spread at which it was dispatched, side by side.
    """

    scenario: Scenario
    asked: Uncertainty
    prices: tuple[SeriesByField, ...]
    lives: tuple[PricedLife, ...]
    gas: Mapping[str, GasResponse]

    @property
    def lives_a_year(self) -> int:
        """Lives of one price year."""
        return len(self.lives) // len(self.prices)

    @property
    def foresight(self) -> ForesightTerms | None:
        """How schedules look ahead; None where they know all prices of their year."""
        return self.scenario.foresight if self.asked.foresight == "as_in_case" else None

    @property
    def captured(self) -> tuple[float | None, ...]:
        """Realised ÷ perfect margin of each price year, at the spread nearest to its own; None where there is none."""
        apart = [abs(spread - 1.0) for spread in self.asked.dispatched_at]
        lives = self.lives[apart.index(min(apart)) :: self.lives_a_year]
        return tuple(life.realised_yuan / life.perfect_yuan if life.perfect_yuan > 0 else None for life in lives)

    @property
    def dispatches(self) -> int:
        """Years that were optimised."""
        lived = sum(life.dispatched for life in self.lives)
        return lived + sum(len(response.times) for response in self.gas.values())


def dispatch_all(
    file: RecordFile[Uncertainty], scenario: Scenario, options: SolverOptions | None, jobs: int, tick: Tick
) -> Dispatched:
    """Return what every draw is valued from; each life is its own, so that neither order nor `jobs` moves a digit."""
    asked = file.asked
    prices = price_years(file, scenario)
    foresight = scenario.foresight if asked.foresight == "as_in_case" else None
    whole = Wanted(
        scenario=scenario, prices=prices[0], years=asked.dispatched_years, foresight=foresight, options=options
    )
    wanted = [replace(whole, prices=one, spread=spread) for one in prices for spread in asked.dispatched_at]
    lives = _lives(wanted, jobs, tick)
    gas = {
        name: gas_response(scenario, factor, options)
        for name, factor in asked.factors.items()
        if factor.moves == "gas_flow"
    }
    return Dispatched(scenario=scenario, asked=asked, prices=prices, lives=lives, gas=gas)


def _lives(wanted: Sequence[Wanted], jobs: int, tick: Tick) -> tuple[PricedLife, ...]:
    found: list[PricedLife] = []
    with ExitStack() as held:
        at_once = min(jobs, len(wanted))
        each: Lives = map if at_once < 2 else held.enter_context(side_by_side(at_once)).map
        for life in each(priced_life, wanted):
            found.append(life)
            tick(len(found), len(wanted))
    return tuple(found)
