"""What the first operating year earns without knowing its prices, where a case asks for it."""

from storage_model.dispatch.solver.highs import SolverOptions
from storage_model.foresight.figures import Best, Foresight
from storage_model.foresight.foresee import foresee
from storage_model.lifetime.foreseen import outlook_of
from storage_model.lifetime.live import Tick, unheard
from storage_model.lifetime.year import Year
from storage_model.scenario.scenario import Scenario


def foreseen(
    scenario: Scenario, year: Year, options: SolverOptions | None = None, tick: Tick = unheard
) -> Foresight | None:
    """Return the three figures of an operating year already optimised, before outages; None where nobody asks.

    `tick` is told how many of the windows of the year are decided.
    """
    terms = scenario.foresight
    if terms is None:
        return None
    outlook = outlook_of(scenario, terms, year.calendar_year, year.site, options)
    if terms.real_time_step_h:
        return foresee(outlook, tick=tick)
    return foresee(outlook, Best(settlement=year.settlement, certificate=year.dispatch.certificate), tick)
