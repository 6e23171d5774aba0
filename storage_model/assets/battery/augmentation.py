"""When cells are added or exchanged, how many, and at what price."""

from typing import Annotated

from pydantic import Field, model_validator

from storage_model.assets.ageing.catalogue import Ageing
from storage_model.records import CalendarYear, Frac, InputRecord, NonNegative, Positive, PositiveFrac

OperatingYear = Annotated[int, Field(ge=1, le=60)]


class FirmPower(InputRecord):
    """Power a station has promised to hold for some hours."""

    power_mw: Positive
    """保证功率 / power promised [MW]"""
    hours: Positive
    """持续时长 / how long it has to last [h]"""


class Trigger(InputRecord):
    """What at the end of a year calls for new cells; any of the conditions named."""

    soh_below_frac: PositiveFrac | None = None
    """健康度低于 / mean state of health of all cells below [0–1]"""
    usable_below_mwh: Positive | None = None
    """可用电量低于 / usable energy of all cells below [MWh]"""
    firm_below: FirmPower | None = None
    """保证容量不足 / the store, within its window, no longer carries this power"""

    @model_validator(mode="after")
    def _something(self) -> "Trigger":
        if not (self.soh_below_frac or self.usable_below_mwh or self.firm_below):
            raise ValueError("at least one of soh_below_frac, usable_below_mwh, firm_below")
        return self


class Augmentation(InputRecord):
    """Cells bought at the end of operating years, paid then and at work from the next year on."""

    after_operating_years: list[OperatingYear] = Field(default_factory=list)
    """计划年份 / operating years at whose end cells come, 1 is the first"""
    trigger: Trigger | None = None
    """触发条件 / condition at whose first sight, and at each later one, cells come"""
    energy_mwh: Positive | None = None
    """新增容量 / rated energy of the new cells [MWh]"""
    restore_to_mwh: Positive | None = None
    """补足至 / usable energy of all cells afterwards [MWh]"""
    replaces: bool = False
    """整体更换 / whether all old cells are taken out"""
    last_operating_year: OperatingYear | None = None
    """最后补容年份 / operating year after which nothing is bought any more"""

    price_yuan_per_kwh: NonNegative
    """电池系统价格 / price of new cells installed, VAT-inclusive, in `price_year` [yuan/kWh]"""
    price_year: CalendarYear
    """价格年份 / calendar year of the price"""
    price_change_frac_per_year: Annotated[float, Field(gt=-1, lt=1)]
    """价格年变化 / yearly change of the price (learning), e.g. -0.03"""
    salvage_yuan_per_kwh: float = 0.0
    """旧电池残值 / what cells taken out bring less their disposal, per rated kWh, VAT-inclusive [yuan/kWh]"""
    vat_frac: Frac
    """进项税率 / VAT rate inside price and salvage [0–1]"""
    life_years: OperatingYear
    """折旧年限 / years of depreciation of the new cells"""
    residual_frac: Frac
    """残值率 / residual share [0–1]"""

    ageing: Ageing | None = None
    """老化规律 / how the new cells age, where it differs from the station's"""
    charge_efficiency_frac: PositiveFrac | None = None
    """充电效率 / grid to the new cells, where it differs [0–1]"""
    discharge_efficiency_frac: PositiveFrac | None = None
    """放电效率 / new cells to grid, where it differs [0–1]"""

    @model_validator(mode="after")
    def _whole(self) -> "Augmentation":
        if not self.after_operating_years and self.trigger is None:
            raise ValueError("after_operating_years, trigger, or both")
        if (self.energy_mwh is None) == (self.restore_to_mwh is None):
            raise ValueError("one of energy_mwh and restore_to_mwh")
        last = self.last_operating_year
        if last is not None and last < max(self.after_operating_years, default=0):
            raise ValueError("`after_operating_years` up to `last_operating_year`, after which nothing is bought")
        return self

    def price_in(self, calendar_year: int) -> float:
        """Return the price of new cells in a calendar year, VAT-inclusive [yuan/kWh]."""
        growth: float = (1.0 + self.price_change_frac_per_year) ** (calendar_year - self.price_year)
        return self.price_yuan_per_kwh * growth
