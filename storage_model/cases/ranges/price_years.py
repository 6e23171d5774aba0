"""Distinct price years: the case's own, and others made from targets or put together from its own days."""

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

import numpy as np

from storage_model.blocks import FloatArray, SeriesByField
from storage_model.cases.ranges.asked import GeneratedYears, ResampledYears, Uncertainty
from storage_model.cases.ranges.draws import stream_of
from storage_model.horizon import Horizon
from storage_model.prices.synthesis.draws import uniforms
from storage_model.scenario.checks.finding import error
from storage_model.scenario.reading.workspace import Workspace, root_of
from storage_model.scenario.record_file import RecordFile
from storage_model.scenario.scenario import Scenario
from storage_model.scenario.year_targets import TargetsOfYear, read_targets

_TARGETS = "price_years.targets"


def price_years(file: RecordFile[Uncertainty], scenario: Scenario) -> tuple[SeriesByField, ...]:
    """Return the prices of every distinct year by name, as in the year of the case's series, before the path."""
    own = {name: series.values for name, series in scenario.prices.items()}
    asked = file.asked.price_years
    match asked:
        case None:
            return (own,)
        case ResampledYears():
            found = (resampled(own, scenario.horizon, asked, file.asked.seed, n) for n in range(1, asked.count))
            return (own, *found)
        case GeneratedYears():
            return (own, *_generated(file, asked, scenario))
    assert_never(asked)


def _generated(
    file: RecordFile[Uncertainty], asked: GeneratedYears, scenario: Scenario
) -> Iterator[dict[str, FloatArray]]:
    """Yield the year of each further seed, all of one process; the first stands one above the seed of the file."""
    first = file.asked.seed + 1
    for made in _targets(file, asked).make_each(range(first, first + asked.count - 1)):
        unknown = [column for column in asked.columns.values() if column not in made.columns]
        if unknown or made.horizon.count != scenario.horizon.count:
            got = unknown[0] if unknown else f"{made.horizon.count} steps of {made.horizon.step_h:g} h"
            known = ", ".join(made.columns)
            expected = f"one of {known}" if unknown else f"{scenario.horizon.count} steps, as the case has"
            raise file.refused(error("E331", ("price_years", "columns"), got, expected, "take targets of such a year"))
        yield {name: made.columns[asked.columns[name]].values for name in scenario.prices}


def _targets(file: RecordFile[Uncertainty], asked: GeneratedYears) -> TargetsOfYear:
    workspace = Workspace(root=root_of(file.path))
    found = workspace.confined(asked.targets, file.path.parent, "", _TARGETS)
    if found is None or workspace.read(found, asked.targets, "", _TARGETS) is None:
        raise file.refused(*workspace.problems)
    return read_targets(found)


def resampled(
    own: SeriesByField, horizon: Horizon, asked: ResampledYears, seed: int, number: int
) -> dict[str, FloatArray]:
    """Return a year of blocks of days, each from about its own date, the same days of every price.

    A day is read off by the market's clock: where summer time begins or ends it lacks an hour or shows one twice.
    """
    per_day, clock = horizon.steps_per_day, horizon.clock_steps()[:-1]
    days = int(horizon.clock_steps()[-1]) // per_day
    starts = np.arange(0, days, asked.block_days)
    drawn = uniforms(seed, stream_of(f"price year {number}"), len(starts))
    shift = np.floor(drawn * (2 * asked.window_days + 1)).astype(np.int64) - asked.window_days
    day = np.arange(days)
    taken = (day + shift[day // asked.block_days]) % days
    away = np.append(taken - day, 0)[np.minimum(clock // per_day, days)]  # what is no whole day stays
    steps = horizon.at_clock(clock + per_day * away)
    return {name: values[steps] for name, values in own.items()}


def at_prices(scenario: Scenario, prices: SeriesByField) -> Scenario:
    """Return the scenario at other prices in the year of its series."""
    return replace(
        scenario, prices={name: replace(one, values=prices[name].copy()) for name, one in scenario.prices.items()}
    )
