"""The main job under uncertainty: a case and a file of factors become a range of answers with its proof."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.cases.answer import TOGETHER
from storage_model.cases.ranges.asked import Uncertainty
from storage_model.cases.ranges.convergence import Stage, convergence, missing
from storage_model.cases.ranges.dispatched import Dispatched, dispatch_all
from storage_model.cases.ranges.draws import factor_draws, rank_correlations, year_draws
from storage_model.cases.ranges.fits import misfits
from storage_model.cases.ranges.held_out import HeldOut, Sample, held_out
from storage_model.cases.ranges.one_at_a_time import Swing, swings
from storage_model.cases.ranges.quantiles import Spread, share_range, spread_of
from storage_model.cases.ranges.sobol import Shares, sobol_of
from storage_model.cases.ranges.valued import INDICATORS, valued
from storage_model.cases.run_case import Ready, Say, silent, unasked
from storage_model.dispatch.solver.highs import SolverOptions
from storage_model.lifetime.live import unheard
from storage_model.scenario.checks.finding import error
from storage_model.scenario.load import load_scenario
from storage_model.scenario.reading.file_kinds import UNCERTAINTY
from storage_model.scenario.record_file import RecordFile, read_record
from storage_model.scenario.scenario import Scenario

WORTH = INDICATORS[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranges:
    """What an answer may turn out to be.

    `base` is every factor at 1 with the case's own prices, `swings` each factor
    at both ends of its range. `shares` are the Sobol indices, empty where none were asked for. `hurdle_frac` is the
    return after tax that a draw has to reach. `captured` is realised ÷ most perfect margin of each price year, None
    where schedules know their prices.
    """

    scenario: Scenario
    file: RecordFile[Uncertainty]
    project: str
    sample: Sample
    correlations: FloatArray
    spreads: Mapping[str, Spread]
    missed_frac: float
    missed_range_frac: tuple[float, float]
    convergence: tuple[Stage, ...]
    base: Mapping[str, float | None]
    swings: tuple[Swing, ...]
    shares: Mapping[str, Shares]
    held_out: tuple[HeldOut, ...]
    price_years: int
    dispatches: int
    hurdle_frac: float
    captured: tuple[float | None, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What to sample: the project, or all together; fewer or more draws, another seed; Sobol points, 0 for none.

    `jobs` lives are dispatched at once.
    """

    project: str = TOGETHER
    draws: int | None = None
    seed: int | None = None
    sobol_points: int = 0
    jobs: int = 1


def sample_case(
    case: Path,
    uncertainty: Path,
    ask: Ask,
    overrides: Mapping[str, object] | None = None,
    options: SolverOptions | None = None,
    *,
    say: Say = silent,
    tick: Callable[[int, int], None] = unheard,
    ready: Ready = unasked,
) -> Ranges:
    """Return the range of answers of a case; raises what `run_case` raises, and InputError for what does not fit.

    `ready` is shown the scenario before anything is dispatched, and may refuse.
    """
    say("读取输入 · reading inputs")
    scenario = load_scenario(case, overrides or {})
    file = _as_asked(read_record(uncertainty, Uncertainty, UNCERTAINTY), ask)
    _require_fit(file, scenario, ask.project)
    say("电价年调度 · dispatching the price years")
    given = dispatch_all(file, scenario, options, ask.jobs, tick, ready=ready)
    say("抽样与财务评价 · drawing and valuing")
    factors = factor_draws(file.asked)
    chosen = year_draws(file.asked, len(given.prices), len(given.own.lifetime.calendar_years))
    sample = Sample(factors=factors, chosen=chosen, found=valued(given, ask.project, factors, chosen))
    say("全量调度检验 · dispatching some draws in full")
    return _ranges(given, file, ask, sample, held_out(given, ask.project, sample, options, tick))


def _ranges(
    given: Dispatched, file: RecordFile[Uncertainty], ask: Ask, sample: Sample, checked: tuple[HeldOut, ...]
) -> Ranges:
    base, swung = swings(given, ask.project)
    worth, count = sample.found[WORTH], len(sample.chosen)
    return Ranges(
        scenario=given.scenario,
        file=file,
        project=ask.project,
        sample=sample,
        correlations=rank_correlations(sample.factors),
        spreads={key: spread_of(one) for key, one in sample.found.items()},
        missed_frac=missing(worth) / count,
        missed_range_frac=share_range(missing(worth), count),
        convergence=convergence(worth),
        base=base,
        swings=swung,
        shares=sobol_of(given, ask.project, ask.sobol_points) if ask.sobol_points else {},
        held_out=checked,
        price_years=len(given.prices),
        dispatches=given.dispatches + len(checked) * len(given.own.lifetime.calendar_years),
        hurdle_frac=_hurdle(given.scenario, ask.project),
        captured=None if given.foresight is None else given.captured,
    )


def _as_asked(file: RecordFile[Uncertainty], ask: Ask) -> RecordFile[Uncertainty]:
    """Return the file with the draws and the seed of the command line."""
    asked = {"draws": ask.draws, "seed": ask.seed}
    given = {key: value for key, value in asked.items() if value is not None}
    whole = Uncertainty.model_validate(file.asked.model_dump() | given)
    return RecordFile(asked=whole, facts=file.facts, files=file.files, path=file.path, tree=file.tree)


def _require_fit(file: RecordFile[Uncertainty], scenario: Scenario, project: str) -> None:
    problems = list(misfits(file.asked, scenario))
    if project not in (TOGETHER, *scenario.projects):
        known = ", ".join((TOGETHER, *scenario.projects))
        problems.append(error("E331", ("title",), f"project {project}", f"one of {known}", "change --project"))
    if problems:
        raise file.refused(*problems)


def _hurdle(scenario: Scenario, project: str) -> float:
    """Return the hurdle of a project; of all together the mean weighted by investment, as in the answer of a case."""
    chosen = [scenario.projects[project]] if project != TOGETHER else list(scenario.projects.values())
    weights = np.array([terms.investment_yuan for terms in chosen])
    return float(np.average([terms.hurdle.project_after_tax_frac for terms in chosen], weights=weights))
