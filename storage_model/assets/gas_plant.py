"""Gensets on low-concentration mine gas, as many identical sets."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, ClassVar, Literal

import numpy as np
from pydantic import Field

from storage_model.assets.asset import Asset
from storage_model.assets.generation import Generation
from storage_model.assets.idle import Idle
from storage_model.blocks import COST, ArrayFrame, FloatArray, Flows, ModelFrame, Schedule, SeriesByField, Stream
from storage_model.deviations import largest, outside
from storage_model.horizon import Horizon
from storage_model.prices.ref import SeriesRef
from storage_model.records import Frac, NonNegative, Positive, PositiveFrac
from storage_model.units import METHANE_MWH_PER_M3


class GasPlant(Asset):
    """Identical gas-engine sets sharing one gas supply; output is limited by sets, gas and methane concentration."""

    upkeep: ClassVar[tuple[str, ...]] = ("gas_variable_om",)
    priced_by: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "gas_variable_om": ("variable_om_yuan_per_mwh", "om_vat_frac"),
        "gas_fuel": ("gas_price_yuan_per_m3", "efficiency_frac", "gas_vat_frac"),
    }

    kind: Literal["gas_plant"]
    sets: Annotated[int, Field(gt=0)]
    """机组台数 / number of identical sets"""
    set_power_mw: Positive
    """单机额定功率 / rated gross power of one set [MW]"""
    efficiency_frac: PositiveFrac
    """发电效率 / electrical efficiency on the lower heating value [0–1]"""
    minimum_methane_frac: Frac
    """最低安全甲烷浓度 / below this concentration no set runs [0–1]"""
    own_use_frac: Frac
    """厂用电率 / share of gross output used by the plant itself [0–1]"""
    availability_frac: PositiveFrac
    """可用率 / mean share of the sets that can run [0–1]"""
    variable_om_yuan_per_mwh: NonNegative
    """可变运维成本 / oil, plugs, overhaul, VAT-inclusive, per gross output [yuan/MWh]"""
    gas_price_yuan_per_m3: NonNegative
    """瓦斯价格 / price of pure methane at the plant, VAT-inclusive [yuan/m³]"""
    om_vat_frac: Frac
    """运维进项税率 / VAT rate inside operation and maintenance cost [0–1]"""
    gas_vat_frac: Frac
    """瓦斯进项税率 / VAT rate inside the gas price [0–1]"""
    pure_flow: SeriesRef
    """瓦斯纯量 / pure methane available, series [m³/h]"""
    methane: SeriesRef
    """甲烷浓度 / methane concentration of the supply, series [0–1]"""

    @property
    def rated_power_mw(self) -> float:
        """Power a policy counts [MW]."""
        return self.sets * self.set_power_mw

    @property
    def duration_h(self) -> float:
        """Hours at rated power; a gas plant is not limited by a store [h]."""
        return float("inf")

    def idle_parts(self, series: SeriesByField, horizon: Horizon) -> Iterable[Idle]:
        """The whole plant where the gas never reaches the concentration its sets need."""
        richest_frac = float(np.max(series["methane"]))
        if richest_frac < self.minimum_methane_frac:
            came = f"gas of {richest_frac:g} at most, never enough for {self.minimum_methane_frac:g}"
            needed = f"gas of {self.minimum_methane_frac:g} or more"
            yield Idle(path=("minimum_methane_frac",), came=came, needed=needed)

    @property
    def meters(self) -> Mapping[str, bool]:
        """What it counts besides electricity, true where it sells that by itself: methane burned."""
        return {"methane_m3_per_h": False}

    @property
    def most_out_mw(self) -> float:
        """Most it ever sends through its meter [MW]."""
        return self.rated_power_mw * (1 - self.own_use_frac)

    @property
    def most_in_mw(self) -> float:
        """A plant that only produces draws nothing [MW]."""
        return 0.0

    @property
    def mwh_per_m3(self) -> float:
        """Gross electricity from one cubic metre of pure methane [MWh/m³]."""
        return METHANE_MWH_PER_M3 * self.efficiency_frac

    def available_mw(self, series: SeriesByField) -> FloatArray:
        """Return the highest gross power that sets, gas and concentration allow, shape (steps,) [MW]."""
        from_sets_mw = self.sets * self.set_power_mw * self.availability_frac
        from_gas_mw = series["pure_flow"] * self.mwh_per_m3
        safe = series["methane"] >= self.minimum_methane_frac
        return np.where(safe, np.minimum(from_sets_mw, from_gas_mw), 0.0)

    def attach(self, block: Any, frame: ModelFrame) -> None:
        """Write the plant's variable on its own block.

        Publishes `out_mw`, `in_mw`, `net_mw`, `cost_yuan`, and the methane it burns for whoever pays for that.
        """
        import pyomo.core as pyo

        time = frame.time
        step_h, own_use_frac = time.step_h, self.own_use_frac
        block.available_mw = pyo.Param(time.steps, initialize=self.available_mw(frame.series))
        block.power_mw = pyo.Var(time.steps, bounds=lambda b, t: (0, b.available_mw[t]))

        @block.Expression(time.steps, doc="metered outward [MW]")
        def out_mw(b: Any, t: Any) -> Any:
            return (1 - own_use_frac) * b.power_mw[t]

        @block.Expression(time.steps, doc="metered inward [MW]")
        def in_mw(b: Any, t: Any) -> Any:  # noqa: ARG001 - own use is netted inside the plant
            return 0.0

        @block.Expression(time.steps, doc="to the grid [MW]")
        def net_mw(b: Any, t: Any) -> Any:
            return (1 - own_use_frac) * b.power_mw[t]

        @block.Expression(time.steps, doc="pure methane burned [m3/h]")
        def methane_m3_per_h(b: Any, t: Any) -> Any:
            return b.power_mw[t] / self.mwh_per_m3

        @block.Expression(time.steps, doc="gas and variable upkeep [yuan]")
        def cost_yuan(b: Any, t: Any) -> Any:
            gas_yuan_per_mwh = self.gas_price_yuan_per_m3 / self.mwh_per_m3
            return step_h * (self.variable_om_yuan_per_mwh + gas_yuan_per_mwh) * b.power_mw[t]

    def flows(self, schedule: Schedule, frame: ArrayFrame) -> Flows:
        """Return what the meters see, shape (steps,)."""
        power_mw = schedule["power_mw"]
        burned = power_mw / METHANE_MWH_PER_M3 / self.efficiency_frac
        return Flows(
            out_mw=power_mw * (1 - self.own_use_frac),
            in_mw=np.zeros_like(power_mw),
            meters={"methane_m3_per_h": burned},
        )

    def costs(self, name: str, schedule: Schedule, frame: ArrayFrame) -> tuple[Stream, ...]:
        """Return gas and variable upkeep [yuan by step]."""
        gross_mwh = frame.step_h * schedule["power_mw"]
        upkeep_yuan = -self.variable_om_yuan_per_mwh * gross_mwh
        gas_yuan = -self.gas_price_yuan_per_m3 * (gross_mwh / METHANE_MWH_PER_M3 / self.efficiency_frac)
        return (
            Stream(key="gas_variable_om", asset=name, side=COST, yuan=upkeep_yuan, vat_frac=self.om_vat_frac),
            Stream(key="gas_fuel", asset=name, side=COST, yuan=gas_yuan, vat_frac=self.gas_vat_frac),
        )

    def generation(self, schedule: Schedule, frame: ArrayFrame) -> Generation:
        """Return what the sets made; nobody counts their starts."""
        gross_mwh = frame.step_h * float(schedule["power_mw"].sum())
        return Generation(
            gross_mwh=gross_mwh,
            of_sets_mwh=gross_mwh,
            sent_mwh=gross_mwh * (1 - self.own_use_frac),
            burned_m3=gross_mwh / self.mwh_per_m3,
            rated_mw=self.rated_power_mw,
        )

    def residuals(self, schedule: Schedule, frame: ArrayFrame) -> Mapping[str, float]:
        """Return how far a schedule is from each law, as shares of the rating; plain arrays, apart from `attach`."""
        step_h, series = frame.step_h, frame.series
        power_mw, rating_mw = schedule["power_mw"], self.sets * self.set_power_mw
        burned_m3 = step_h * power_mw / METHANE_MWH_PER_M3 / self.efficiency_frac
        supplied_m3 = step_h * series["pure_flow"]
        unsafe_mw = power_mw[series["methane"] < self.minimum_methane_frac]
        return {
            "power_limits": outside(power_mw, 0.0, rating_mw * self.availability_frac) / rating_mw,
            "gas_supply": outside(burned_m3, 0.0, supplied_m3) / (step_h * rating_mw / self.mwh_per_m3),
            "runs_below_safe_methane": largest(unsafe_mw) / rating_mw,
        }
