"""Reading every series a case names, all on the steps of the day-ahead price."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from storage_model.horizon import Horizon
from storage_model.prices.ref import SeriesRef
from storage_model.prices.series import Series
from storage_model.problems import InputError, Problem
from storage_model.records import InputRecord
from storage_model.scenario.parts import Parts
from storage_model.scenario.series_file import read_series_file
from storage_model.scenario.tree import Branch, KeyPath, Leaf, deepest, dotted, find
from storage_model.scenario.workspace import Workspace

_TOLD_BY_NAME = {"E203", "E114"}
YEAR_HOURS = (8_760.0, 8_784.0)
SMALLEST_MEDIAN_YUAN_PER_MWH = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesOfCase:
    """Market prices by name, and the series of each asset and market product by field, on one horizon."""

    horizon: Horizon
    prices: Mapping[str, Series]
    of_assets: Mapping[str, Mapping[str, Series]]
    of_markets: Mapping[str, Mapping[str, Series]]


def read_all_series(parts: Parts, tree: Branch, workspace: Workspace) -> SeriesOfCase | None:
    """Return every series of a case, or None after noting what is wrong with them."""
    read = {path: _read(ref, path, tree, workspace) for path, ref in _named(parts)}
    day_ahead = read.get(("prices", "day_ahead"))
    if day_ahead is None:
        return None
    workspace.problems += _year_problems(day_ahead, tree)
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
        of_assets={name: _below(("assets", name), found) for name in parts.assets},
        of_markets={name: _below(("markets", name), found) for name in parts.markets},
    )


def _below(path: KeyPath, found: Mapping[KeyPath, Series]) -> dict[str, Series]:
    return {own[2]: series for own, series in found.items() if own[:2] == path}


def _named(parts: Parts) -> Iterator[tuple[KeyPath, SeriesRef]]:
    """Yield every series of the case: market prices, and whatever field of an asset names one."""
    records: list[tuple[KeyPath, InputRecord]] = [(("assets", name), asset) for name, asset in parts.assets.items()]
    records += [(("markets", name), market) for name, market in parts.markets.items()]
    if parts.prices is not None:
        records.append((("prices",), parts.prices))
    for path, record in records:
        for field in type(record).model_fields:
            value = getattr(record, field)
            if isinstance(value, SeriesRef):
                yield (*path, field), value


def _read(ref: SeriesRef, path: KeyPath, tree: Branch, workspace: Workspace) -> Series | None:
    leaf = find(tree, (*path, "file"))
    if not isinstance(leaf, Leaf):
        return None
    file = workspace.confined(ref.file, leaf.folder, leaf.place, dotted((*path, "file")))
    if file is None or not _exists(file, ref, leaf, dotted((*path, "file")), workspace):
        return None
    shown = workspace.name_of(file)
    try:
        series = read_series_file(file, shown, ref, dotted(path))
    except InputError as error:
        # A wrong column or unit is mended where the file is named, the rest in the file itself.
        workspace.problems += [
            replace(problem, key=dotted(path), place=leaf.place if problem.code in _TOLD_BY_NAME else problem.place)
            for problem in error.problems
        ]
        return None
    workspace.hashes[shown] = series.sha256
    return series


def _exists(file: Path, ref: SeriesRef, leaf: Leaf, key: str, workspace: Workspace) -> bool:
    if file.is_file():
        return True
    code, expected = ("E103", "a file, not a folder") if file.is_dir() else ("E101", "an existing file")
    fix = "check the name; paths start at the folder of the file that names them"
    problem = Problem(code=code, place=leaf.place, key=key, got=ref.file, expected=expected, fix=fix)
    workspace.problems.append(problem)
    return False


def _year_problems(day_ahead: Series, tree: Branch) -> list[Problem]:
    """Return what makes a price series unfit to stand for one year."""
    place, found = deepest(tree, ("prices", "day_ahead", "file")).place, []
    hours = day_ahead.horizon.hours
    if not any(abs(hours - year) < 1e-6 for year in YEAR_HOURS):
        found.append(
            Problem(
                code="E212",
                place=place,
                key="prices.day_ahead",
                got=f"{day_ahead.horizon.count} steps of {day_ahead.horizon.step_h:g} h = {hours:g} h",
                expected="one whole year: 8760 h, or 8784 h in a leap year",
                fix="give a series of one whole year; its money stands for every operating year",
            )
        )
    median = float(np.median(np.abs(day_ahead.values[day_ahead.values != 0]))) if day_ahead.values.any() else 0.0
    if 0 < median < SMALLEST_MEDIAN_YUAN_PER_MWH:
        found.append(
            Problem(
                code="W103",
                place=place,
                key="prices.day_ahead",
                got=f"a median price of {median:g} yuan/MWh",
                expected="usually 10 to 1500 yuan/MWh",
                likely="prices in yuan/kWh",
                fix="write `unit: yuan_per_kwh`",
                severity="warning",
            )
        )
    return found


def _on_steps(series: Series, horizon: Horizon, path: KeyPath, tree: Branch, workspace: Workspace) -> Series | None:
    """Return the series on the steps of the dispatch; coarser ones hold their value, finer ones are refused."""
    own = series.horizon
    times = round(own.step_h / horizon.step_h)
    fits = times >= 1 and abs(times * horizon.step_h - own.step_h) < 1e-9 and own.count * times == horizon.count
    # Gas of one year may meet prices of another; two prices of one market may not.
    same_day = (own.start.month, own.start.day, own.start.hour) == (
        horizon.start.month,
        horizon.start.day,
        horizon.start.hour,
    )
    if fits and (own.start == horizon.start or (same_day and path[0] != "prices")):
        return replace(series, values=np.repeat(series.values, times), horizon=horizon)
    workspace.problems.append(
        Problem(
            code="E213",
            place=deepest(tree, (*path, "file")).place,
            key=dotted(path),
            got=f"{own.count} steps of {own.step_h:g} h from {own.start.isoformat()}",
            expected=f"{horizon.count} steps of {horizon.step_h:g} h from {horizon.start.isoformat()}",
            fix="give it the year of prices.day_ahead; its steps may be as long or a whole multiple",
        )
    )
    return None
