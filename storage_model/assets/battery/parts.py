"""The nested parts of a battery's record: cells, budgets of cycles, the store at the ends of windows, outages."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from storage_model.records import Day, Frac, InputRecord, NonNegative, Positive, PositiveFrac


class Cohort(InputRecord):
    """Cells of one age behind the shared converter; where a field is absent the station's value holds."""

    energy_mwh: Positive
    """额定容量 / rated stored energy of these cells when new [MWh]"""
    soh_frac: PositiveFrac = 1.0
    """健康度 / usable share of the rated energy that is left [0–1]"""
    age_years: NonNegative = 0.0
    """已用年数 / years these cells have been in use [years]"""
    charge_efficiency_frac: PositiveFrac | None = None
    """充电效率 / grid to these cells [0–1]"""
    discharge_efficiency_frac: PositiveFrac | None = None
    """放电效率 / these cells to grid [0–1]"""
    power_mw: Positive | None = None
    """功率上限 / most power of these cells, measured at the grid; only the converter limits them unless given [MW]"""


class CycleBudget(InputRecord):
    """How many full cycles may be spent; one is the rated energy once discharged to the grid.

    Where a horizon holds part of a calendar day or year, it holds the same part of the budget.
    """

    per_day: Positive | None = None
    """每日循环次数 / most full cycles in a calendar day"""
    per_year: Positive | None = None
    """每年循环次数 / most full cycles in a calendar year"""
    lifetime: Positive | None = None
    """全寿命循环次数 / most full cycles over `lifetime_years`, spent evenly"""
    lifetime_years: Positive | None = None
    """循环寿命对应年数 / years over which `lifetime` is spread"""
    count_activation: bool = True
    """计入调用电量 / whether energy called by products counts as well"""

    @model_validator(mode="after")
    def _spread(self) -> "CycleBudget":
        if (self.lifetime is None) != (self.lifetime_years is None):
            raise ValueError("both of lifetime and lifetime_years, or neither")
        return self


class StoreAtEnds(InputRecord):
    """What is stored where windows meet, one rule for all of them."""

    every: Literal["horizon", "day", "week", "month", "year"] = "horizon"
    """窗口 / how long a window is; days, months and years of the market's calendar, weeks from the first day on"""
    rule: Literal["cyclic", "fixed", "free"] = "cyclic"
    """规则 / cyclic: every window ends as it began; fixed: at soc_frac; free: from soc_frac if given to anywhere"""
    soc_frac: Frac | None = None
    """荷电状态 / stored share of the usable energy, with the rules fixed and free [0–1]"""

    @model_validator(mode="after")
    def _known(self) -> "StoreAtEnds":
        if self.soc_frac is None and self.rule == "fixed":
            raise ValueError("soc_frac beside the rule fixed")
        if self.soc_frac is not None and self.rule == "cyclic":
            raise ValueError("no soc_frac beside the rule cyclic, which leaves the choice to the schedule")
        return self


class Outage(InputRecord):
    """Planned maintenance, whole days of the price year; they come in every operating year."""

    first_day: Day
    """首日 / first day, YYYY-MM-DD"""
    last_day: Day
    """末日 / last day, included, YYYY-MM-DD"""
    available_share_frac: Annotated[Frac, Field(lt=1)] = 0.0
    """可用份额 / share of the station that stays in service [0–1]"""

    @model_validator(mode="after")
    def _in_order(self) -> "Outage":
        if self.last_day < self.first_day:
            raise ValueError("a last_day not before first_day")
        return self
