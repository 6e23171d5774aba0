"""ranges.json and the tables of a range: base units, null where a number does not exist."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import numpy as np

from storage_model.cases.ranges.ranges import Ranges
from storage_model.words.tables.parquet import Columns

Row = tuple[object, ...]


def content_of(found: Ranges) -> dict[str, Any]:
    """Return the content of ranges.json."""
    asked = found.file.asked
    return {
        "case": found.scenario.name,
        "project": found.project,
        "hurdle_frac": found.hurdle_frac,
        "seed": asked.seed,
        "draws": asked.draws,
        "price_years": found.price_years,
        "yearly_dispatches": found.dispatches,
        "foresight": _foresight(found),
        "missed_hurdle_frac": found.missed_frac,
        "missed_hurdle_range_frac": list(found.missed_range_frac),
        "base": dict(found.base),
        "indicators": {key: asdict(spread) for key, spread in found.spreads.items()},
        "one_at_a_time": [asdict(one) for one in found.swings],
        "sobol": {name: asdict(one) for name, one in found.shares.items()},
        "convergence": [asdict(stage) for stage in found.convergence],
        "held_out": [asdict(one) for one in found.held_out],
        "rank_correlation": {
            name: dict(zip(found.sample.factors, row.tolist(), strict=True))
            for name, row in zip(found.sample.factors, found.correlations, strict=True)
        },
        "factors": {
            name: {**factor.model_dump(exclude_none=True), "sources": dict(_sources(found, name))}
            for name, factor in asked.factors.items()
        },
    }


def _foresight(found: Ranges) -> dict[str, Any]:
    """Return how schedules were decided: knowing their prices, or as the case looks ahead, with what that captures."""
    if found.captured is None or found.scenario.foresight is None:
        return {"schedules": "perfect"}
    return {
        "schedules": "as_in_case",
        "terms": found.scenario.foresight.model_dump(exclude_none=True),
        "capture_ratio_frac_by_price_year": list(found.captured),
    }


def _sources(found: Ranges, name: str) -> Iterator[tuple[str, str]]:
    """Yield the document behind each number of a factor, or the word assumed."""
    prefix = f"factors.{name}.marginal."
    for key, fact in found.file.facts.items():
        if key.startswith(prefix) and isinstance(fact.value, int | float):
            yield key.removeprefix(prefix), fact.source or "assumed"


def draw_columns(found: Ranges) -> Columns:
    """Return the columns of draws.parquet: number, multiple of each factor, price year of each year, indicators."""
    first = found.scenario.name  # the case stands in every row, so that files of several cases can be read together
    count = len(found.sample.chosen)
    return {
        "case": np.full(count, first),
        "draw": np.arange(count),
        **{f"times_{name}": values for name, values in found.sample.factors.items()},
        **{f"price_year_of_year_{n + 1}": column for n, column in enumerate(found.sample.chosen.T)},
        **{key: one.values for key, one in found.sample.found.items()},
    }


def quantile_rows(found: Ranges) -> list[Row]:
    """Return the rows of quantiles.csv; a mean is that of the draws with a value, which are counted beside it."""
    rows: list[Row] = [("indicator", "quantile", "value", "low_95", "high_95")]
    for key, spread in found.spreads.items():
        rows += [(key, name, one.value, one.low, one.high) for name, one in spread.quantiles.items()]
        rows += [(key, "var_95", spread.var_95, None, None), (key, "cvar_95", spread.cvar_95, None, None)]
        valued = int(np.isfinite(found.sample.found[key].values).sum())
        rows += [(key, "mean", spread.mean, None, None), (key, "draws_with_value", valued, None, None)]
    return rows


def swing_rows(found: Ranges) -> list[Row]:
    """Return the rows of one_at_a_time.csv."""
    rows: list[Row] = [("factor", "times_low", "times_high", "indicator", "at_low", "at_high")]
    rows += [(one.factor, *one.times, key, *ends) for one in found.swings for key, ends in one.indicators.items()]
    return rows
