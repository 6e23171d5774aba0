"""One case of a sweep: its life, then the answer in as few numbers as a table of many cases needs."""

from dataclasses import dataclass
from typing import Any

from storage_model.cases.annual import annual_columns_of
from storage_model.cases.answer import ProjectAnswer
from storage_model.cases.compare.column import require_exact
from storage_model.cases.compare.metered import dispatched_life, with_yearly
from storage_model.cases.value import value_projects
from storage_model.dispatch.solver.highs import SolverOptions
from storage_model.lifetime.record import Lifetime
from storage_model.scenario.scenario import Scenario

Content = dict[str, Any]
VERIFIED = "verified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """The operating years that several cases share, by the meter alone; `gap_frac` is what is not proved optimal."""

    lifetime: Lifetime
    gap_frac: float


def live_once(scenario: Scenario, options: SolverOptions) -> Lived:
    """Return the life of a case, every year dispatched, settled and audited."""
    life = dispatched_life(scenario, options)
    return Lived(lifetime=life.lifetime, gap_frac=max(year.dispatch.open_gap_frac for year in life.years))


def answer_case(scenario: Scenario, lived: Lived) -> Content:
    """Return the answer of one case as plain data; raises RejectedError where its accounts break a law.

    `projects` holds verdict, first-year money [yuan] and every indicator with its state, all together last; `annual`
    the money by stream, energy and ageing of each asset by operating year.
    """
    lifetime = with_yearly(lived.lifetime, scenario)
    answers = value_projects(scenario, lifetime)
    for answer in answers.values():
        require_exact(scenario.name, answer)
    return {
        "status": VERIFIED if lived.gap_frac == 0 else f"gap {100.0 * lived.gap_frac:.2g} %",
        "projects": {name: _project(answer, lifetime) for name, answer in answers.items()},
        "annual": {key: values.tolist() for key, values in annual_columns_of(lifetime, scenario.assets).items()},
    }


def _project(answer: ProjectAnswer, lifetime: Lifetime) -> Content:
    first_year = {
        side: sum(float(one.yuan[0]) for one in lifetime.of_assets(answer.assets) if one.side == side)
        for side in ("revenue", "cost")
    }
    indicators: Content = {}
    for key, indicator in answer.finance.indicators.items():
        indicators |= {key: indicator.value, f"{key}_state": str(indicator.state)}
    return {
        "verdict": answer.verdict,
        "hurdle_frac": answer.hurdle_frac,
        "revenue_first_year_yuan": first_year["revenue"],
        "cost_first_year_yuan": first_year["cost"],
        **indicators,
    }
