"""What a market product needs from the rest of a case: prices, assets that can hold power ready, energy sold once."""

from collections.abc import Iterator

from storage_model.problems import Problem
from storage_model.scenario.checks.finding import error, warning
from storage_model.scenario.model import Prices
from storage_model.scenario.parts import Parts

# The price of energy bought beside each market.
BOUGHT = {"day_ahead": "purchase", "real_time": "real_time_purchase"}


def prices_needed(parts: Parts) -> Iterator[Problem]:
    """Yield every market price a product settles at and the case does not give."""
    for key, market in parts.markets.items():
        for name in market.needs():
            if parts.prices is not None and getattr(parts.prices, name) is None:
                got = f"no `prices.{name}`, at which {key!r} settles"
                fix = f"add `prices: {{{name}: {{file: …, column: …, unit: yuan_per_mwh}}}}`"
                yield error("E306", ("markets", key), got, f"`prices.{name}`", fix)
    yield from _every_year(parts)


def _every_year(parts: Parts) -> Iterator[Problem]:
    """Yield prices that a year of its own leaves out: those a product settles at, and those of energy bought.

    Such a year takes nothing from `prices`; without its price of energy bought it would buy at the price it sells at.
    """
    settled = {"day_ahead", *(name for market in parts.markets.values() for name in market.needs())}
    counts = settled | {BOUGHT[name] for name in settled}
    given = [name for name in Prices.model_fields if getattr(parts.prices, name, None) is not None]
    for year, own in parts.prices_by_year.items():
        for name in given:
            if name in counts and getattr(own, name) is None:
                got = f"no `{name}` for {year}, which has prices of its own and takes none from `prices`"
                fix = f"add `{name}: {{file: …, column: …, unit: yuan_per_mwh}}`, even if the file is the same"
                yield error("E306", ("prices_by_year", year), got, f"`prices_by_year.{year}.{name}`", fix)


def able_to_hold(parts: Parts) -> Iterator[Problem]:
    """Yield every participant that cannot hold power ready for the product it takes part in."""
    able = [name for name, asset in parts.assets.items() if asset.holds_power_ready]
    for key, market in parts.markets.items():
        for number, name in enumerate(market.participants):
            if market.holds_power and name in parts.assets and name not in able:
                kind = parts.assets[name].kind
                path = ("markets", key, "participants", str(number))
                fix = "take it out, or describe it as a kind of asset whose commitment is modelled"
                expected = "one of " + ", ".join(able) if able else "an asset that can"
                yield error("E307", path, f"{name!r}, a {kind} that cannot hold power ready", expected, fix)


def energy_sold_once(parts: Parts) -> Iterator[Problem]:
    """Yield every asset whose energy two markets pay for; each pays for all that it sends."""
    sold: dict[str, str] = {}
    for key, market in parts.markets.items():
        for number, name in enumerate(market.participants if market.buys_energy else ()):
            if sold.setdefault(name, key) != key:
                got = f"{name!r} is paid for all its energy by the markets {sold[name]!r} and {key!r}"
                fix = f"take it out of one of them, or write the other kind for `markets.{sold[name]}` itself"
                yield error("E308", ("markets", key, "participants", str(number)), got, "one of the two", fix)


def offers_possible(parts: Parts) -> Iterator[Problem]:
    """Yield every participant whose rating is below the least offer of its product: it never holds any."""
    for key, market in parts.markets.items():
        for number, name in enumerate(market.participants):
            if name not in parts.assets:
                continue
            least_mw, most_mw = market.offer_mw(parts.assets[name].rated_power_mw)
            if least_mw > most_mw:
                got = f"least_mw {least_mw:g} for {name!r}, which may hold {most_mw:g} MW at most: it never holds any"
                path = ("markets", key, "participants", str(number))
                fix = f"write least_mw: {most_mw:g} or less, or take {name!r} out"
                yield warning("W109", path, got, f"a least offer of at most {most_mw:g} MW", fix)
