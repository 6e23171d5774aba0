"""Paid primary frequency regulation of Shanxi (有偿一次调频), as ruled from July 2026 (晋监能市场规〔2026〕2号)."""

from typing import Literal

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.horizon import Horizon
from storage_model.markets.held.product import HeldPower
from storage_model.markets.held.terms import Direction, HeldTerms
from storage_model.markets.limits import most_by_participant
from storage_model.markets.market import MarketData, MarketTerms
from storage_model.markets.periods import DaysWon, span_of_step, won_days
from storage_model.prices.ref import SeriesRef
from storage_model.records import Frac, NonNegative, Positive
from storage_model.units import HOURS_PER_DAY

# Response is counted in blocks of half a minute outside the dead band.
BLOCK_H = 30 / 3_600
MIDNIGHT = (0.0,)


def settled_k(day_k: FloatArray) -> FloatArray:
    """Return K of settlement from the day's K: none below 2, 1.0 from 2, 0.1 more each half step, 2.0 from 7."""
    steps = np.floor((day_k - 2.0) / 0.5 + 1e-9)
    return np.where(day_k < 2.0, 0.0, np.minimum(1.0 + 0.1 * steps, 2.0))


class PrimaryRegulationMarket(MarketTerms):
    """Each day pays D × K × price, D the response in MW and blocks of 30 s; what is enrolled is held all day."""

    kind: Literal["primary_regulation"]
    most_mw: Positive
    """参与容量上限 / most a station is paid for [MW]"""
    price_yuan_per_mw: NonNegative
    """补偿标准 / pay for one MW of response in one block of 30 s at K = 1 [yuan/MW]"""
    blocks_per_day: NonNegative
    """日贡献量 / D of a day for each MW enrolled: blocks × share of the enrolled power in their peaks [1/day]"""
    day_k: NonNegative
    """日性能指标 / the day's K, from which K of settlement follows [1]"""
    won_days_per_year: DaysWon
    """中标天数 / days of a year on which the station is among the ranked [days]"""
    won: SeriesRef | None = None
    """中标序列 / 1 where the station is ranked and 0 elsewhere, series in place of the number of days [0–1]"""
    mean_of_peak_frac: Frac
    """平均响应比例 / mean response of a block as a share of its peak; D counts the peak, the meter the mean [0–1]"""
    up_share_frac: Frac
    """上调占比 / share of the response that is upward [0–1]"""
    sustain_h: NonNegative
    """持续时间 / how long a full response must be sustained from the store, either way [h]"""
    vat_frac: Frac
    """增值税率 / VAT rate inside the pay [0–1]"""

    @property
    def holds_power(self) -> bool:
        """Power is what it pays for."""
        return True

    @property
    def figure_starts_h(self) -> tuple[float, ...]:
        """What is enrolled is held all day."""
        return MIDNIGHT

    def product(self, key: str, data: MarketData) -> HeldPower:
        """Return the product of one calendar year."""
        won = data.own.get("won", won_days(data.horizon, self.won_days_per_year))
        most_mw, total_mw = most_by_participant(self.participants, data, 1.0, self.most_mw, won)
        return HeldPower(
            key=key,
            terms=HeldTerms(
                participants=tuple(self.participants),
                up=self._direction(self.up_share_frac, data.horizon, {"primary_regulation": self.yuan_per_mw_h()}),
                down=self._direction(1.0 - self.up_share_frac, data.horizon, {}),
                tied=True,
                most_mw=most_mw,
                total_mw=total_mw,
                least_mw=0.0,
                span_of_step=span_of_step(data.horizon, MIDNIGHT),
                called=None,
                vat_frac=self.vat_frac,
                energy_vat_frac=self.vat_frac,
            ),
        )

    def yuan_per_mw_h(self) -> float:
        """Return what one enrolled MW earns in an hour, a 24th of its day [yuan/MW·h]."""
        k = float(settled_k(np.array(self.day_k)))
        return self.price_yuan_per_mw * k * self.blocks_per_day / HOURS_PER_DAY

    def called_frac(self) -> float:
        """Return the energy of all response as a share of the power enrolled [0–1]."""
        return self.blocks_per_day * BLOCK_H * self.mean_of_peak_frac / HOURS_PER_DAY

    def _direction(self, share_frac: float, horizon: Horizon, pay: dict[str, float]) -> Direction:
        return Direction(
            pay={key: np.full(horizon.count, rate) for key, rate in pay.items()},
            called_frac=np.full(horizon.count, share_frac * self.called_frac()),
            sustain_h=self.sustain_h,
        )
