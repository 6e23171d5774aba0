"""Energy behind an offer: a full call of every product at once, for as long as each demands, finds it stored."""

from typing import Any

from storage_model.assets.battery.cells import cells_of, usable_mwh
from storage_model.assets.battery.draft import Draft
from storage_model.assets.battery.terms import BatteryTerms
from storage_model.blocks import Offer, Way

# Where the energy is measured → how many points after the start of the step.
POINTS = {"start": {"start": 0}, "end": {"end": 1}, "both": {"start": 0, "end": 1}}


def write_sustain(draft: Draft, stored: Any) -> None:
    """Write the energy headroom upward (above the floor) and downward (below the ceiling)."""
    whole_mwh, limits = usable_mwh(draft.station), draft.limits
    for at, later in POINTS[draft.station.sustain_measured_at].items():
        up, down = (_weighed(draft.station, draft.frame.offers, direction) for direction in ("up", "down"))
        if up:
            floor = draft.param(f"floor_at_{at}_mwh", draft.time.points, whole_mwh * limits.floor_frac)
            _write(draft, f"full_call_up_at_{at}", lambda t, k=later, f=floor: stored[t + k] - f[t + k], up)
        if down:
            ceiling = draft.param(f"ceiling_at_{at}_mwh", draft.time.points, whole_mwh * limits.ceiling_frac)
            _write(draft, f"full_call_down_at_{at}", lambda t, k=later, c=ceiling: c[t + k] - stored[t + k], down)


def _write(draft: Draft, name: str, room_mwh: Any, calls: list[tuple[float, Any]]) -> None:
    import pyomo.core as pyo

    def rule(_: Any, t: Any) -> Any:
        moved_mwh = 0.0
        for per_mw, power in calls:
            moved_mwh += per_mw * power[t]
        return moved_mwh <= room_mwh(t)

    draft.add(name, pyo.Constraint(draft.time.steps, rule=rule, doc="a full call stays within the store [MWh]"))


def _weighed(station: BatteryTerms, offers: tuple[Offer, ...], direction: Way) -> list[tuple[float, Any]]:
    """Return what each MW offered moves in the store over its sustain time [MWh per MW], beside the power.

    Whichever cells answer: at the efficiencies that move most.
    """
    groups = cells_of(station)
    into = max(cells.charge_efficiency_frac for cells in groups)
    out = min(cells.discharge_efficiency_frac for cells in groups)
    found = []
    for offer in offers:
        hours: float = getattr(offer, f"{direction}_sustain_h")
        sides = (getattr(offer, f"{direction}_in_mw"), into), (getattr(offer, f"{direction}_out_mw"), 1 / out)
        found += [(hours * per_mwh, power) for power, per_mwh in sides if power is not None and hours > 0]
    return found
