"""One operating year: its dispatch, settled, audited, and the money and energy that count."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from storage_model.assets.standing import YearOfUse
from storage_model.blocks import Schedule
from storage_model.dispatch.audit import Audit, audit_dispatch
from storage_model.dispatch.optimise import Dispatch
from storage_model.dispatch.schedules import Decided
from storage_model.dispatch.settle import Settlement, settle
from storage_model.foresight.promises import promised
from storage_model.lifetime.plan import Span
from storage_model.lifetime.record import StreamKind
from storage_model.markets.schedules import scaled
from storage_model.scenario.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """An operating year as dispatched, before outages; the audit has been passed.

    `promised` is what had been promised a day ahead where the year was decided on forecasts; the products of `site`
    are not bound by it yet.
    """

    calendar_year: int
    site: Site
    dispatch: Dispatch
    settlement: Settlement
    audit: Audit
    promised: Decided | None = None

    def use_of(self, name: str, span: Span) -> YearOfUse:
        """Return what the year does to an asset."""
        return YearOfUse(
            schedule=self.dispatch.schedules[name],
            frame=_bound(self.site, self.promised).frames(self.dispatch.products)[name],
            first_step=span.step_in(self.calendar_year),
            years=span.share_of(self.calendar_year),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Cash by kind of stream [yuan], and metered energy by asset [MWh].

    `steering_yuan` is the money that steers schedules and is never paid.
    """

    yuan: Mapping[StreamKind, float]
    out_mwh: Mapping[str, float]
    in_mwh: Mapping[str, float]
    steering_yuan: float


def audited(calendar_year: int, site: Site, dispatch: Dispatch) -> Year:
    """Return the year settled and audited; raises RejectedError where the audit fails."""
    settlement = settle(site, dispatch.schedules, dispatch.products)
    audit = audit_dispatch(site, dispatch, settlement)
    audit.require()
    return Year(calendar_year=calendar_year, site=site, dispatch=dispatch, settlement=settlement, audit=audit)


def count(year: Year, spans: Mapping[str, Span]) -> Counted:
    """Return what the year brings: each asset follows its share of the schedule, from the step it counts.

    A schedule held in shape and scaled keeps every limit, so outages spread over the year cost in proportion; what a
    subsidy pays for at most is told to the schedule with that in mind, and peaks stay those of what runs.
    """
    first = {name: _first_step(spans[name], year) for name in year.site.assets}
    running = {
        name: one.counted_from(first[name])
        for name, one in year.site.flows(year.dispatch.schedules, year.dispatch.products).items()
    }
    shares = {name: asset.followed_frac for name, asset in year.site.assets.items()}
    done = _followed(year.dispatch, shares)
    bound = _bound(year.site, None if year.promised is None else _followed(year.promised, shares))
    left = (market.after_outages(shares, running, year.site.horizon) for market in bound.markets)
    site = replace(bound, markets=tuple(left))
    flows = {name: one.counted_from(first[name]) for name, one in site.flows(done.schedules, done.products).items()}
    yuan: dict[StreamKind, float] = {}
    steering_yuan = 0.0
    for stream in settle(site, done.schedules, done.products, flows).streams:
        counted_yuan = float(stream.yuan[first[stream.asset] :].sum())
        if stream.cash:
            kind = StreamKind(stream.key, stream.asset, stream.side, stream.vat_frac)
            yuan[kind] = yuan.get(kind, 0.0) + counted_yuan
        else:
            steering_yuan += counted_yuan
    return Counted(
        yuan=yuan,
        steering_yuan=steering_yuan,
        out_mwh={name: float(one.out_mw.sum()) * site.horizon.step_h for name, one in flows.items()},
        in_mwh={name: float(one.in_mw.sum()) * site.horizon.step_h for name, one in flows.items()},
    )


def _followed(found: Dispatch | Decided, shares: Mapping[str, float]) -> Decided:
    return Decided(
        schedules={name: _scaled(found.schedules[name], share) for name, share in shares.items()},
        products={key: scaled(schedule, shares) for key, schedule in found.products.items()},
    )


def _bound(site: Site, plan: Decided | None) -> Site:
    return site if plan is None else promised(site, plan)


def _first_step(span: Span, year: Year) -> int:
    """Return where the year begins to count: at its end for an asset that does not operate."""
    operates = span.share_of(year.calendar_year) > 0
    return span.step_in(year.calendar_year) if operates else year.site.horizon.count


def _scaled(schedule: Schedule, share_frac: float) -> Schedule:
    return schedule if share_frac == 1.0 else {key: values * share_frac for key, values in schedule.items()}
