"""How large the parts of a station are beside the whole: far off, one of them is in another unit."""

from collections.abc import Iterator
from math import inf

from storage_model.assets.battery.augmentation import Augmentation
from storage_model.assets.battery.terms import BatteryTerms
from storage_model.assets.size import Size
from storage_model.units import MINUTES_PER_HOUR

# Station supply is about a hundredth of the power; a tenth is more than any cooling takes.
MOST_AUXILIARY_FRAC = 0.1
LEAST_SIDE, MOST_SIDE = 0.1, 3.0
LEAST_CELLS, MOST_CELLS = 0.5, 3.0


def sizes_of(station: BatteryTerms) -> Iterator[Size]:
    """Yield what is given in MW or MWh beside the rating of the station, with the ends it seldom leaves."""
    power_mw, energy_mwh = station.power_mw, station.energy_mwh
    of_power, of_energy = f"power_mw {power_mw:g}", f"energy_mwh {energy_mwh:g}"
    yield Size(("auxiliary_mw",), station.auxiliary_mw, 0.0, MOST_AUXILIARY_FRAC * power_mw, "MW", of_power)
    for key in ("charge_power_mw", "discharge_power_mw"):
        side_mw = getattr(station, key)
        if side_mw is not None:
            yield Size((key,), side_mw, LEAST_SIDE * power_mw, MOST_SIDE * power_mw, "MW", of_power)
    if station.ramp_mw_per_min is not None:
        slowest = power_mw / MINUTES_PER_HOUR
        yield Size(("ramp_mw_per_min",), station.ramp_mw_per_min, slowest, inf, "MW/min", f"{of_power}, in an hour")
    if station.cohorts:
        cells_mwh = sum(one.energy_mwh for one in station.cohorts.values())
        yield Size(("cohorts",), cells_mwh, LEAST_CELLS * energy_mwh, MOST_CELLS * energy_mwh, "MWh", of_energy)
    for name, rule in station.augmentation.items():
        yield from _of_new_cells(("augmentation", name), rule, station)


def _of_new_cells(path: tuple[str, ...], rule: Augmentation, station: BatteryTerms) -> Iterator[Size]:
    """Yield the sizes of one rule; a trigger beyond the station itself is pulled at the end of every year."""
    energy_mwh, of_energy = station.energy_mwh, f"energy_mwh {station.energy_mwh:g}"
    for key in ("energy_mwh", "restore_to_mwh"):
        if (mwh := getattr(rule, key)) is not None:
            yield Size((*path, key), mwh, 0.0, MOST_CELLS * energy_mwh, "MWh", of_energy)
    trigger = rule.trigger
    if trigger and trigger.usable_below_mwh is not None:
        below = (*path, "trigger", "usable_below_mwh")
        yield Size(below, trigger.usable_below_mwh, LEAST_SIDE * energy_mwh, energy_mwh, "MWh", of_energy)
    if trigger and trigger.firm_below is not None:
        below, most_mw = (*path, "trigger", "firm_below", "power_mw"), station.most_discharge_mw
        firm_mw, of_side = trigger.firm_below.power_mw, f"{most_mw:g} MW of discharging"
        yield Size(below, firm_mw, LEAST_SIDE * most_mw, most_mw, "MW", of_side)
