"""Sizes that are right by themselves and out of all proportion beside each other: kW for MW, kWh for MWh."""

from collections.abc import Iterator
from math import isfinite

from storage_model.assets.size import Size
from storage_model.problems import Problem
from storage_model.scenario.checks.finding import warning
from storage_model.scenario.parts import Parts
from storage_model.scenario.reading.tree import KeyPath

THOUSAND = 1_000.0
# A contract may cover somewhat more than a participant can send.
MOST_CONTRACTED = 2.0


def in_proportion(parts: Parts) -> Iterator[Problem]:
    """Yield every part of an asset, and every contracted power, that does not fit what stands beside it."""
    for name, asset in parts.assets.items():
        for size in asset.sizes:
            yield from _odd(("assets", name, *size.path), size)
    for key, market in parts.markets.items():
        rated_mw = sum(parts.assets[name].rated_power_mw for name in market.participants if name in parts.assets)
        beside, most_mw = f"{rated_mw:g} MW of its participants", MOST_CONTRACTED * rated_mw
        for field, contracted_mw in market.contracted_mw.items() if rated_mw else ():
            size = Size((field,), max(map(abs, contracted_mw)), 0.0, most_mw, "MW", beside)
            yield from _odd(("markets", key, *size.path), size)


def _odd(path: KeyPath, size: Size) -> Iterator[Problem]:
    if size.least <= size.value <= size.most:
        return
    ends = f"{size.least:g} to {size.most:g}" if isfinite(size.most) else f"at least {size.least:g}"
    likely, fix = "", "check both numbers"
    if size.least <= size.value / THOUSAND <= size.most:
        other = f"k{size.unit[1:]}"
        likely, fix = f"{size.value:g} looks like {other}", f"write {size.value / THOUSAND:g} if {other} was meant"
    got = f"{size.value:g} {size.unit} beside {size.beside}"
    yield warning("W111", path, got, f"{ends} {size.unit}", fix, likely)
