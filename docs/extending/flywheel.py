"""A flywheel for frequency regulation: it holds power ready from its spin and refills what calls and friction take."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

import numpy as np

from storage_model.assets.asset import Asset
from storage_model.blocks import COST, ArrayFrame, Flows, ModelFrame, Schedule, Stream
from storage_model.deviations import largest, outside
from storage_model.records import Frac, NonNegative, Positive, PositiveFrac

SPIN = "spin_mwh"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One direction of one promise: by the wheel, by its meters' other side, what is called of it, and for how long."""

    power_mw: Any
    other_mw: Any
    called_frac: Any
    sustain_h: float


class Flywheel(Asset):
    """A wheel behind one converter; it trades no energy of its own, it answers calls."""

    words: ClassVar[Mapping[str, tuple[str, str]]] = {
        "flywheel_upkeep": ("飞轮维护", "Flywheel upkeep"),
        "full_call_from_spin": ("全额调用有转动能量支撑", "A full call finds its energy in the spin"),
    }
    upkeep: ClassVar[tuple[str, ...]] = ("flywheel_upkeep",)
    priced_by: ClassVar[Mapping[str, tuple[str, ...]]] = {"flywheel_upkeep": ("upkeep_yuan_per_mwh", "upkeep_vat_frac")}

    kind: Literal["flywheel"]
    power_mw: Positive
    """额定功率 / rated power, either way [MW]"""
    energy_mwh: Positive
    """可用转动能量 / usable energy of the spin [MWh]"""
    efficiency_frac: PositiveFrac
    """单程效率 / one-way efficiency of the converter [0–1]"""
    friction_mw: NonNegative
    """摩擦损耗 / what friction and vacuum take all the time [MW]"""
    upkeep_yuan_per_mwh: NonNegative
    """维护费 / upkeep per MWh sent, VAT-inclusive [yuan/MWh]"""
    upkeep_vat_frac: Frac
    """维护进项税率 / VAT rate inside the upkeep [0–1]"""

    @property
    def rated_power_mw(self) -> float:
        """Power a policy counts [MW]."""
        return self.power_mw

    @property
    def duration_h(self) -> float:
        """Hours at rated power from full spin [h]."""
        return self.energy_mwh / self.power_mw

    @property
    def most_out_mw(self) -> float:
        """Most it ever sends [MW]."""
        return self.power_mw

    @property
    def most_in_mw(self) -> float:
        """Most it ever draws [MW]."""
        return self.power_mw

    @property
    def holds_power_ready(self) -> bool:
        """That is what it is for."""
        return True

    @property
    def stores(self) -> tuple[str, ...]:
        """The spin is told by point."""
        return (SPIN,)

    def attach(self, block: Any, frame: ModelFrame) -> None:
        """Write refill, spin and what calls take from it on its own block."""
        import pyomo.core as pyo

        steps, step_h, eta = frame.time.steps, frame.time.step_h, self.efficiency_frac
        spin_mwh = block.spin_mwh = pyo.Var(frame.time.points, bounds=(0, self.energy_mwh))
        block.refill_mw = pyo.Var(steps, bounds=(0, self.power_mw))
        up, down = _held(block, frame, "up"), _held(block, frame, "down")

        @block.Expression(steps, doc="metered outward: calls as expected [MW]")
        def out_mw(_: Any, t: Any) -> Any:
            return sum(held.called_frac[t] * held.power_mw[t] for held in up)

        @block.Expression(steps, doc="metered inward [MW]")
        def in_mw(b: Any, t: Any) -> Any:
            return b.refill_mw[t] + sum(held.called_frac[t] * held.power_mw[t] for held in down)

        @block.Expression(steps, doc="to the grid [MW]")
        def net_mw(b: Any, t: Any) -> Any:
            return b.out_mw[t] - b.in_mw[t]

        @block.Expression(steps, doc="upkeep [yuan]")
        def cost_yuan(b: Any, t: Any) -> Any:
            return step_h * self.upkeep_yuan_per_mwh * b.out_mw[t]

        @block.Constraint(steps, doc="spin at the end = spin + drawn - sent - friction [MWh]")
        def energy_balance(b: Any, t: Any) -> Any:
            turned_mw = eta * b.in_mw[t] - b.out_mw[t] / eta - self.friction_mw
            return b.spin_mwh[t + 1] == b.spin_mwh[t] + step_h * turned_mw

        first, last, ends = 0, frame.time.count, frame.ends
        if ends.start is None:
            block.ends_as_it_began = pyo.Constraint(expr=spin_mwh[last] == spin_mwh[first])
        for name, point, states in (("begins_at", first, ends.start), ("ends_at", last, ends.end)):
            if states:
                block.add_component(name, pyo.Constraint(expr=spin_mwh[point] == states[SPIN]))
        if up:
            self._write_room(block, steps, up, down)

    def _write_room(self, block: Any, steps: Any, up: list[Held], down: list[Held]) -> None:
        """Write that all promises together leave room in power and spin, and come from the wheel alone."""
        eta = self.efficiency_frac

        @block.Constraint(steps, doc="all held upward <= rating [MW]")
        def up_within_rating(_: Any, t: Any) -> Any:
            return sum(held.power_mw[t] for held in up) <= self.power_mw

        @block.Constraint(steps, doc="refill and all held downward <= rating [MW]")
        def down_within_rating(b: Any, t: Any) -> Any:
            return b.refill_mw[t] + sum(held.power_mw[t] for held in down) <= self.power_mw

        @block.Constraint(steps, doc="a full call upward finds its energy in the spin [MWh]")
        def full_call_up(b: Any, t: Any) -> Any:
            return sum(held.sustain_h / eta * held.power_mw[t] for held in up) <= b.spin_mwh[t]

        @block.Constraint(steps, doc="a full call downward finds room in the spin [MWh]")
        def full_call_down(b: Any, t: Any) -> Any:
            return b.spin_mwh[t] + sum(held.sustain_h * eta * held.power_mw[t] for held in down) <= self.energy_mwh

        @block.Constraint(steps, doc="nothing is promised by drawing or sending less [MW]")
        def by_the_wheel_alone(_: Any, t: Any) -> Any:
            return sum(held.other_mw[t] for held in (*up, *down)) <= 0.0

    def flows(self, schedule: Schedule, frame: ArrayFrame) -> Flows:
        """Return what the meters see, calls included."""
        sent_mw, drawn_mw = np.zeros(frame.horizon.count), np.array(schedule["refill_mw"])
        for offer in frame.offers:
            sent_mw = sent_mw + offer.up_frac * offer.up_out_mw
            drawn_mw = drawn_mw + offer.down_frac * offer.down_in_mw
        return Flows(out_mw=sent_mw, in_mw=drawn_mw)

    def costs(self, name: str, schedule: Schedule, frame: ArrayFrame) -> tuple[Stream, ...]:
        """Return the upkeep [yuan by step]."""
        yuan = -frame.step_h * self.upkeep_yuan_per_mwh * self.flows(schedule, frame).out_mw
        return (Stream(key="flywheel_upkeep", asset=name, side=COST, yuan=yuan, vat_frac=self.upkeep_vat_frac),)

    def residuals(self, schedule: Schedule, frame: ArrayFrame) -> Mapping[str, float]:
        """Return how far a schedule is from each law, as shares of the rating."""
        flows, spin_mwh, eta = self.flows(schedule, frame), schedule[SPIN], self.efficiency_frac
        turned_mw = eta * flows.in_mw - flows.out_mw / eta - self.friction_mw
        up_mw = sum((offer.up_out_mw for offer in frame.offers), np.zeros(frame.horizon.count))
        down_mw = sum((offer.down_in_mw for offer in frame.offers), np.array(schedule["refill_mw"]))
        up_mwh = sum((offer.up_sustain_h / eta * offer.up_out_mw for offer in frame.offers), np.zeros_like(up_mw))
        down_mwh = sum((offer.down_sustain_h * eta * offer.down_in_mw for offer in frame.offers), np.zeros_like(up_mw))
        room_mwh = outside(up_mwh, -np.inf, spin_mwh[:-1]), outside(down_mwh, -np.inf, self.energy_mwh - spin_mwh[:-1])
        return {
            "energy_balance": largest(np.diff(spin_mwh) - frame.step_h * turned_mw) / self.energy_mwh,
            "stored_limits": outside(spin_mwh, 0.0, self.energy_mwh) / self.energy_mwh,
            "power_limits": max(outside(up_mw, 0.0, self.power_mw), outside(down_mw, 0.0, self.power_mw))
            / self.power_mw,
            "full_call_from_spin": max(room_mwh) / self.energy_mwh,
            "ends_as_it_began": abs(spin_mwh[-1] - spin_mwh[0]) / self.energy_mwh if frame.ends.start is None else 0.0,
        }

    def states_at(self, schedule: Schedule, point: int) -> dict[str, float]:
        """Return the spin, which one part of a horizon hands to the next."""
        return {SPIN: float(schedule[SPIN][point])}


def _held(block: Any, frame: ModelFrame, direction: str) -> list[Held]:
    """Return what every product holds in a direction, the share called put on the block as numbers by step."""
    import pyomo.core as pyo

    side, other = ("out", "in") if direction == "up" else ("in", "out")
    found = []
    for number, offer in enumerate(frame.offers):
        called_frac = pyo.Param(frame.time.steps, initialize=getattr(offer, f"{direction}_frac"))
        block.add_component(f"{direction}_called_{number}", called_frac)
        power_mw, other_mw = getattr(offer, f"{direction}_{side}_mw"), getattr(offer, f"{direction}_{other}_mw")
        sustain_h = getattr(offer, f"{direction}_sustain_h")
        found.append(Held(power_mw=power_mw, other_mw=other_mw, called_frac=called_frac, sustain_h=sustain_h))
    return found
