"""How a station looks ahead: what it believes of prices, how far it looks, how often it decides."""

from collections.abc import Callable
from dataclasses import dataclass, field

from storage_model.dispatch.solver.highs import SolverOptions
from storage_model.prices.forecasts.forecast import Ahead, PricesByName
from storage_model.scenario.site import Site

SiteOf = Callable[[PricesByName], Site]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """`site_of` makes the site at any prices; `actual` are those that come, with their site; `ahead` forecasts them.

    Every `step` steps the station decides as many, looking `look_ahead` steps ahead; prices were last known
    `known_before` steps earlier. With `real_time_step` what is decided is a promise for the day ahead, one plan for
    all `scenarios`, and the schedule is decided anew every so many steps beside it.
    """

    site_of: SiteOf
    actual_site: Site
    actual: PricesByName
    ahead: Ahead
    step: int
    look_ahead: int
    known_before: int = 0
    real_time_step: int | None = None
    scenarios: int = 1
    options: SolverOptions = field(default_factory=SolverOptions)

    def known(self, first: int) -> int:
        """Return before which step prices are known when those from `first` on are decided, by the market clock."""
        horizon = self.actual_site.horizon
        return int(horizon.at_clock(horizon.clock_steps()[first] - self.known_before))

    def seen(self, known: int, first: int, last: int) -> Site:
        """Return the site with forecast prices on the steps from `first` to before `last`; look at no others."""
        return self._with(self.ahead(known, first, last), first, last)

    def futures(self, known: int, first: int, last: int) -> list[Site]:
        """Return the sites that may come, each as likely: as forecast, or missed as the forecast missed lately.

        The errors are those of the latest days whose prices are all known, less their mean; early in a year there are
        few or none.
        """
        believed, day = self.ahead(known, first, last), self.actual_site.horizon.steps_per_day
        latest = -(-(last - known) // day)
        errors = [self._error(days * day, known, first, last) for days in range(latest, latest + self.scenarios)]
        met = [error for error in errors if error is not None] if self.scenarios > 1 else []
        if not met:
            return [self._with(believed, first, last)]
        mean = {name: sum(error[name] for error in met) / len(met) for name in believed}
        prices = [{name: values + error[name] - mean[name] for name, values in believed.items()} for error in met]
        return [self._with(one, first, last) for one in prices]

    def _error(self, ago: int, known: int, first: int, last: int) -> PricesByName | None:
        """Return by how much the same forecast missed some steps ago; None before the year began."""
        if first < ago:
            return None
        missed = self.ahead(known - ago, first - ago, last - ago)
        return {name: self.actual[name][first - ago : last - ago] - values for name, values in missed.items()}

    def seen_in_real_time(self, now: int, decided: int, last: int) -> Site:
        """Return the site as it looks in real time: prices of the steps decided now are known, later ones forecast."""
        later = self.ahead(now, now, last)
        prices = {name: values.copy() for name, values in later.items()}
        for name, values in self.actual.items():
            prices[name][: decided - now] = values[now:decided]
        return self._with(prices, now, last)

    def _with(self, prices: PricesByName, first: int, last: int) -> Site:
        whole = {name: values.copy() for name, values in self.actual.items()}
        for name, values in prices.items():
            whole[name][first:last] = values
        return self.site_of(whole)
