"""The three figures of a case: what perfect foresight would earn, what is realised, and their ratio."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from storage_model.blocks import Schedule
from storage_model.dispatch.audit import Audit, physics
from storage_model.dispatch.schedules import Decided
from storage_model.dispatch.settle import Settlement, settle
from storage_model.dispatch.solver.certificate import Certificate
from storage_model.foresight.diary import Diary
from storage_model.scenario.site import Site

RatioState = Literal["ok", "at_least", "at_most", "not_applicable"]
# A perfect margin below this makes no ratio [yuan].
LEAST_MARGIN_YUAN = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Best:
    """The best schedule that was found with all prices known, settled, and what proves how good it is."""

    settlement: Settlement
    certificate: Certificate


@dataclass(frozen=True, slots=True, kw_only=True)
class Foresight:
    """Margins of one year [yuan]: cash and, as the schedule weighs them, terms that only steer (wear).

    `most_yuan` is an upper bound of `realised_yuan`, and `perfect_yuan` where the best schedule is proved;
    `settlement` and `audit` are those of the realised schedule, `perfect` is the settlement of the best one found.
    `plan` is what had been promised a day ahead, None where nothing was.
    """

    perfect: Settlement
    most_yuan: float
    proved: bool
    site: Site
    schedules: Mapping[str, Schedule]
    products: Mapping[str, Schedule]
    settlement: Settlement
    audit: Audit
    plan: Decided | None = None

    @property
    def perfect_yuan(self) -> float:
        """What the best schedule found earns, decided with all prices known [yuan]."""
        return self.perfect.objective_yuan

    @property
    def realised_yuan(self) -> float:
        """What the schedule decided on forecasts earns at the prices that came [yuan]."""
        return self.settlement.objective_yuan

    @property
    def capture_ratio_frac(self) -> float | None:
        """Realised ÷ the most there can be; None where even perfect foresight earns nothing."""
        return self.realised_yuan / self.most_yuan if self.capture_ratio_state != "not_applicable" else None

    @property
    def capture_ratio_state(self) -> RatioState:
        """Whether there is a ratio, and on which side of it the true one lies where the best schedule is not proved."""
        if self.most_yuan <= LEAST_MARGIN_YUAN:
            return "not_applicable"
        if self.proved:
            return "ok"
        return "at_least" if self.realised_yuan >= 0 else "at_most"


def by_asset(settlement: Settlement) -> dict[str, float]:
    """Return the margin of each asset [yuan]."""
    found: dict[str, float] = {}
    for stream in settlement.streams:
        found[stream.asset] = found.get(stream.asset, 0.0) + stream.total_yuan
    return found


def judged(diary: Diary, site: Site, perfect: Best, plan: Decided | None = None) -> Foresight:
    """Return the figures of what a diary holds, settled and audited at the prices of `site`, bound by `plan`.

    Raises RejectedError where the schedule, taken as a whole, breaks a law.
    """
    whole = replace(site, ends=diary.whole_ends())
    audit = Audit(checks=tuple(physics(whole, diary.schedules, diary.products)))
    audit.require()
    return Foresight(
        perfect=perfect.settlement,
        most_yuan=perfect.certificate.most_yuan,
        proved=perfect.certificate.proved,
        site=whole,
        schedules=diary.schedules,
        products=diary.products,
        settlement=settle(whole, diary.schedules, diary.products),
        audit=audit,
        plan=plan,
    )
