"""How a case asks what it earns when the future is not known."""

from typing import TYPE_CHECKING, Annotated, Self, Union

from pydantic import Field, model_validator

from storage_model.prices.forecasts.catalogue import FORECASTS
from storage_model.prices.forecasts.catalogue import AnyForecast as Forecast
from storage_model.records import InputRecord

if TYPE_CHECKING:
    AnyForecast = Forecast
else:
    AnyForecast = Annotated[
        Union[tuple(FORECASTS.values())],  # noqa: UP007 - made at run time from the catalogue
        Field(discriminator="kind"),
    ]

Hours = Annotated[int, Field(ge=1, le=8_784)]


class ForesightTerms(InputRecord):
    """Schedules decided on forecasts and settled at the prices that come, beside the one that knows them all."""

    forecast: AnyForecast
    """预测方法 / how market prices are forecast"""
    step_h: Hours = 24
    """决策周期 / hours decided at a time [h]"""
    look_ahead_h: Hours = 48
    """前瞻时长 / hours looked at for each decision [h]"""
    known_before_h: Annotated[int, Field(ge=0, le=168)] = 0
    """截止提前量 / hours between the last known price and the first step decided, e.g. 14 for bids at ten [h]"""
    real_time_step_h: Hours | None = None
    """实时调整周期 / hours after which the schedule is decided anew beside what the plan promised; none unless given"""
    scenarios: Annotated[int, Field(ge=1, le=100)] = 1
    """电价情景数 / futures one plan is made for: the forecast with its latest errors; 1: the forecast alone"""

    @model_validator(mode="after")
    def _fitting(self) -> Self:
        if self.step_h > self.look_ahead_h:
            raise ValueError("`look_ahead_h` at least `step_h`: what is decided has to be looked at")
        if self.real_time_step_h is not None and self.step_h % self.real_time_step_h:
            raise ValueError("`step_h` a whole multiple of `real_time_step_h`")
        if self.scenarios > 1 and self.real_time_step_h is None:
            raise ValueError("`real_time_step_h` beside `scenarios`: a plan that is kept needs no more than one")
        return self
