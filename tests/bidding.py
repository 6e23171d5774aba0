"""What it is worth to bid for several possible futures at once, instead of for their mean."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from storage_model.blocks import CYCLIC, Ends
from storage_model.dispatch.optimise import Dispatcher
from storage_model.dispatch.schedules import Decided
from storage_model.dispatch.solver.highs import SolverOptions
from storage_model.dispatch.two_stage import Future, TwoStage, plan_for
from storage_model.foresight.promises import promised
from storage_model.scenario.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Bidding:
    """Expected margins of one day-ahead plan over all futures [yuan].

    `stochastic` is the best plan for all of them; `mean_plan_yuan` what the plan for the mean future earns in them;
    `known_yuan` the mean of plans each made for its own future: mean_plan ≤ stochastic ≤ known.
    """

    stochastic: TwoStage
    mean_plan_yuan: float
    known_yuan: float

    @property
    def expected_yuan(self) -> float:
        """What the best plan for all futures earns on average [yuan]."""
        return self.stochastic.expected_yuan

    @property
    def value_of_stochastic_yuan(self) -> float:
        """What bidding for all futures gains over bidding for their mean, never negative [yuan]."""
        return self.expected_yuan - self.mean_plan_yuan

    @property
    def value_of_knowing_yuan(self) -> float:
        """What knowing the future beforehand would add, never negative [yuan]."""
        return self.known_yuan - self.expected_yuan


def compared(futures: Sequence[Future], mean: Site, options: SolverOptions | None = None) -> Bidding:
    """Return the stochastic bid beside the one made for `mean`, the site at the mean prices of all futures."""
    mean_plan = plan_for([Future(probability_frac=1.0, site=mean)], options).plan
    dispatcher = Dispatcher(options)
    known = [plan_for([replace(future, probability_frac=1.0)], options).expected_yuan for future in futures]
    met = [dispatcher.optimise(_bound(future.site, mean_plan)).objective_yuan for future in futures]
    weights = [future.probability_frac for future in futures]
    return Bidding(
        stochastic=plan_for(futures, options, mean),
        mean_plan_yuan=sum(weight * yuan for weight, yuan in zip(weights, met, strict=True)),
        known_yuan=sum(weight * yuan for weight, yuan in zip(weights, known, strict=True)),
    )


def _bound(site: Site, plan: Decided) -> Site:
    """Return a future bound by a plan, and beginning as the plan begins."""
    ends = dict(site.ends)
    for name, asset in site.assets.items():
        if asset.stores and site.ends_of(name) == CYCLIC:
            begun = asset.states_at(plan.schedules[name], 0)
            ends[name] = Ends(start=begun, end=asset.last_states(begun))
    return promised(replace(site, ends=ends), plan)
