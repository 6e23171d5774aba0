"""A store at one price, answered twice without the library: level by level (dynamic programming), and by scipy's MILP.

Both forbid charging and discharging at once, whatever the price; both may begin anywhere and end as they began.
"""

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp


@dataclass(frozen=True, kw_only=True)
class Store:
    """A store between two energies; efficiencies one-way, wear per MWh sent, power the same both ways."""

    power_mw: float
    least_mwh: float
    most_mwh: float
    charge_efficiency: float
    discharge_efficiency: float
    wear: float
    step_h: float


def by_levels(store: Store, prices: np.ndarray, grid_mwh: float) -> float:
    """Return the most a store earns if its energy is a multiple of the grid after every step."""
    levels = np.arange(store.least_mwh, store.most_mwh + grid_mwh / 2, grid_mwh)
    change = levels[None, :] - levels[:, None]
    drawn_mw = np.maximum(change, 0) / (store.charge_efficiency * store.step_h)
    sent_mw = np.maximum(-change, 0) * store.discharge_efficiency / store.step_h
    possible = np.maximum(drawn_mw, sent_mw) <= store.power_mw + 1e-9
    # Row: the level it began at; column: the level it has reached.
    earned = np.where(np.eye(len(levels), dtype=bool), 0.0, -np.inf)
    for price in prices:
        gain = store.step_h * ((sent_mw - drawn_mw) * price - store.wear * sent_mw)
        gain[~possible] = -np.inf
        earned = (earned[:, :, None] + gain[None, :, :]).max(axis=1)
    return float(np.diag(earned).max())


def by_milp(store: Store, prices: np.ndarray) -> float:
    """Return the same by a binary in every step: columns charge, discharge, stored, charging."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    count = len(prices)
    one, none = sp.eye_array(count, format="csr"), sp.csr_array((count, count))
    after, before = sp.eye_array(count, count + 1, k=1, format="csr"), sp.eye_array(count, count + 1, format="csr")
    into, out = store.step_h * store.charge_efficiency, store.step_h / store.discharge_efficiency
    no_points = sp.csr_array((count, count + 1))
    balance = sp.hstack([-into * one, out * one, after - before, none])
    charging = sp.hstack([one, none, no_points, -store.power_mw * one])
    otherwise = sp.hstack([none, one, no_points, store.power_mw * one])
    around = np.zeros((1, 4 * count + 1))
    around[0, 2 * count], around[0, 3 * count] = 1.0, -1.0
    zero, free = np.zeros(count), np.full(count, -np.inf)
    rules = LinearConstraint(
        sp.vstack([balance, charging, otherwise, sp.csr_array(around)]),
        np.concatenate([zero, free, free, [0.0]]),
        np.concatenate([zero, zero, np.full(count, store.power_mw), [0.0]]),
    )
    cost = store.step_h * np.concatenate([prices, store.wear - prices, np.zeros(2 * count + 1)])
    points = np.ones(count + 1)
    bounds = Bounds(
        np.concatenate([np.zeros(2 * count), store.least_mwh * points, zero]),
        np.concatenate([np.full(2 * count, store.power_mw), store.most_mwh * points, np.ones(count)]),
    )
    whole = np.concatenate([np.zeros(3 * count + 1), np.ones(count)])
    found = milp(cost, constraints=rules, bounds=bounds, integrality=whole, options={"mip_rel_gap": 0.0})
    assert found.status == 0, found.message
    return -float(found.fun)
