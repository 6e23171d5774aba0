"""How much power participants may hold ready for one product."""

from collections.abc import Sequence

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.markets.market import MarketData


def most_by_participant(
    participants: Sequence[str],
    data: MarketData,
    per_rating: float,
    most_mw: float | None,
    available_frac: FloatArray | None,
) -> tuple[dict[str, FloatArray], FloatArray | None]:
    """Return the most each participant may hold, and the most of all together where `most_mw` says so.

    Shape (steps,) [MW]; `available_frac` (None: always 1) scales both.
    """
    open_frac = np.ones(data.horizon.count) if available_frac is None else available_frac
    ceiling_mw = np.inf if most_mw is None else most_mw
    own_mw = {name: per_rating * data.rated_mw[name] for name in participants}
    by_name = {name: min(mw, ceiling_mw) * open_frac for name, mw in own_mw.items()}
    return by_name, None if most_mw is None else most_mw * open_frac
