"""What a project receives in cash under each policy of its case, year by year."""

from collections.abc import Iterator, Mapping

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.lifetime.record import Lifetime
from storage_model.policies.terms_finance import GrantTerm
from storage_model.scenario.policy_terms import asset_terms, project_terms
from storage_model.scenario.scenario import Scenario


def cash_support(scenario: Scenario, lifetime: Lifetime, project: str) -> Mapping[str, FloatArray]:
    """Return the support of one project by role of the policy, shape (periods,) each, VAT-inclusive [yuan].

    Of a tariff only what lies above the reference price of its document counts. Fees and penalties are no support, and
    tax that is forgone is not cash.
    """
    terms = scenario.projects[project]
    received: dict[str, FloatArray] = {}
    for role, yuan in (*_by_the_meter_and_year(scenario, lifetime, project), *_grants(scenario, project)):
        received[role] = received.get(role, np.zeros(terms.periods)) + yuan
    return received


def _by_the_meter_and_year(scenario: Scenario, lifetime: Lifetime, project: str) -> Iterator[tuple[str, FloatArray]]:
    """Yield what streams bring; two policies of one kind share a stream, each with the years in which it pays."""
    owner = scenario.projects[project]
    first = lifetime.calendar_years.index(owner.first_operating_year)
    operating = slice(first, first + owner.operating_years)
    years = lifetime.calendar_years[operating]
    for role, term in asset_terms(scenario):
        policy = scenario.policies[role]
        if policy.paid_by is None or term.asset not in owner.assets:
            continue
        shares = [policy.support_frac(year) if term.pays_in(year) else 0.0 for year in years]
        yuan = np.zeros(owner.periods)
        for stream in lifetime.streams:
            if (stream.key, stream.asset) == (term.key, term.asset):
                yuan[owner.construction_years :] += stream.yuan[operating] * np.array(shares)
        yield role, yuan


def _grants(scenario: Scenario, project: str) -> Iterator[tuple[str, FloatArray]]:
    owner = scenario.projects[project]
    period = np.arange(1, owner.periods + 1)
    for role, term in project_terms(scenario, project):
        if isinstance(term, GrantTerm):
            yield role, term.yuan * (period == term.period)
