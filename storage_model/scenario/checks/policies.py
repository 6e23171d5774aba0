"""What lies between policies, and between a policy and what it applies to: nothing is paid twice or beyond a limit."""

from collections.abc import Iterator

from pydantic import ValidationError

from storage_model.policies.catalogue import POLICIES
from storage_model.policies.document import Document
from storage_model.policies.interactions import clashes, paid_again, span
from storage_model.policies.terms import MeterTerm, RuleTerm, Term
from storage_model.problems import Problem
from storage_model.scenario.checks.finding import error, warning
from storage_model.scenario.checks.policy_finance import policies_of_project
from storage_model.scenario.checks.policy_years import without_effect
from storage_model.scenario.parts import Parts
from storage_model.scenario.policy_facts import asset_facts
from storage_model.scenario.policy_rules import with_rules
from storage_model.scenario.reading.nearest import nearest


def policies_together(parts: Parts) -> Iterator[Problem]:
    """Yield every problem between the policies of a case."""
    yield from _turned_round(parts)
    yield from without_effect(parts)
    yield from _unknown_kinds(parts)
    yield from _clashing(parts)
    yield from _sold_twice(parts)
    yield from _paid_again(parts)
    for role, policy in parts.policies.items():
        for term in _for_assets(policy, parts):
            if isinstance(term, MeterTerm):
                yield from _meter(role, term, parts)
            if isinstance(term, RuleTerm):
                yield from _rule(role, term, parts)
    for project, terms in parts.projects.items():
        yield from policies_of_project(project, terms, parts)


def _turned_round(parts: Parts) -> Iterator[Problem]:
    for role, policy in parts.policies.items():
        first, last = span(policy)
        if first > last:
            got = f"first_year {first:g} after last_year {last:g}"
            yield error("E119", ("policies", role, "first_year"), got, "first_year up to last_year", "exchange the two")


def _unknown_kinds(parts: Parts) -> Iterator[Problem]:
    """Yield what a document excludes that is no kind of policy: it would exclude nothing."""
    for role, policy in parts.policies.items():
        for kind in policy.not_with:
            if kind not in POLICIES:
                near = nearest(kind, POLICIES)
                fix = f"write `{near}`" if near else "name a kind of policy, or take this entry out"
                expected = "one of " + ", ".join(POLICIES)
                yield error("E310", ("policies", role, "not_with"), f"unknown kind {kind!r}", expected, fix)


def _clashing(parts: Parts) -> Iterator[Problem]:
    owned = [tuple(terms.assets) for terms in parts.projects.values()]
    for one, two, asset in clashes(sorted(parts.policies.items()), owned):
        kinds = parts.policies[one].kind, parts.policies[two].kind
        got = f"{one} ({kinds[0]}) and {two} ({kinds[1]}) for {asset!r} in the same years"
        fix = f"take one out (`policies: {{{two}: null}}`), or let their years follow each other"
        yield error("E308", ("policies", two), got, "one of the two: they exclude each other", fix)


def _sold_twice(parts: Parts) -> Iterator[Problem]:
    for role, policy in parts.policies.items():
        for key, market in parts.markets.items():
            for name in policy.assets if policy.instead_of_market and market.buys_energy else ():
                if name in market.participants:
                    got = f"{name!r} is paid for its energy by {role!r} and by the market {key!r}"
                    fix = f"take it out of `markets.{key}.participants`, or the policy out of the case"
                    yield error("E308", ("policies", role, "assets"), got, "one of the two", fix)


def _paid_again(parts: Parts) -> Iterator[Problem]:
    owned = [tuple(terms.assets) for terms in parts.projects.values()]
    for one, two, asset in paid_again(sorted(parts.policies.items()), owned):
        kinds = parts.policies[one].kind, parts.policies[two].kind
        got = f"{one} ({kinds[0]}) and {two} ({kinds[1]}) for {asset!r} in the same years"
        expected = "one of the two: by 发改价格〔2026〕114号 capacity guaranteed otherwise is not paid twice"
        fix = "take one out, or write `paid_beside_other_guarantees: true` in the price if its document allows both"
        yield warning("W107", ("policies", two), got, expected, fix)


def _meter(role: str, term: MeterTerm, parts: Parts) -> Iterator[Problem]:
    """What is paid by the cubic metre or tonne has to be counted, and sold once."""
    meters = parts.assets[term.asset].meters
    if term.meter not in meters:
        got, expected = f"{term.asset!r}, which counts no {term.meter}", "an asset with that meter; it earns nothing"
        fix = "name another asset; credits come from oxidation of gas below 8 % whose heat is used, nothing else"
        yield warning("W106", ("policies", role, "assets"), got, expected, fix)
    elif meters[term.meter]:
        got = f"a price in {role!r} and one in the asset {term.asset!r} for the same {term.meter}"
        yield error("E308", ("policies", role), got, "one price", f"set the price in `assets.{term.asset}` to zero")


def _rule(role: str, term: RuleTerm, parts: Parts) -> Iterator[Problem]:
    market = parts.markets.get(term.market)
    if market is None:
        near = nearest(term.market, parts.markets)
        fix = f"write `{near}`" if near else "add the product to `markets`, or take this policy out"
        expected = "one of " + ", ".join(parts.markets)
        yield error("E310", ("policies", role, "market"), f"unknown market {term.market!r}", expected, fix)
        return
    try:
        with_rules(market, term.values)
    except ValidationError as slips:
        for slip in slips.errors(include_url=False):
            key = ".".join(map(str, slip["loc"]))
            expected, fix = "a key of the product and a value it allows", f"see the keys of `markets.{term.market}`"
            yield error("E310", ("policies", role, "values", key), f"{key}: {slip['msg']}", expected, fix)


def _for_assets(policy: Document, parts: Parts) -> Iterator[Term]:
    """Yield a policy's terms for the assets that are right by themselves and have an owner."""
    for name in policy.assets:
        owner = next((terms for terms in parts.projects.values() if name in terms.assets), None)
        if name in parts.assets and owner is not None:
            yield from policy.terms(asset_facts(name, parts.assets[name], owner, ()))
