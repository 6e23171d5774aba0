"""What a file says about a group of identical gensets."""

from itertools import pairwise
from typing import Annotated

from pydantic import Field, model_validator

from storage_model.assets.gas.mixing import Burnable
from storage_model.records import Frac, InputRecord, NonNegative, Positive, PositiveFrac

# A least time of days rests or runs a set for good; it would tie every step to weeks of others.
MOST_HOURS = 72.0
LeastTime = Annotated[float, Field(ge=0, le=MOST_HOURS)]


class LoadPoint(InputRecord):
    """Efficiency at one load."""

    load_frac: PositiveFrac
    """负荷率 / output as a share of what the set can give [0–1]"""
    efficiency_frac: PositiveFrac
    """发电效率 / electrical efficiency on the lower heating value [0–1]"""


class MethanePoint(InputRecord):
    """What a set can do on gas of one concentration; between points it is interpolated, beyond them held."""

    methane_frac: PositiveFrac
    """甲烷浓度 / methane concentration of the gas [0–1]"""
    output_factor: Positive
    """出力系数 / highest output, as a multiple of the rated one"""
    efficiency_factor: Positive
    """效率系数 / efficiency, as a multiple of that of the part-load table"""


class Gensets(InputRecord):
    """Identical sets, at equal loads unless burning more pays."""

    sets: Annotated[int, Field(gt=0)]
    """机组台数 / number of identical sets"""
    set_power_mw: Positive
    """单机额定功率 / rated gross power of one set [MW]"""
    minimum_load_frac: Frac
    """最低负荷率 / lowest output of a running set, as a share of what it can give [0–1]"""
    part_load: Annotated[list[LoadPoint], Field(min_length=1)]
    """部分负荷效率 / efficiency by rising load up to full load; below the first point fuel follows the first line"""
    methane_effect: list[MethanePoint] = Field(default_factory=list)
    """浓度影响 / output and efficiency by concentration; empty where they do not depend on it"""
    minimum_methane_frac: Burnable
    """最低安全甲烷浓度 / below this concentration no set runs [0–1]"""
    supplies: list[str] | None = None
    """气源 / supplies (or `holder`) piped to the group; all of them unless named"""
    blending: bool = False
    """允许掺混 / whether leaner gas may be mixed in, as long as the mixture keeps the safe concentration"""
    own_use_frac: Frac
    """厂用电率 / share of gross output used by the group itself [0–1]"""
    availability_frac: PositiveFrac
    """可用率 / expected share of a committed set's output that outages leave [0–1]"""
    start_cost_yuan: NonNegative = 0.0
    """启动费用 / cost of starting one set, VAT-inclusive [yuan]"""
    start_time_min: NonNegative = 0.0
    """启动时间 / time from the start of a set to its first output [min]"""
    minimum_up_h: LeastTime = 0.0
    """最短运行时间 / a started set stays on so long, unless its gas becomes unsafe; three days at most [h]"""
    minimum_down_h: LeastTime = 0.0
    """最短停机时间 / a stopped set stays off at least this long; three days at most [h]"""
    ramp_frac_per_min: Positive | None = None
    """爬坡速率 / most change of a running set's output, as a share of its rating [1/min]"""
    variable_om_yuan_per_mwh: NonNegative = 0.0
    """可变运维成本 / oil, plugs, VAT-inclusive, per gross output [yuan/MWh]"""
    running_cost_yuan_per_h: NonNegative = 0.0
    """运行小时维护费 / upkeep of one set per running hour, VAT-inclusive [yuan/h]"""
    overhaul_cost_yuan: NonNegative = 0.0
    """单机大修费 / one overhaul of one set, VAT-inclusive [yuan]"""
    overhaul_interval_h: Positive | None = None
    """大修间隔 / running hours from one overhaul to the next [h]"""
    heat_per_power: NonNegative = 0.0
    """余热电比 / heat that can be recovered per gross output [MWh/MWh]"""
    destruction_frac: PositiveFrac = 0.995
    """甲烷销毁率 / share of the burned methane that is destroyed [0–1]"""

    @property
    def rated_mw(self) -> float:
        """Rated gross power of the group [MW]."""
        return self.sets * self.set_power_mw

    @property
    def most_sent_mw(self) -> float:
        """Most the group ever sends, on the gas it likes best [MW]."""
        return self.rated_mw * max([1.0, *(p.output_factor for p in self.methane_effect)]) * (1.0 - self.own_use_frac)

    @property
    def full_heat_mw(self) -> float:
        """Heat of the fuel of all sets at full load [MW]."""
        return self.rated_mw / self.part_load[-1].efficiency_frac

    @property
    def overhaul_yuan_per_h(self) -> float:
        """What a running hour of one set adds to its next overhaul [yuan/h]."""
        return 0.0 if self.overhaul_interval_h is None else self.overhaul_cost_yuan / self.overhaul_interval_h

    @model_validator(mode="after")
    def _loads(self) -> "Gensets":
        loads = [point.load_frac for point in self.part_load]
        if any(later <= earlier for earlier, later in pairwise(loads)) or loads[-1] < 1:
            raise ValueError("part_load with rising load_frac, the last of them 1.0")
        fuel = [point.load_frac / point.efficiency_frac for point in self.part_load]
        slopes = [(f1 - f0) / (l1 - l0) for (f0, l0), (f1, l1) in pairwise(zip(fuel, loads, strict=True))]
        if any(later < earlier - 1e-9 for earlier, later in pairwise(slopes)) or any(slope <= 0 for slope in slopes):
            raise ValueError("part_load whose fuel (load_frac / efficiency_frac) rises ever faster with load")
        if slopes and slopes[0] * loads[0] > fuel[0] + 1e-9:
            raise ValueError("part_load whose efficiency does not fall from the first point to the second")
        return self

    @model_validator(mode="after")
    def _methane(self) -> "Gensets":
        for earlier, later in pairwise(self.methane_effect):
            if later.methane_frac <= earlier.methane_frac:
                raise ValueError("methane_effect with rising methane_frac")
            if later.output_factor < earlier.output_factor or later.efficiency_factor < earlier.efficiency_factor:
                raise ValueError("methane_effect in which richer gas never does worse")
        return self

    @model_validator(mode="after")
    def _overhaul(self) -> "Gensets":
        if self.overhaul_cost_yuan > 0 and self.overhaul_interval_h is None:
            raise ValueError("overhaul_interval_h beside overhaul_cost_yuan")
        return self
