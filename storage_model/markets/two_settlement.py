"""Energy settled twice: a position at day-ahead prices, what the meter adds to it at real-time prices."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Self

import numpy as np
from pydantic import model_validator

from storage_model.blocks import COST, REVENUE, FloatArray, Flows, ModelTime, MoneySide, Schedule, Stream
from storage_model.deviations import outside
from storage_model.horizon import Horizon
from storage_model.markets.energy_price import EnergyPrice, energy_price
from storage_model.markets.market import Market, MarketData, MarketTerms
from storage_model.markets.schedules import part_of
from storage_model.prices.ref import SeriesRef
from storage_model.records import Frac, NonNegative

PositionKind = Literal["plan", "free", "given"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What one participant has sold and bought day-ahead, both never negative, shape (steps,) [MW]."""

    out_mw: FloatArray
    in_mw: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoSettlement(Market):
    """Q day-ahead × P day-ahead + (Q metered − Q day-ahead) × P real-time, selling and buying apart.

    `kind` of position: `plan`, the schedule without what other products are expected to call; `free`, any position up
    to `most` (a plan that need not be kept); `given`, those of `positions`. `most` maps a participant to the most it
    may sell and buy [MW]; a free position is one of the two, or a mixture of their shares. What is scheduled differs
    from the position by at most `deviation_mw`, either way; None is no limit.
    """

    key: str
    participants: tuple[str, ...]
    day_ahead: EnergyPrice
    real_time: EnergyPrice
    kind: PositionKind
    most: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    positions: Mapping[str, Position] = field(default_factory=dict)
    deviation_mw: float | None = None
    vat_frac: float

    def attach(self, block: Any, time: ModelTime, assets: Any) -> None:
        """Declare the positions; publishes `revenue_yuan` [yuan]."""
        import pyomo.core as pyo

        block.of = pyo.Block(list(self.participants))
        for market, price in (("day_ahead", self.day_ahead), ("real_time", self.real_time)):
            block.add_component(f"{market}_sale", pyo.Param(time.steps, initialize=price.sale_yuan_per_mwh))
            block.add_component(f"{market}_purchase", pyo.Param(time.steps, initialize=price.purchase_yuan_per_mwh))
        for name in self.participants:
            self._position(block.of[name], name, time, assets[name])
            self._keep_close(block.of[name], time, assets[name])
        step_h = time.step_h

        @block.Expression(time.steps, doc="position at day-ahead + the rest at real-time prices [yuan]")
        def revenue_yuan(b: Any, t: Any) -> Any:
            total_yuan = 0.0
            for name in self.participants:
                own, asset = b.of[name], assets[name]
                total_yuan += step_h * b.day_ahead_sale[t] * own.position_out_mw[t]
                total_yuan -= step_h * b.day_ahead_purchase[t] * own.position_in_mw[t]
                total_yuan += step_h * b.real_time_sale[t] * (asset.traded_out_mw[t] - own.position_out_mw[t])
                total_yuan -= step_h * b.real_time_purchase[t] * (asset.traded_in_mw[t] - own.position_in_mw[t])
            return total_yuan

    def _position(self, own: Any, name: str, time: ModelTime, asset: Any) -> None:
        """Publish `position_out_mw` and `position_in_mw` of one participant."""
        import pyomo.core as pyo

        if self.kind == "plan":
            own.position_out_mw = pyo.Expression(time.steps, rule=lambda _, t: asset.planned_out_mw[t])
            own.position_in_mw = pyo.Expression(time.steps, rule=lambda _, t: asset.planned_in_mw[t])
            return
        if self.kind == "given":
            own.position_out_mw = pyo.Param(time.steps, initialize=self.positions[name].out_mw)
            own.position_in_mw = pyo.Param(time.steps, initialize=self.positions[name].in_mw)
            return
        most_out_mw, most_in_mw = self.most[name]
        own.position_out_mw = pyo.Var(time.steps, bounds=(0, most_out_mw))
        own.position_in_mw = pyo.Var(time.steps, bounds=(0, most_in_mw))
        if 0 < most_out_mw < np.inf and 0 < most_in_mw < np.inf:

            @own.Constraint(time.steps, doc="sold or bought, not both in full")
            def one_direction(b: Any, t: Any) -> Any:
                return b.position_out_mw[t] / most_out_mw + b.position_in_mw[t] / most_in_mw <= 1

            self._sold_or_bought(own, most_out_mw, most_in_mw)

    def _sold_or_bought(self, own: Any, most_out_mw: float, most_in_mw: float) -> None:
        """Decide by a binary whether a position is sold or bought, where both at once would pay within a band."""
        import pyomo.core as pyo

        steps = [] if self.deviation_mw is None else [int(t) for t in np.flatnonzero(self.both_yuan_per_mwh() > 0)]
        if not steps:
            return
        own.paying_both = pyo.Set(initialize=steps)
        own.sold = pyo.Var(own.paying_both, domain=pyo.Binary)

        @own.Constraint(own.paying_both, doc="sold only where it is sold [MW]")
        def only_sold(b: Any, t: Any) -> Any:
            return b.position_out_mw[t] <= most_out_mw * b.sold[t]

        @own.Constraint(own.paying_both, doc="bought only where it is not sold [MW]")
        def only_bought(b: Any, t: Any) -> Any:
            return b.position_in_mw[t] <= most_in_mw - most_in_mw * b.sold[t]

    def both_yuan_per_mwh(self) -> FloatArray:
        """Return what one MWh sold and bought at once would earn, shape (steps,)."""
        sold = self.day_ahead.sale_yuan_per_mwh - self.real_time.sale_yuan_per_mwh
        bought: FloatArray = self.real_time.purchase_yuan_per_mwh - self.day_ahead.purchase_yuan_per_mwh
        return sold + bought

    def _keep_close(self, own: Any, time: ModelTime, asset: Any) -> None:
        """Bound how far the schedule is from the position."""
        import pyomo.core as pyo

        most_mw = self.deviation_mw
        if most_mw is None or self.kind == "plan":
            return

        @own.Constraint(time.steps, doc="scheduled - position [MW]")
        def close_to_position(b: Any, t: Any) -> Any:
            scheduled_mw = asset.planned_out_mw[t] - asset.planned_in_mw[t]
            return pyo.inequality(-most_mw, scheduled_mw - b.position_out_mw[t] + b.position_in_mw[t], most_mw)

    def committed(self, flows: Mapping[str, Flows], schedule: Schedule) -> "TwoSettlement":
        """Return the product with the positions of a plan."""
        positions = {name: self.position_of(name, flows[name], schedule) for name in self.participants}
        return replace(self, kind="given", positions=positions)

    def recourse(self) -> "TwoSettlement":
        """Return the product with positions that something else decides."""
        if self.kind == "given":
            return self
        return replace(self, kind="free", most=dict.fromkeys(self.participants, (np.inf, np.inf)))

    def ahead(self, block: Any) -> list[Any]:
        """Return both sides of each position that is not given."""
        if self.kind == "given":
            return []
        sides = ("position_out_mw", "position_in_mw")
        return [getattr(block.of[name], side) for name in self.participants for side in sides]

    def position_of(self, name: str, flow: Flows, schedule: Schedule) -> Position:
        """Return a participant's position as arrays."""
        if self.kind == "plan":
            return Position(out_mw=flow.planned_out_mw, in_mw=flow.planned_in_mw)
        if self.kind == "given":
            return self.positions[name]
        # Where both sides at once earn nothing a solver may choose them all the same: a position is what is left.
        net_mw = part_of(schedule, name, "position_out_mw") - part_of(schedule, name, "position_in_mw")
        return Position(out_mw=np.maximum(net_mw, 0.0), in_mw=np.maximum(-net_mw, 0.0))

    def decided(self, flows: Mapping[str, Flows], schedule: Schedule, horizon: Horizon) -> Schedule:
        """Return what each participant sold and bought a day ahead [MW]."""
        found: dict[str, FloatArray] = {}
        for name in self.participants:
            position = self.position_of(name, flows[name], schedule)
            found |= {f"{name}_position_out_mw": position.out_mw, f"{name}_position_in_mw": position.in_mw}
        return found

    def settle(self, flows: Mapping[str, Flows], schedule: Schedule, horizon: Horizon) -> tuple[Stream, ...]:
        """Return sales and purchases of each participant, day-ahead and what real time adds to or takes from them."""
        streams: list[Stream] = []
        for name in self.participants:
            flow = flows[name]
            position = self.position_of(name, flow, schedule)
            more_out_mw, more_in_mw = flow.traded_out_mw - position.out_mw, flow.traded_in_mw - position.in_mw
            rows: tuple[tuple[str, MoneySide, FloatArray], ...] = (
                ("energy_sales", REVENUE, position.out_mw * self.day_ahead.sale_yuan_per_mwh),
                ("charging_energy", COST, -position.in_mw * self.day_ahead.purchase_yuan_per_mwh),
                ("real_time_sales", REVENUE, more_out_mw * self.real_time.sale_yuan_per_mwh),
                ("real_time_purchases", COST, -more_in_mw * self.real_time.purchase_yuan_per_mwh),
            )
            streams += [
                Stream(key=key, asset=name, side=side, yuan=horizon.step_h * rate, vat_frac=self.vat_frac)
                for key, side, rate in rows
            ]
        return tuple(streams)

    def residuals(self, flows: Mapping[str, Flows], schedule: Schedule, horizon: Horizon) -> Mapping[str, float]:
        """Return how far free positions are from their limits, as shares of them, and schedules from positions."""
        found: dict[str, list[float]] = {}
        for name in self.participants:
            position = self.position_of(name, flows[name], schedule)
            if self.kind == "free":
                sides = zip((position.out_mw, position.in_mw), self.most[name], strict=True)
                used = np.array([mw / (most or 1.0) for mw, most in sides])
                found.setdefault("position_limits", []).extend(
                    [outside(used.sum(axis=0), 0.0, 1.0), outside(used, 0.0, 1.0)]
                )
            if self.deviation_mw is not None:
                scheduled_mw = flows[name].planned_out_mw - flows[name].planned_in_mw
                beyond = scheduled_mw - position.out_mw + position.in_mw
                most_mw = max(self.deviation_mw, float(np.abs(scheduled_mw).max()), 1.0)
                deviation = outside(beyond, -self.deviation_mw, self.deviation_mw) / most_mw
                found.setdefault("close_to_position", []).append(deviation)
        return {law: float(np.max(shares)) for law, shares in found.items()}


class TwoSettlementMarket(MarketTerms):
    """Who trades energy day-ahead and settles the rest in real time; needs `prices.real_time`."""

    kind: Literal["two_settlement"]
    position: PositionKind
    """日前申报 / plan: the schedule itself; free: whatever pays best within rated power; given: a series"""
    given: SeriesRef | None = None
    """日前中标序列 / position with `position: given`, positive to the grid, series [MW]"""
    most_deviation_mw: NonNegative | None = None
    """实时偏差上限 / most the schedule may be away from the position, either way; no limit unless given [MW]"""
    vat_frac: Frac
    """增值税率 / VAT rate inside market prices [0–1]"""

    @property
    def buys_energy(self) -> bool:
        """Energy is what it pays for."""
        return True

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.position == "given") != (self.given is not None):
            raise ValueError("`given` with `position: given`, and only then")
        if self.position == "given" and len(self.participants) > 1:
            raise ValueError("one participant with `position: given`, whose position the series is")
        return self

    @property
    def promises_ahead(self) -> bool:
        """A position binds money, and the schedule where it has to stay close."""
        return True

    def needs(self) -> tuple[str, ...]:
        """Return the price of deviations."""
        return ("real_time",)

    def product(self, key: str, data: MarketData) -> TwoSettlement:
        """Return the product of one calendar year."""
        net_mw = data.own.get("given")
        position = None if net_mw is None else Position(out_mw=np.maximum(net_mw, 0), in_mw=np.maximum(-net_mw, 0))
        return TwoSettlement(
            key=key,
            participants=tuple(self.participants),
            day_ahead=energy_price(data, "day_ahead"),
            real_time=energy_price(data, "real_time"),
            kind=self.position,
            most={name: (data.out_mw[name], data.in_mw[name]) for name in self.participants},
            positions={} if position is None else {self.participants[0]: position},
            deviation_mw=self.most_deviation_mw,
            vat_frac=self.vat_frac,
        )
