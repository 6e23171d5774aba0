"""Energy, ageing and money of every operating year, as the columns of a table."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from storage_model.assets.asset import Asset
from storage_model.assets.battery import Battery
from storage_model.lifetime.record import Lifetime

Columns = dict[str, npt.NDArray[Any]]


def annual_columns_of(lifetime: Lifetime, assets: Mapping[str, Asset]) -> Columns:
    """Return one row per operating year; streams are VAT-inclusive, positive to the project [yuan].

    `dispatched` is 1 for a year that was optimised, 0 for one that lies between two that were.
    """
    years = np.array(lifetime.calendar_years, dtype=np.int64)
    found: Columns = {"operating_year": np.arange(1, len(years) + 1), "calendar_year": years}
    if lifetime.dispatched:
        found["dispatched"] = np.array(lifetime.dispatched, dtype=np.int64)
    for name, asset in assets.items():
        found[f"{name}_rated_mw"] = np.full(len(years), asset.rated_power_mw)
        found[f"{name}_out_mwh"] = lifetime.out_mwh[name]
        found[f"{name}_in_mwh"] = lifetime.in_mwh[name]
        found |= {f"{name}_{key}": values for key, values in lifetime.figures[name].items()}
        found[f"{name}_purchases_yuan"] = _bought(lifetime, name)
        if isinstance(asset, Battery):
            found[f"{name}_full_cycles"] = lifetime.out_mwh[name] / asset.energy_mwh
    for stream in lifetime.streams:
        column = f"{stream.asset}_{stream.key}_yuan"
        found[column] = found.get(column, 0.0) + stream.yuan
    return found


def _bought(lifetime: Lifetime, name: str) -> npt.NDArray[np.float64]:
    """Return what is paid for new cells less what old ones bring, by year [yuan]."""
    paid = np.zeros(len(lifetime.calendar_years))
    for purchase in lifetime.purchases[name]:
        paid[lifetime.calendar_years.index(purchase.calendar_year)] += purchase.yuan - purchase.salvage_yuan
    return paid
