"""Sizes by their whole lives: every operating year dispatched behind the real connection."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from storage_model.cases.accounts import parts_by_project
from storage_model.cases.processes import Each, one_by_one
from storage_model.cases.sizing.asked import Sizing
from storage_model.cases.sizing.counts import size_of
from storage_model.cases.sizing.objective import scores
from storage_model.cases.sizing.own_effect import effect_stream, metered_margin_yuan, squares_mw2h
from storage_model.cases.sizing.screened import metered
from storage_model.cases.sizing.search import Count
from storage_model.cases.sizing.sized import with_sets, with_store
from storage_model.dispatch.solver.highs import SolverOptions
from storage_model.lifetime.live import Tick, unheard
from storage_model.lifetime.lived import live_scenario
from storage_model.lifetime.record import Lifetime
from storage_model.scenario.lifetime_terms import LifetimeTerms
from storage_model.scenario.scenario import Scenario
from storage_model.units import KW_PER_MW

Lived = tuple[Lifetime, float, float]
"""a life, Σ h × net² and the metered margin of its first year [MW²h, yuan]"""


@dataclass(slots=True, kw_only=True)
class WholeLives:
    """Scores by whole lives; `margins` holds the first year's metered margin [yuan] and Σ h × net² of each count.

    `each` may have several lives that will be asked for lived at once.
    """

    scenario: Scenario
    asked: Sizing
    options: SolverOptions | None
    tick: Tick = unheard
    each: Each = one_by_one
    margins: dict[Count, tuple[float, float]] = field(default_factory=dict)
    lived: int = 0
    _ahead: dict[Count, Lived] = field(default_factory=dict)

    def stores_ahead(self, counts: Sequence[Count]) -> None:
        """Live the lives of batteries that will be scored."""
        self._live_ahead(counts, [self._sized(count) for count in counts])

    def sets_ahead(self, counts: Sequence[Count]) -> None:
        """Live the lives of gas plants that will be scored."""
        self._live_ahead(counts, [with_sets(self.scenario, self.asked, count[0]) for count in counts])

    def _live_ahead(self, counts: Sequence[Count], sized: Sequence[Scenario]) -> None:
        lived = self.each(partial(_lived, self.asked, self.options), sized)
        for count, found in zip(counts, lived, strict=True):
            self._ahead[count] = found
            self._told()

    def of_store(self, count: Count) -> float:
        """Return the score of a battery of so many power and energy modules."""
        return self._store(self._sized(count), count)

    def of_case(self) -> float:
        """Return the score of the battery as it stands in the case, at what the case says it costs."""
        return self._store(self.scenario, ())

    def of_sets(self, count: Count) -> float:
        """Return the score of a gas plant of so many sets."""
        if self.asked.sets is None:
            raise LookupError("no sets in the sizing file")
        sized = with_sets(self.scenario, self.asked, count[0])
        name = self.asked.sets.asset
        lifetime = self._life(sized, count)[0]
        return self._score(sized, name, lifetime)

    def _sized(self, count: Count) -> Scenario:
        return with_store(self.scenario, self.asked, *size_of(self.asked, count))

    def _store(self, sized: Scenario, count: Count) -> float:
        name = self.asked.store.asset
        lifetime, squares, margin_yuan = self._life(sized, count)
        self.margins[count] = margin_yuan, squares
        return self._score(sized, name, lifetime)

    def _life(self, sized: Scenario, count: Count) -> Lived:
        """Return the life of a count, lived ahead or now."""
        if count in self._ahead:
            return self._ahead.pop(count)
        found = _lived(self.asked, self.options, sized)
        self._told()
        return found

    def _told(self) -> None:
        self.lived += 1
        self.tick(self.lived, self.lived + 1)

    def _score(self, sized: Scenario, name: str, lifetime: Lifetime) -> float:
        terms = parts_by_project(sized, lifetime)[sized.owner_of(name)].terms
        firm = sized.assets[name].firm_mw(self.asked.firm_hours_h) * KW_PER_MW
        return float(scores(self.asked.objective, [terms], np.array([firm]))[0])


def _lived(asked: Sizing, options: SolverOptions | None, sized: Scenario) -> Lived:
    """Return the life with the own price effect, Σ h × net² and the metered margin of its first year."""
    whole = replace(sized, lifetime=LifetimeTerms(wear=sized.lifetime.wear))
    life = live_scenario(whole, options)
    name = asked.store.asset
    squares, by_meter = squares_mw2h(life, name), metered(whole, life)
    margin_yuan = metered_margin_yuan(by_meter, name)
    response = asked.price_response_yuan_per_mwh_per_mw
    if not response:
        return life.lifetime, float(squares[0]), margin_yuan
    vat_frac = max(one.vat_frac for one in by_meter if one.asset == name)
    effect = effect_stream(name, squares, response, vat_frac)
    lifetime = replace(life.lifetime, streams=(*life.lifetime.streams, effect))
    return lifetime, float(squares[0]), margin_yuan
