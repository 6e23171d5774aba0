"""The cells behind the converter as the rules see them: one group, or one per cohort."""

from dataclasses import dataclass

from storage_model.assets.battery.terms import BatteryTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """Cells that are alike; `prefix` begins the names of what is theirs alone, `share_frac` of the usable energy is.

    `usable_mwh` is what is left of the rated energy after ageing and unplanned outages; efficiencies are one-way.
    """

    prefix: str
    usable_mwh: float
    share_frac: float
    charge_efficiency_frac: float
    discharge_efficiency_frac: float
    power_mw: float

    def key(self, quantity: str) -> str:
        """Return the name a quantity of these cells has in model and schedule, e.g. `stored_mwh`."""
        return self.prefix + quantity


def cells_of(station: BatteryTerms) -> tuple[Cells, ...]:
    """Return the groups of cells of a station, in the order of its record."""
    left_frac = station.soh_frac * (1.0 - station.forced_outage_frac)
    most_mw = max(station.most_charge_mw, station.most_discharge_mw)
    own = (station.charge_efficiency_frac, station.discharge_efficiency_frac)
    if not station.cohorts:
        usable_mwh = station.energy_mwh * left_frac
        return (_cells("", usable_mwh, usable_mwh, own, most_mw),)
    usable = {name: one.energy_mwh * one.soh_frac * left_frac for name, one in station.cohorts.items()}
    return tuple(
        _cells(
            f"cells_{name}_",
            usable[name],
            sum(usable.values()),
            (one.charge_efficiency_frac or own[0], one.discharge_efficiency_frac or own[1]),
            one.power_mw or most_mw,
        )
        for name, one in station.cohorts.items()
    )


def usable_mwh(station: BatteryTerms) -> float:
    """Return the usable energy of the whole station [MWh]."""
    return sum(cells.usable_mwh for cells in cells_of(station))


def _cells(
    prefix: str, usable_mwh: float, total_mwh: float, efficiencies: tuple[float, float], power_mw: float
) -> Cells:
    return Cells(
        prefix=prefix,
        usable_mwh=usable_mwh,
        share_frac=usable_mwh / total_mwh,
        charge_efficiency_frac=efficiencies[0],
        discharge_efficiency_frac=efficiencies[1],
        power_mw=power_mw,
    )
