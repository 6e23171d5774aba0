"""Power of a station: scheduled, held ready for products without ever selling one MW twice, and expected to flow."""

from typing import Any, Literal

import numpy as np

from storage_model.assets.battery.draft import Draft, Power, given, total
from storage_model.blocks import FloatArray

Side = Literal["in", "out"]


def write_power(draft: Draft) -> Power:
    """Write scheduled power and, with offers, the headroom they leave and the power expected to flow."""
    limits, offers = draft.limits, draft.frame.offers
    charge, discharge = draft.power("charge_mw", limits.charge_mw), draft.power("discharge_mw", limits.discharge_mw)
    if not offers:
        return Power(charge=charge, discharge=discharge, charging=charge, discharging=discharge)
    _write_headroom(draft, "charging", charge, limits.charge_mw, given(offers, "down_in_mw"))
    _write_headroom(draft, "discharging", discharge, limits.discharge_mw, given(offers, "up_out_mw"))
    _write_backing(draft, "charging", charge, given(offers, "up_in_mw"))
    _write_backing(draft, "discharging", discharge, given(offers, "down_out_mw"))
    return Power(
        charge=charge,
        discharge=discharge,
        charging=_expected(draft, "charging_mw", charge, "in"),
        discharging=_expected(draft, "discharging_mw", discharge, "out"),
    )


def _write_headroom(draft: Draft, name: str, power: Any, most_mw: FloatArray, more: list[Any]) -> None:
    """Scheduled power and all that may be called on top of it stay within the rating."""
    import pyomo.core as pyo

    if not more:
        return
    most = draft.param(f"most_{name}_mw", draft.time.steps, most_mw)

    def rule(_: Any, t: Any) -> Any:
        return total(power[t], more, t) <= most[t]

    draft.add(f"{name}_headroom", pyo.Constraint(draft.time.steps, rule=rule, doc="schedule + offers <= rating [MW]"))


def _write_backing(draft: Draft, name: str, power: Any, less: list[Any]) -> None:
    """What may be called off is scheduled in the first place."""
    import pyomo.core as pyo

    if not less:
        return

    def rule(_: Any, t: Any) -> Any:
        return total(0.0, less, t) <= power[t]

    draft.add(f"{name}_backing", pyo.Constraint(draft.time.steps, rule=rule, doc="offers <= schedule [MW]"))


def _expected(draft: Draft, name: str, power: Any, side: Side) -> Any:
    """Return scheduled power and the calls expected on one meter; upward sends more and draws less."""
    import pyomo.core as pyo

    calls = []
    for number, offer in enumerate(draft.frame.offers):
        for direction, share in (("up", offer.up_frac), ("down", offer.down_frac)):
            called = getattr(offer, f"{direction}_{side}_mw")
            if called is not None and np.any(share):
                sign = 1.0 if (direction == "up") == (side == "out") else -1.0
                weight = draft.param(f"{name}_called_{direction}_{number}", draft.time.steps, sign * share)
                calls.append((weight, called))
    if not calls:
        return power

    def rule(_: Any, t: Any) -> Any:
        flow = power[t]
        for weight, called in calls:
            flow += weight[t] * called[t]
        return flow

    return draft.add(name, pyo.Expression(draft.time.steps, rule=rule, doc="schedule + expected calls [MW]"))
