"""Which module counts may stand behind the connection, and what size each is."""

from collections.abc import Iterator
from dataclasses import replace

from storage_model.cases.sizing.asked import Sizing
from storage_model.cases.sizing.search import Count
from storage_model.cases.sizing.sized import battery_of, plant_of
from storage_model.problems import Problem
from storage_model.scenario.checks.finance import late_years
from storage_model.scenario.checks.finding import error
from storage_model.scenario.policy_terms import operating_years
from storage_model.scenario.scenario import Scenario

CLOSE = 1e-9
ODD_COST = 10.0
"""times by which a cost curve is off the case's own investment and surely in another unit"""


def size_of(asked: Sizing, count: Count) -> tuple[float, float]:
    """Return power [MW] and energy [MWh] of a count of power and energy modules."""
    return count[0] * asked.store.power_module_mw, count[1] * asked.store.energy_module_mwh


def in_range(asked: Sizing, count: Count) -> bool:
    """Whether a count lies in the file's range of power and duration."""
    store = asked.store
    if min(count) < 1 or not store.least_power_modules <= count[0] <= store.most_power_modules:
        return False
    power_mw, energy_mwh = size_of(asked, count)
    return store.least_duration_h - CLOSE <= energy_mwh / power_mw <= store.most_duration_h + CLOSE


def connected(scenario: Scenario, asked: Sizing, count: Count) -> bool:
    """Whether the connection carries a battery of a count beside everything else on the site."""
    name = asked.store.asset
    own, others = battery_of(scenario, name), [one for key, one in scenario.assets.items() if key != name]
    power_mw, energy_mwh = size_of(asked, count)
    times = power_mw / own.power_mw
    supply_mw = own.auxiliary_mw * energy_mwh / own.energy_mwh
    most_in_mw = (own.most_in_mw - own.auxiliary_mw) * times + supply_mw + sum(one.most_in_mw for one in others)
    most_out_mw = own.most_out_mw * times + sum(one.most_out_mw for one in others)
    limits = scenario.connection
    return most_in_mw <= limits.import_limit_mw + CLOSE and most_out_mw <= limits.export_limit_mw + CLOSE


def all_counts(asked: Sizing) -> Iterator[Count]:
    """Yield every count of the file's range."""
    store = asked.store
    for power in range(store.least_power_modules, store.most_power_modules + 1):
        most = round(power * store.power_module_mw * store.most_duration_h / store.energy_module_mwh) + 1
        for energy in range(1, most + 1):
            if in_range(asked, (power, energy)):
                yield power, energy


def _cost_of_the_case(asked: Sizing, scenario: Scenario, part: str) -> float:
    """Return what the curve of a part says for the size that the case has [yuan]."""
    if part == "sets" and asked.sets is not None:
        return asked.sets.cost.yuan(plant_of(scenario, asked.sets.asset).rated_power_mw)
    own = battery_of(scenario, asked.store.asset)
    return asked.store.cost.yuan(own.power_mw, own.energy_mwh)


def _odd_cost(asked: Sizing, scenario: Scenario, part: str, name: str) -> Iterator[Problem]:
    """Yield the problem of a cost curve that is nowhere near the case where the case lies on it."""
    curve_yuan = _cost_of_the_case(asked, scenario, part)
    case_yuan = scenario.projects[scenario.owner_of(name)].investment_yuan
    if ODD_COST * curve_yuan < case_yuan or curve_yuan > ODD_COST * case_yuan:
        got = f"{curve_yuan:,.0f} yuan for the size of the case, which costs {case_yuan:,.0f} there"
        expected = f"between a tenth and {ODD_COST:g} times of that"
        fix = "write yuan: 万元 times 10000, yuan/kW and yuan/kWh times 1000"
        likely = "amounts in 万元 or per kW and kWh"
        yield replace(error("E336", (part, "cost"), got, expected, fix), likely=likely)


def misfits(asked: Sizing, scenario: Scenario) -> Iterator[Problem]:
    """Yield what a sizing file names and the case does not have."""
    named = [(("store", "asset"), asked.store.asset, "battery")]
    named += [] if asked.sets is None else [(("sets", "asset"), asked.sets.asset, "gas_plant")]
    for path, name, kind in named:
        known = [key for key, one in scenario.assets.items() if one.kind == kind]
        if name not in known:
            expected = f"one of {', '.join(known)}" if known else f"a case with a {kind}"
            yield error("E334", path, name, expected, f"name an asset of `kind: {kind}`")
        else:
            yield from _odd_cost(asked, scenario, path[0], name)
    yield from late_years(("dispatched_years",), asked.dispatched_years, len(operating_years(scenario)))
    if not any(True for _ in all_counts(asked)):
        expected = "modules whose energy ÷ power lies between least_duration_h and most_duration_h"
        yield error("E334", ("store", "energy_module_mwh"), "no whole count in range", expected, "take smaller modules")
