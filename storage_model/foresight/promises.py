"""What a plan promised: products of the day ahead as real time finds them."""

from collections.abc import Mapping
from dataclasses import replace

from storage_model.dispatch.schedules import Decided
from storage_model.markets.market import Market
from storage_model.markets.part import Part
from storage_model.scenario.site import Site


def promised(site: Site, plan: Decided) -> Site:
    """Return a site whose products are bound by a plan over the same steps."""
    flows = site.flows(plan.schedules, plan.products)
    return replace(site, markets=tuple(m.committed(flows, plan.products.get(m.key, {})) for m in site.markets))


def bound(rest: Site, day: Site, plan: Decided) -> Site:
    """Return the last steps of a day bound by the plan of the whole day; products without promises stay as they are."""
    before = day.horizon.count - rest.horizon.count
    part = Part(whole=day.horizon, first=before, last=day.horizon.count)
    kept: Mapping[str, Market] = {
        bound.key: bound.between(part)
        for own, bound in zip(day.markets, promised(day, plan).markets, strict=True)
        if bound is not own
    }
    return replace(rest, markets=tuple(kept.get(market.key, market) for market in rest.markets))
