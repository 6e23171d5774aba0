"""What the first operating year earns without knowing its prices, where a case asks for it."""

from dataclasses import replace

from storage_model.blocks import SeriesByField
from storage_model.dispatch.highs import SolverOptions
from storage_model.foresight.figures import Foresight
from storage_model.foresight.foresee import foresee
from storage_model.foresight.outlook import Outlook
from storage_model.lifetime.year import Year
from storage_model.scenario.build_site import build_site, forecast_of, prices_of
from storage_model.scenario.foresight_terms import ForesightTerms
from storage_model.scenario.scenario import Scenario
from storage_model.scenario.site import Site


def foreseen(scenario: Scenario, year: Year, options: SolverOptions | None = None) -> Foresight | None:
    """Return the three figures of an operating year already optimised, before outages; None where nobody asks."""
    terms = scenario.foresight
    if terms is None:
        return None
    outlook = outlook_of(scenario, terms, year.calendar_year, year.site, options)
    return foresee(outlook, None if terms.real_time_step_h else year.settlement)


def outlook_of(
    scenario: Scenario, terms: ForesightTerms, calendar_year: int, site: Site, options: SolverOptions | None = None
) -> Outlook:
    """Return the outlook of a site in a calendar year: only prices are forecast, gas and outages are known."""
    actual = prices_of(scenario, calendar_year)
    step_h = site.horizon.step_h

    def site_of(prices: SeriesByField) -> Site:
        return replace(site, markets=build_site(scenario, calendar_year, site.assets, prices).markets)

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
