"""A general product for power held ready upward or downward: regulation, reserve, response of any market."""

from math import inf
from typing import Annotated, ClassVar, Literal, Self

import numpy as np
from pydantic import Field, model_validator

from storage_model.blocks import FloatArray, Way
from storage_model.markets.energy_price import EnergyPrice, energy_price
from storage_model.markets.held.product import HeldPower
from storage_model.markets.held.terms import Direction, HeldTerms, Side
from storage_model.markets.limits import most_by_participant
from storage_model.markets.market import MarketData, MarketTerms
from storage_model.markets.periods import every_hours, fills_a_day, span_of_step
from storage_model.prices.ref import SeriesRef
from storage_model.records import Frac, InputRecord, NonNegative, Positive


class DirectionTerms(InputRecord):
    """What holding one MW ready in one direction earns and what it asks for."""

    price: SeriesRef | None = None
    """容量价格序列 / price of power held, series [yuan/MW·h]"""
    price_yuan_per_mw_h: float | None = None
    """容量价格 / price of power held, where it does not change [yuan/MW·h]"""
    mileage: SeriesRef | None = None
    """里程倍数序列 / mileage in an hour for each MW held, series [number]"""
    mileage_per_mw_h: NonNegative | None = None
    """里程倍数 / mileage in an hour for each MW held, where it does not change [MW/MW·h]"""
    mileage_price: SeriesRef | None = None
    """里程价格序列 / price of mileage, paid beside power held, series [yuan/MW]"""
    mileage_price_yuan_per_mw: NonNegative | None = None
    """里程价格 / price of mileage, where it does not change [yuan/MW]"""
    score_frac: Frac = 1.0
    """性能系数 / share of both prices that is paid, e.g. a performance score [0–1]"""
    called: SeriesRef | None = None
    """调用比例序列 / energy expected to be called, share of the power held, series [0–1]"""
    called_frac: Frac = 0.0
    """调用比例 / energy expected to be called, share of the power held [0–1]"""
    sustain_h: NonNegative
    """持续时间 / how long a full call must be sustained from the store [h]"""
    sides: Annotated[list[Side], Field(min_length=1, max_length=2)] = ["out", "in"]  # noqa: RUF012 - frozen record
    """承担侧 / which side of an asset may carry it: out (sends more or less), in (draws more or less)"""

    @model_validator(mode="after")
    def _one_price(self) -> Self:
        if (self.price is None) == (self.price_yuan_per_mw_h is None):
            raise ValueError("either `price` (a series) or `price_yuan_per_mw_h` (one number)")
        mileage = (self.mileage, self.mileage_per_mw_h), (self.mileage_price, self.mileage_price_yuan_per_mw)
        given = [sum(one is not None for one in ways) for ways in mileage]
        if given not in ([0, 0], [1, 1]):
            prices = "`mileage_price` or `mileage_price_yuan_per_mw`"
            raise ValueError(f"either no mileage, or `mileage` or `mileage_per_mw_h` with {prices}")
        return self

    @property
    def pays_mileage(self) -> bool:
        """Whether movement is paid beside power held."""
        return self.mileage is not None or self.mileage_per_mw_h is not None

    def direction(self, service: str, name: str, own: dict[str, FloatArray], count: int) -> Direction:
        """Return the direction over `count` steps; `own` holds its series by field."""

        def by_step(field: str, flat: float | None) -> FloatArray:
            return own.get(field, np.full(count, flat or 0.0))

        pay = {f"{service}_{name}": self.score_frac * by_step("price", self.price_yuan_per_mw_h)}
        if self.pays_mileage:
            mileage_price = by_step("mileage_price", self.mileage_price_yuan_per_mw)
            moved = by_step("mileage", self.mileage_per_mw_h)
            pay[f"{service}_mileage_{name}"] = self.score_frac * moved * mileage_price
        return Direction(
            pay=pay,
            called_frac=own.get("called", np.full(count, self.called_frac)),
            sustain_h=self.sustain_h,
            sides=tuple(side for side in ("out", "in") if side in self.sides),
        )


class UpDownMarket(MarketTerms):
    """A product bought by the MW held ready and hour, upward, downward or both."""

    figure_key: ClassVar[str] = "hold_h"

    kind: Literal["up_down"]
    service: Literal["regulation", "reserve", "response"]
    """服务类别 / what it is shown as: regulation, reserve or frequency response"""
    up: DirectionTerms | None = None
    """上调 / upward: send more, draw less"""
    down: DirectionTerms | None = None
    """下调 / downward: send less, draw more"""
    symmetric: bool = False
    """对称 / true: as much downward as upward"""
    most_mw: Positive | None = None
    """申报上限 / most held by all participants together in one direction; without it only the rating limits [MW]"""
    most_per_rating: Positive = 1.0
    """申报倍数上限 / most held by one participant as a multiple of its rated power; 2 allows a full swing"""
    least_mw: NonNegative = 0.0
    """最小申报 / an offer is this large or none [MW]"""
    hold_h: Annotated[float, Field(gt=0, le=24)] | None = None
    """申报时段 / hours for which one figure is held, counted from midnight; a step unless given [h]"""
    available: SeriesRef | None = None
    """可参与比例 / share of the most that may be held, series; 0 closes the product [0–1]"""
    called_energy: Literal["meter", "day_ahead", "real_time", "given", "none"] = "meter"
    """调用电量结算 / price of called energy: as the meter's energy market pays, a market's price, given, or unpaid"""
    called_price: SeriesRef | None = None
    """调用电量价格 / price of called energy with `called_energy: given`, series [yuan/MWh]"""
    called_in_per_out: NonNegative | None = None
    """调用下网与上网电量之比上限 / most energy called on the drawing side per MWh called on the other, each step [1]"""
    vat_frac: Frac
    """增值税率 / VAT rate inside the pay for power held [0–1]"""
    energy_vat_frac: Frac = 0.13
    """电量增值税率 / VAT rate inside the price of called energy [0–1]"""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.up is None and self.down is None:
            raise ValueError("at least one of `up` and `down`")
        if self.symmetric and (self.up is None or self.down is None):
            raise ValueError("`symmetric` with both `up` and `down`")
        if (self.called_energy == "given") != (self.called_price is not None):
            raise ValueError("`called_price` with `called_energy: given`, and only then")
        if self.service != "regulation" and any(one and one.pays_mileage for one in (self.up, self.down)):
            raise ValueError("mileage with `service: regulation`, and only there")
        if self.most_mw is not None and self.least_mw > self.most_mw:
            raise ValueError("`least_mw` not above `most_mw`")
        if self.hold_h is not None and not fills_a_day(self.hold_h):
            raise ValueError("`hold_h` of which a whole number fills a day, such as 0.25, 1 or 4")
        return self

    @property
    def holds_power(self) -> bool:
        """Power is what it pays for."""
        return True

    def offer_mw(self, rated_mw: float) -> tuple[float, float]:
        """Return the least and the most that an asset of this rating may hold [MW]."""
        return self.least_mw, min(self.most_per_rating * rated_mw, inf if self.most_mw is None else self.most_mw)

    @property
    def figure_starts_h(self) -> tuple[float, ...] | None:
        """What is offered is held for a block."""
        return None if self.hold_h is None else tuple(every_hours(self.hold_h))

    def needs(self) -> tuple[str, ...]:
        """Return the market price called energy is settled at."""
        return (self.called_energy,) if self.called_energy in ("day_ahead", "real_time") else ()

    def product(self, key: str, data: MarketData) -> HeldPower:
        """Return the product of one calendar year."""
        every_step = np.arange(data.horizon.count)
        spans = every_step if self.hold_h is None else span_of_step(data.horizon, every_hours(self.hold_h))
        most_mw, total_mw = most_by_participant(
            self.participants, data, self.most_per_rating, self.most_mw, data.own.get("available")
        )
        terms = HeldTerms(
            participants=tuple(self.participants),
            up=self._direction("up", data),
            down=self._direction("down", data),
            tied=self.symmetric,
            most_mw=most_mw,
            total_mw=total_mw,
            least_mw=self.least_mw,
            span_of_step=spans,
            called=self._called(data),
            in_per_out=self.called_in_per_out,
            vat_frac=self.vat_frac,
            energy_vat_frac=self.energy_vat_frac,
        )
        return HeldPower(key=key, terms=terms)

    def _direction(self, name: Way, data: MarketData) -> Direction | None:
        found: DirectionTerms | None = getattr(self, name)
        if found is None:
            return None
        own = {field.removeprefix(f"{name}."): values for field, values in data.own.items()}
        return found.direction(self.service, name, own, data.horizon.count)

    def _called(self, data: MarketData) -> EnergyPrice | None:
        if self.called_energy == "meter":
            return None
        if self.called_energy in ("day_ahead", "real_time"):
            return energy_price(data, self.called_energy)
        price = data.own["called_price"] if self.called_energy == "given" else np.zeros(data.horizon.count)
        return EnergyPrice(sale_yuan_per_mwh=price, purchase_yuan_per_mwh=price)
