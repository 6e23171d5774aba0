"""Reading every series a case names, all on the steps of the day-ahead price."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from storage_model.horizon import Horizon
from storage_model.prices.read.files import Files
from storage_model.prices.ref import SeriesRef
from storage_model.prices.series import Series
from storage_model.problems import Problem
from storage_model.records import InputRecord, words_of
from storage_model.scenario.parts import Parts
from storage_model.scenario.reading.tree import Branch, KeyPath, deepest, dotted
from storage_model.scenario.reading.workspace import Workspace
from storage_model.scenario.series.fitting import unit_problems, year_problems
from storage_model.scenario.series.series_file import read_named

DAY_AHEAD = ("prices", "day_ahead")


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesOfCase:
    """Market prices and their forecasts by name, series of each asset and market product by field, on one horizon.

    A field inside another record is named by its path below the asset, `boiler.demand`.
    """

    horizon: Horizon
    prices: Mapping[str, Series]
    prices_of_year: Mapping[int, Mapping[str, Series]]
    of_assets: Mapping[str, Mapping[str, Series]]
    of_markets: Mapping[str, Mapping[str, Series]]
    forecast: Mapping[str, Series]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A series as a record names it; `field` is the record and its field that hold it, None outside records."""

    path: KeyPath
    ref: SeriesRef
    field: tuple[type[InputRecord], str] | None

    @property
    def words(self) -> str:
        """What the record says about the field."""
        return "" if self.field is None else words_of(self.field[0]).get(self.field[1], "")


def read_all_series(parts: Parts, tree: Branch, workspace: Workspace) -> SeriesOfCase | None:
    """Return every series of a case, or None after noting what is wrong with them."""
    files, read = Files(), {}
    for named in named_series(parts):
        workspace.problems += unit_problems(named.ref, named.words, named.path, tree)
        read[named.path] = read_named(named.ref, named.path, tree, workspace, files)
    day_ahead = read.get(DAY_AHEAD)
    if day_ahead is None:
        return None
    workspace.problems += year_problems(day_ahead, DAY_AHEAD, tree)
    aligned = {
        path: _on_steps(series, day_ahead.horizon, path, tree, workspace)
        for path, series in read.items()
        if series is not None
    }
    found = {path: series for path, series in aligned.items() if series is not None}
    if len(found) < len(read):
        return None
    return SeriesOfCase(
        horizon=day_ahead.horizon,
        prices={path[1]: series for path, series in found.items() if path[0] == "prices"},
        prices_of_year={int(year): _below(("prices_by_year", year), found) for year in parts.prices_by_year},
        of_assets={name: _below(("assets", name), found) for name in parts.assets},
        of_markets={name: _below(("markets", name), found) for name in parts.markets},
        forecast=_below(("foresight", "forecast"), found),
    )


def named_series(parts: Parts) -> Iterator[Named]:
    """Yield every series of the case: of prices, assets and market products, however deep in their records."""
    if parts.prices is not None:
        yield from _inside(parts.prices, ("prices",))
    yield from _inside(parts.prices_by_year, ("prices_by_year",))
    yield from _inside(parts.assets, ("assets",))
    yield from _inside(parts.markets, ("markets",))
    yield from _inside(parts.foresight, ("foresight",))


def _inside(value: object, path: KeyPath, field: tuple[type[InputRecord], str] | None = None) -> Iterator[Named]:
    if isinstance(value, SeriesRef):
        yield Named(path=path, ref=value, field=field)
    elif isinstance(value, InputRecord):
        for name in type(value).model_fields:
            yield from _inside(getattr(value, name), (*path, name), (type(value), name))
    elif isinstance(value, Mapping):
        for name, below in value.items():
            yield from _inside(below, (*path, str(name)), field)
    elif isinstance(value, list | tuple):
        for number, below in enumerate(value):
            yield from _inside(below, (*path, str(number)), field)


def _below(path: KeyPath, found: Mapping[KeyPath, Series]) -> dict[str, Series]:
    return {dotted(own[2:]): series for own, series in found.items() if own[:2] == path}


def _on_steps(series: Series, horizon: Horizon, path: KeyPath, tree: Branch, workspace: Workspace) -> Series | None:
    """Return the series on the steps of the dispatch; coarser ones hold their value, finer ones are refused."""
    own = series.horizon
    times = round(own.step_h / horizon.step_h)
    fits = times >= 1 and abs(times * horizon.step_h - own.step_h) < 1e-9 and own.count * times == horizon.count
    # Gas of one year may meet prices of another, and so may prices of a later year; two prices of one market may not.
    same_day = (own.start.month, own.start.day, own.start.hour) == (
        horizon.start.month,
        horizon.start.day,
        horizon.start.hour,
    )
    if fits and (own.start == horizon.start or (same_day and path[0] not in ("prices", "foresight"))):
        return replace(series, values=np.repeat(series.values, times), horizon=horizon)
    finer = times < 1 and own.start == horizon.start
    workspace.problems.append(
        Problem(
            code="E213",
            place=deepest(tree, (*path, "file")).place,
            key=dotted(path),
            got=f"{own.count} steps of {own.step_h:g} h from {own.start.isoformat()}",
            expected=f"{horizon.count} steps of {horizon.step_h:g} h from {horizon.start.isoformat()}",
            likely="finer than the price; means are not taken silently" if finer else "",
            fix="give it the year of prices.day_ahead; its steps may be as long or a whole multiple",
        )
    )
    return None
