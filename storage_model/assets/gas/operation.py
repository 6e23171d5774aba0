"""Reading a schedule: what each group ran, drew and made, with plain arrays."""

import numpy as np

from storage_model.assets.gas.commitment import starting_shares
from storage_model.assets.gas.history import value_before
from storage_model.assets.gas.limits import SetLimits
from storage_model.assets.gas.pipes import pipe, vent
from storage_model.assets.gas.terms import GasHubTerms
from storage_model.assets.gas.terms_gensets import Gensets
from storage_model.blocks import ArrayFrame, FloatArray, Schedule


def drawn_m3_per_h(hub: GasHubTerms, user: str, schedule: Schedule) -> FloatArray:
    """Return the methane a user draws from all its sources, shape (steps,) [m³/h]; none where there is no such user."""
    flows = [schedule[pipe(source, user)] for source in hub.users.get(user, [])]
    return np.add.reduce(flows) if flows else np.zeros(_count(hub, schedule))


def taken_m3_per_h(hub: GasHubTerms, supply: str, schedule: Schedule, users: list[str]) -> FloatArray:
    """Return the methane some users draw from one supply, shape (steps,) [m³/h]."""
    flows = [schedule[pipe(supply, user)] for user in users if supply in hub.users[user]]
    return np.add.reduce(flows) if flows else np.zeros(_count(hub, schedule))


def running_sets(name: str, schedule: Schedule) -> FloatArray:
    """Return the sets of a group that run, shape (steps,)."""
    return schedule[f"gensets[{name}].running_sets"]


def starts_of(name: str, schedule: Schedule) -> FloatArray:
    """Return the sets of a group that start, shape (steps,); zeros where starts are free and not counted."""
    return schedule.get(f"gensets[{name}].starts", np.zeros_like(running_sets(name, schedule)))


def ready_sets(group: Gensets, name: str, schedule: Schedule, frame: ArrayFrame) -> FloatArray:
    """Return the sets that give power, as a mean over the step, shape (steps,)."""
    ready, starts = running_sets(name, schedule), starts_of(name, schedule)
    for ago, share in enumerate(starting_shares(group, frame.step_h)):
        ready = ready - share * value_before(starts, ago, f"gensets[{name}].starts", frame.ends)
    return ready


def capable_mw(group: Gensets, limits: SetLimits, name: str, schedule: Schedule, frame: ArrayFrame) -> FloatArray:
    """Return what the ready sets can give, shape (steps,) [MW]."""
    return ready_sets(group, name, schedule, frame) * limits.set_mw


def _count(hub: GasHubTerms, schedule: Schedule) -> int:
    return len(schedule[vent(next(iter(hub.supplies)))])
