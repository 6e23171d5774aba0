"""The operating years of a site in two layers: what meters bring, then what is paid by the year on top."""

from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from storage_model.digest import digest_of
from storage_model.dispatch.solver.highs import SolverOptions
from storage_model.lifetime.by_the_year import with_yearly_terms
from storage_model.lifetime.live import Life, Tick, unheard
from storage_model.lifetime.lived import live_scenario
from storage_model.lifetime.plan import plan_of
from storage_model.lifetime.record import Lifetime
from storage_model.policies.terms import MarginFloorTerm, YearlyTerm
from storage_model.scenario.policy_terms import asset_terms
from storage_model.scenario.scenario import Scenario

# What no dispatch looks at: words about a case, and the evaluation of its projects beside the years of each asset.
_UNSEEN = frozenset({"name", "title", "policies", "origins", "files", "warnings", "projects"})
BY_THE_YEAR = (YearlyTerm, MarginFloorTerm)


def metered_life(
    scenario: Scenario, options: SolverOptions | None = None, kept_in: Path | None = None, tick: Tick = unheard
) -> Lifetime:
    """Return the verified operating years of a scenario without anything that is paid by the year."""
    return dispatched_life(scenario, options, kept_in, tick).lifetime


def dispatched_life(
    scenario: Scenario, options: SolverOptions | None = None, kept_in: Path | None = None, tick: Tick = unheard
) -> Life:
    """Return the same with every year as it was dispatched."""
    seen = {role for role, term in asset_terms(scenario) if not isinstance(term, BY_THE_YEAR)}
    policies = {role: policy for role, policy in scenario.policies.items() if role in seen}
    return live_scenario(replace(scenario, policies=policies), options, kept_in=kept_in, tick=tick)


def with_yearly(metered: Lifetime, scenario: Scenario) -> Lifetime:
    """Return the operating years with the yearly amounts and guaranteed margins of a scenario."""
    return with_yearly_terms(metered, plan_of(scenario))


@dataclass(slots=True, kw_only=True)
class MeteredKeys:
    """Fingerprints of all that the dispatch of any operating year can see, big parts of a case read once."""

    _known: dict[int, tuple[object, str]] = field(default_factory=dict)

    def of(self, scenario: Scenario) -> str:
        """Return the fingerprint of a scenario: its site, prices and years, and every term but those by the year."""
        seen = {
            one.name: self._once(getattr(scenario, one.name)) for one in fields(scenario) if one.name not in _UNSEEN
        }
        plan = plan_of(scenario)
        terms = [(role, term) for role, term in asset_terms(scenario) if not isinstance(term, BY_THE_YEAR)]
        return digest_of([seen, plan.calendar_years, plan.spans, plan.required_years, terms])

    def _once(self, part: object) -> str:
        """Return the fingerprint of a part; scenarios made from one another share theirs."""
        known = self._known.get(id(part))
        if known is None or known[0] is not part:
            known = self._known[id(part)] = (part, digest_of(part))
        return known[1]
