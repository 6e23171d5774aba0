"""Columns of power held ready: how much on which side of which asset in every step, and what it pays."""

from typing import Any

import numpy as np
import numpy.typing as npt

from storage_model.blocks import Schedule
from storage_model.markets.held.product import HeldPower

SIDES = ("up_out_mw", "up_in_mw", "down_out_mw", "down_in_mw")


def held_columns(product: HeldPower, schedule: Schedule) -> dict[str, npt.NDArray[Any]]:
    """Return `<product>_<asset>_up_out_mw` and its like, and `<product>_<stream>_yuan_per_mw_h`, shape (steps,).

    A figure held for a block or a day stands in each of its steps; the two sides of a direction add up to it.
    """
    found: dict[str, npt.NDArray[Any]] = {}
    for asset, offer in product.held(schedule).items():
        sides = {side: getattr(offer, side) for side in SIDES}
        found |= {f"{product.key}_{asset}_{side}": mw for side, mw in sides.items() if mw is not None}
    for direction in product.terms.directions.values():
        found |= {f"{product.key}_{stream}_yuan_per_mw_h": np.asarray(rate) for stream, rate in direction.pay.items()}
    return found
