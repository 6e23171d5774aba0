"""The numbers of a project under every policy of its case."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.cases.clawback import with_clawback
from storage_model.cases.support import cash_support
from storage_model.cases.supported import supported
from storage_model.finance.terms.project import Project
from storage_model.lifetime.record import Lifetime
from storage_model.policies.document import PUBLIC, Payer
from storage_model.policies.terms_finance import ClawbackTerm
from storage_model.scenario.policy_terms import project_terms
from storage_model.scenario.scenario import Scenario


def under_policies(project: Project, scenario: Scenario, lifetime: Lifetime, name: str) -> Project:
    """Return the numbers with grants, loans, taxes and write-offs of policies, then what has to be given back.

    Without such policies it is the same record.
    """
    project = supported(project, [term for _, term in project_terms(scenario, name)])
    for _, _, clawed in _clawed(project, scenario, lifetime, name):
        project = clawed
    return project


def given_back(project: Project, scenario: Scenario, lifetime: Lifetime, name: str) -> Mapping[str, FloatArray]:
    """Return what a project under its policies gives back, by role of the clawback, shape (periods,) each [yuan]."""
    own = len(scenario.projects[name].subsidies)
    before = replace(project, subsidies=project.subsidies[:own])
    return {role: yuan for role, yuan, _ in _clawed(before, scenario, lifetime, name)}


def _clawed(
    project: Project, scenario: Scenario, lifetime: Lifetime, name: str
) -> Iterator[tuple[str, FloatArray, Project]]:
    """Yield each clawback's role, what it takes and the project after it; the next one sees what is left.

    A payer gets back no more than came from its own pocket, in which budgets, grid users and treasury are one.
    """
    rules = [(role, term) for role, term in project_terms(scenario, name) if isinstance(term, ClawbackTerm)]
    received = cash_support(scenario, lifetime, name) if rules else {}
    taken: dict[str, FloatArray] = {}
    for role, term in rules:
        pocket = _pocket(scenario.policies[role].paid_by)
        of_it = [yuan for one, yuan in received.items() if scenario.policies[one].paid_by in pocket]
        gone = [yuan for one, yuan in taken.items() if scenario.policies[one].paid_by in pocket]
        nothing = np.zeros(project.timeline.periods)
        left = np.sum([nothing, *of_it], axis=0) - np.sum([nothing, *gone], axis=0)
        before, project = len(project.subsidies), with_clawback(project, term, left)
        whole = sum((-np.asarray(one.yuan) for one in project.subsidies[before:]), np.zeros(1))
        taken[role] = nothing + project.timeline.in_operation(whole)
        yield role, taken[role], project


def _pocket(payer: Payer | None) -> tuple[Payer | None, ...]:
    return PUBLIC if payer in PUBLIC else (payer,)
