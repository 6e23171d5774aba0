"""The battery as the dispatch, the settlement and the audit meet it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from storage_model.assets.asset import Asset
from storage_model.assets.battery.cycles import write_cycles
from storage_model.assets.battery.draft import Draft
from storage_model.assets.battery.exclusive import (
    steps_at_once,
    steps_tempted,
    write_apart,
    write_time_shared,
)
from storage_model.assets.battery.hand_over import handed_over, last_states, states_at, stores_of
from storage_model.assets.battery.limits import limits_of
from storage_model.assets.battery.meters import charging_mw, costs_of, discharging_mw, flows_of, worn_mw, write_meters
from storage_model.assets.battery.power import write_power
from storage_model.assets.battery.ramp import write_ramp
from storage_model.assets.battery.residuals import residuals_of
from storage_model.assets.battery.sizes import sizes_of
from storage_model.assets.battery.standing import BatteryStanding, standing_of
from storage_model.assets.battery.store import write_store
from storage_model.assets.battery.sustain import write_sustain
from storage_model.assets.battery.terms import BatteryTerms
from storage_model.assets.battery.way_back import held_at_edges, way_back
from storage_model.assets.size import Size
from storage_model.blocks import ArrayFrame, FloatArray, Flows, ModelFrame, Schedule, SeriesByField, Stream
from storage_model.horizon import Horizon


class Battery(BatteryTerms, Asset):
    """Battery station; power and energy are rated at the grid connection, efficiencies are one-way."""

    upkeep: ClassVar[tuple[str, ...]] = ("battery_variable_om",)
    priced_by: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "battery_variable_om": ("variable_cost_yuan_per_mwh", "variable_cost_vat_frac"),
    }
    helpers: ClassVar[tuple[str, ...]] = ("charging",)  # the binaries of a few steps or clock hours

    @property
    def rated_power_mw(self) -> float:
        """Power a policy counts [MW]."""
        return self.power_mw

    @property
    def duration_h(self) -> float:
        """Hours at rated power from full [h]."""
        return self.energy_mwh / self.power_mw

    @property
    def holds_power_ready(self) -> bool:
        """Whether a market product may hold its power ready."""
        return True

    @property
    def most_out_mw(self) -> float:
        """Most it ever sends through its meter [MW]."""
        return self.most_discharge_mw

    @property
    def most_in_mw(self) -> float:
        """Most it ever draws through its meter, station supply included [MW]."""
        busiest_mw = max(self.most_charge_mw, self.most_discharge_mw)
        return self.most_charge_mw + self.auxiliary_mw + self.auxiliary_share_frac * busiest_mw

    @property
    def stores(self) -> tuple[str, ...]:
        """Names of what tells by point how much is stored."""
        return stores_of(self)

    @property
    def years_named(self) -> Mapping[tuple[str, ...], Sequence[int]]:
        """Operating years after which cells are bought by plan."""
        rules = self.augmentation.items()
        return {("augmentation", name, "after_operating_years"): rule.after_operating_years for name, rule in rules}

    @property
    def days_named(self) -> Mapping[tuple[str, ...], tuple[str, str]]:
        """Days of planned maintenance."""
        spans = enumerate(self.maintenance)
        return {("maintenance", str(number)): (span.first_day, span.last_day) for number, span in spans}

    @property
    def years_priced(self) -> Mapping[tuple[str, ...], int]:
        """Years of the prices of cells."""
        return {("augmentation", name, "price_year"): rule.price_year for name, rule in self.augmentation.items()}

    @property
    def sizes(self) -> Iterable[Size]:
        """Supply, sides, ramp and cells beside the rating."""
        return sizes_of(self)

    def attach(self, block: Any, frame: ModelFrame) -> None:
        """Write the battery's variables and rules on its own block.

        Publishes `out_mw`, `in_mw`, `net_mw` by step [MW] and `cost_yuan`.
        """
        draft = self._draft(block, frame)
        power = write_power(draft)
        stored = write_store(draft, power)
        write_sustain(draft, stored)
        write_cycles(draft, power)
        write_ramp(draft, power)
        write_meters(draft, power)

    def keep_apart(self, block: Any, steps: Sequence[int], frame: ModelFrame) -> None:
        """Forbid charging and discharging at once in the given steps, by one binary each (or each clock hour)."""
        write_apart(self._draft(block, frame), steps)

    def share_time(self, block: Any, frame: ModelFrame) -> None:
        """Let both directions share a step by time: what a plan needs to be kept, without binaries."""
        write_time_shared(self._draft(block, frame))

    def steps_at_once(self, schedule: Schedule, frame: ArrayFrame) -> list[int]:
        """Return the steps in which a schedule charges and discharges at once, beyond what the audit allows."""
        return steps_at_once(self, schedule, frame)

    def steps_tempted(self, reduced_cost: Schedule, frame: ArrayFrame) -> list[int]:
        """Return the steps in which it would pay to charge and discharge more at once at the prices of an optimum."""
        return steps_tempted(self, reduced_cost)

    def flows(self, schedule: Schedule, frame: ArrayFrame) -> Flows:
        """Return what the meters see, calls included, shape (steps,)."""
        return flows_of(self, schedule, frame)

    def expected_mw(self, schedule: Schedule, frame: ArrayFrame) -> tuple[FloatArray, FloatArray]:
        """Return what is drawn into and sent from the store, calls included, supply left out, shape (steps,) [MW]."""
        return charging_mw(schedule, frame.offers), discharging_mw(schedule, frame.offers)

    def worn_mw(self, schedule: Schedule, frame: ArrayFrame) -> FloatArray:
        """Return the power sent that is charged the wear cost, shape (steps,) [MW]."""
        return worn_mw(self, schedule, frame)

    def costs(self, name: str, schedule: Schedule, frame: ArrayFrame) -> tuple[Stream, ...]:
        """Return wear as a stream that is not cash, and the variable cost where there is one [yuan by step]."""
        return costs_of(self, name, schedule, frame)

    def residuals(self, schedule: Schedule, frame: ArrayFrame) -> Mapping[str, float]:
        """Return how far a schedule is from each law, as shares of the rating; plain arrays, apart from `attach`."""
        return residuals_of(self, schedule, frame)

    def states_at(self, schedule: Schedule, point: int) -> dict[str, float]:
        """Return energy stored at a point, of each group of cells too [MWh], and the power before it [MW]."""
        return states_at(self, schedule, point)

    def handed_over(
        self, past: Schedule, frame: ArrayFrame, whole: Horizon, begun: Mapping[str, float]
    ) -> dict[str, float]:
        """Return all that the next part of a whole horizon has to know of its past: states, edges, budgets left."""
        return handed_over(self, past, frame, whole, begun)

    def last_states(self, begun: Mapping[str, float]) -> Mapping[str, float] | None:
        """Return what a whole horizon has to end with, having begun so; None where it may end anywhere."""
        return last_states(self, begun)

    def way_back(self, begun: Mapping[str, float], whole: Horizon, series: SeriesByField) -> dict[str, FloatArray]:
        """Return by point how full and how empty a part may leave the store: power and budgets bound the rest."""
        return way_back(self, begun, whole, series)

    def held_at_edges(self, whole: Horizon, series: SeriesByField) -> dict[str, float]:
        """Return how full the store can be wherever windows of a whole meet."""
        return held_at_edges(self, whole, series)

    def _draft(self, block: Any, frame: ModelFrame) -> Draft:
        limits = limits_of(self, frame.time.horizon, frame.series, frame.ends)
        return Draft(station=self, block=block, frame=frame, limits=limits)

    @property
    def followed_frac(self) -> float:
        """Share of the year the station can follow its schedule [0–1]."""
        return self.availability_frac

    def begin(self, operating_years: int, first_calendar_year: int) -> BatteryStanding["Battery"]:
        """Return the station as it is commissioned, to live through its operating years."""
        return standing_of(self, operating_years, first_calendar_year)
