"""Policy terms as market products of a calendar year: adders by the meter, demand charges, rules of a market."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from storage_model.horizon import Horizon
from storage_model.markets.capped_adder import CappedAdder
from storage_model.markets.demand_charge import DemandCharge
from storage_model.markets.energy_adder import EnergyAdder
from storage_model.markets.market import Market, MarketTerms
from storage_model.markets.meter_adder import MeterAdder
from storage_model.policies.terms import DemandTerm, EnergyTerm, MeterTerm, ReliefTerm, RuleTerm, Term
from storage_model.scenario.policy_rules import with_rules
from storage_model.scenario.policy_terms import asset_terms
from storage_model.scenario.scenario import Scenario


def policy_markets(scenario: Scenario, calendar_year: int) -> Iterator[Market]:
    """Yield a product for every term paid by the meter; one that rests in this year keeps its place at a rate of 0."""
    terms = asset_terms(scenario)
    for role, term in terms:
        key = f"{role}_{term.key}_{term.asset}"
        if isinstance(term, EnergyTerm):
            asset, paid_mwh = scenario.assets[term.asset], term.most_mwh_in(calendar_year)
            # What outages take is not paid for: the schedule may hold that much more than the document pays.
            most_mwh = None if paid_mwh is None else paid_mwh / asset.followed_frac
            if most_mwh is not None and most_mwh < asset.most_out_mw * scenario.horizon.hours:
                yield capped_adder(key, term, calendar_year, most_mwh)
            else:
                yield energy_adder(key, term, scenario.horizon, calendar_year)
        elif isinstance(term, MeterTerm):
            yield meter_adder(key, term, calendar_year)
        elif isinstance(term, DemandTerm):
            yield demand_charge(key, term, [one for _, one in terms], calendar_year)


def ruled(scenario: Scenario, calendar_year: int) -> Mapping[str, MarketTerms]:
    """Return the market products of the case as the documents of a calendar year rule them; one it lacks is no rule."""
    markets = dict(scenario.markets)
    for _, term in asset_terms(scenario):
        if isinstance(term, RuleTerm) and term.pays_in(calendar_year) and term.market in markets:
            markets[term.market] = with_rules(markets[term.market], term.values)
    return markets


def energy_adder(key: str, term: EnergyTerm, horizon: Horizon, calendar_year: int) -> EnergyAdder:
    """Return the product of a term paid by the MWh, its rate of each month spread over the steps."""
    return EnergyAdder(
        key=key,
        stream=term.key,
        participants=(term.asset,),
        flow=term.flow,
        yuan_per_mwh=np.array(term.rate_in(calendar_year))[horizon.month_of_step() - 1],
        side=term.side,
        vat_frac=term.vat_frac,
    )


def capped_adder(key: str, term: EnergyTerm, calendar_year: int, most_mwh: float) -> CappedAdder:
    """Return the product of a term paid for a limited energy of the year."""
    return CappedAdder(
        key=key,
        stream=term.key,
        participant=term.asset,
        yuan_per_mwh=max(term.rate_in(calendar_year)),
        most_mwh=most_mwh,
        vat_frac=term.vat_frac,
    )


def meter_adder(key: str, term: MeterTerm, calendar_year: int) -> MeterAdder:
    """Return the product of a term paid by the cubic metre or tonne."""
    return MeterAdder(
        key=key,
        stream=term.key,
        participant=term.asset,
        meter=term.meter,
        yuan_per_unit=term.yuan_per_unit_by_year.get(calendar_year, 0.0),
        side=term.side,
        vat_frac=term.vat_frac,
    )


def demand_charge(key: str, term: DemandTerm, others: Sequence[Term], calendar_year: int) -> DemandCharge:
    """Return the product of a term paid on each month's highest drawn power, with what others waive of it this year."""
    reliefs = [one for one in others if isinstance(one, ReliefTerm) and (one.fee, one.asset) == (term.key, term.asset)]
    return DemandCharge(
        key=key,
        stream=term.key,
        participant=term.asset,
        yuan_per_kw_month=term.yuan_per_kw_month,
        share_frac=term.share_frac,
        vat_frac=term.vat_frac,
        relief_stream=reliefs[0].key if reliefs else "",
        waived_frac=min(1.0, sum(one.share_frac for one in reliefs if one.pays_in(calendar_year))),
    )
