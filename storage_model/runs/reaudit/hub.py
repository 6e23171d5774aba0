"""What the files say of a mine-gas hub: its inputs, its gas in the year dispatched, every flow of the table by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.runs.reaudit.evidence import Evidence, items, listed, series_of_year
from storage_model.runs.reaudit.yearly import KW_PER_MW

HOLDER, OXIDISER, ENRICHMENT, FLARE = "holder", "oxidiser", "enrichment", "flare"
# Methane explodes in air between these shares.
EXPLOSIVE_FROM_FRAC, EXPLOSIVE_TO_FRAC = 0.05, 0.16


@dataclass(frozen=True)
class Hub:
    """One hub; sources are its supplies and the holder, users what takes gas. Gas is pure methane."""

    evidence: Evidence
    name: str

    @property
    def terms(self) -> Mapping[str, Any]:
        """Its inputs."""
        found: Mapping[str, Any] = self.evidence.assets[self.name]
        return found

    def part(self, key: str) -> Mapping[str, Any]:
        """Return the inputs of a part, empty where the hub has none."""
        return items(self.terms, key)

    def column(self, key: str) -> FloatArray:
        """Return a column of the dispatch table; zeros where a hub without such a thing has none."""
        found: FloatArray | None = self.evidence.dispatch.get(f"{self.name}_{key}")
        return np.zeros(len(self.evidence.dispatch["start"])) if found is None else found

    @cached_property
    def flow_m3_per_h(self) -> dict[str, FloatArray]:
        """What each supply gives [m³/h]."""
        return {
            supply: series_of_year(self.evidence, self.name, f"supplies.{supply}.pure_flow", "m3_per_h")
            for supply in self.part("supplies")
        }

    @cached_property
    def methane_frac(self) -> dict[str, FloatArray]:
        """Concentration of each source; the holder's is the one its content is credited with [0–1]."""
        found = {
            supply: series_of_year(self.evidence, self.name, f"supplies.{supply}.methane", "frac")
            for supply in self.part("supplies")
        }
        if self.part(HOLDER):
            steps = np.ones(len(self.evidence.dispatch["start"]))
            found[HOLDER] = self.part(HOLDER)["methane_frac"] * steps
        return found

    @cached_property
    def users(self) -> dict[str, list[str]]:
        """Every user of gas with the sources piped to it."""
        supplies = list(self.part("supplies"))
        with_holder = [*supplies, *([HOLDER] if self.part(HOLDER) else [])]
        found = {name: listed(group, "supplies") or with_holder for name, group in self.part("gensets").items()}
        for user, sources in ((ENRICHMENT, with_holder), *((user, supplies) for user in (OXIDISER, FLARE, HOLDER))):
            if self.part(user):
                found[user] = listed(self.part(user), "supplies") or sources
        return found

    def pipe(self, source: str, user: str) -> FloatArray:
        """Return what goes from a source to a user [m³/h]."""
        begin = HOLDER if source == HOLDER else f"supplies[{source}]"
        return self.column(f"{begin}.to[{user}].m3_per_h")

    def drawn(self, user: str, sources: list[str] | None = None) -> FloatArray:
        """Return what a user draws, of all its sources or of some [m³/h]."""
        of = [self.pipe(one, user) for one in self.users.get(user, []) if sources is None or one in sources]
        return np.sum(of, axis=0) if of else np.zeros(len(self.evidence.dispatch["start"]))

    def vented(self, supply: str) -> FloatArray:
        """Return what a supply gives to the air [m³/h]."""
        return self.column(f"supplies[{supply}].vented.m3_per_h")

    @property
    def heat_to_mine_mw(self) -> FloatArray:
        """All heat the mine takes [MW]."""
        return self.column("genset_heat_mw") + self.column("oxidiser.heat_mw")

    @property
    def fans_mw(self) -> FloatArray:
        """What the fans of the oxidiser take for all they move, air included [MW]."""
        moved_m3_per_h = self.drawn(OXIDISER) / self.part(OXIDISER).get("feed_methane_frac", 1.0)
        taken: FloatArray = self.part(OXIDISER).get("fan_kwh_per_m3", 0.0) / KW_PER_MW * moved_m3_per_h
        return taken

    @property
    def consumed_mw(self) -> FloatArray:
        """What fans, enrichment and the constant load take [MW]."""
        enriched_mw = self.part(ENRICHMENT).get("power_use_kwh_per_m3", 0.0) / KW_PER_MW * self.drawn(ENRICHMENT)
        taken: FloatArray = self.fans_mw + enriched_mw + self.part("site_supply").get("constant_mw", 0.0)
        return taken

    def safe_alone_frac(self, user: str) -> float:
        """Return the concentration every single source of a user must have [0–1]."""
        terms = self.part(user) or self.part("gensets")[user]
        least = EXPLOSIVE_FROM_FRAC if terms.get("blending", False) else self.least_frac(user)
        return max(least, EXPLOSIVE_FROM_FRAC)

    def least_frac(self, user: str) -> float:
        """Return the concentration the mixture of a user must have [0–1]."""
        key = {OXIDISER: "feed_methane_frac", HOLDER: "methane_frac"}.get(user, "minimum_methane_frac")
        return float((self.part(user) or self.part("gensets")[user])[key])
