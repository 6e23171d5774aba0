"""A price taken apart into mean, mean day of each month, and what is left: so that each can be stretched by itself.

price = level × M + spread × (m − M) + volatility × (p − m): M is the mean of the year, m the mean of that time of day
in that month, p the price. With all three 1 it is the price itself.
"""

from collections.abc import Callable, Mapping

import numpy as np

from storage_model.blocks import FloatArray, SeriesByField
from storage_model.cases.ranges.asked import PRICE_MOVES
from storage_model.horizon import Horizon

DAY_S = 86_400


def parts_of(prices_yuan_per_mwh: FloatArray, horizon: Horizon) -> dict[str, FloatArray]:
    """Return mean, mean day about it and deviation from that day, by the factor that stretches it, (steps,) each."""
    seconds = horizon.starts().astype("datetime64[s]").astype(np.int64) % DAY_S
    slot = seconds // round(horizon.step_h * 3600)
    kind = horizon.month_of_step() * (slot.max() + 1) + slot
    sums, counts = np.bincount(kind, weights=prices_yuan_per_mwh), np.bincount(kind)
    mean_day = (sums / np.maximum(counts, 1))[kind]
    mean = np.full_like(mean_day, prices_yuan_per_mwh.mean())
    return dict(zip(PRICE_MOVES, (mean, mean_day - mean, prices_yuan_per_mwh - mean_day), strict=True))


def stretched(prices_yuan_per_mwh: FloatArray, horizon: Horizon, times: Mapping[str, float]) -> FloatArray:
    """Return the price with each part multiplied, by 1 where nothing is said, shape (steps,)."""
    if all(times.get(move, 1.0) == 1.0 for move in PRICE_MOVES):
        return prices_yuan_per_mwh
    parts = parts_of(prices_yuan_per_mwh, horizon)
    return np.asarray(sum(times.get(move, 1.0) * part for move, part in parts.items()))


def wider(prices: SeriesByField, horizon: Horizon, spread: float) -> dict[str, FloatArray]:
    """Return prices whose distance from the mean of the year is so many times as wide."""
    times = {"price_spread": spread, "price_volatility": spread}
    return {name: stretched(values, horizon, times) for name, values in prices.items()}


def each_part(prices: SeriesByField, horizon: Horizon) -> dict[str, dict[str, FloatArray]]:
    """Return the part of every price alone, by factor."""
    apart = {name: parts_of(values, horizon) for name, values in prices.items()}
    return {move: {name: parts[move] for name, parts in apart.items()} for move in PRICE_MOVES}


def linear_parts(
    money_at: Callable[[SeriesByField], FloatArray], prices: SeriesByField, horizon: Horizon
) -> FloatArray:
    """Return what money is made of, shape (1 + parts, …): what no price moves, then what each part of it brings.

    `money_at` is the money of a held schedule at given prices, which is linear in them.
    """
    nothing = money_at({name: np.zeros_like(values) for name, values in prices.items()})
    alone = [money_at(one) - nothing for one in each_part(prices, horizon).values()]
    return np.stack([nothing, *alone])
