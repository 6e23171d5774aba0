"""A product that pays for power held ready, and settles or leaves to the meter the energy called from it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from storage_model.blocks import Claim, FloatArray, Flows, ModelTime, Offer, Schedule, Stream
from storage_model.horizon import Horizon
from storage_model.markets.held.arrays import HeldPair, claim_of, held_pair, offer_of
from storage_model.markets.held.laws import held_residuals
from storage_model.markets.held.money import held_streams
from storage_model.markets.held.rules import write_called, write_offers, write_revenue
from storage_model.markets.held.terms import HeldTerms
from storage_model.markets.market import Market
from storage_model.markets.schedules import part_of

SIDES = ("up_out_mw", "up_in_mw", "down_out_mw", "down_in_mw")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPower(Market):
    """Regulation, reserve or response by its terms; its schedule holds figures by span and the sending side by step."""

    key: str
    terms: HeldTerms

    def offers(self, block: Any, time: ModelTime) -> Mapping[str, Offer]:
        """Declare what each participant holds ready."""
        return write_offers(self.terms, block, time)

    def claims(self, block: Any, time: ModelTime) -> Mapping[str, Claim]:
        """Declare the energy expected to be called."""
        return write_called(self.terms, block, time) if self.terms.moves_energy else {}

    def attach(self, block: Any, time: ModelTime, assets: Any) -> None:
        """Publish `revenue_yuan` = pay for power held + called energy where the product settles it [yuan]."""
        write_revenue(self.terms, block, time)

    def held(self, schedule: Schedule) -> Mapping[str, Offer]:
        """Return what each participant holds ready as arrays; nothing without a schedule."""
        return {name: offer_of(self.terms, pair) for name, pair in self._by_name(schedule).items()}

    def claimed(self, schedule: Schedule) -> Mapping[str, Claim]:
        """Return the energy expected to be called as arrays."""
        if not self.terms.moves_energy:
            return {}
        return {name: claim_of(self.terms, pair) for name, pair in self._by_name(schedule).items()}

    def settle(self, flows: Mapping[str, Flows], schedule: Schedule, horizon: Horizon) -> tuple[Stream, ...]:
        """Return pay by stream, and energy called up and down where the product settles it."""
        return held_streams(self.terms, self._by_name(schedule), horizon.step_h)

    def residuals(self, flows: Mapping[str, Flows], schedule: Schedule, horizon: Horizon) -> Mapping[str, float]:
        """Return how far the figures are from their limits."""
        return held_residuals(self.terms, self._by_name(schedule))

    def first_steps(self, schedule: Schedule, count: int, of: int) -> Schedule:
        """Return the figures of the spans that lie in the first steps, and what is told by step; no span is cut."""
        numbers = self.terms.span_numbers()
        if count < of and numbers[count - 1] == numbers[count]:
            raise ValueError(f"{self.key} holds one figure on both sides of step {count}")
        figures = tuple(f".{figure}" for figure in self.terms.figures.values())
        by_span = {key: values for key, values in schedule.items() if key.endswith(figures)}
        by_step = {key: values for key, values in schedule.items() if key not in by_span}
        spans = int(numbers[count - 1]) + 1
        return {**Market.first_steps(self, by_step, count, of), **{key: mw[:spans] for key, mw in by_span.items()}}

    def decided(self, flows: Mapping[str, Flows], schedule: Schedule, horizon: Horizon) -> Schedule:
        """Return `<asset>_up_out_mw` and its like, and the rate of each stream [yuan/(MW·h)].

        A figure held for a block or a day stands in each of its steps; the two sides of a direction add up to it.
        """
        found: dict[str, FloatArray] = {}
        for asset, offer in self.held(schedule).items():
            sides = {side: getattr(offer, side) for side in SIDES}
            found |= {f"{asset}_{side}": mw for side, mw in sides.items() if mw is not None}
        for direction in self.terms.directions.values():
            found |= {f"{stream}_yuan_per_mw_h": np.asarray(rate) for stream, rate in direction.pay.items()}
        return found

    def committed(self, flows: Mapping[str, Flows], schedule: Schedule) -> "HeldPower":
        """Return the product with its figures as promised."""
        numbers, given = self.terms.span_numbers(), dict[str, dict[str, FloatArray]]()
        for name in self.terms.participants:
            figures = dict.fromkeys(self.terms.figures.values())
            given[name] = {figure: part_of(schedule, name, figure)[numbers] for figure in figures}
        steps = np.arange(len(numbers))
        return replace(self, terms=replace(self.terms, given=given, least_mw=0.0, span_of_step=steps))

    def ahead(self, block: Any) -> list[Any]:
        """Return the figures of all participants."""
        figures = dict.fromkeys(self.terms.figures.values())
        return [getattr(block.of[name], figure) for name in self.terms.participants for figure in figures]

    def _by_name(self, schedule: Schedule) -> dict[str, HeldPair]:
        return {name: held_pair(self.terms, name, schedule) for name in self.terms.participants} if schedule else {}
