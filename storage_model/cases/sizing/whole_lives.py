"""Sizes by their whole lives: every operating year dispatched behind the real connection."""

from dataclasses import dataclass, field, replace

import numpy as np

from storage_model.cases.accounts import parts_by_project
from storage_model.cases.sizing.asked import Sizing
from storage_model.cases.sizing.counts import size_of
from storage_model.cases.sizing.objective import scores
from storage_model.cases.sizing.own_effect import effect_stream, metered_margin_yuan, squares_mw2h
from storage_model.cases.sizing.screened import metered
from storage_model.cases.sizing.search import Count
from storage_model.cases.sizing.sized import with_sets, with_store
from storage_model.dispatch.highs import SolverOptions
from storage_model.lifetime.live import Tick, unheard
from storage_model.lifetime.lived import live_scenario
from storage_model.lifetime.record import Lifetime
from storage_model.scenario.lifetime_terms import LifetimeTerms
from storage_model.scenario.scenario import Scenario
from storage_model.units import KW_PER_MW


@dataclass(slots=True, kw_only=True)
class WholeLives:
    """Scores by whole lives; `margins` holds the first year's metered margin [yuan] and Σ h × net² of each count."""

    scenario: Scenario
    asked: Sizing
    options: SolverOptions | None
    tick: Tick = unheard
    margins: dict[Count, tuple[float, float]] = field(default_factory=dict)
    lived: int = 0

    def of_store(self, count: Count) -> float:
        """Return the score of a battery of so many power and energy modules."""
        power_mw, energy_mwh = size_of(self.asked, count)
        return self._store(with_store(self.scenario, self.asked, power_mw, energy_mwh), count)

    def of_case(self) -> float:
        """Return the score of the battery as it stands in the case, at what the case says it costs."""
        return self._store(self.scenario, ())

    def of_sets(self, count: Count) -> float:
        """Return the score of a gas plant of so many sets."""
        if self.asked.sets is None:
            raise LookupError("no sets in the sizing file")
        sized = with_sets(self.scenario, self.asked, count[0])
        name = self.asked.sets.asset
        lifetime = self._life(sized)[0]
        return self._score(sized, name, lifetime)

    def _store(self, sized: Scenario, count: Count) -> float:
        name = self.asked.store.asset
        lifetime, squares, margin_yuan = self._life(sized)
        self.margins[count] = margin_yuan, squares
        return self._score(sized, name, lifetime)

    def _life(self, sized: Scenario) -> tuple[Lifetime, float, float]:
        """Return the life with the own price effect, Σ h × net² and the metered margin of its first year."""
        whole = replace(sized, lifetime=LifetimeTerms(wear=sized.lifetime.wear))
        life = live_scenario(whole, self.options)
        self.lived += 1
        self.tick(self.lived, self.lived + 1)
        name = self.asked.store.asset
        squares, by_meter = squares_mw2h(life, name), metered(whole, life)
        margin_yuan = metered_margin_yuan(by_meter, name)
        response = self.asked.price_response_yuan_per_mwh_per_mw
        if not response:
            return life.lifetime, float(squares[0]), margin_yuan
        vat_frac = max(one.vat_frac for one in by_meter if one.asset == name)
        effect = effect_stream(name, squares, response, vat_frac)
        lifetime = replace(life.lifetime, streams=(*life.lifetime.streams, effect))
        return lifetime, float(squares[0]), margin_yuan

    def _score(self, sized: Scenario, name: str, lifetime: Lifetime) -> float:
        terms = parts_by_project(sized, lifetime)[sized.owner_of(name)].terms
        firm = sized.assets[name].firm_mw(self.asked.firm_hours_h) * KW_PER_MW
        return float(scores(self.asked.objective, [terms], np.array([firm]))[0])
