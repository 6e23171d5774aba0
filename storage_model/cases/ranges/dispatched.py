"""Everything that is dispatched before draws are valued: a life for each price year, the first year for each gas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from storage_model.blocks import SeriesByField
from storage_model.cases.processes import side_by_side
from storage_model.cases.ranges.asked import Uncertainty
from storage_model.cases.ranges.price_years import price_years
from storage_model.cases.ranges.priced_life import PricedLife, Wanted, bent, priced_life
from storage_model.cases.ranges.responses import GasResponse, gas_response
from storage_model.cases.run_case import Ready, unasked
from storage_model.dispatch.solver.highs import SolverOptions
from storage_model.lifetime.live import Tick
from storage_model.scenario.foresight_terms import ForesightTerms
from storage_model.scenario.lifetime_terms import LifetimeTerms
from storage_model.scenario.record_file import RecordFile
from storage_model.scenario.scenario import Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatched:
    """A case with the lives of its price years, the case's own first, and its responses to gas by factor.

    `lives` holds for each price year one life for each spread at which it was dispatched, side by side. The life `own`
    has the years that a run of the case dispatches; the years between those of the others lie as it says.
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
    def own(self) -> PricedLife:
        """The life at the case's own prices, dispatched at the spread nearest to their own."""
        return self.lives[nearest_to_own(self.asked)]

    @property
    def captured(self) -> tuple[float | None, ...]:
        """Realised ÷ most perfect margin by price year, at the spread nearest to its own; None where there is none."""
        lives = self.lives[nearest_to_own(self.asked) :: self.lives_a_year]
        return tuple(life.realised_yuan / life.perfect_yuan if life.perfect_yuan > 0 else None for life in lives)

    @property
    def dispatches(self) -> int:
        """Years that were optimised."""
        lived = sum(len(life.known) for life in self.lives)
        return lived + sum(len(response.times) for response in self.gas.values())


def dispatch_all(
    file: RecordFile[Uncertainty],
    scenario: Scenario,
    options: SolverOptions | None,
    jobs: int,
    tick: Tick,
    *,
    ready: Ready = unasked,
) -> Dispatched:
    """Return what every draw is valued from; each life is its own, so that neither order nor `jobs` moves a digit.

    `ready` is shown the scenario when every input is read, and may refuse.
    """
    asked = file.asked
    prices = price_years(file, scenario)
    ready(scenario)
    foresight = scenario.foresight if asked.foresight == "as_in_case" else None
    chosen = LifetimeTerms(
        mode="representative" if asked.dispatched_years else "every_year",
        dispatched_years=asked.dispatched_years,
        wear=scenario.lifetime.wear,
    )
    whole = Wanted(scenario=scenario, prices=prices[0], chosen=chosen, foresight=foresight, options=options)
    wanted = [replace(whole, prices=one, spread=spread) for one in prices for spread in asked.dispatched_at]
    own = nearest_to_own(asked)
    # On forecasts a year costs twenty times as much, and there the years between stay on a straight line.
    as_run = bool(asked.dispatched_years) and foresight is None
    if as_run:
        wanted[own] = replace(wanted[own], chosen=scenario.lifetime)
    lives = _lives(wanted, jobs, tick)
    if as_run:
        lives = tuple(life if number == own else bent(life, lives[own]) for number, life in enumerate(lives))
    gas = {
        name: gas_response(scenario, factor, options)
        for name, factor in asked.factors.items()
        if factor.moves == "gas_flow"
    }
    return Dispatched(scenario=scenario, asked=asked, prices=prices, lives=lives, gas=gas)


def nearest_to_own(asked: Uncertainty) -> int:
    """Return which of the dispatched spreads is nearest to that of the prices themselves."""
    apart = [abs(spread - 1.0) for spread in asked.dispatched_at]
    return apart.index(min(apart))


def _lives(wanted: Sequence[Wanted], jobs: int, tick: Tick) -> tuple[PricedLife, ...]:
    """Return the lives; `tick` hears of lives that are done, of one after another in this process of their years."""
    found: list[PricedLife] = []

    def years(done: int, whole: int) -> None:
        tick(len(found) * whole + done, len(wanted) * whole)

    at_once = min(jobs, len(wanted))
    if at_once < 2:
        for one in wanted:
            found.append(priced_life(one, years))
        return tuple(found)
    with side_by_side(at_once) as pool:
        for life in pool.map(priced_life, wanted):
            found.append(life)
            tick(len(found), len(wanted))
    return tuple(found)
