"""How the operating years are computed."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from storage_model.records import Frac, InputRecord, NonNegative

OperatingYear = Annotated[int, Field(ge=1, le=80)]


class WearSearch(InputRecord):
    """Wear cost as a fixed point: what steers the dispatch is what the dispatch wears off, at the cells' price."""

    cells_yuan_per_kwh: NonNegative
    """换芯价格 / price of the cells that replace worn ones [yuan/kWh]"""
    end_of_life_soh_frac: Annotated[Frac, Field(lt=1)]
    """寿命终止健康度 / state of health at which cells are replaced [0–1]"""


class LifetimeTerms(InputRecord):
    """Which operating years are optimised, and at which cost of wear."""

    mode: Literal["every_year", "representative"] = "every_year"
    """方式 / every operating year optimised, or chosen ones with the others between them"""
    dispatched_years: list[OperatingYear] = Field(default_factory=list)
    """代表年 / operating years to optimise, 1 is the first; first, last and years of new cells are added"""
    compared: bool = False
    """与逐年对比 / whether a representative life is compared with every year optimised"""
    wear: WearSearch | None = None
    """损耗成本 / find each battery's wear cost; the one in its record is used unless given"""

    @model_validator(mode="after")
    def _fitting(self) -> "LifetimeTerms":
        if self.mode == "representative" and not self.dispatched_years:
            raise ValueError("dispatched_years beside mode representative")
        if self.mode == "every_year" and self.dispatched_years:
            raise ValueError("mode representative beside dispatched_years")
        return self
