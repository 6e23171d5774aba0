"""The life of a scenario as its files ask for it: wear cost, chosen years, how far they are from every year."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from storage_model.assets.asset import Asset
from storage_model.assets.battery import Battery
from storage_model.assets.standing import YearOfUse
from storage_model.dispatch.optimise import Dispatcher
from storage_model.dispatch.solver.highs import SolverOptions
from storage_model.lifetime.kept import live_kept
from storage_model.lifetime.live import Life, Tick, YearOf, live, unheard
from storage_model.lifetime.plan import LifePlan, plan_of
from storage_model.lifetime.wear_cost import find_wear_cost
from storage_model.lifetime.year import audited
from storage_model.scenario.lifetime_terms import WearSearch
from storage_model.scenario.scenario import Scenario


def live_scenario(
    scenario: Scenario,
    options: SolverOptions | None = None,
    *,
    kept_in: Path | None = None,
    tick: Tick = unheard,
    wear: Mapping[str, float] | None = None,
    plan: LifePlan | None = None,
    year_of: YearOf | None = None,
) -> Life:
    """Return the life of a scenario's site; lives dispatched before are found in `kept_in`.

    `wear` is a wear cost already found, by battery [yuan/MWh]; it is searched where the scenario asks for it and none
    is given.
    `plan` is the scenario's own unless somebody has changed it. With `year_of` its years are not optimised as one but
    lived so, and nothing is kept.
    """
    options, plan = options or SolverOptions(), plan_of(scenario) if plan is None else plan
    if wear is None:
        wear = {} if scenario.lifetime.wear is None else _wear(plan, scenario.lifetime.wear, options)
    assets = {name: _worth(asset, wear.get(name)) for name, asset in plan.assets.items()}
    plan = replace(plan, assets=assets)
    life = live_kept(plan, options, kept_in, tick) if year_of is None else live(plan, year_of, tick)
    return replace(life, wear=wear)


def _worth(asset: Asset, yuan_per_mwh: float | None) -> Asset:
    if yuan_per_mwh is None or not isinstance(asset, Battery):
        return asset
    return asset.model_copy(update={"wear_cost_yuan_per_mwh": yuan_per_mwh})


def _wear(plan: LifePlan, search: WearSearch, options: SolverOptions) -> Mapping[str, float]:
    """Return the wear cost of every battery, found one after the other on the first operating year."""
    dispatcher, first = Dispatcher(options), plan.calendar_years[0]
    assets = {name: asset.begin(plan.spans[name].years, first).asset for name, asset in plan.assets.items()}
    found = {}

    def use_of(name: str, station: Battery) -> YearOfUse:
        site = plan.site_of(first, {**assets, name: station.begin(plan.spans[name].years, first).asset})
        return audited(first, site, dispatcher.optimise(site)).use_of(name, plan.spans[name])

    for name, asset in plan.assets.items():
        if isinstance(asset, Battery):
            found[name] = find_wear_cost(asset, search, partial(use_of, name), plan.spans[name].years)
            assets[name] = _worth(assets[name], found[name])
    return found
