"""How far a schedule is from each law of a hub, with plain arrays, apart from the rules of the model."""

from collections.abc import Iterator

from storage_model.assets.gas.ledger import ledger_of
from storage_model.assets.gas.limits import gas_of
from storage_model.assets.gas.residuals_of_gas import of_holder, of_mixtures, of_supplies, of_users
from storage_model.assets.gas.residuals_of_heat import of_heat, of_site_supply
from storage_model.assets.gas.residuals_of_offers import of_offers
from storage_model.assets.gas.residuals_of_sets import of_group
from storage_model.assets.gas.terms import GasHubTerms
from storage_model.blocks import ArrayFrame, Schedule

Breaches = Iterator[tuple[str, float]]


def residuals_of(hub: GasHubTerms, schedule: Schedule, frame: ArrayFrame) -> dict[str, float]:
    """Return the largest breach of each law, as a share of the flow or rating it is about; unused laws are left out."""
    found: dict[str, float] = {}
    for law, breach in _all(hub, schedule, frame):
        # A breach that is not a number must stay one: max() would lose it.
        found[law] = breach if not breach <= found.get(law, 0.0) else found.get(law, 0.0)
    return found


def _all(hub: GasHubTerms, schedule: Schedule, frame: ArrayFrame) -> Breaches:
    gas = gas_of(hub, frame.series, frame.step_h)
    yield from of_supplies(hub, gas, schedule)
    yield from of_mixtures(hub, gas, schedule)
    yield from of_users(hub, schedule)
    if hub.holder:
        yield from of_holder(hub, hub.holder, schedule, frame)
    for name in hub.gensets:
        yield from of_group(hub, gas, name, schedule, frame)
    yield from of_heat(hub, schedule, frame)
    yield from of_site_supply(hub, schedule)
    if frame.offers:
        yield from of_offers(hub, gas, schedule, frame)
    ledger = ledger_of(hub, schedule, frame.series, frame.step_h)
    yield "methane_account", abs(ledger.unaccounted_m3) / max(ledger.drained_m3, 1.0)
