"""A grid battery behind one converter."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np

from storage_model.blocks import COST, ArrayFrame, FloatArray, Flows, ModelFrame, Schedule, Stream
from storage_model.deviations import largest, outside
from storage_model.records import Frac, InputRecord, NonNegative, Positive, PositiveFrac


class Battery(InputRecord):
    """Battery station; power and energy are rated at the grid connection, efficiencies are one-way."""

    kind: Literal["battery"]
    power_mw: Positive
    """额定充放电功率 / rated power, charging and discharging [MW]"""
    energy_mwh: Positive
    """额定容量 / rated stored energy [MWh]"""
    charge_efficiency_frac: PositiveFrac
    """充电效率 / grid to store [0–1]"""
    discharge_efficiency_frac: PositiveFrac
    """放电效率 / store to grid [0–1]"""
    soc_min_frac: Frac
    """荷电状态下限 / lowest stored share of the rated energy [0–1]"""
    soc_max_frac: PositiveFrac
    """荷电状态上限 / highest stored share of the rated energy [0–1]"""
    auxiliary_mw: NonNegative
    """站用电 / constant station supply, metered with the charging side [MW]"""
    wear_cost_yuan_per_mwh: NonNegative
    """循环损耗成本 / what discharging one more MWh costs in later life; steers the schedule, is never paid [yuan/MWh]"""
    availability_frac: PositiveFrac
    """可用率 / share of the year the station can follow its schedule [0–1]"""
    first_year_fade_frac: Frac
    """首年容量衰减 / usable energy lost in the first operating year, share of rated [0–1]"""
    later_fade_frac_per_year: Frac
    """此后每年容量衰减 / usable energy lost in each later year, share of rated [0–1 per year]"""

    @property
    def rated_power_mw(self) -> float:
        """Power a policy counts [MW]."""
        return self.power_mw

    @property
    def duration_h(self) -> float:
        """Hours at rated power from full [h]."""
        return self.energy_mwh / self.power_mw

    def attach(self, block: Any, frame: ModelFrame) -> None:
        """Write the battery's variables and rules on its own block; publishes `out_mw`, `in_mw`, `net_mw`, `cost_yuan`."""
        import pyomo.environ as pyo

        time = frame.time
        step_h, last = time.step_h, time.count
        block.charge_mw = pyo.Var(time.steps, bounds=(0, self.power_mw))
        block.discharge_mw = pyo.Var(time.steps, bounds=(0, self.power_mw))
        block.stored_mwh = pyo.Var(
            time.points, bounds=(self.energy_mwh * self.soc_min_frac, self.energy_mwh * self.soc_max_frac)
        )

        @block.Constraint(time.steps, doc="stored at the end = stored at the start + charged - drawn [MWh]")
        def energy_balance(b: Any, t: Any) -> Any:
            charged_mwh = step_h * self.charge_efficiency_frac * b.charge_mw[t]
            drawn_mwh = step_h / self.discharge_efficiency_frac * b.discharge_mw[t]
            return b.stored_mwh[t + 1] == b.stored_mwh[t] + charged_mwh - drawn_mwh

        @block.Constraint(doc="the horizon ends as it began [MWh]")
        def ends_as_it_began(b: Any) -> Any:
            return b.stored_mwh[last] == b.stored_mwh[0]

        @block.Expression(time.steps, doc="metered outward [MW]")
        def out_mw(b: Any, t: Any) -> Any:
            return b.discharge_mw[t]

        @block.Expression(time.steps, doc="metered inward [MW]")
        def in_mw(b: Any, t: Any) -> Any:
            return b.charge_mw[t] + self.auxiliary_mw

        @block.Expression(time.steps, doc="to the grid [MW]")
        def net_mw(b: Any, t: Any) -> Any:
            return b.discharge_mw[t] - b.charge_mw[t] - self.auxiliary_mw

        @block.Expression(time.steps, doc="wear [yuan]")
        def cost_yuan(b: Any, t: Any) -> Any:
            return step_h * self.wear_cost_yuan_per_mwh * b.discharge_mw[t]

    def keep_apart(self, block: Any, steps: Sequence[int], frame: ModelFrame) -> None:
        """Forbid charging and discharging at once in the given steps, by one binary each."""
        import pyomo.environ as pyo

        block.apart_steps = pyo.Set(initialize=steps)
        block.charging = pyo.Var(block.apart_steps, domain=pyo.Binary)

        @block.Constraint(block.apart_steps, doc="charge only while charging [MW]")
        def charge_when_charging(b: Any, t: Any) -> Any:
            return b.charge_mw[t] <= self.power_mw * b.charging[t]

        @block.Constraint(block.apart_steps, doc="discharge only while not charging [MW]")
        def discharge_otherwise(b: Any, t: Any) -> Any:
            return b.discharge_mw[t] <= self.power_mw * (1 - b.charging[t])

    def flows(self, schedule: Schedule, frame: ArrayFrame) -> Flows:  # noqa: ARG002 - nothing else moves its meters
        """Return what the meters see, shape (steps,)."""
        return Flows(out_mw=schedule["discharge_mw"], in_mw=schedule["charge_mw"] + self.auxiliary_mw)

    def costs(self, name: str, schedule: Schedule, frame: ArrayFrame) -> tuple[Stream, ...]:
        """Return wear as a stream that is not cash [yuan by step]."""
        wear_yuan = -frame.step_h * self.wear_cost_yuan_per_mwh * schedule["discharge_mw"]
        return (Stream(key="wear", asset=name, side=COST, yuan=wear_yuan, vat_frac=0.0, cash=False),)

    def residuals(self, schedule: Schedule, frame: ArrayFrame) -> Mapping[str, float]:
        """Return how far a schedule is from each law, as shares of the rating; plain arrays, apart from `attach`."""
        charge_mw, discharge_mw, stored_mwh = (schedule[k] for k in ("charge_mw", "discharge_mw", "stored_mwh"))
        gained_mwh = frame.step_h * (
            self.charge_efficiency_frac * charge_mw - discharge_mw / self.discharge_efficiency_frac
        )
        floor_mwh, ceiling_mwh = self.energy_mwh * self.soc_min_frac, self.energy_mwh * self.soc_max_frac
        both_mw = np.minimum(charge_mw, discharge_mw)
        return {
            "energy_balance": largest(np.diff(stored_mwh) - gained_mwh) / self.energy_mwh,
            "energy_identity": abs(float(gained_mwh.sum() - stored_mwh[-1] + stored_mwh[0])) / self.energy_mwh,
            "ends_as_it_began": abs(float(stored_mwh[-1] - stored_mwh[0])) / self.energy_mwh,
            "stored_limits": outside(stored_mwh, floor_mwh, ceiling_mwh) / self.energy_mwh,
            "charge_limits": outside(charge_mw, 0.0, self.power_mw) / self.power_mw,
            "discharge_limits": outside(discharge_mw, 0.0, self.power_mw) / self.power_mw,
            "charge_and_discharge_at_once": largest(both_mw) / self.power_mw,
        }

    def steps_at_once(self, schedule: Schedule, frame: ArrayFrame) -> list[int]:
        """Return the steps in which a schedule charges and discharges at once, beyond what the audit allows."""
        both_mw = np.minimum(schedule["charge_mw"], schedule["discharge_mw"])
        return [int(step) for step in np.flatnonzero(both_mw > 1e-7 * self.power_mw)]

    def faded(self, schedule: Schedule, share_frac: float) -> Schedule:
        """Return the schedule held in shape and scaled to the share of the rating that is left; always feasible."""
        return {key: values * share_frac for key, values in schedule.items()}

    def usable_share_frac(self, operating_years: int) -> FloatArray:
        """Return availability × mean state of health of each operating year, shape (years,)."""
        later = np.arange(operating_years, dtype=float)
        start = np.where(later == 0, 1.0, 1.0 - self.first_year_fade_frac - (later - 1) * self.later_fade_frac_per_year)
        end = 1.0 - self.first_year_fade_frac - later * self.later_fade_frac_per_year
        return self.availability_frac * (np.maximum(start, 0.0) + np.maximum(end, 0.0)) / 2
