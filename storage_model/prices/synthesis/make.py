"""The one way in: targets of any kind become a year, or several."""

from collections.abc import Iterable, Iterator

from storage_model.prices.synthesis.gas_year import make_gas_year
from storage_model.prices.synthesis.heat_year import make_heat_year
from storage_model.prices.synthesis.hourly_curves import CurveFiles
from storage_model.prices.synthesis.made import MadeYear
from storage_model.prices.synthesis.spot_year import make_spot_year, make_spot_years
from storage_model.prices.synthesis.targets import CurveRef, GasTargets, HeatTargets, SpotTargets, TypicalDaysTargets
from storage_model.prices.synthesis.typical_days import make_typical_days

AnyTargets = SpotTargets | TypicalDaysTargets | GasTargets | HeatTargets


def files_named(targets: AnyTargets) -> dict[str, str]:
    """Return the files of curves the targets name, as written, by the field that names them."""
    refs = {field: getattr(targets, field) for field in type(targets).model_fields}
    return {field: ref.file for field, ref in refs.items() if isinstance(ref, CurveRef)}


def make_year(targets: AnyTargets, files: CurveFiles, seed: int) -> MadeYear:
    """Return the year the targets describe; typical days have no chance in them and take no seed."""
    if isinstance(targets, SpotTargets):
        return make_spot_year(targets, files, seed)
    if isinstance(targets, GasTargets):
        return make_gas_year(targets, seed)
    if isinstance(targets, HeatTargets):
        return make_heat_year(targets, seed)
    return make_typical_days(targets, files)


def make_years(targets: AnyTargets, files: CurveFiles, seeds: Iterable[int]) -> Iterator[MadeYear]:
    """Return a year for each seed; spot prices of all of them come from one process, fitted once."""
    if isinstance(targets, SpotTargets):
        return make_spot_years(targets, files, seeds)
    return (make_year(targets, files, seed) for seed in seeds)
