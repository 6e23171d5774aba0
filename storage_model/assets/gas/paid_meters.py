"""What a hub meters besides electricity, for whoever pays by the cubic metre or the tonne."""

from typing import Any

from storage_model.assets.gas.carbon import credits_t, credits_t_per_m3, credits_t_per_mwh
from storage_model.assets.gas.draft import Draft
from storage_model.assets.gas.heat import Warmth
from storage_model.assets.gas.money import paying_users
from storage_model.assets.gas.operation import taken_m3_per_h
from storage_model.assets.gas.pipes import pipe
from storage_model.assets.gas.terms import GasHubTerms
from storage_model.blocks import FloatArray, Schedule


def write_paid_meters(draft: Draft, warmth: Warmth) -> None:
    """Publish `methane_m3_per_h`, what is taken from the supplies and used, and `credits_t_per_h`."""
    hub, block = draft.hub, draft.block
    pipes = [
        (1.0, block.component(pipe(supply, user))) for supply in hub.supplies for user in paying_users(hub, supply)
    ]
    per_mwh, per_mwh_heat = credits_t_per_mwh(hub)
    earned = [
        (credits_t_per_m3(hub), warmth.oxidised),
        (per_mwh, warmth.turbine),
        (per_mwh_heat, warmth.warming),
    ]
    draft.sum("methane_m3_per_h", pipes, "pure methane taken for use [m3/h]")
    draft.sum("credits_t_per_h", _there(earned), "credits earned [t/h]")


def paid_meters(hub: GasHubTerms, schedule: Schedule) -> dict[str, FloatArray]:
    """Return the same as arrays, shape (steps,)."""
    taken = [taken_m3_per_h(hub, supply, schedule, paying_users(hub, supply)) for supply in hub.supplies]
    return {
        "methane_m3_per_h": sum(taken[1:], taken[0]),
        "credits_t_per_h": credits_t(hub, schedule, 1.0),
    }


def _there(parts: list[tuple[float, Any]]) -> list[tuple[float, Any]]:
    return [(weight, flow) for weight, flow in parts if flow is not None and weight != 0]
