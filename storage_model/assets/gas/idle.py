"""Users of gas that no gas of the year suits: they would stand still for good, and nothing else would say so."""

from collections.abc import Iterator

import numpy as np

from storage_model.assets.gas.limits import Gas, gas_of, set_limits
from storage_model.assets.gas.mixing import OXIDISED_BELOW_FRAC
from storage_model.assets.gas.terms import HOLDER, OXIDISER, GasHubTerms
from storage_model.assets.idle import Idle
from storage_model.blocks import SeriesByField


def idle_users(hub: GasHubTerms, series: SeriesByField, step_h: float) -> Iterator[Idle]:
    """Yield sets, flare, holder, enrichment or oxidiser whose supplies never carry gas they may take."""
    gas = gas_of(hub, series, step_h)
    for user, most in gas.most_m3_per_h.items():
        carried = [gas.methane_frac[one][gas.pure_m3_per_h[one] > 0] for one in most if one != HOLDER]
        found = np.concatenate(carried) if carried else np.zeros(0)
        if not len(found) or _ever_runs(hub, gas, user):
            continue
        leanest, richest = float(found.min()), float(found.max())
        came = f"gas of {leanest:g} to {richest:g}" if richest > leanest else f"gas of {richest:g}"
        if user == OXIDISER:
            yield Idle(path=(user,), came=came, needed=f"gas below {OXIDISED_BELOW_FRAC:g}")
        elif user in hub.gensets:
            yield _too_lean(("gensets", user, "minimum_methane_frac"), hub.gensets[user].minimum_methane_frac, came)
        else:
            key = "methane_frac" if user == HOLDER else "minimum_methane_frac"
            yield _too_lean((user, key), getattr(getattr(hub, user), key), came)


def _too_lean(path: tuple[str, ...], least_frac: float, came: str) -> Idle:
    """Return a user for which all gas is too lean."""
    return Idle(path=path, came=f"{came}, never enough for {least_frac:g}", needed=f"gas of {least_frac:g} or more")


def _ever_runs(hub: GasHubTerms, gas: Gas, user: str) -> bool:
    if user in hub.gensets:
        return bool(set_limits(hub.gensets[user], gas, user).may_run.any())
    return any(bool(flow.any()) for flow in gas.most_m3_per_h[user].values())
