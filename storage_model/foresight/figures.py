"""The three figures of a case: what perfect foresight would earn, what is realised, and their ratio."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from storage_model.blocks import Schedule
from storage_model.dispatch.audit import Audit, physics
from storage_model.dispatch.settle import Settlement, settle
from storage_model.dispatch.two_stage import Decided
from storage_model.foresight.diary import Diary
from storage_model.scenario.site import Site

RatioState = Literal["ok", "not_applicable"]
# A perfect margin below this makes no ratio [yuan].
LEAST_MARGIN_YUAN = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Foresight:
    """Margins of one year [yuan]: cash and, as the schedule weighs them, terms that only steer (wear).

    `perfect_yuan` is an upper bound of `realised_yuan`; `settlement` and `audit` are those of the realised schedule,
    `perfect` is the settlement of the best one. `plan` is what had been promised a day ahead, None where nothing was.
    """

    perfect: Settlement
    site: Site
    schedules: Mapping[str, Schedule]
    products: Mapping[str, Schedule]
    settlement: Settlement
    audit: Audit
    plan: Decided | None = None

    @property
    def perfect_yuan(self) -> float:
        """What the best schedule earns, decided with all prices known [yuan]."""
        return self.perfect.objective_yuan

    @property
    def realised_yuan(self) -> float:
        """What the schedule decided on forecasts earns at the prices that came [yuan]."""
        return self.settlement.objective_yuan

    @property
    def capture_ratio_frac(self) -> float | None:
        """Realised ÷ perfect; None where even perfect foresight earns nothing."""
        return self.realised_yuan / self.perfect_yuan if self.capture_ratio_state == "ok" else None

    @property
    def capture_ratio_state(self) -> RatioState:
        """Whether there is a ratio."""
        return "ok" if self.perfect_yuan > LEAST_MARGIN_YUAN else "not_applicable"


def by_asset(settlement: Settlement) -> dict[str, float]:
    """Return the margin of each asset [yuan]."""
    found: dict[str, float] = {}
    for stream in settlement.streams:
        found[stream.asset] = found.get(stream.asset, 0.0) + stream.total_yuan
    return found


def judged(diary: Diary, site: Site, perfect: Settlement, plan: Decided | None = None) -> Foresight:
    """Return the figures of what a diary holds, settled and audited at the prices of `site`, bound by `plan`.

    Raises RejectedError where the schedule, taken as a whole, breaks a law.
    """
    whole = replace(site, ends=diary.whole_ends())
    audit = Audit(checks=tuple(physics(whole, diary.schedules, diary.products)))
    audit.require()
    return Foresight(
        perfect=perfect,
        site=whole,
        schedules=diary.schedules,
        products=diary.products,
        settlement=settle(whole, diary.schedules, diary.products),
        audit=audit,
        plan=plan,
    )
