"""Where the methane of the first operating year went, and what that means for the climate; for sites with a gas hub."""

from typing import Any

from storage_model.assets.gas import GasHub
from storage_model.cases.answer import CaseAnswer

Summary = dict[str, Any]


def methane_summary(answer: CaseAnswer) -> Summary:
    """Return pure methane by use [m³] and what was destroyed, escaped, avoided and credited [t] of all hubs together.

    As optimised, before outages; empty where no hub stands on the site. `avoided_co2e_t` is left out where no hub says
    how much methane warms.
    """
    frames, schedules = answer.site.frames(answer.dispatch.products), answer.dispatch.schedules
    ledgers = [
        asset.ledger(schedules[name], frames[name])
        for name, asset in answer.site.assets.items()
        if isinstance(asset, GasHub)
    ]
    if not ledgers:
        return {}
    avoided = [ledger.avoided_co2e_t for ledger in ledgers if ledger.avoided_co2e_t is not None]
    return {
        "drained_m3": sum(ledger.drained_m3 for ledger in ledgers),
        "burned_m3": sum(sum(ledger.burned_m3.values()) for ledger in ledgers),
        "oxidised_m3": sum(ledger.oxidised_m3 for ledger in ledgers),
        "enriched_m3": sum(ledger.enriched_m3 for ledger in ledgers),
        "flared_m3": sum(ledger.flared_m3 for ledger in ledgers),
        "vented_m3": sum(ledger.vented_m3 for ledger in ledgers),
        "destroyed_t": sum(ledger.destroyed_t for ledger in ledgers),
        "escaped_t": sum(ledger.escaped_t for ledger in ledgers),
        **({"avoided_co2e_t": sum(avoided)} if avoided else {}),
        "credits_t": sum(ledger.credits_t for ledger in ledgers),
    }
