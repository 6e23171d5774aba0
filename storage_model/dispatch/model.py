"""The optimisation model of a site: one block per asset, one per market product, one shared connection."""

from collections.abc import Mapping, Sequence
from typing import Any

from storage_model.blocks import Claim, ModelFrame, ModelTime, Offer
from storage_model.dispatch.connection import write_connection
from storage_model.scenario.site import Site
from storage_model.units import MONTHS_PER_YEAR


def build_model(site: Site, apart: Mapping[str, Sequence[int]] | None = None) -> Any:
    """Return the Pyomo model that earns the most from the site; money in yuan, positive to the project.

    `apart` names, per asset, the steps in which drawing and sending must exclude each other.
    """
    import pyomo.core as pyo

    model = pyo.ConcreteModel(name="site")
    write_site(model, site, apart)

    @model.Objective(sense=pyo.maximize, doc="market revenue - asset cost [yuan]")
    def margin_yuan(m: Any) -> Any:
        return margin_of(m, site)

    return model


def write_site(
    model: Any, site: Site, apart: Mapping[str, Sequence[int]] | None = None, *, time_shared: bool = False
) -> None:
    """Write everything of a site but the objective on a model, or on a block of a larger one.

    With `time_shared` drawing and sending may share a step by time, as a plan may.
    """
    import pyomo.core as pyo

    time = _time_sets(model, site)
    model.markets = pyo.Block([market.key for market in site.markets])
    offers = _offers(model, site, time)
    model.assets = pyo.Block(list(site.assets))
    for name, asset in site.assets.items():
        frame = ModelFrame(time=time, series=site.series[name], offers=offers[name], ends=site.ends_of(name))
        asset.attach(model.assets[name], frame)
        if steps := (apart or {}).get(name):
            asset.keep_apart(model.assets[name], steps, frame)
        if time_shared:
            asset.share_time(model.assets[name], frame)
    _add_traded(model, site, time)
    for market in site.markets:
        market.attach(model.markets[market.key], time, model.assets)
    write_connection(model, site, offers)


def margin_of(model: Any, site: Site) -> Any:
    """Return what a site written on a model earns, market revenue less asset cost [yuan]."""
    total_yuan = 0.0
    for market in site.markets:
        revenue_yuan = model.markets[market.key].revenue_yuan
        total_yuan += sum(revenue_yuan[i] for i in revenue_yuan.index_set())
    for name in site.assets:
        cost_yuan = model.assets[name].cost_yuan
        total_yuan -= sum(cost_yuan[i] for i in cost_yuan.index_set())
    return total_yuan


def _time_sets(model: Any, site: Site) -> ModelTime:
    import pyomo.core as pyo

    count = site.horizon.count
    model.steps = pyo.RangeSet(0, count - 1)
    model.points = pyo.RangeSet(0, count)
    model.months = pyo.RangeSet(1, MONTHS_PER_YEAR)
    return ModelTime(
        horizon=site.horizon,
        steps=model.steps,
        points=model.points,
        months=model.months,
        step_h=site.horizon.step_h,
        count=count,
        month_of_step=site.horizon.month_of_step(),
    )


def _offers(model: Any, site: Site, time: ModelTime) -> dict[str, tuple[Offer, ...]]:
    """Declare what every product holds ready; return it by asset, so that no MW is promised twice."""
    found: dict[str, tuple[Offer, ...]] = dict.fromkeys(site.assets, ())
    for market in site.markets:
        for name, offer in market.offers(model.markets[market.key], time).items():
            found[name] = (*found[name], offer)
    return found


def _add_traded(model: Any, site: Site, time: ModelTime) -> None:
    """Show on every asset what is left to energy markets (`traded`), and what of it is announced (`planned`) [MW]."""
    import pyomo.core as pyo

    claims: dict[str, list[Claim]] = {name: [] for name in site.assets}
    for market in site.markets:
        for name, claim in market.claims(model.markets[market.key], time).items():
            claims[name].append(claim)
    for name, found in claims.items():
        block, settled = model.assets[name], [claim for claim in found if claim.settled]
        for kind, taken in (("traded", settled), ("planned", found)):
            for side in ("out_mw", "in_mw"):
                parts = [part for claim in taken if (part := getattr(claim, side)) is not None]
                block.add_component(f"{kind}_{side}", pyo.Expression(time.steps, rule=_less(side, parts)))


def _less(side: str, parts: Sequence[Any]) -> Any:
    """Return the rule `metered - parts` of one meter."""

    def rule(b: Any, t: Any) -> Any:
        left_mw = getattr(b, side)[t]
        for part in parts:
            left_mw -= part[t]
        return left_mw

    return rule
