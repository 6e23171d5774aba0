"""The wear cost that is worth what it says: what steers the dispatch equals what the dispatch wears off.

A fixed point: dispatch with a cost, count the cycles, price the life they take, dispatch with that price.
"""

from collections.abc import Callable
from dataclasses import replace

from storage_model.assets.battery import Battery
from storage_model.assets.standing import YearOfUse
from storage_model.problems import SolverStoppedError
from storage_model.scenario.lifetime_terms import WearSearch
from storage_model.units import KWH_PER_MWH

CLOSE_YUAN_PER_MWH = 0.01
MOST_ROUNDS = 40


def find_wear_cost(
    station: Battery, search: WearSearch, use_at: Callable[[Battery], YearOfUse], operating_years: int
) -> float:
    """Return the fixed point [yuan/MWh]; `use_at` dispatches the first year with a station and returns its use.

    What is worn is the cycle fade of a mean year, were all operating years used like the first, as a share of the fade
    a life allows, times the price of the cells, per MWh discharged. Raises SolverStoppedError where it does not settle.
    """
    cost = tried = worn = station.wear_cost_yuan_per_mwh
    for number in range(MOST_ROUNDS):
        tried = cost
        trial = station.model_copy(update={"wear_cost_yuan_per_mwh": tried})
        worn = _worn(trial, search, use_at, operating_years)
        if abs(worn - tried) <= CLOSE_YUAN_PER_MWH:
            return tried
        # Schedules jump from vertex to vertex: smaller steps settle between two that answer each other.
        cost += (worn - tried) / (1 + number // 5)
    raise SolverStoppedError(f"the wear cost does not settle: {tried:.2f} wears off {worn:.2f} yuan/MWh")


def _worn(station: Battery, search: WearSearch, use_at: Callable[[Battery], YearOfUse], operating_years: int) -> float:
    use = replace(use_at(station), first_step=0, years=1.0)
    # Divided by what bears the cost, calls included where they do, so that a year is charged what it wears off.
    sent_mwh = float(station.worn_mw(use.schedule, use.frame).sum()) * use.frame.step_h * station.availability_frac
    if sent_mwh == 0:
        return station.wear_cost_yuan_per_mwh
    lost_mwh = station.begin(operating_years, 1).worn_by_cycles_mwh(use)
    spent_mwh = lost_mwh / (1.0 - search.end_of_life_soh_frac)
    return spent_mwh * KWH_PER_MWH * search.cells_yuan_per_kwh / sent_mwh
