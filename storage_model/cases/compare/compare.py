"""Cases side by side, what is needed, who earned what, who pays: the conductor."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from storage_model.cases.answer import TOGETHER
from storage_model.cases.compare.break_even import Aim, Axis, BreakEven, IsoReturn, Needed, break_even, iso_return
from storage_model.cases.compare.column import Column, column_of, needed_of
from storage_model.cases.compare.counted import counted
from storage_model.cases.compare.effect import Effect, Yardsticks, effect_of
from storage_model.cases.compare.lives import Lives
from storage_model.cases.compare.parameter import POLICIES, Parameter, Reload
from storage_model.cases.compare.shares import Shares, differing, shares_of
from storage_model.cases.run_case import Say, silent, unasked
from storage_model.lifetime.live import Tick, unheard
from storage_model.problems import InputError, Problem
from storage_model.scenario.load import load_scenario
from storage_model.scenario.reading.memory import Memory
from storage_model.scenario.scenario import Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked of a comparison: of which project, what has to be reached, by moving what.

    Without parameters and with an aim, the main number of every case that differs from the base by one policy is
    solved for. `axes` ask for a map over two parameters of the last case; `jobs` is how many lives are dispatched at
    once.
    """

    project: str
    aim: Aim | None = None
    parameters: tuple[Parameter, ...] = ()
    axes: tuple[Axis, Axis] | None = None
    discount_frac: float | None = None
    firm_hours: float = 6.0
    grid_factor_t_per_mwh: float = 0.6
    charging_factor_t_per_mwh: float = 0.0
    attribute: bool = True
    jobs: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Everything about some cases; the first is the base that the others are held against.

    `effects` and `shares` are by case and lack the base; `lives` counts the sets of dispatches that were needed.
    """

    ask: Ask
    columns: tuple[Column, ...]
    yardsticks: Yardsticks
    effects: Mapping[str, Effect]
    shares: tuple[Shares, ...]
    break_evens: tuple[BreakEven, ...]
    map: IsoReturn | None
    lives: int
    files: Mapping[str, str]

    @property
    def base(self) -> Column:
        """The case the others are held against."""
        return self.columns[0]

    def case(self, name: str) -> Column:
        """Return one case by its name."""
        return next(column for column in self.columns if column.scenario.name == name)


def compare(
    paths: Sequence[Path],
    overrides: Mapping[str, object],
    ask: Ask,
    lives: Lives,
    *,
    say: Say = silent,
    tick: Tick = unheard,
    ready: Callable[..., None] = unasked,
) -> Comparison:
    """Return the comparison of case files; raises what reading, dispatching and auditing any of them raises.

    `ready` is shown the cases, the base first, before anything is dispatched, and may refuse. `say` hears what is
    computed beside the lives, which tell their own years, and `tick` how far that is.
    """
    memory = Memory()  # cases of one comparison name the same files
    scenarios = [load_scenario(path, overrides, memory=memory) for path in paths]
    _require_apart(scenarios, paths)
    _require_project(scenarios, ask.project)
    ready(*scenarios)
    lives.live_ahead(scenarios, ask.jobs)
    say("核算各方案 · keeping the accounts of the cases")
    columns = tuple(column_of(scenario, ask.project, ask.firm_hours, lives) for scenario in counted(scenarios, tick))
    yardsticks = _yardsticks(columns[0], ask)
    reloads = {one.name: _reload(path, overrides, memory) for one, path in zip(scenarios, paths, strict=True)}
    if ask.attribute:
        say("分摊贡献 · sharing the gains")
    shared = counted(columns[1:], tick) if ask.attribute else ()
    return Comparison(
        ask=ask,
        columns=columns,
        yardsticks=yardsticks,
        effects={one.scenario.name: _effect(columns[0], one, yardsticks) for one in columns[1:]},
        shares=tuple(shares_of(columns[0], one, lives) for one in shared),
        break_evens=_break_evens(scenarios, ask, reloads, lives, yardsticks, say=say),
        map=_map(scenarios[-1], ask, reloads, lives, say=say, tick=tick),
        lives=lives.lived,
        files={name: digest for one in scenarios for name, digest in one.files.items()},
    )


def _effect(base: Column, column: Column, yardsticks: Yardsticks) -> Effect:
    return effect_of(base.purse, base.achieved.irr_frac, column.purse, column.achieved, yardsticks)


def _yardsticks(base: Column, ask: Ask) -> Yardsticks:
    """Return what costs are measured with; money is discounted at the hurdle unless another rate is asked for."""
    options = base.answer.finance.parts[0].terms.options  # projects counted by different conventions have no sum
    return Yardsticks(
        discount_frac=base.answer.hurdle_frac if ask.discount_frac is None else ask.discount_frac,
        first_t=options.first_t,
        firm_hours=ask.firm_hours,
        grid_factor_t_per_mwh=ask.grid_factor_t_per_mwh,
        charging_factor_t_per_mwh=ask.charging_factor_t_per_mwh,
    )


def _break_evens(
    scenarios: Sequence[Scenario],
    ask: Ask,
    reloads: Mapping[str, Reload],
    lives: Lives,
    yardsticks: Yardsticks,
    *,
    say: Say,
) -> tuple[BreakEven, ...]:
    if ask.aim is None:
        return ()

    def cost(scenario: Scenario, role: str) -> Needed:
        return needed_of(scenario, role, ask.project, yardsticks, lives)

    asked = [(one, parameter) for one in scenarios for parameter in _asked_of(scenarios[0], one, ask.parameters)]
    found = []
    for number, (one, parameter) in enumerate(asked, 1):
        say(f"求解所需支持 {number}/{len(asked)} · solving for {parameter.path} of {one.name}")
        found.append(break_even(one, reloads[one.name], parameter, ask.aim, lives=lives, cost=cost))
    return tuple(found)


def _asked_of(base: Scenario, case: Scenario, parameters: Sequence[Parameter]) -> list[Parameter]:
    """Return the parameters of one case: those asked for that it has, else the main number of its only instrument."""
    if parameters:
        return [one for one in parameters if one.role is None or one.role in case.policies]
    roles = [role for role in differing(base, case) if role in case.policies]
    levers = [(role, case.policies[role].lever) for role in roles]
    return [Parameter(path=f"{POLICIES}.{role}.{lever}") for role, lever in levers if lever and len(roles) == 1]


def _map(
    case: Scenario, ask: Ask, reloads: Mapping[str, Reload], lives: Lives, *, say: Say, tick: Tick
) -> IsoReturn | None:
    if ask.axes is None or ask.aim is None:
        return None
    say("等收益率图 · mapping two numbers")
    return iso_return(case, reloads[case.name], ask.axes, ask.aim, lives, tick=tick)


def _reload(path: Path, overrides: Mapping[str, object], memory: Memory) -> Reload:
    return lambda changes: load_scenario(path, {**overrides, **changes}, memory=memory)


def _require_apart(scenarios: Sequence[Scenario], paths: Sequence[Path]) -> None:
    seen: dict[str, Path] = {}
    problems = []
    for scenario, path in zip(scenarios, paths, strict=True):
        if scenario.name in seen:
            got = f"{scenario.name!r} as in {seen[scenario.name]}"
            fix = "give one of them another `name`, or leave one out"
            problems.append(
                Problem(code="E316", place=str(path), key="name", got=got, expected="a name of its own", fix=fix)
            )
        seen[scenario.name] = path
    if problems:
        raise InputError(problems)


def _require_project(scenarios: Sequence[Scenario], project: str) -> None:
    problems = [
        Problem(
            code="E316",
            place=scenario.name,
            key="projects",
            got=f"no project {project!r}",
            expected="one of " + ", ".join([*scenario.projects, TOGETHER]),
            fix="name one of these with --project",
        )
        for scenario in scenarios
        if project != TOGETHER and project not in scenario.projects
    ]
    if problems:
        raise InputError(problems)
