"""A day of FCR and aFRR on one battery, as a mixed-integer programme written by hand: nothing of the library.

Hours, blocks of four. Offers of FCR (both ways at once), aFRR up and aFRR down are a least figure or none; each is
split by the hour between the sending and the drawing side. Called FCR is traded at the energy price, called aFRR at
its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import scipy.sparse as sp

HOURS, BLOCK_H = 24, 4
BLOCKS = HOURS // BLOCK_H
# Offers by name: the directions in which each may be called.
OFFERS = {"fcr": ("up", "down"), "afrr_up": ("up",), "afrr_down": ("down",)}
SPLIT = [f"{name} {way} {side}" for name, ways in OFFERS.items() for way in ways for side in ("out", "in")]
SIZES = {
    **dict.fromkeys(("charge", "discharge", "charging", *SPLIT), HOURS),
    **dict.fromkeys((*OFFERS, *(f"{name}?" for name in OFFERS)), BLOCKS),
    "stored": HOURS + 1,
}
Parts = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class BlockNumbers:
    """Prices by hour; by offer the pay, the price of called energy, share called and hours of a full call."""

    energy: np.ndarray
    pay: dict[str, np.ndarray]
    called_price: dict[str, np.ndarray]
    called: dict[str, float]
    sustain_h: dict[str, float]
    least_mw: float
    power_mw: float
    energy_mwh: float
    into: float
    out_of: float


@dataclass
class Rows:
    """Rows of low ≤ Σ part × column ≤ high."""

    of: list[Any] = field(default_factory=list)
    low: list[np.ndarray] = field(default_factory=list)
    high: list[np.ndarray] = field(default_factory=list)

    def add(self, parts: Parts, low: float, high: float) -> None:
        """Add one row for each row of the parts."""
        count = next(iter(parts.values())).shape[0]
        self.of.append(sp.hstack([parts.get(name, sp.csr_array((count, size))) for name, size in SIZES.items()]))
        self.low.append(np.full(count, low))
        self.high.append(np.full(count, high))


def _each(way: str, side: str, times: float = 1.0, factor: Mapping[str, float] | None = None) -> Parts:
    """Return what every offer holds in a direction on a side, times a factor of its own."""
    used = [name for name, ways in OFFERS.items() if way in ways]
    return {f"{name} {way} {side}": times * (factor or {}).get(name, 1.0) * sp.eye_array(HOURS) for name in used}


def _offers(n: BlockNumbers, rows: Rows) -> None:
    block, spread = sp.eye_array(BLOCKS), sp.kron(sp.eye_array(BLOCKS), np.ones((BLOCK_H, 1)))
    for name, ways in OFFERS.items():
        rows.add({name: block, f"{name}?": -n.least_mw * block}, 0.0, np.inf)
        rows.add({name: block, f"{name}?": -n.power_mw * block}, -np.inf, 0.0)
        for way in ways:
            sides = {f"{name} {way} {side}": sp.eye_array(HOURS) for side in ("out", "in")}
            rows.add({**sides, name: -spread}, 0.0, 0.0)


def _power(n: BlockNumbers, rows: Rows) -> None:
    one = sp.eye_array(HOURS)
    rows.add({"charge": one, **_each("down", "in")}, -np.inf, n.power_mw)
    rows.add({"discharge": one, **_each("up", "out")}, -np.inf, n.power_mw)
    rows.add({"charge": -one, **_each("up", "in")}, -np.inf, 0.0)
    rows.add({"discharge": -one, **_each("down", "out")}, -np.inf, 0.0)
    rows.add({"charge": one, "charging": -n.power_mw * one}, -np.inf, 0.0)
    rows.add({"discharge": one, "charging": n.power_mw * one}, -np.inf, n.power_mw)


def _store(n: BlockNumbers, rows: Rows) -> None:
    start, end = sp.eye_array(HOURS, HOURS + 1), sp.eye_array(HOURS, HOURS + 1, k=1)
    into = _each("down", "in", -n.into, n.called) | _each("up", "in", n.into, n.called)
    sent = _each("up", "out", 1 / n.out_of, n.called) | _each("down", "out", -1 / n.out_of, n.called)
    scheduled = {"charge": -n.into * sp.eye_array(HOURS), "discharge": sp.eye_array(HOURS) / n.out_of}
    rows.add({**scheduled, "stored": end - start, **into, **sent}, 0.0, 0.0)
    for point in (start, end):
        for way, sign, most in (("up", -1.0, 0.0), ("down", 1.0, n.energy_mwh)):
            full = _each(way, "in", n.into, n.sustain_h) | _each(way, "out", 1 / n.out_of, n.sustain_h)
            rows.add({"stored": sign * point, **full}, -np.inf, most)


def _money(n: BlockNumbers) -> np.ndarray:
    found = {name: np.zeros(size) for name, size in SIZES.items()}
    found["charge"], found["discharge"] = -n.energy, n.energy
    for name in OFFERS:
        found[name] = n.pay[name].reshape(BLOCKS, BLOCK_H).sum(axis=1)
    for column in SPLIT:
        name, way, _ = column.split()
        found[column] = (1.0 if way == "up" else -1.0) * n.called[name] * n.called_price[name]
    return np.concatenate(list(found.values()))


def best_day(n: BlockNumbers) -> float:
    """Return the most a day can earn that begins and ends half full."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    rows = Rows()
    for write in (_offers, _power, _store):
        write(n, rows)
    whole = {name: float(name == "charging" or name.endswith("?")) for name in SIZES}
    floor = {name: np.zeros(size) for name, size in SIZES.items()}
    most = {name: 1.0 if whole[name] else n.power_mw for name in SIZES} | {"stored": n.energy_mwh}
    ceiling = {name: np.full(size, most[name]) for name, size in SIZES.items()}
    for bound in (floor, ceiling):
        bound["stored"][[0, HOURS]] = n.energy_mwh / 2
    found = milp(
        -_money(n),
        constraints=LinearConstraint(
            sp.csr_array(sp.vstack(rows.of)), np.concatenate(rows.low), np.concatenate(rows.high)
        ),
        bounds=Bounds(np.concatenate(list(floor.values())), np.concatenate(list(ceiling.values()))),
        integrality=np.repeat(list(whole.values()), list(SIZES.values())),
        options={"mip_rel_gap": 1e-9},
    )
    assert found.status == 0, found.message
    return float(-found.fun)
