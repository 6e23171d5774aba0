"""What a station's own power does to the price it meets, and how large it may be before that matters.

A MW sent lowers the price of its step, a MW drawn raises it, by the response k [yuan/MWh per MW]: with a schedule held
that costs k × Σ h × net². It grows with the square of the size where the margin grows with the size, so that a share s
of the margin m of a station of power P is lost at P × s × m / (k × Σ h × net²).
"""

from collections.abc import Sequence

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.lifetime.live import Life
from storage_model.lifetime.record import YearlyStream
from storage_model.lifetime.year import Year

KEY = "own_price_effect"


def squares_mw2h(life: Life, asset: str) -> FloatArray:
    """Return Σ h × net² of an asset by operating year, between those dispatched a straight line, (years,) [MW²·h]."""
    known = [year.calendar_year for year in life.years]
    return np.interp(life.lifetime.calendar_years, known, [_of_year(year, asset) for year in life.years])


def _of_year(year: Year, asset: str) -> float:
    flows = year.site.flows(year.dispatch.schedules, year.dispatch.products)[asset]
    share = year.site.assets[asset].followed_frac
    return float(np.square(flows.traded_out_mw - flows.traded_in_mw).sum()) * year.site.horizon.step_h * share**2


def effect_stream(asset: str, squares: FloatArray, response: float, vat_frac: float) -> YearlyStream:
    """Return what the effect costs as a stream of the life, negative [yuan]."""
    return YearlyStream(key=KEY, asset=asset, side="cost", yuan=-response * squares, vat_frac=vat_frac)


def metered_margin_yuan(by_meter: Sequence[YearlyStream], asset: str) -> float:
    """Return the first year's money of an asset by the meter [yuan]."""
    return float(sum(one.yuan[0] for one in by_meter if one.asset == asset))


def power_limit_mw(power_mw: float, margin_yuan: float, squares: float, response: float, share: float) -> float | None:
    """Return the power at which the own effect takes a share of the margin; None for a price taker [MW]."""
    return None if response == 0 or squares == 0 else power_mw * share * margin_yuan / (response * squares)


def response_limit(margin_yuan: float, squares: float, share: float) -> float | None:
    """Return the response at which a station of this size loses a share of its margin [yuan/MWh per MW]."""
    return None if squares == 0 else share * margin_yuan / squares
