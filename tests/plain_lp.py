"""The dispatch of a battery and a gas plant once more, as arrays written by hand: nothing of the library is used here.

Columns: charge, discharge, gas (a step each), stored (a point each), and peaks (a month each). Minimises cost.
"""

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp


@dataclass(frozen=True, kw_only=True)
class PlainProgramme:
    """min cost·x + offset, equal·x = right, upper·x ≤ limit, low ≤ x ≤ high."""

    cost: np.ndarray
    offset: float
    equal: sp.csr_array
    right: np.ndarray
    upper: sp.csr_array
    limit: np.ndarray
    low: np.ndarray
    high: np.ndarray


@dataclass(frozen=True, kw_only=True)
class PlainNumbers:
    """Everything the programme needs; prices and rates per step, fees positive as in the documents."""

    step_h: float
    power_mw: float
    energy_mwh: float
    charge_efficiency: float
    discharge_efficiency: float
    soc_low: float
    soc_high: float
    supply_mw: float
    wear: float
    sale: np.ndarray
    purchase: np.ndarray
    fee_on_drawn: np.ndarray
    fee_on_losses: float
    gas_mw: np.ndarray
    gas_own_use: float
    gas_cost: float
    gas_price: np.ndarray
    export_mw: float
    import_mw: float
    demand_yuan_per_mw: float
    month: np.ndarray


def plain_programme(n: PlainNumbers) -> PlainProgramme:
    """Return the arrays."""
    count, months = len(n.sale), np.unique(n.month)
    one, none = sp.eye_array(count, format="csr"), sp.csr_array((count, count))
    before, after = sp.eye_array(count, count + 1, format="csr"), sp.eye_array(count, count + 1, k=1, format="csr")
    no_points, no_peaks = sp.csr_array((count, count + 1)), sp.csr_array((count, len(months)))
    into, out = n.step_h * n.charge_efficiency, n.step_h / n.discharge_efficiency
    balance = sp.hstack([-into * one, out * one, none, after - before, no_peaks])
    wrap = np.zeros(4 * count + 1 + len(months))
    wrap[3 * count], wrap[4 * count] = 1.0, -1.0
    net = sp.hstack([-one, one, (1 - n.gas_own_use) * one, no_points, no_peaks])
    peak_of = sp.csr_array((np.ones(count), (np.arange(count), np.searchsorted(months, n.month))), (count, len(months)))
    peaks = sp.hstack([one, none, none, no_points, -peak_of])
    drawn_pays = n.purchase + n.fee_on_drawn + n.fee_on_losses
    sold_earns = n.sale + n.fee_on_losses - n.wear
    gas_earns = (1 - n.gas_own_use) * n.gas_price - n.gas_cost
    blank = np.zeros(count + 1)
    return PlainProgramme(
        cost=np.concatenate(
            [
                n.step_h * drawn_pays,
                -n.step_h * sold_earns,
                -n.step_h * gas_earns,
                blank,
                np.full(len(months), n.demand_yuan_per_mw),
            ]
        ),
        offset=float(n.step_h * n.supply_mw * drawn_pays.sum()),
        equal=sp.csr_array(sp.vstack([balance, sp.csr_array(wrap[None, :])])),
        right=np.zeros(count + 1),
        upper=sp.csr_array(sp.vstack([net, -net, peaks])),
        limit=np.repeat([n.export_mw + n.supply_mw, n.import_mw - n.supply_mw, -n.supply_mw], count),
        low=np.concatenate([np.zeros(3 * count), np.full(count + 1, n.soc_low * n.energy_mwh), np.zeros(len(months))]),
        high=np.concatenate(
            [
                np.full(2 * count, n.power_mw),
                n.gas_mw,
                np.full(count + 1, n.soc_high * n.energy_mwh),
                np.full(len(months), np.inf),
            ]
        ),
    )


def by_linprog(p: PlainProgramme) -> float:
    """Return the least cost by scipy."""
    from scipy.optimize import linprog

    found = linprog(
        p.cost,
        A_ub=p.upper,
        b_ub=p.limit,
        A_eq=p.equal,
        b_eq=p.right,
        bounds=np.column_stack([p.low, p.high]),
        method="highs",
    )
    assert found.status == 0, found.message
    return float(found.fun) + p.offset


def by_clarabel(p: PlainProgramme) -> float:
    """Return the least cost by an interior-point solver of other authors and another language."""
    import clarabel

    width = len(p.cost)
    roof = np.flatnonzero(np.isfinite(p.high))
    unit = sp.eye_array(width, format="csr")
    rows = sp.csc_matrix(sp.vstack([p.equal, p.upper, unit[roof], -unit]))
    right = np.concatenate([p.right, p.limit, p.high[roof], -p.low])
    cones = [clarabel.ZeroConeT(len(p.right)), clarabel.NonnegativeConeT(len(right) - len(p.right))]
    settings = clarabel.DefaultSettings()
    settings.verbose = False
    found = clarabel.DefaultSolver(sp.csc_matrix((width, width)), p.cost, rows, right, cones, settings).solve()
    assert str(found.status) == "Solved", found.status
    return float(found.obj_val) + p.offset
