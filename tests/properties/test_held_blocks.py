"""FCR and aFRR of four-hour blocks on one battery, against a programme written by hand from the pages alone."""

import numpy as np
import pytest

from storage_model.markets.up_down import UpDownMarket
from tests.plain_blocks import BlockNumbers, best_day
from tests.products import SERIES, data, product
from tests.sites import audited, battery, horizon, site, spot


def numbers(seed: int) -> BlockNumbers:
    """Return a made day: negative noon, pay by block, energy of aFRR dearer upward and cheaper downward."""
    random = np.random.default_rng(seed)
    energy = 300.0 + 250.0 * np.sin(np.arange(24) * np.pi / 6.0) + random.normal(0.0, 80.0, 24) - 150.0
    pay = {name: np.repeat(random.gamma(2.0, mean, 6), 4) for name, mean in
           (("fcr", 30.0), ("afrr_up", 20.0), ("afrr_down", 20.0))}  # fmt: skip
    return BlockNumbers(
        energy=energy, pay=pay,
        called_price={"fcr": energy, "afrr_up": energy + 100.0, "afrr_down": energy - 150.0},
        called={"fcr": 0.03, "afrr_up": 0.1, "afrr_down": 0.08},
        sustain_h={"fcr": 0.25, "afrr_up": 1.0, "afrr_down": 1.0},
        least_mw=1.0, power_mw=4.0, energy_mwh=6.0, into=0.92, out_of=0.93,
    )  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_blocks_of_three_products(seed: int) -> None:
    """Least offers, one figure for a block, one MW sold once, calls of every product in one store.

    Day 1 earns 9526.38; without least offers 9567.32, without full calls in the store 11 274.78, without calls 9289.92.
    """
    n = numbers(seed)
    over = horizon(24)
    common = {"kind": "up_down", "least_mw": n.least_mw, "hold_h": 4.0}
    held = []
    for name in n.pay:
        terms = {"sustain_h": n.sustain_h[name], "called_frac": n.called[name]}
        way = "down" if name == "afrr_down" else "up"
        own = {f"{way}.price": n.pay[name], "called_price": n.called_price[name]}
        given = data(over, rated_mw={"battery": n.power_mw}, own=own, day_ahead=n.energy)
        if name == "fcr":
            back = {"down": {"price_yuan_per_mw_h": 0.0, **terms}, "symmetric": True, "service": "response"}
        else:
            back = {"service": "regulation", "called_energy": "given", "called_price": SERIES}
        held.append(product(UpDownMarket, given, name, **common, **{way: {"price": SERIES, **terms}}, **back))
    station = battery(
        power_mw=n.power_mw, energy_mwh=n.energy_mwh, charge_efficiency_frac=n.into, discharge_efficiency_frac=n.out_of,
        ends={"every": "day", "rule": "fixed", "soc_frac": 0.5},
    )  # fmt: skip
    dispatch, settlement = audited(site({"battery": station}, [spot(n.energy), *held], over))
    assert dispatch.objective_yuan == pytest.approx(best_day(n), rel=1e-7)
    assert settlement.objective_yuan == pytest.approx(dispatch.objective_yuan, rel=1e-9)
    figures = [np.asarray(dispatch.products["fcr"]["of[battery].held_mw"])]
    figures += [np.asarray(dispatch.products[f"afrr_{way}"][f"of[battery].{way}_mw"]) for way in ("up", "down")]
    assert all(((mw < 1e-6) | (mw > n.least_mw - 1e-6)).all() for mw in figures)
