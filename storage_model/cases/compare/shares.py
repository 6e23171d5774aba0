"""What each policy of a case brings beyond the base: shared among all of them, alone, and last."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from storage_model.cases.compare.attribution import MOST_PLAYERS, Attribution, Coalition, attribute
from storage_model.cases.compare.column import Column
from storage_model.cases.compare.lives import Lives
from storage_model.digest import digest_of
from storage_model.finance.indicators.indicator import Indicator
from storage_model.finance.measures import measures
from storage_model.markets.market import MarketTerms
from storage_model.policies.document import Document
from storage_model.scenario.scenario import Scenario

OTHER_INPUTS = "other_inputs"
_WORDS_ABOUT = frozenset({"name", "title", "policies", "origins", "files", "warnings"})
# Where a user looks for what is read from files.
_SECTION_OF = {"series": "assets", "market_series": "markets", "prices_of_year": "prices", "horizon": "prices",
               "forecast": "foresight"}  # fmt: skip
RETURN, WORTH = "irr_project_after_tax_frac", "npv_project_after_tax_yuan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """The gain of one case over the base in present value [yuan] and, where every subset has one, in return [0–1].

    `left_out` says why nothing is shared: too many instruments, or none that differs.
    """

    case: str
    players: tuple[str, ...]
    worth: Attribution | None
    rate: Attribution | None
    left_out: str = ""


def shares_of(base_column: Column, case_column: Column, lives: Lives) -> Shares:
    """Return the shares of everything in which a case differs from the base; what both are worth is known."""
    base, case, project = base_column.scenario, case_column.scenario, base_column.project
    players = differing(base, case)
    if not players or len(players) > MOST_PLAYERS:
        left_out = f"{len(players)} instruments, at most {MOST_PLAYERS}" if players else "no difference to the base"
        return Shares(case=case.name, players=players, worth=None, rate=None, left_out=left_out)
    known: dict[Coalition, Mapping[str, float | None]] = {
        frozenset[str](): _found(base_column.answer.finance.indicators),
        frozenset(players): _found(case_column.answer.finance.indicators),
    }

    def asked(group: Coalition, key: str) -> float | None:
        if group not in known:
            measured = measures(lives.accounts(mixed(base, case, group), project))
            known[group] = _found({one: measured[one].one() for one in (RETURN, WORTH)})
        return known[group][key]

    worth = attribute(players, lambda group: asked(group, WORTH) or 0.0)
    rates_known = all(found[RETURN] is not None for found in known.values())
    rate = attribute(players, lambda group: asked(group, RETURN) or 0.0) if rates_known else None
    return Shares(case=case.name, players=players, worth=worth, rate=rate)


def _found(indicators: Mapping[str, Indicator]) -> Mapping[str, float | None]:
    return {key: indicators[key].value for key in (RETURN, WORTH)}


def differing(base: Scenario, case: Scenario) -> tuple[str, ...]:
    """Return the roles whose policies differ, and `other_inputs` where anything else does."""
    roles = sorted(base.policies.keys() | case.policies.keys())
    found = [role for role in roles if digest_of(base.policies.get(role)) != digest_of(case.policies.get(role))]
    return (*found, *([OTHER_INPUTS] if _rest(base) != _rest(case) else []))


def mixed(base: Scenario, case: Scenario, group: Coalition) -> Scenario:
    """Return the base with some of the differences of a case, as far as they go together.

    A policy for plant that is not there is left out, and no energy is sold twice: a market opens to plant at an
    approved tariff once the tariff is gone.
    """
    policies: dict[str, Any] = {
        role: (case if role in group else base).policies.get(role) for role in {*base.policies, *case.policies}
    }
    whole = case if OTHER_INPUTS in group else base
    there = {role: _for_plant(one, whole.assets.keys()) for role, one in policies.items() if one is not None}
    sold = {name for one in there.values() if one.instead_of_market for name in one.assets}
    markets = {key: _without(one, sold) if one.buys_energy else one for key, one in whole.markets.items()}
    return replace(
        whole,
        policies={role: one for role, one in there.items() if one.assets},
        markets={key: one for key, one in markets.items() if one.participants},
    )


def _for_plant(policy: Document, assets: Collection[str]) -> Document:
    """Return the policy for those of its assets that a site has: another site's tariff finds its plant missing."""
    return policy.model_copy(update={"assets": [name for name in policy.assets if name in assets]})


def _without(market: MarketTerms, sold: Collection[str]) -> MarketTerms:
    """Return the market for those whose energy is not sold elsewhere."""
    return market.model_copy(update={"participants": [name for name in market.participants if name not in sold]})


def other_parts(base: Scenario, case: Scenario) -> tuple[str, ...]:
    """Return what `other_inputs` are: sections of the inputs that differ, or parts of one: `assets.station`."""
    found: dict[str, None] = {}
    for field in (one.name for one in fields(base) if one.name not in _WORDS_ABOUT):
        section, before, after = _SECTION_OF.get(field, field), getattr(base, field), getattr(case, field)
        if field in ("assets", "projects", "markets", "series", "market_series"):
            names = sorted(before.keys() | after.keys())
            found |= {
                f"{section}.{one}": None for one in names if digest_of(before.get(one)) != digest_of(after.get(one))
            }
        elif digest_of(before) != digest_of(after):
            found[section] = None
    return tuple(found)


def _rest(scenario: Scenario) -> str:
    """Return the fingerprint of everything but the policies and the words about a case."""
    return digest_of(
        {one.name: getattr(scenario, one.name) for one in fields(scenario) if one.name not in _WORDS_ABOUT}
    )
