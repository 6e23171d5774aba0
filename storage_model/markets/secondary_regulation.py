"""Secondary frequency regulation of Shanxi (二次调频, AGC): mileage × K × own bid, five periods a day."""

from typing import Annotated, ClassVar, Literal, Self

import numpy as np
from pydantic import Field, model_validator

from storage_model.blocks import FloatArray, IntArray
from storage_model.horizon import Horizon
from storage_model.markets.energy_price import EnergyMarketName, EnergyPrice, energy_price
from storage_model.markets.held.product import HeldPower
from storage_model.markets.held.terms import Direction, HeldTerms
from storage_model.markets.limits import most_by_participant
from storage_model.markets.market import MarketData, MarketTerms
from storage_model.markets.periods import DaysWon, period_of_step, span_of_step, won_days
from storage_model.prices.ref import SeriesRef
from storage_model.records import Frac, NonNegative, Positive
from storage_model.units import HOURS_PER_DAY

PERIODS = 5
MOST_K = 2.0
EachPeriod = Annotated[list[NonNegative], Field(min_length=PERIODS, max_length=PERIODS)]
DaysWonEachPeriod = Annotated[list[DaysWon], Field(min_length=PERIODS, max_length=PERIODS)]


class SecondaryRegulationMarket(MarketTerms):
    """Each period pays mileage × K of settlement × the station's own bid; what is won is held for the whole period."""

    figure_key: ClassVar[str] = "period_starts_h"

    kind: Literal["secondary_regulation"]
    most_mw: Positive
    """申报容量上限 / most regulating power the station sells [MW]"""
    least_mw: NonNegative = 0.0
    """最小申报 / an offer is this large or none [MW]"""
    period_starts_h: EachPeriod = [0.0, 6.0, 12.0, 16.0, 21.0]  # noqa: RUF012 - frozen record
    """时段起点 / hours at which the five periods begin, the first at 0 [h]"""
    bid_yuan_per_mw: EachPeriod
    """里程报价 / the station's bid by period, which is what it is paid [yuan/MW]"""
    bid_floor_yuan_per_mw: EachPeriod = [5.0, 5.0, 10.0, 10.0, 5.0]  # noqa: RUF012
    """报价下限 / lowest bid allowed by period [yuan/MW]"""
    bid_cap_yuan_per_mw: EachPeriod = [15.0] * PERIODS
    """报价上限 / highest bid allowed by period [yuan/MW]"""
    mileage_per_mw_h: EachPeriod
    """调频里程 / mileage in an hour for each MW won, by period [MW/MW·h]"""
    k: NonNegative
    """综合性能指标 / measured performance of the station [1]"""
    best_k: Positive
    """最优性能指标 / highest performance of all units of the period [1]"""
    beta_frac: Frac
    """结算系数 / factor beta of settlement [0–1]"""
    won_days_per_year: DaysWonEachPeriod
    """中标天数 / days of a year on which the station wins, by period [days]"""
    won: SeriesRef | None = None
    """中标序列 / 1 where the station wins and 0 elsewhere, series in place of the numbers of days [0–1]"""
    up_called_frac: Frac
    """上调电量比例 / energy called upward, share of the power won [0–1]"""
    down_called_frac: Frac
    """下调电量比例 / energy called downward, share of the power won [0–1]"""
    sustain_h: NonNegative
    """持续时间 / how long a full call must be sustained from the store, either way [h]"""
    make_whole_efficiency_frac: Frac | None = None
    """补偿效率 / efficiency in the make-whole of called energy; leave out where there is none [0–1]"""
    make_whole_market: EnergyMarketName = "day_ahead"
    """补偿电价 / market whose prices the make-whole counts"""
    vat_frac: Frac
    """增值税率 / VAT rate inside the pay [0–1]"""

    @model_validator(mode="after")
    def _in_range(self) -> Self:
        if self.period_starts_h != sorted(set(self.period_starts_h)) or self.period_starts_h[0] != 0:
            raise ValueError("`period_starts_h` rising from 0")
        if self.period_starts_h[-1] >= HOURS_PER_DAY:
            raise ValueError("`period_starts_h` below 24, the end of a day")
        ranges = zip(self.bid_floor_yuan_per_mw, self.bid_yuan_per_mw, self.bid_cap_yuan_per_mw, strict=True)
        if any(not floor <= bid <= cap for floor, bid, cap in ranges):
            raise ValueError("every bid between `bid_floor_yuan_per_mw` and `bid_cap_yuan_per_mw` of its period")
        return self

    @property
    def holds_power(self) -> bool:
        """Power is what it pays for."""
        return True

    def offer_mw(self, rated_mw: float) -> tuple[float, float]:
        """Return the least and the most that an asset of this rating may hold [MW]."""
        return self.least_mw, min(rated_mw, self.most_mw)

    @property
    def figure_starts_h(self) -> tuple[float, ...]:
        """What is won is held for a period."""
        return tuple(self.period_starts_h)

    def needs(self) -> tuple[str, ...]:
        """Return the market price the make-whole counts."""
        return () if self.make_whole_efficiency_frac is None else (self.make_whole_market,)

    def product(self, key: str, data: MarketData) -> HeldPower:
        """Return the product of one calendar year."""
        period = period_of_step(data.horizon, self.period_starts_h)
        spans = span_of_step(data.horizon, self.period_starts_h)
        won = data.own.get("won", self._won(data.horizon, period))
        most_mw, total_mw = most_by_participant(self.participants, data, 1.0, self.most_mw, won)
        pay = {"secondary_regulation": self._mileage_pay(period)}
        if self.make_whole_efficiency_frac is not None:
            price = energy_price(data, self.make_whole_market)
            pay["regulation_make_whole"] = self._make_whole(price, self.make_whole_efficiency_frac, spans)
        return HeldPower(
            key=key,
            terms=HeldTerms(
                participants=tuple(self.participants),
                up=self._direction(self.up_called_frac, data.horizon, pay),
                down=self._direction(self.down_called_frac, data.horizon, {}),
                tied=True,
                most_mw=most_mw,
                total_mw=total_mw,
                least_mw=self.least_mw,
                span_of_step=spans,
                called=None,
                vat_frac=self.vat_frac,
                energy_vat_frac=self.vat_frac,
            ),
        )

    @property
    def settled_k(self) -> float:
        """K of settlement = beta × (2 ÷ best K) × K, at most 2."""
        return min(MOST_K, self.beta_frac * MOST_K / self.best_k * self.k)

    def _mileage_pay(self, period: IntArray) -> FloatArray:
        """Return mileage × K × bid of each step's period, shape (steps,) [yuan/MW·h]."""
        mileage, bid = np.array(self.mileage_per_mw_h), np.array(self.bid_yuan_per_mw)
        rate: FloatArray = (mileage * self.settled_k * bid)[period]
        return rate

    def _make_whole(self, price: EnergyPrice, efficiency_frac: float, spans: IntArray) -> FloatArray:
        """Return max(0, cost of called charge × efficiency − revenue of called discharge) of a span per MW and hour.

        Called energy alone is counted, at the price of its direction: the power won stays out of the energy market.
        """
        _, numbers, steps = np.unique(spans, return_inverse=True, return_counts=True)
        cost = self.down_called_frac * price.purchase_yuan_per_mwh * efficiency_frac
        missing = np.bincount(numbers, cost - self.up_called_frac * price.sale_yuan_per_mwh)
        rate: FloatArray = (np.maximum(missing, 0.0) / steps)[numbers]
        return rate

    def _won(self, horizon: Horizon, period: IntArray) -> FloatArray:
        by_period = np.array([won_days(horizon, days) for days in self.won_days_per_year])
        won: FloatArray = by_period[period, np.arange(horizon.count)]
        return won

    def _direction(self, called_frac: float, horizon: Horizon, pay: dict[str, FloatArray]) -> Direction:
        called = np.full(horizon.count, called_frac)
        return Direction(pay=pay, called_frac=called, sustain_h=self.sustain_h)
