"""The main job of sizing: a case and a sizing file become a size that no neighbour beats, with what it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.cases.accounts import parts_by_project
from storage_model.cases.processes import Each, each_of
from storage_model.cases.run_case import Ready, Say, silent, unasked
from storage_model.cases.sizing.asked import Sizing
from storage_model.cases.sizing.counts import all_counts, connected, misfits, size_of
from storage_model.cases.sizing.dispatched import dispatched_lives
from storage_model.cases.sizing.objective import scores
from storage_model.cases.sizing.own_effect import power_limit_mw, response_limit
from storage_model.cases.sizing.screened import DurationLife, at_size
from storage_model.cases.sizing.search import Climbed, Count, best_of, climb, frontier, one_away
from storage_model.cases.sizing.sized import plant_of, with_store
from storage_model.cases.sizing.whole_lives import WholeLives
from storage_model.dispatch.solver.highs import SolverOptions
from storage_model.finance.terms.project import Project
from storage_model.lifetime.by_the_year import with_yearly_terms
from storage_model.lifetime.live import Tick, unheard
from storage_model.lifetime.plan import plan_of
from storage_model.scenario.checks.finding import error
from storage_model.scenario.load import load_scenario
from storage_model.scenario.reading.file_kinds import SIZING
from storage_model.scenario.record_file import RecordFile, read_record
from storage_model.scenario.scenario import Scenario
from storage_model.units import KW_PER_MW


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """One size looked at: modules, power [MW], energy [MWh], investment [yuan], its score; more is better."""

    count: Count
    power_mw: float
    energy_mwh: float
    investment_yuan: float
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeAnswer:
    """The battery of greatest score, and the gas plant where it was asked for.

    `frontier` is the best energy for each power on screened lives, `candidates` how many counts were screened and
    `left_out` how many more the connection does not carry. `around` are the whole lives at and beside `best`,
    `own_score` that of the case as it is. `power_limit_mw` is where the own price effect takes the share the file
    names, None for a price taker; `response_limit` the response at which the best size would lose it [yuan/MWh per MW].
    """

    scenario: Scenario
    file: RecordFile[Sizing]
    candidates: int
    left_out: int
    frontier: tuple[Size, ...]
    best: Size
    around: tuple[Size, ...]
    climbed: Climbed
    own_score: float
    power_limit_mw: float | None
    response_limit: float | None
    sets: Climbed | None
    lives: int

    @property
    def equity_hurdle(self) -> float:
        """Return what the owner of the battery asks of equity [0–1]."""
        owner = self.scenario.owner_of(self.file.asked.store.asset)
        return self.scenario.projects[owner].hurdle.equity_frac


def size_case(
    case: Path,
    sizing: Path,
    overrides: Mapping[str, object] | None = None,
    options: SolverOptions | None = None,
    *,
    say: Say = silent,
    tick: Tick = unheard,
    ready: Ready = unasked,
    jobs: int = 1,
) -> SizeAnswer:
    """Return the best size of a case; raises what `run_case` raises, and InputError for what does not fit.

    `ready` is shown the scenario before anything is dispatched, and may refuse. `jobs` lives are lived at once, on
    which no digit depends.
    """
    say("读取输入 · reading inputs")
    scenario, file = load_scenario(case, overrides or {}), read_record(sizing, Sizing, SIZING)
    return size_scenario(scenario, file, options, say=say, tick=tick, ready=ready, jobs=jobs)


def size_scenario(
    scenario: Scenario,
    file: RecordFile[Sizing],
    options: SolverOptions | None = None,
    *,
    say: Say = silent,
    tick: Tick = unheard,
    ready: Ready = unasked,
    jobs: int = 1,
) -> SizeAnswer:
    """Return the best size of a scenario already read."""
    counts, left_out = _within(scenario, file)
    ready(scenario)
    with each_of(jobs) as each:
        return _best(scenario, file, options, counts, left_out, say=say, tick=tick, each=each)


def _best(
    scenario: Scenario,
    file: RecordFile[Sizing],
    options: SolverOptions | None,
    counts: list[Count],
    left_out: int,
    *,
    say: Say,
    tick: Tick,
    each: Each,
) -> SizeAnswer:
    asked = file.asked
    say("按时长调度 · dispatching each duration")
    lives = dispatched_lives(scenario, asked, [size_of(asked, count)[0] for count in counts], options, tick, each=each)
    say("筛选全部模块组合 · screening every module count")
    found = screened_scores(scenario, asked, lives, counts)
    say("全寿命复核 · whole lives around the best")
    whole = WholeLives(scenario=scenario, asked=asked, options=options, tick=tick, each=each)
    climbed = climb(best_of(counts, found), partial(one_away, set(counts)), whole.of_store, whole.stores_ahead)
    margin_yuan, squares = whole.margins[climbed.best]
    share, best = asked.own_effect_limit_frac, _size(asked, climbed.best, climbed.scores[climbed.best])
    response = asked.price_response_yuan_per_mwh_per_mw
    return SizeAnswer(
        scenario=scenario,
        file=file,
        candidates=len(counts),
        left_out=left_out,
        frontier=tuple(_size(asked, counts[n], float(found[n])) for n in frontier(counts, found)),
        best=best,
        around=tuple(_size(asked, count, score) for count, score in climbed.neighbours().items()),
        climbed=climbed,
        own_score=whole.of_case(),
        power_limit_mw=power_limit_mw(best.power_mw, margin_yuan, squares, response, share),
        response_limit=response_limit(margin_yuan, squares, share),
        sets=_sets(scenario, asked, whole),
        lives=len(lives) + whole.lived,
    )


def screened_scores(
    scenario: Scenario, asked: Sizing, lives: Sequence[DurationLife], counts: Sequence[Count]
) -> FloatArray:
    """Return the score of each count on lives put together from those of the durations, shape (counts,)."""
    owner = scenario.owner_of(asked.store.asset)
    projects: list[Project] = []
    firm: list[float] = []
    for count in counts:
        sized = with_store(scenario, asked, *size_of(asked, count))
        life = with_yearly_terms(at_size(lives, asked, *size_of(asked, count)), plan_of(sized))
        projects.append(parts_by_project(sized, life)[owner].terms)
        firm.append(sized.assets[asked.store.asset].firm_mw(asked.firm_hours_h) * KW_PER_MW)
    return scores(asked.objective, projects, np.array(firm))


def _within(scenario: Scenario, file: RecordFile[Sizing]) -> tuple[list[Count], int]:
    """Return the counts that may be built, and how many more the connection does not carry."""
    problems = list(misfits(file.asked, scenario))
    if problems:
        raise file.refused(*problems)
    every = list(all_counts(file.asked))
    counts = [count for count in every if connected(scenario, file.asked, count)]
    if not counts:
        limits = scenario.connection
        expected = f"modules within {limits.export_limit_mw:g} MW out and {limits.import_limit_mw:g} MW in"
        got = f"{file.asked.store.least_power_modules} or more"
        raise file.refused(error("E334", ("store", "least_power_modules"), got, expected, "write fewer"))
    return counts, len(every) - len(counts)


def _sets(scenario: Scenario, asked: Sizing, whole: WholeLives) -> Climbed | None:
    """Return the climb over the number of sets, from the case's own number."""
    if asked.sets is None:
        return None
    least, most = asked.sets.least_sets, asked.sets.most_sets
    start = min(max(plant_of(scenario, asked.sets.asset).sets, least), most)
    allowed = {(sets,) for sets in range(least, most + 1)}
    return climb((start,), partial(one_away, allowed), whole.of_sets, whole.sets_ahead)


def _size(asked: Sizing, count: Count, score: float) -> Size:
    power_mw, energy_mwh = size_of(asked, count)
    return Size(
        count=count,
        power_mw=power_mw,
        energy_mwh=energy_mwh,
        investment_yuan=asked.store.cost.yuan(power_mw, energy_mwh),
        score=score,
    )
