"""A case at another size: the asset, what it costs, and everything of the case that counts kilowatts."""

from dataclasses import replace

from storage_model.assets.asset import Asset
from storage_model.assets.battery import Battery
from storage_model.assets.gas_plant import GasPlant
from storage_model.cases.sizing.asked import Sizing
from storage_model.scenario.finance_terms import ProjectTerms
from storage_model.scenario.scenario import Scenario


def battery_of(scenario: Scenario, name: str) -> Battery:
    """Return the battery of a name; LookupError where there is none."""
    asset = scenario.assets.get(name)
    if not isinstance(asset, Battery):
        raise LookupError(name)
    return asset


def plant_of(scenario: Scenario, name: str) -> GasPlant:
    """Return the gas plant of a name; LookupError where there is none."""
    asset = scenario.assets.get(name)
    if not isinstance(asset, GasPlant):
        raise LookupError(name)
    return asset


def with_store(scenario: Scenario, asked: Sizing, power_mw: float, energy_mwh: float) -> Scenario:
    """Return the case with a battery of another size; its supply follows the energy, its limits the power."""
    own = battery_of(scenario, asked.store.asset)
    by_power, by_energy = power_mw / own.power_mw, energy_mwh / own.energy_mwh
    limits = {key: getattr(own, key) for key in ("charge_power_mw", "discharge_power_mw", "ramp_mw_per_min")}
    changed = own.model_copy(
        update={
            "power_mw": power_mw,
            "energy_mwh": energy_mwh,
            "auxiliary_mw": own.auxiliary_mw * by_energy,
            **{key: value * by_power for key, value in limits.items() if value is not None},
        }
    )
    return _with(scenario, asked.store.asset, changed, asked.store.cost.yuan(power_mw, energy_mwh))


def with_sets(scenario: Scenario, asked: Sizing, sets: int) -> Scenario:
    """Return the case with another number of gas sets."""
    if asked.sets is None:
        return scenario
    changed = plant_of(scenario, asked.sets.asset).model_copy(update={"sets": sets})
    return _with(scenario, asked.sets.asset, changed, asked.sets.cost.yuan(changed.rated_power_mw))


def _with(scenario: Scenario, name: str, asset: Asset, investment_yuan: float) -> Scenario:
    owner = scenario.owner_of(name)
    projects = {**scenario.projects, owner: _costing(scenario.projects[owner], investment_yuan)}
    return replace(scenario, assets={**scenario.assets, name: asset}, projects=projects)


def _costing(terms: ProjectTerms, investment_yuan: float) -> ProjectTerms:
    """Return the project at another construction investment, split into the same shares."""
    times = investment_yuan / terms.investment_yuan
    items = {
        key: item.model_copy(update={"amount_yuan": item.amount_yuan * times}) for key, item in terms.investment.items()
    }
    return terms.model_copy(update={"investment": items})
