"""Hours at which a product's figure begins that lie inside a step: its blocks would be of unequal length, unsaid."""

from collections.abc import Iterator, Mapping

from storage_model.horizon import Horizon
from storage_model.markets.market import MarketTerms
from storage_model.markets.periods import SECOND_H
from storage_model.problems import Problem
from storage_model.scenario.checks.finding import error
from storage_model.units import MINUTES_PER_HOUR


def blocks_on_steps(markets: Mapping[str, MarketTerms], horizon: Horizon) -> Iterator[Problem]:
    """Yield every product one of whose figures would have to change in the course of a step of the prices."""
    step_h = horizon.step_h
    for key, market in markets.items():
        inside = [hour for hour in market.figure_starts_h or () if abs(hour - _on_step(hour, step_h)) > SECOND_H]
        if inside:
            minutes = round(inside[0] * MINUTES_PER_HOUR)
            clock = f"{minutes // 60:02d}:{minutes % 60:02d}"
            got = f"a figure that begins at {clock}, inside a step of the prices"
            expected = f"blocks that begin with a step of {step_h:g} h"
            yield error("E313", ("markets", key, market.figure_key), got, expected, _fix(market, step_h))


def _on_step(hour: float, step_h: float) -> float:
    return round(hour / step_h) * step_h


def _fix(market: MarketTerms, step_h: float) -> str:
    hold_h = getattr(market, market.figure_key)
    if isinstance(hold_h, float) and hold_h < step_h:
        return f"leave `{market.figure_key}` out: each step of {step_h:g} h has a figure of its own"
    return f"write multiples of {step_h:g}, or give prices by a shorter step"
