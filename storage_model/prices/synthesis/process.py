"""How days remember each other, and the few numbers that are fitted to a year's aims."""

from dataclasses import dataclass
from typing import Annotated, Self

from pydantic import Field, model_validator

from storage_model.records import Frac, InputRecord, NonNegative, Positive


class Process(InputRecord):
    """Memory and correlation of the latent tightness of the system; one unit lifts the price from the floor to coal."""

    day_to_day_correlation_frac: Frac
    """日间相关系数 / correlation of each part of the day with the same part of the next day [0–1]"""
    night_evening_correlation_frac: Annotated[float, Field(ge=0, lt=1)]
    """夜晚相关系数 / correlation of a day's night and evening [0–1]"""
    midday_other_correlation_frac: Frac
    """午间相关系数 / correlation of a day's midday with its night and evening [0–1]"""
    weekend_shift: float
    """周末偏移 / tightness of Saturdays and Sundays against other days"""
    residual_sd: NonNegative
    """日内残差标准差 / standard deviation of the residual within a day"""
    residual_memory_h: Positive
    """日内残差记忆 / time after which its correlation has fallen to 1/e [h]"""
    jitter_sd_frac: Frac
    """报价抖动标准差 / standard deviation about the supply curve, relative to the height above the floor"""
    jitter_memory_h: Positive
    """报价抖动记忆 / time after which its correlation has fallen to 1/e [h]"""
    episode_start_frac_per_day: Frac
    """紧缺事件日发生率 / chance that an episode of scarcity begins, in a month of mean price [0–1]"""
    episode_stay_frac: Frac
    """紧缺事件延续率 / chance that it lasts another day [0–1]"""
    episode_season: NonNegative
    """紧缺季节性 / the chance to begin grows by the factor exp(this × relative distance of the month's mean price)"""
    rt_memory_h: Positive
    """实时偏差记忆 / time after which the correlation of the real-time deviation has fallen to 1/e [h]"""
    rt_day_share_frac: Frac
    """实时偏差日间占比 / share of its variance that is common to a whole day [0–1]"""

    @model_validator(mode="after")
    def _correlations_agree(self) -> Self:
        """Refuse a midday that goes with both night and evening more than these go with each other."""
        if 2 * self.midday_other_correlation_frac**2 >= 1 + self.night_evening_correlation_frac:
            raise ValueError("2 × midday_other_correlation_frac² has to stay below 1 + night_evening_correlation_frac")
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The numbers fitted to a year's aims: three of the supply curve, four of the latent tightness.

    `coal_yuan_per_mwh` is the price where coal begins to set it; `plateau` and `scarcity` are the widths of the coal
    plateau and of the steep part behind it, `midday`, `evening`, `night` standard deviations of the parts of the day,
    `episode` the lift of an episode of scarcity, all in units of latent tightness.
    """

    coal_yuan_per_mwh: float
    plateau: float
    scarcity: float
    midday: float
    evening: float
    night: float
    episode: float
