"""What a targets file says: the published means a made year has to keep, the statistics it has to show, the process."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from storage_model.prices.synthesis.process import Process
from storage_model.records import Frac, InputRecord, NonNegative, Positive, PositiveFrac

Year = Annotated[int, Field(ge=1992, le=2100)]
Seed = Annotated[int, Field(ge=0)]
Ladder = Annotated[list[float], Field(min_length=2)]


class Aim(InputRecord):
    """A statistic of the year and how far the made year may miss it."""

    aim: float
    """目标 / the value to show"""
    tolerance: Positive
    """容差 / largest distance that counts as met; also the weight of the aim when the process is fitted"""


class CurveRef(InputRecord):
    """A curve of 24 hourly means in a CSV file; the path is relative to the targets file."""

    file: str
    """文件 / CSV with the columns curve, h00 … h23"""
    curve: str
    """曲线 / name in the first column; for a curve per month the part before `_01` … `_12`"""


class SpotAims(InputRecord):
    """Statistics of the made price year; daily ones are of the day-ahead price at the node.

    `top` and `bottom` of a day are the means of its eight highest and eight lowest quarter-hours.
    """

    unified_mean_yuan_per_mwh: Aim
    """统一结算点日前均价 / mean day-ahead price of the unified settlement point [yuan/MWh]"""
    spread_mean_yuan_per_mwh: Aim
    """日内两小时价差均值 / mean of top minus bottom [yuan/MWh]"""
    spread_p10_yuan_per_mwh: Aim
    """价差10%分位 / a tenth of days has a smaller spread [yuan/MWh]"""
    spread_p50_yuan_per_mwh: Aim
    """价差中位数 / half of the days has a smaller spread [yuan/MWh]"""
    spread_p90_yuan_per_mwh: Aim
    """价差90%分位 / nine tenths of days have a smaller spread [yuan/MWh]"""
    days_near_floor_frac: Aim
    """谷段触底天数占比 / share of days with the bottom near the floor [0–1]"""
    days_scarce_frac: Aim
    """高价天数占比 / share of days with the top above the scarcity threshold [0–1]"""
    steps_at_floor_frac: Aim
    """地板价时段占比 / share of quarter-hours exactly at the floor [0–1]"""
    scarcity_run_days: Aim
    """高价连续天数 / mean length of runs of scarce days; days without memory give 1 ÷ (1 − share) [d]"""
    weekend_to_weekday_frac: Aim
    """周末与工作日均价比 / median of the daily mean prices of Saturdays and Sundays ÷ that of other days"""
    rt_noise_yuan_per_mwh: Aim
    """实时偏差标准差 / standard deviation of hourly real-time minus day-ahead price [yuan/MWh]"""
    rt_minus_da_yuan_per_mwh: Aim
    """实时与日前均价差 / mean of real-time minus day-ahead price [yuan/MWh]"""


class SpotTargets(InputRecord):
    """A year of quarter-hours of day-ahead and real-time prices."""

    kind: Literal["spot_prices"]
    """类别 / what is made"""
    source: str
    """来源 / what the year is calibrated to; stands in the first line of the file"""
    year: Year
    """年份 / calendar year of the steps"""
    zone: str
    """时区 / zone of the market's clock, e.g. +08:00"""
    seed: Seed
    """随机种子 / seed unless the command line gives another"""
    day_ahead_months: CurveRef
    """各月日前小时均价 / day-ahead hourly means of each month, unified settlement point"""
    day_ahead_year: CurveRef | None = None
    """全年日前小时均价 / where given, each hour's months are scaled to this mean of the year"""
    real_time_year: CurveRef
    """全年实时小时均价 / real-time hourly means of the year, unified settlement point"""
    floor_yuan_per_mwh: float
    """出清下限 / lowest price at the node [yuan/MWh]"""
    cap_yuan_per_mwh: float
    """出清上限 / highest price [yuan/MWh]"""
    unified_floor_yuan_per_mwh: float
    """统一结算点价格下限 / the unified price does not fall below this; equal to the node price above [yuan/MWh]"""
    near_floor_yuan_per_mwh: NonNegative
    """触底判据 / a bottom at most this far above the floor is near it [yuan/MWh]"""
    scarce_above_yuan_per_mwh: float
    """高价判据 / a top above this makes a scarce day [yuan/MWh]"""
    aims: SpotAims
    """目标 / statistics of the year"""
    process: Process
    """随机过程 / memory and correlation of the process"""


class TypicalDaysTargets(InputRecord):
    """A year of hours in which every day of a month is that month's mean day."""

    kind: Literal["typical_days"]
    """类别 / what is made"""
    source: str
    """来源 / where the means come from; stands in the first line of the file"""
    year: Year
    """年份 / calendar year of the steps"""
    zone: str
    """时区 / zone of the market's clock, e.g. +08:00"""
    day_ahead_months: CurveRef
    """各月日前小时均价 / day-ahead hourly means of each month"""
    day_ahead_year: CurveRef | None = None
    """全年日前小时均价 / where given, each hour's months are scaled to this mean of the year"""


class Marginal(InputRecord):
    """Which share of hours lies below which value, and how the value remembers the day before."""

    shares_frac: Ladder
    """累计占比 / shares of hours, rising from 0 to 1"""
    values: Ladder
    """数值 / the value below which each share of hours lies"""
    day_to_day_correlation_frac: PositiveFrac
    """日间相关系数 / correlation of one day with the next [0–1]"""
    within_day_frac: Frac
    """日内变差占比 / share of the variance that comes and goes within a day [0–1]"""


class GasAims(InputRecord):
    """Statistics of the made gas year."""

    pure_mean_m3_per_min: Aim
    """纯量均值 / mean pure flow [m³/min]"""
    day_flow_p5_relative: Aim
    """日纯量5%分位 / one day in twenty drains less, relative to the mean"""
    day_flow_p95_relative: Aim
    """日纯量95%分位 / one day in twenty drains more, relative to the mean"""
    day_flow_correlation_frac: Aim
    """日纯量相关系数 / correlation of one day's pure flow with the next [0–1]"""
    methane_mean_frac: Aim
    """平均浓度 / mean methane concentration [0–1]"""
    hours_below_usable_frac: Aim
    """低浓度时段占比 / share of hours with a concentration too low for the sets [0–1]"""


class GasTargets(InputRecord):
    """A year of hours of mine gas drained: pure flow and methane concentration."""

    kind: Literal["mine_gas"]
    """类别 / what is made"""
    source: str
    """来源 / what the year is made after; stands in the first line of the file"""
    year: Year
    """年份 / calendar year of the steps"""
    zone: str
    """时区 / zone of the clock, e.g. +08:00"""
    seed: Seed
    """随机种子 / seed unless the command line gives another"""
    usable_methane_frac: PositiveFrac
    """可用最低浓度 / lowest concentration the sets can use [0–1]"""
    aims: GasAims
    """目标 / statistics of the year"""
    pure_relative: Marginal
    """纯量分布 / distribution of the pure flow, relative to the aimed mean"""
    methane: Marginal
    """浓度分布 / distribution of the methane concentration [0–1]"""
    flow_methane_correlation: Annotated[float, Field(ge=-1, le=1)]
    """纯量与浓度相关系数 / correlation of flow and concentration"""


class HeatTargets(InputRecord):
    """A year of hours of the heat a mine takes: hot water all year, heating by the cold of the day."""

    kind: Literal["mine_heat"]
    """类别 / what is made"""
    source: str
    """来源 / what the year is made after; stands in the first line of the file"""
    year: Year
    """年份 / calendar year of the steps"""
    zone: str
    """时区 / zone of the clock, e.g. +08:00"""
    seed: Seed
    """随机种子 / seed unless the command line gives another"""
    hot_water_mw: NonNegative
    """生活热水负荷 / baths and hot water, all year [MW]"""
    heating_mw: NonNegative
    """采暖设计负荷 / heating of buildings and intake air at the design temperature [MW]"""
    indoor_c: float
    """室内计算温度 / temperature kept indoors [°C]"""
    design_c: float
    """室外设计温度 / outdoor temperature at which heating needs all of its design load [°C]"""
    heated_below_c: float
    """采暖临界温度 / days whose mean lies below this are heated [°C]"""
    month_mean_c: Annotated[list[float], Field(min_length=12, max_length=12)]
    """各月平均气温 / outdoor mean of January to December [°C]"""
    day_deviation_c: NonNegative
    """日均气温离差 / standard deviation of a day's mean from its season [°C]"""
    day_to_day_correlation_frac: PositiveFrac
    """日间相关系数 / correlation of one day's deviation with the next [0–1]"""
    day_swing_c: NonNegative
    """日较差 / warmest less coldest hour of a day [°C]"""
    mean_mw: Aim
    """年均热负荷 / mean demand of the year [MW]"""

    @model_validator(mode="after")
    def _warmer_inside(self) -> Self:
        if self.design_c >= self.indoor_c:
            raise ValueError("`design_c` below `indoor_c`")
        return self


Targets = Annotated[SpotTargets | TypicalDaysTargets | GasTargets | HeatTargets, Field(discriminator="kind")]
