"""An operating year decided on forecasts: what is realised at the prices that come, beside the best there was."""

from collections.abc import Callable
from dataclasses import replace

from storage_model.blocks import SeriesByField
from storage_model.dispatch.optimise import Dispatch, Dispatcher
from storage_model.dispatch.settle import settle
from storage_model.dispatch.solver.certificate import Certificate
from storage_model.dispatch.solver.highs import SolverOptions
from storage_model.foresight.figures import Best
from storage_model.foresight.foresee import foresee
from storage_model.foresight.outlook import Outlook
from storage_model.lifetime.live import YearOf
from storage_model.lifetime.year import Year
from storage_model.scenario.build_site import build_site, forecast_of, prices_of
from storage_model.scenario.foresight_terms import ForesightTerms
from storage_model.scenario.scenario import Scenario
from storage_model.scenario.site import Site

Altered = Callable[[Site], Site]
DECIDED = "decided on forecasts"


def as_it_is(site: Site) -> Site:
    """Return a site nobody changes."""
    return site


def outlook_of(
    scenario: Scenario,
    terms: ForesightTerms,
    calendar_year: int,
    site: Site,
    options: SolverOptions | None = None,
    *,
    altered: Altered = as_it_is,
) -> Outlook:
    """Return the outlook of a site in a calendar year: only prices are forecast, gas and outages are known.

    `altered` is what has been done to the products of `site` after they were built.
    """
    actual = prices_of(scenario, calendar_year)
    step_h = site.horizon.step_h

    def site_of(prices: SeriesByField) -> Site:
        return replace(site, markets=altered(build_site(scenario, calendar_year, site.assets, prices)).markets)

    return Outlook(
        site_of=site_of,
        actual_site=site,
        actual=actual,
        ahead=terms.forecast.ahead(actual, forecast_of(scenario, calendar_year), site.horizon),
        step=round(terms.step_h / step_h),
        look_ahead=round(terms.look_ahead_h / step_h),
        known_before=round(terms.known_before_h / step_h),
        real_time_step=None if terms.real_time_step_h is None else round(terms.real_time_step_h / step_h),
        scenarios=terms.scenarios,
        options=options or SolverOptions(),
    )


def years_on_forecasts(
    scenario: Scenario, terms: ForesightTerms, options: SolverOptions | None = None, altered: Altered = as_it_is
) -> YearOf:
    """Return how the years of a scenario are lived where their prices have to be forecast."""
    dispatcher = Dispatcher(options)

    def year_of(calendar_year: int, site: Site) -> Year:
        outlook = outlook_of(scenario, terms, calendar_year, site, options, altered=altered)
        return realised_year(calendar_year, outlook, dispatcher)

    return year_of


def realised_year(calendar_year: int, outlook: Outlook, dispatcher: Dispatcher) -> Year:
    """Return the year as decided; its certificate holds the most that perfect foresight can earn as the bound.

    Raises RejectedError where the schedule, taken as a whole, breaks a law.
    """
    site, perfect = outlook.actual_site, None
    if outlook.real_time_step is None:
        best = dispatcher.optimise(site)
        perfect = Best(settlement=settle(site, best.schedules, best.products), certificate=best.certificate)
    found = foresee(outlook, perfect)
    bound = Certificate(primal_yuan=-found.realised_yuan, bound_yuan=-found.most_yuan, violation=0.0)
    return Year(
        calendar_year=calendar_year,
        site=replace(site, ends=found.site.ends),
        dispatch=Dispatch(
            schedules=found.schedules,
            products=found.products,
            objective_yuan=found.realised_yuan,
            certificate=bound,
            iterations=0,
            binaries=0,
            solver=DECIDED,
            gap_allowed_frac=float("inf"),
        ),
        settlement=found.settlement,
        audit=found.audit,
        promised=found.plan,
    )
