"""A station at the start of an operating year: its cells of every delivery, each with its own age."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Self, TypeVar

from storage_model.assets.ageing.wear import Use, Wear
from storage_model.assets.battery.augmenting import augmented
from storage_model.assets.battery.parts import Cohort
from storage_model.assets.battery.stock import CellStock, use_of
from storage_model.assets.battery.terms import BatteryTerms
from storage_model.assets.standing import Standing, YearEnd, YearOfUse

B = TypeVar("B", bound=BatteryTerms)
FIRST = "first"
# An exhausted station keeps a trace of its energy, so that shares of it stay defined.
LEAST_SOH_FRAC = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class BatteryStanding(Standing[B], Generic[B]):
    """A station with its cells; `operating_year` counts from 1, `calendar_year` is the same year.

    The year is optimised with the health of its middle, expected from the law and the use of the year before.
    """

    station: B
    stocks: tuple[CellStock, ...]
    operating_year: int
    operating_years: int
    calendar_year: int

    @property
    def asset(self) -> B:
        """The station with the cells of this year; usable energy never exceeds the rating."""
        usable_mwh = sum(_mid_mwh(stock) for stock in self.stocks)
        within = min(1.0, self.station.energy_mwh / usable_mwh)
        if self._alike:
            share_frac = usable_mwh * within / self.station.energy_mwh
            alike = {"soh_frac": share_frac, "cohorts": {}, **self._efficiencies(self.stocks[0])}
            return self.station.model_copy(update=alike)
        cohorts = {
            stock.name: Cohort(
                energy_mwh=stock.energy_mwh,
                soh_frac=_mid_mwh(stock) / stock.energy_mwh * within,
                power_mw=stock.power_mw,
                **self._efficiencies(stock),
            )
            for stock in self.stocks
        }
        return self.station.model_copy(update={"soh_frac": 1.0, "cohorts": cohorts})

    def expecting(self, use: YearOfUse) -> Self:
        """Return the same standing with this use expected of the year."""
        return replace(self, stocks=tuple(stock.expecting(found) for stock, found in self._used(use)))

    def after(self, use: YearOfUse) -> YearEnd[B]:
        """Return the station after the year: cells worn, new ones bought where the augmentation asks for them."""
        return self._ended(self._used(use))

    def after_expected(self) -> YearEnd[B]:
        """Return the station after a year like the last."""
        return self._ended([(stock, stock.expected()) for stock in self.stocks])

    def _ended(self, used: Sequence[tuple[CellStock, Use]]) -> YearEnd[B]:
        remarks = tuple(
            f"{stock.name}: {words}" for stock, found in used for words in stock.law.beyond(stock.wear, found)
        )
        worn = tuple(stock.worn(found) for stock, found in used)
        last = self.operating_year >= self.operating_years
        stocks, purchases = (
            (worn, ()) if last else augmented(self.station, worn, self.operating_year, self.calendar_year)
        )
        following = replace(
            self, stocks=stocks, operating_year=self.operating_year + 1, calendar_year=self.calendar_year + 1
        )
        figures = self._figures(worn) | {"equivalent_cycles": _mean_cycles(used)}
        by_mwh = {"equivalent_cycles": figures["soh_frac"] * figures["cells_mwh"]}
        return YearEnd(standing=following, purchases=purchases, remarks=remarks, figures=figures, counted_by=by_mwh)

    def worn_by_cycles_mwh(self, use: YearOfUse) -> float:
        """Return the rated energy that cycles take in a mean year, were every operating year used like this [MWh]."""
        lost_mwh = 0.0
        for stock, found in self._used(use):
            worn = stock
            for _ in range(self.operating_years):
                worn = worn.worn(found)
            lost_mwh += stock.energy_mwh * (worn.wear.cycle_frac - stock.wear.cycle_frac)
        return lost_mwh / self.operating_years

    @property
    def _alike(self) -> bool:
        """Whether the cells of all deliveries pass energy alike: then the schedule of the whole is one for each part.

        Any path of the whole, split by usable energy, keeps the limits of every part; one group is quicker to optimise.
        """
        first = self._efficiencies(self.stocks[0])
        return all(stock.power_mw is None and self._efficiencies(stock) == first for stock in self.stocks)

    def _used(self, use: YearOfUse) -> list[tuple[CellStock, Use]]:
        """Return the use of each delivery; cells that pass energy alike share one path, counted once."""
        if self._alike:
            shared = self._use_at("stored_mwh", sum(_mid_mwh(stock) for stock in self.stocks), use)
            return [(stock, shared) for stock in self.stocks]
        return [(stock, self._use_at(f"cells_{stock.name}_stored_mwh", _mid_mwh(stock), use)) for stock in self.stocks]

    def _use_at(self, key: str, usable_mwh: float, use: YearOfUse) -> Use:
        return use_of(
            use.schedule[key][use.first_step :],
            usable_mwh,
            use.frame.step_h,
            followed_frac=self.station.availability_frac,
            years=use.years,
            temperature_c=self.station.cell_temperature_c,
        )

    def _efficiencies(self, stock: CellStock) -> dict[str, float]:
        """Return the one-way efficiencies in the middle of the year; each year of age takes its share."""
        kept = max(0.0, 1.0 - self.station.efficiency_fade_frac_per_year * (stock.wear.age_years + 0.5))
        return {
            "charge_efficiency_frac": stock.charge_efficiency_frac * kept,
            "discharge_efficiency_frac": stock.discharge_efficiency_frac * kept,
        }

    def _figures(self, worn: Iterable[CellStock]) -> dict[str, float]:
        """Return health and energy of the year: in its middle, as dispatched, and at its end."""
        cells_mwh = sum(stock.energy_mwh for stock in self.stocks)
        mid_mwh = sum(stock.energy_mwh * stock.mid_year().soh_frac for stock in self.stocks)
        end_mwh = sum(stock.usable_mwh for stock in worn)
        by_delivery = {f"cells_{stock.name}_soh_end_frac": stock.wear.soh_frac for stock in worn}
        return {
            "cells_mwh": cells_mwh,
            "usable_mwh": min(mid_mwh, self.station.energy_mwh),
            "soh_frac": mid_mwh / cells_mwh,
            "soh_end_frac": end_mwh / cells_mwh,
            **(by_delivery if len(self.stocks) > 1 or self.station.cohorts else {}),
        }


def _mean_cycles(used: Sequence[tuple[CellStock, Use]]) -> float:
    """Return the full cycles of a year, those of each delivery by its usable energy; spent cells have none."""
    usable_mwh = sum(stock.usable_mwh for stock, _ in used)
    cycled_mwh = sum(found.cycles.full_equivalents * stock.usable_mwh for stock, found in used)
    return cycled_mwh / usable_mwh if usable_mwh > 0 else 0.0


def _mid_mwh(stock: CellStock) -> float:
    """Return the usable energy of cells in the middle of the year, never quite nothing [MWh]."""
    return stock.energy_mwh * max(stock.mid_year().soh_frac, LEAST_SOH_FRAC)


def standing_of(station: B, operating_years: int, first_calendar_year: int) -> BatteryStanding[B]:
    """Return a station as it is commissioned."""
    own = (station.charge_efficiency_frac, station.discharge_efficiency_frac)
    cohorts: Mapping[str, Cohort] = station.cohorts or {
        FIRST: Cohort(energy_mwh=station.energy_mwh * (1.0 + station.overbuild_frac))
    }
    stocks = tuple(
        CellStock(
            name=name,
            energy_mwh=one.energy_mwh,
            law=station.ageing,
            wear=Wear(age_years=one.age_years, calendar_frac=1.0 - one.soh_frac * station.soh_frac),
            charge_efficiency_frac=one.charge_efficiency_frac or own[0],
            discharge_efficiency_frac=one.discharge_efficiency_frac or own[1],
            power_mw=one.power_mw,
        )
        for name, one in cohorts.items()
    )
    return BatteryStanding(
        station=station,
        stocks=stocks,
        operating_year=1,
        operating_years=operating_years,
        calendar_year=first_calendar_year,
    )
