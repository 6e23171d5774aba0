"""Check a finished dispatch against physics, limits, money and proof; what fails is never shown as a result."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from storage_model.blocks import Flows, Offer, Schedule
from storage_model.deviations import outside
from storage_model.dispatch.connection import called_beyond_limits_mw
from storage_model.dispatch.optimise import Dispatch
from storage_model.dispatch.settle import Settlement
from storage_model.dispatch.solver.certificate import GAP_TOLERANCE
from storage_model.dispatch.solver.patience import stopped_words
from storage_model.problems import RejectedError
from storage_model.scenario.site import Site

# Physics: share of the rating. HiGHS keeps rows to 1e-7 in MW and MWh, so a true optimum stays well below.
PHYSICS_TOLERANCE = 1e-6
MONEY_TOLERANCE = 1e-9
GAP = "dual_bound_gap"
# What the solver's time may leave open at most; an answer that may miss more than itself is none.
MOST_GAP = 1.0
TOO_OPEN = stopped_words(
    "求解时限用完时，可能还有一倍以上的收益未找到",
    "when the time was up more than as much again might have been earned",
    whole=True,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One law: how far the answer is from it and how far it may be; both in the unit the name implies."""

    name: str
    deviation: float
    tolerance: float

    @property
    def passed(self) -> bool:
        """Whether the law holds; a deviation that is not a number never passes."""
        return bool(self.deviation <= self.tolerance)


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """All checks of one answer."""

    checks: tuple[Check, ...]

    @property
    def failed(self) -> tuple[Check, ...]:
        """The checks that do not hold."""
        return tuple(check for check in self.checks if not check.passed)

    @property
    def passed(self) -> bool:
        """Whether every law holds."""
        return not self.failed

    def require(self) -> None:
        """Raise RejectedError naming every law that fails."""
        if self.failed:
            rows = [f"{c.name}: {c.deviation:.3g}, at most {c.tolerance:.0e} allowed" for c in self.failed]
            rows += [TOO_OPEN for c in self.failed if c.name == GAP and c.tolerance == MOST_GAP]
            raise RejectedError("the answer failed its audit and is not shown\n    " + "\n    ".join(rows))


def worst_of(audits: Sequence[Audit]) -> Audit:
    """Return every check of several audits once, with the largest deviation found."""
    worst: dict[str, Check] = {}
    for check in (check for audit in audits for check in audit.checks):
        if check.name not in worst or check.deviation > worst[check.name].deviation:
            worst[check.name] = check
    return Audit(checks=tuple(worst.values()))


def audit_dispatch(site: Site, dispatch: Dispatch, settlement: Settlement) -> Audit:
    """Return the audit of a dispatch and its settlement."""
    checks = [
        _finite(dispatch, settlement),
        *physics(site, dispatch.schedules, dispatch.products),
    ]
    scale = max(1.0, abs(dispatch.objective_yuan))
    gap_allowed_frac = min(MOST_GAP, max(GAP_TOLERANCE, dispatch.gap_allowed_frac))
    money = abs(settlement.objective_yuan - dispatch.objective_yuan) / scale
    primal = abs(dispatch.certificate.primal_yuan + dispatch.objective_yuan) / scale
    checks += [
        Check(name="settlement_equals_objective", deviation=money, tolerance=MONEY_TOLERANCE),
        Check(name="objective_recomputed", deviation=primal, tolerance=MONEY_TOLERANCE),
        Check(name=GAP, deviation=abs(dispatch.certificate.gap_frac), tolerance=gap_allowed_frac),
    ]
    return Audit(checks=tuple(checks))


def physics(site: Site, schedules: Mapping[str, Schedule], products: Mapping[str, Schedule]) -> list[Check]:
    """Return the checks of every asset, every market product and the connection."""
    checks: list[Check] = []
    frames = site.frames(products)
    for name, asset in site.assets.items():
        deviations = asset.residuals(schedules[name], frames[name])
        checks += [
            Check(name=f"{name}.{law}", deviation=value, tolerance=PHYSICS_TOLERANCE)
            for law, value in deviations.items()
        ]
    flows = site.flows(schedules, products)
    for market in site.markets:
        broken = market.residuals(flows, products.get(market.key, {}), site.horizon)
        checks += [
            Check(name=f"{market.key}.{law}", deviation=value, tolerance=PHYSICS_TOLERANCE)
            for law, value in broken.items()
        ]
    return checks + _connection(site, flows, {name: frame.offers for name, frame in frames.items()})


def _finite(dispatch: Dispatch, settlement: Settlement) -> Check:
    schedules = [*dispatch.schedules.values(), *dispatch.products.values()]
    arrays = [values for schedule in schedules for values in schedule.values()]
    arrays += [stream.yuan for stream in settlement.streams]
    sick = sum(int((~np.isfinite(values)).sum()) for values in arrays)
    return Check(name="values_not_finite", deviation=float(sick), tolerance=0.0)


def _connection(site: Site, flows: Mapping[str, Flows], offers: Mapping[str, tuple[Offer, ...]]) -> list[Check]:
    """Return the checks of the shared connection: as expected to flow, and when everything held ready is called."""
    limits = site.connection
    net_mw = np.asarray(sum(flow.net_mw for flow in flows.values()))
    beyond = {"connection_limits": outside(net_mw, -limits.import_limit_mw, limits.export_limit_mw)}
    if any(offers.values()):
        beyond["connection_limits_when_called"] = called_beyond_limits_mw(site, net_mw, offers)
    rating_mw = max(limits.import_limit_mw, limits.export_limit_mw)
    return [Check(name=name, deviation=mw / rating_mw, tolerance=PHYSICS_TOLERANCE) for name, mw in beyond.items()]
