"""The numbers of a project under every policy of its case."""

import numpy as np

from storage_model.cases.clawback import with_clawback
from storage_model.cases.support import cash_support
from storage_model.cases.supported import supported
from storage_model.finance.terms.project import Project
from storage_model.lifetime.record import Lifetime
from storage_model.policies.terms_finance import ClawbackTerm
from storage_model.scenario.policy_terms import project_terms
from storage_model.scenario.scenario import Scenario


def under_policies(project: Project, scenario: Scenario, lifetime: Lifetime, name: str) -> Project:
    """Return the numbers with grants, loans, taxes and write-offs of policies, then what has to be given back.

    Without such policies it is the same record.
    """
    terms = [term for _, term in project_terms(scenario, name)]
    project = supported(project, terms)
    for term in terms:
        if isinstance(term, ClawbackTerm):
            received = cash_support(scenario, lifetime, name).values()
            project = with_clawback(project, term, np.sum([np.zeros(project.timeline.periods), *received], axis=0))
    return project
