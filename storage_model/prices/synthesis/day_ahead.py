"""Day-ahead prices of a year for one shape of the process."""

from dataclasses import dataclass

from storage_model.blocks import FloatArray
from storage_model.prices.synthesis.level import shifts_for_means
from storage_model.prices.synthesis.process import Shape
from storage_model.prices.synthesis.setting import Setting
from storage_model.prices.synthesis.supply_curve import SupplyCurve


@dataclass(frozen=True, slots=True, kw_only=True)
class DayAhead:
    """A day-ahead year: the supply curve, the tightness on it and the node price [yuan/MWh], shape (days, 96)."""

    curve: SupplyCurve
    tightness: FloatArray
    prices: FloatArray


def day_ahead_of(setting: Setting, shape: Shape, rounds: int) -> DayAhead:
    """Return the year in which each month's quarter-hours have their published mean at the unified point."""
    curve = SupplyCurve(
        floor_yuan_per_mwh=setting.targets.floor_yuan_per_mwh,
        cap_yuan_per_mwh=setting.targets.cap_yuan_per_mwh,
        shape=shape,
    )
    jitter, drawn = setting.chance.jitter, setting.chance.tightness(shape)
    shifts = shifts_for_means(
        lambda shift: setting.unified(curve.price(drawn + shift, jitter)),
        setting.quarters,
        setting.days.month,
        rounds,
    )
    return DayAhead(curve=curve, tightness=drawn + shifts, prices=curve.price(drawn + shifts, jitter))
