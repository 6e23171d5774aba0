"""Small lives from numbers: one battery, a few steps a year, prices by calendar year."""

from collections.abc import Mapping, Sequence

import numpy as np

from storage_model.assets.asset import Asset
from storage_model.assets.battery import Battery
from storage_model.dispatch.optimise import Dispatcher
from storage_model.lifetime.live import Life, live, optimised
from storage_model.lifetime.plan import LifePlan, Span
from storage_model.policies.terms import YearlyTerm
from storage_model.scenario.site import Connection, Site
from tests.sites import horizon, spot

FIRST = 2027


def plan(
    station: Battery, prices_by_year: Sequence[Sequence[float]], *, step_h: float = 1.0, span: Span | None = None,
    terms: Sequence[YearlyTerm] = (), chosen: frozenset[int] | None = None,
) -> LifePlan:  # fmt: skip
    """Return a life of one battery from 2027 on, one list of prices [yuan/MWh] for each year."""
    last = FIRST + len(prices_by_year) - 1

    def site_of(year: int, assets: Mapping[str, Asset]) -> Site:
        prices = prices_by_year[year - FIRST]
        return Site(
            horizon=horizon(len(prices), step_h),
            assets=assets,
            series={"battery": {}},
            markets=(spot(prices),),
            connection=Connection(export_limit_mw=500, import_limit_mw=500),
        )

    return LifePlan(
        calendar_years=tuple(range(FIRST, last + 1)),
        assets={"battery": station},
        spans={"battery": span or Span(first_year=FIRST, last_year=last)},
        site_of=site_of,
        yearly_terms=tuple(terms),
        chosen_years=chosen,
    )


def lived(station: Battery, prices_by_year: Sequence[Sequence[float]], **more: object) -> Life:
    """Return the life, every year optimised unless some are chosen."""
    return live(plan(station, prices_by_year, **more), optimised(Dispatcher().optimise))  # type: ignore[arg-type]


def yuan(life: Life, key: str) -> list[float]:
    """Return one stream by year [yuan]."""
    found = next(stream for stream in life.lifetime.streams if stream.key == key)
    return [float(value) for value in np.asarray(found.yuan)]
