"""One case of a comparison: streams, indicators, cash flow by line, what it costs and what it brings."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.cases.answer import TOGETHER, ProjectAnswer
from storage_model.cases.compare.break_even import Needed
from storage_model.cases.compare.effect import Achieved, Yardsticks
from storage_model.cases.compare.lives import Lives
from storage_model.cases.compare.purse import Purse, purse_of
from storage_model.cases.value import value_projects
from storage_model.finance.indicators.rates import npv
from storage_model.finance.lines.building import capital_grants
from storage_model.lifetime.record import Lifetime
from storage_model.problems import RejectedError
from storage_model.scenario.scenario import Scenario
from storage_model.units import KW_PER_MW

CASH_FLOW = "project_cash_flow"
# Laws of the accounts hold to this share of the investment, as in a run of one case.
EXACT = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A verified case. `streams` by key, shape (operating years,), `rows` of the project's cash flow, (periods,)."""

    scenario: Scenario
    lifetime: Lifetime
    answers: Mapping[str, ProjectAnswer]
    project: str
    streams: Mapping[str, FloatArray]
    revenue: frozenset[str]
    rows: Mapping[str, FloatArray]
    purse: Purse
    achieved: Achieved

    @property
    def answer(self) -> ProjectAnswer:
        """The project that is compared, or all together."""
        return self.answers[self.project]


def column_of(scenario: Scenario, project: str, firm_hours: float, lives: Lives) -> Column:
    """Return one case; raises RejectedError where its accounts break a law."""
    lifetime = lives.of(scenario, keep=True)
    answers = value_projects(scenario, lifetime)
    answer = answers[project]
    require_exact(scenario.name, answer)
    found = lifetime.of_assets(answer.assets)
    streams: dict[str, FloatArray] = {}
    for stream in found:
        streams[stream.key] = streams.get(stream.key, np.zeros(len(lifetime.calendar_years))) + stream.yuan
    (statement,) = (one for one in answer.finance.statements if one.key == CASH_FLOW)
    purse = purse_of(scenario, lifetime, members(scenario, project))
    return Column(
        scenario=scenario,
        lifetime=lifetime,
        answers=answers,
        project=project,
        streams=streams,
        revenue=frozenset(stream.key for stream in found if stream.side == "revenue"),
        rows={row.key: row.values for row in statement.rows},
        purse=purse,
        achieved=_achieved(scenario, lifetime, answer, purse, firm_hours),
    )


def needed_of(scenario: Scenario, role: str, project: str, by: Yardsticks, lives: Lives) -> Needed:
    """Return what one policy of a scenario pays to the project that is compared."""
    paid = purse_of(scenario, lives.of(scenario), members(scenario, project)).by_role.get(role, np.zeros(1))
    owned = {name for one in members(scenario, project) for name in scenario.projects[one].assets}
    rated_mw = sum(scenario.assets[name].rated_power_mw for name in scenario.policies[role].assets if name in owned)
    years = np.flatnonzero(paid)
    first_yuan = float(paid[years[0]]) if len(years) else 0.0
    return Needed(
        first_year_yuan=first_yuan,
        per_kw_yuan=first_yuan / (rated_mw * KW_PER_MW) if rated_mw else 0.0,
        present_yuan=float(npv(paid, by.discount_frac, by.first_t)),
    )


def members(scenario: Scenario, project: str) -> tuple[str, ...]:
    """Return the projects behind a name: itself, or every one where all together are meant."""
    return tuple(scenario.projects) if project == TOGETHER else (project,)


def _achieved(
    scenario: Scenario, lifetime: Lifetime, answer: ProjectAnswer, purse: Purse, firm_hours: float
) -> Achieved:
    indicators = answer.finance.indicators
    periods = len(purse.taxes_paid)
    before = lifetime.calendar_years[0] - purse.first_year

    def placed(by_asset: Mapping[str, FloatArray]) -> FloatArray:
        """Return the energy of the project's assets on the years of its accounts, shape (periods,)."""
        energy = np.zeros(periods)
        energy[before:] = np.sum([by_asset[name] for name in answer.assets], axis=0)
        return energy

    assets = [scenario.assets[name] for name in answer.assets]
    return Achieved(
        irr_frac=indicators["irr_project_after_tax_frac"].value,
        npv_yuan=indicators["npv_project_after_tax_yuan"].value or 0.0,
        investment_yuan=indicators["static_investment_yuan"].value or 0.0,
        grants_yuan=float(np.sum(capital_grants(answer.finance.accounts))),
        out_mwh=placed(lifetime.out_mwh),
        in_mwh=placed(lifetime.in_mwh),
        firm_mw=sum(asset.firm_mw(firm_hours) for asset in assets),
    )


def require_exact(case: str, answer: ProjectAnswer) -> None:
    """Raise RejectedError where the accounts of a project break a law."""
    broken = {key: residual for key, residual in answer.finance.residuals.items() if not abs(residual) <= EXACT}
    if broken:
        words = ", ".join(f"{key} {residual:.2e}" for key, residual in broken.items())
        raise RejectedError(f"{case}: accounts break a law: {words}")
