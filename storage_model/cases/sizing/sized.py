"""A case at another size: the asset, what it costs, and everything of the case that counts kilowatts."""

from dataclasses import replace

from storage_model.assets.asset import Asset
from storage_model.assets.battery import Battery
from storage_model.assets.battery.augmentation import Augmentation, Trigger
from storage_model.assets.gas_plant import GasPlant
from storage_model.cases.sizing.asked import Sizing
from storage_model.records import InputRecord
from storage_model.scenario.finance_terms import ProjectTerms
from storage_model.scenario.scenario import Scenario

LIMITS = ("charge_power_mw", "discharge_power_mw", "ramp_mw_per_min")


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
    """Return the case with a battery of another size; supply and cells follow the energy, limits the power."""
    own = battery_of(scenario, asked.store.asset)
    by_power, by_energy = power_mw / own.power_mw, energy_mwh / own.energy_mwh
    changed = own.model_copy(
        update={
            "power_mw": power_mw,
            "energy_mwh": energy_mwh,
            "auxiliary_mw": own.auxiliary_mw * by_energy,
            "cohorts": {
                key: one.model_copy(update=_times(one, energy_mwh=by_energy, power_mw=by_power))
                for key, one in own.cohorts.items()
            },
            "augmentation": {key: _grown(one, by_power, by_energy) for key, one in own.augmentation.items()},
            **_times(own, **dict.fromkeys(LIMITS, by_power)),
        }
    )
    return _with(scenario, asked.store.asset, changed, asked.store.cost.yuan(power_mw, energy_mwh))


def _grown(bought: Augmentation, by_power: float, by_energy: float) -> Augmentation:
    """Return later cells at another size: the same share of the station, called for at the same share of it."""
    trigger = None if bought.trigger is None else _called(bought.trigger, by_power, by_energy)
    amounts = _times(bought, energy_mwh=by_energy, restore_to_mwh=by_energy)
    return bought.model_copy(update={"trigger": trigger, **amounts})


def _called(trigger: Trigger, by_power: float, by_energy: float) -> Trigger:
    firm = trigger.firm_below
    promised = None if firm is None else firm.model_copy(update=_times(firm, power_mw=by_power))
    return trigger.model_copy(update={"firm_below": promised, **_times(trigger, usable_below_mwh=by_energy)})


def _times(record: InputRecord, **times: float) -> dict[str, float]:
    """Return what a record says of each key, multiplied; what it leaves open stays open."""
    return {key: each * getattr(record, key) for key, each in times.items() if getattr(record, key) is not None}


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
