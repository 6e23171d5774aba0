"""What a sizing file asks for: modules, their range, what they cost, what is best, how the market answers."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from storage_model.policies.document import Title
from storage_model.records import InputRecord, NonNegative, Positive, PositiveFrac
from storage_model.scenario.lifetime_terms import OperatingYear

Objective = Literal["npv", "equity_irr", "least_support"]
Count = Annotated[int, Field(ge=1, le=2_000)]


def above(least: str, most: str, record: InputRecord) -> str:
    """Return what is asked of two ends that are the wrong way round, with what they are."""
    return f"{least} not above {most}; they are {getattr(record, least):g} and {getattr(record, most):g}"


class CostCurve(InputRecord):
    """Investment of a size, VAT-inclusive: fixed + per MW × power + per MWh × energy; the case's split of it stays."""

    fixed_yuan: NonNegative
    """固定投资 / what does not depend on the size [yuan]"""
    yuan_per_mw: NonNegative
    """功率投资 / investment per MW of power [yuan/MW]"""
    yuan_per_mwh: NonNegative = 0.0
    """能量投资 / investment per MWh of energy [yuan/MWh]"""

    def yuan(self, power_mw: float, energy_mwh: float = 0.0) -> float:
        """Return the investment of a size [yuan]."""
        return self.fixed_yuan + self.yuan_per_mw * power_mw + self.yuan_per_mwh * energy_mwh


class StoreModules(InputRecord):
    """A battery built of whole power and energy modules."""

    asset: str
    """储能资产 / name of the battery in the case"""
    power_module_mw: Positive
    """功率模块 / power of one module [MW]"""
    energy_module_mwh: Positive
    """能量模块 / energy of one module [MWh]"""
    least_power_modules: Count
    """最少功率模块 / fewest power modules"""
    most_power_modules: Count
    """最多功率模块 / most power modules, as far as the connection carries them"""
    least_duration_h: Positive
    """最短时长 / shortest duration: energy ÷ power [h]"""
    most_duration_h: Positive
    """最长时长 / longest duration [h]"""
    dispatched_durations_h: Annotated[list[Positive], Field(min_length=2)]
    """筛选时长 / durations dispatched for the screening; a straight line lies between them [h]"""
    cost: CostCurve
    """造价曲线 / investment by size"""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.least_power_modules > self.most_power_modules:
            raise ValueError(above("least_power_modules", "most_power_modules", self))
        if self.least_duration_h > self.most_duration_h:
            raise ValueError(above("least_duration_h", "most_duration_h", self))
        ends = min(self.dispatched_durations_h), max(self.dispatched_durations_h)
        if ends[0] > self.least_duration_h or ends[1] < self.most_duration_h:
            least, most = f"{self.least_duration_h:g} (least_duration_h)", f"{self.most_duration_h:g} (most_duration_h)"
            held = f"dispatched_durations_h from {least} or below to {most} or above"
            raise ValueError(f"{held}, not {ends[0]:g} to {ends[1]:g}")
        return self


class SetModules(InputRecord):
    """A gas plant of whole sets."""

    asset: str
    """瓦斯发电资产 / name of the gas plant in the case"""
    least_sets: Count
    """最少台数 / fewest sets"""
    most_sets: Count
    """最多台数 / most sets"""
    cost: CostCurve
    """造价曲线 / investment by power"""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.least_sets > self.most_sets:
            raise ValueError(above("least_sets", "most_sets", self))
        return self


class Sizing(InputRecord):
    """One sizing file."""

    title: Title
    """名称 / title"""
    objective: Objective
    """目标 / greatest net present value after tax, greatest return on equity, or least support per firm kW and year"""
    store: StoreModules
    """储能模块 / the battery"""
    sets: SetModules | None = None
    """瓦斯机组 / the gas plant, where it is sized too"""
    dispatched_years: list[OperatingYear] = Field(default_factory=list)
    """代表年 / operating years dispatched for the screening; every one unless given"""
    price_response_yuan_per_mwh_per_mw: NonNegative = 0.0
    """自身价格影响 / what a MW sent takes off the price and a MW drawn adds [yuan/MWh per MW]; 0: price taker"""
    firm_hours_h: Positive = 6.0
    """保证出力时长 / hours at full power that make a kW firm; support is counted per firm kW [h]"""
    own_effect_limit_frac: PositiveFrac = 0.05
    """价格接受限度 / share of the metered margin that the own effect may take before the station is no price taker"""
