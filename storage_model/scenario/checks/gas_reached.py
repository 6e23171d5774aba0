"""Users of gas that no gas ever suits: they stand still all year, and nothing else would say so."""

from collections.abc import Iterator, Mapping

import numpy as np

from storage_model.assets.asset import Asset
from storage_model.assets.gas import GasHub
from storage_model.assets.gas.limits import Gas, gas_of, set_limits
from storage_model.assets.gas.mixing import OXIDISED_BELOW_FRAC
from storage_model.assets.gas.terms import HOLDER, OXIDISER
from storage_model.assets.gas_plant import GasPlant
from storage_model.prices.series import Series
from storage_model.problems import Problem
from storage_model.scenario.checks.finding import warning
from storage_model.scenario.reading.tree import KeyPath

FIX = "check the concentration and the supplies, or take the part out"


def gas_suits(
    assets: Mapping[str, Asset], series: Mapping[str, Mapping[str, Series]], step_h: float
) -> Iterator[Problem]:
    """Yield sets, flares and other users of gas whose supplies never carry gas they may take."""
    for name, asset in assets.items():
        values = {key: one.values for key, one in series.get(name, {}).items()}
        if isinstance(asset, GasPlant):
            richest = float(values["methane"].max())
            if richest < asset.minimum_methane_frac:
                key = "minimum_methane_frac"
                yield _never(("assets", name, key), asset.minimum_methane_frac, f"gas of {richest:g} at most")
        if isinstance(asset, GasHub):
            yield from _users(name, asset, gas_of(asset, values, step_h))


def _users(name: str, hub: GasHub, gas: Gas) -> Iterator[Problem]:
    for user, most in gas.most_m3_per_h.items():
        supplies = [source for source in most if source != HOLDER]
        carried = [gas.methane_frac[one][gas.pure_m3_per_h[one] > 0] for one in supplies]
        found = np.concatenate(carried) if carried else np.zeros(0)
        suits = set_limits(hub.gensets[user], gas, user).may_run.any() if user in hub.gensets else _any(most)
        if suits or not len(found):
            continue
        leanest, richest = float(found.min()), float(found.max())
        got = f"gas of {leanest:g} to {richest:g}" if richest > leanest else f"gas of {richest:g}"
        path = ("assets", name, user)
        if user == OXIDISER:
            yield warning("W114", path, got, f"gas below {OXIDISED_BELOW_FRAC:g} in some step of the year", FIX)
        elif user in hub.gensets:
            safe_frac = hub.gensets[user].minimum_methane_frac
            yield _never(("assets", name, "gensets", user, "minimum_methane_frac"), safe_frac, got)
        else:
            key = "methane_frac" if user == HOLDER else "minimum_methane_frac"
            yield _never((*path, key), getattr(getattr(hub, user), key), got)


def _any(most: Mapping[str, np.ndarray]) -> bool:
    return any(bool(flow.any()) for flow in most.values())


def _never(path: KeyPath, least_frac: float, got: str) -> Problem:
    expected = f"gas of {least_frac:g} or more in some step of the year"
    return warning("W114", path, f"{got}, never enough for {least_frac:g}", expected, FIX)
