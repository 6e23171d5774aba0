"""One day of a store with regulation up and down, as a mixed-integer programme written by hand: nothing of the library.

Columns, an hour each: charge, discharge, up while charging, up while discharging, down while charging, down while
discharging, charging (0 or 1); then stored at 25 points. Losses fall on the charging leg. Maximises earnings.
"""

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp


@dataclass(frozen=True, kw_only=True)
class DayNumbers:
    """Prices per hour; `up_called`, `down_called` the share of held power that is called and settled at `energy`."""

    energy: np.ndarray
    up: np.ndarray
    down: np.ndarray
    power_mw: float
    energy_mwh: float
    efficiency: float
    variable_cost: float
    up_called: float
    down_called: float
    sustain_h: float


def best_day(n: DayNumbers) -> float:
    """Return the most a day can earn that begins and ends empty."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    hours = len(n.energy)
    one, none = sp.eye_array(hours), sp.csr_array((hours, hours))
    start, end = sp.eye_array(hours, hours + 1), sp.eye_array(hours, hours + 1, k=1)
    no_points = sp.csr_array((hours, hours + 1))
    into, sent_up, sent_down = n.efficiency, n.up_called, n.down_called

    # charge, discharge, up charging, up discharging, down charging, down discharging, charging?, stored
    drawn = [into * one, none, -into * sent_up * one, none, into * sent_down * one, none]
    sent = [none, one, none, sent_up * one, none, -sent_down * one]
    balance = sp.hstack([*[out - inward for out, inward in zip(sent, drawn, strict=True)], none, end - start])
    rows = {
        "charge and more of it": sp.hstack([one, none, none, none, one, none, none, no_points]),
        "discharge and more of it": sp.hstack([none, one, none, one, none, none, none, no_points]),
        "less charge": sp.hstack([-one, none, one, none, none, none, none, no_points]),
        "less discharge": sp.hstack([none, -one, none, none, none, one, none, no_points]),
        "charging only": sp.hstack([one, none, none, none, none, none, -n.power_mw * one, no_points]),
        "or discharging": sp.hstack([none, one, none, none, none, none, n.power_mw * one, no_points]),
        "full call up": sp.hstack([none, none, into * n.sustain_h * one, n.sustain_h * one, none, none, none, -start]),
        "full call down": sp.hstack([none, none, none, none, into * n.sustain_h * one, n.sustain_h * one, none, start]),
    }
    limits = {
        "charge and more of it": n.power_mw, "discharge and more of it": n.power_mw, "less charge": 0.0,
        "less discharge": 0.0, "charging only": 0.0, "or discharging": n.power_mw, "full call up": 0.0,
        "full call down": n.energy_mwh,
    }  # fmt: skip
    most = np.concatenate([np.full(6 * hours, n.power_mw), np.ones(hours), np.full(hours + 1, n.energy_mwh)])
    most[[7 * hours, 8 * hours]] = 0.0
    wear = n.variable_cost
    money = np.concatenate(
        [
            -n.energy,
            n.energy - wear,
            n.up + sent_up * n.energy,
            n.up + sent_up * (n.energy - wear),
            n.down - sent_down * n.energy,
            n.down - sent_down * (n.energy - wear),
            np.zeros(2 * hours + 1),
        ]
    )
    found = milp(
        -money,
        constraints=[
            LinearConstraint(sp.csr_array(balance), 0.0, 0.0),
            LinearConstraint(
                sp.csr_array(sp.vstack(list(rows.values()))), -np.inf, np.repeat(list(limits.values()), hours)
            ),
        ],
        bounds=Bounds(np.zeros_like(most), most),
        integrality=np.concatenate([np.zeros(6 * hours), np.ones(hours), np.zeros(hours + 1)]),
        options={"mip_rel_gap": 1e-9},
    )
    assert found.status == 0, found.message
    return float(-found.fun)
