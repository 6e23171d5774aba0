"""The names a sweep may ask for: projects of its base case and the indicators these will have."""

import numpy as np

from storage_model.cases.accounts import accounts_by_project
from storage_model.cases.answer import TOGETHER
from storage_model.finance.measures import measures
from storage_model.lifetime.plan import plan_of
from storage_model.lifetime.record import Lifetime
from storage_model.scenario.scenario import Scenario


def known_metrics(scenario: Scenario) -> tuple[list[str], list[str]]:
    """Return the names of the projects and of their indicators, found from accounts of a life without any trade."""
    years = plan_of(scenario).calendar_years
    nothing = {name: np.zeros(len(years)) for name in scenario.assets}
    idle = Lifetime(
        calendar_years=years,
        streams=(),
        out_mwh=nothing,
        in_mwh=nothing,
        figures={name: {} for name in scenario.assets},
        purchases=dict.fromkeys(scenario.assets, ()),
    )
    accounts = accounts_by_project(scenario, idle)
    return list(accounts), list(measures(accounts[TOGETHER]))
