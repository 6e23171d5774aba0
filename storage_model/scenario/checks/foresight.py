"""What an outlook needs of the rest of a case: promises to re-dispatch, forecasts of every price, windows that fit."""

from collections.abc import Iterator

import numpy as np

from storage_model.horizon import Horizon
from storage_model.problems import Problem
from storage_model.scenario.checks.finding import error
from storage_model.scenario.foresight_terms import ForesightTerms
from storage_model.scenario.parts import Parts

HOURS_PER_DAY = 24


def outlook_fits(parts: Parts) -> Iterator[Problem]:
    """Yield what does not fit together between an outlook and prices, markets and assets."""
    if parts.foresight is not None:
        yield from _promises(parts, parts.foresight)
        yield from _every_price(parts, parts.foresight)
        yield from _spans(parts, parts.foresight)


def steps_fit(terms: ForesightTerms | None, horizon: Horizon) -> Iterator[Problem]:
    """Yield decisions that would fall inside a step of the prices."""
    for key in ("step_h", "look_ahead_h", "known_before_h", "real_time_step_h"):
        hours = None if terms is None else getattr(terms, key)
        if hours is not None and not np.isclose(hours / horizon.step_h, round(hours / horizon.step_h)):
            expected, fix = f"a whole number of steps of {horizon.step_h:g} h", "write a multiple of the step"
            yield error("E313", ("foresight", key), f"{hours} h", expected, fix)


def _promises(parts: Parts, terms: ForesightTerms) -> Iterator[Problem]:
    """Re-dispatch needs something promised the day before."""
    promised = [key for key, m in parts.markets.items() if m.promises_ahead]
    if terms.real_time_step_h is not None and not promised:
        fix = "add a market of `kind: two_settlement`, or leave `real_time_step_h` out"
        expected = "a market in which something is promised a day ahead"
        yield error("E311", ("foresight", "real_time_step_h"), "a schedule without promises", expected, fix)


def _every_price(parts: Parts, terms: ForesightTerms) -> Iterator[Problem]:
    """The user's own forecast covers every price of the case."""
    own = terms.forecast.series()
    for name in type(parts.prices).model_fields if parts.prices is not None and own else ():
        if getattr(parts.prices, name) is not None and name not in own:
            got, fix = f"no forecast of `prices.{name}`", f"add `{name}: {{file: …, column: …, unit: yuan_per_mwh}}`"
            yield error("E312", ("foresight", "forecast"), got, "a forecast of every price of the case", fix)


def _spans(parts: Parts, terms: ForesightTerms) -> Iterator[Problem]:
    """No decision falls inside hours for which a product holds one figure."""
    begins = {float(hour % HOURS_PER_DAY) for hour in range(0, HOURS_PER_DAY * terms.step_h, terms.step_h)}
    for key, market in parts.markets.items():
        starts = market.figure_starts_h
        if starts is not None and not begins <= set(starts):
            got = f"decisions every {terms.step_h} h, inside the hours for which {key!r} holds one figure"
            expected = f"decisions that fall on {', '.join(f'{hour:g}' for hour in starts)} o'clock"
            yield error("E314", ("foresight", "step_h"), got, expected, f"write {HOURS_PER_DAY}")
