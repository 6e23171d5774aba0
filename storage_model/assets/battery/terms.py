"""What a file says about a battery station."""

from typing import Literal, Self

from pydantic import Field, model_validator

from storage_model.assets.ageing.catalogue import Ageing
from storage_model.assets.battery.augmentation import Augmentation
from storage_model.assets.battery.parts import Cohort, CycleBudget, Outage, StoreAtEnds
from storage_model.prices.ref import SeriesRef
from storage_model.records import Frac, InputRecord, NonNegative, Positive, PositiveFrac


class BatteryTerms(InputRecord):
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
    """荷电状态下限 / lowest stored share of the usable energy [0–1]"""
    soc_max_frac: PositiveFrac
    """荷电状态上限 / highest stored share of the usable energy [0–1]"""
    auxiliary_mw: NonNegative
    """站用电 / constant station supply, metered with the charging side [MW]"""
    wear_cost_yuan_per_mwh: NonNegative
    """循环损耗成本 / what discharging one more MWh costs in later life; steers, is never paid [yuan/MWh]"""
    availability_frac: PositiveFrac
    """可用率 / share of the year the station can follow its schedule [0–1]"""
    ageing: Ageing
    """老化规律 / how the cells lose capacity with time and use"""
    efficiency_fade_frac_per_year: Frac = 0.0
    """效率年衰减 / share of each one-way efficiency lost per year of age [0–1 per year]"""
    cell_temperature_c: float = 25.0
    """电芯温度 / mean temperature of the cells in use [°C]"""
    overbuild_frac: NonNegative = 0.0
    """超配比例 / cells installed beyond the rated energy, as a share of it; the station never uses more than rated"""
    augmentation: dict[str, Augmentation] = Field(default_factory=dict)
    """补容与更换 / cells added or exchanged in later years, by name"""

    charge_power_mw: Positive | None = None
    """充电功率上限 / most power drawn, where it differs from power_mw [MW]"""
    discharge_power_mw: Positive | None = None
    """放电功率上限 / most power sent, where it differs from power_mw [MW]"""
    auxiliary_share_frac: Frac = 0.0
    """随功率站用电 / further supply per MW charged or discharged (cooling), metered with the charging side [0–1]"""
    self_discharge_frac_per_h: Frac = 0.0
    """自放电 / share of the stored energy lost in an hour [0–1 per hour]"""
    soh_frac: PositiveFrac = 1.0
    """健康度 / usable share of the rated energy [0–1]"""
    cohorts: dict[str, Cohort] = Field(default_factory=dict)
    """电池批次 / cells of different age by name; without them all cells are alike"""
    ends: StoreAtEnds = StoreAtEnds()
    """窗口首末荷电状态 / what is stored where windows meet"""
    cycles: CycleBudget = CycleBudget()
    """循环次数限额 / budgets of full cycles"""
    ramp_mw_per_min: Positive | None = None
    """爬坡速率 / most change of scheduled power from step to step [MW/min]"""
    maintenance: list[Outage] = Field(default_factory=list)
    """计划检修 / planned maintenance"""
    available: SeriesRef | None = None
    """可用份额序列 / share of the station in service, series [0–1]"""
    forced_outage_frac: Frac = 0.0
    """非计划停运率 / mean share of power and energy out of service unplanned [0–1]"""
    variable_cost_yuan_per_mwh: NonNegative = 0.0
    """可变运维成本 / paid per MWh discharged, called energy included, VAT-inclusive [yuan/MWh]"""
    variable_cost_vat_frac: Frac = 0.0
    """可变运维进项税率 / VAT rate inside the variable cost [0–1]"""
    wear_on_activation: bool = True
    """调用电量计损耗 / whether energy called by products wears the cells as well"""
    exclusive: Literal["step", "hour"] = "step"
    """充放互斥 / charging and discharging exclude each other within a step, or within a clock hour"""
    exclusive_offers: bool = False
    """报价计入互斥 / whether power offered counts: then a station that charges offers on its charging side only"""
    sustain_measured_at: Literal["start", "end", "both"] = "both"
    """持续能量校核点 / where in a step a full call must find its energy in the store"""

    @model_validator(mode="after")
    def _installed_once(self) -> Self:
        if self.cohorts and self.overbuild_frac:
            raise ValueError("no overbuild_frac beside cohorts, whose energy_mwh says what is installed")
        return self

    @property
    def most_charge_mw(self) -> float:
        """Most power drawn [MW]."""
        return self.power_mw if self.charge_power_mw is None else self.charge_power_mw

    @property
    def most_discharge_mw(self) -> float:
        """Most power sent [MW]."""
        return self.power_mw if self.discharge_power_mw is None else self.discharge_power_mw
