"""What a sweep will run: every case with its values and the life it needs; cases that need the same share one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from storage_model.cases.compare.metered import MeteredKeys
from storage_model.cases.many.known_metrics import known_metrics
from storage_model.cases.many.points import Point, points_of
from storage_model.cases.many.read_sweep import AXES, Sweep, placed
from storage_model.digest import digest_of
from storage_model.dispatch.highs import SolverOptions, solver_version
from storage_model.lifetime.kept import code_digest
from storage_model.problems import InputError, Problem
from storage_model.scenario.assemble import ON_THE_COMMAND_LINE
from storage_model.scenario.finding import error
from storage_model.scenario.load import load_scenario
from storage_model.scenario.memory import Memory
from storage_model.scenario.nearest import nearest
from storage_model.scenario.scenario import Scenario
from storage_model.scenario.workspace import root_of

Fixed = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCase:
    """One case: its number from 1, the values it moves, the fingerprint of the life it needs."""

    number: int
    values: Point
    life: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All a sweep is made of, wherever it runs; `digest` tells it from any other.

    `base` and the keys of `files` are relative to the project folder `root`, which does not count; `code` and
    `solver` say what computes, `fixed` what was changed in every case. `warnings` are told and do not count either.
    """

    name: str
    root: Path
    base: str
    fixed: Fixed
    axes: tuple[str, ...]
    project: str
    metrics: tuple[str, ...]
    options: SolverOptions
    cases: tuple[PlannedCase, ...]
    files: Mapping[str, str]
    code: str = field(default_factory=code_digest)
    solver: str = field(default_factory=solver_version)
    warnings: tuple[Problem, ...] = ()

    @property
    def digest(self) -> str:
        """The fingerprint of what is computed, from the same files by the same program."""
        return digest_of((
            self.name, self.base, self.fixed, self.axes, self.project, self.metrics, asdict(self.options),
            self.cases, self.files, self.code, self.solver,
        ))  # fmt: skip

    @property
    def lives(self) -> dict[str, list[PlannedCase]]:
        """The cases of each distinct life, in the order of their first case."""
        found: dict[str, list[PlannedCase]] = {}
        for case in self.cases:
            found.setdefault(case.life, []).append(case)
        return found


def plan_sweep(sweep: Sweep, fixed: Fixed, options: SolverOptions | None = None) -> Plan:
    """Return the plan of a sweep; every case is read, none dispatched. Raises InputError with every problem."""
    memory, problems = Memory(), _clashes(sweep, fixed)
    base = load_scenario(sweep.base, fixed, memory=memory)
    problems += [placed(problem, sweep.tree) for problem in _of_base(sweep, base)]
    cases, files, warnings = [], dict(base.files), dict.fromkeys(base.warnings)
    for number, point in enumerate(points_of(sweep.said), 1):
        try:
            scenario = load_scenario(sweep.base, {**fixed, **point}, memory=memory)
        except InputError as wrong:
            problems += [_on_its_axis(problem, sweep) for problem in wrong.problems]
            continue
        cases.append(PlannedCase(number=number, values=point, life=MeteredKeys().of(scenario)))
        files |= scenario.files
        warnings |= dict.fromkeys(_on_its_axis(problem, sweep) for problem in scenario.warnings)
    if any(problem.severity == "error" for problem in problems):
        raise InputError(dict.fromkeys(problems))
    root = root_of(sweep.base)
    return Plan(
        name=sweep.name,
        root=root,
        base=sweep.base.resolve().relative_to(root).as_posix(),
        fixed=dict(fixed),
        axes=tuple(sweep.said.axes),
        project=sweep.said.project,
        metrics=tuple(sweep.said.metrics),
        options=options or SolverOptions(),
        cases=tuple(cases),
        files=dict(sorted(files.items())),
        warnings=tuple(warnings),
    )


def _on_its_axis(problem: Problem, sweep: Sweep) -> Problem:
    """Return a problem with the place of the axis that set the value, where one did."""
    if not problem.place.startswith(ON_THE_COMMAND_LINE):
        return problem
    typed = problem.place.removeprefix(ON_THE_COMMAND_LINE).strip()
    for key in (typed, problem.key, *sweep.said.axes):
        if key in sweep.said.axes and f"{problem.key}.".startswith(f"{key}."):
            return replace(placed(replace(problem, key=key), sweep.tree), key=problem.key)
    return problem


def _clashes(sweep: Sweep, fixed: Fixed) -> list[Problem]:
    """Return the axes that a change in every case would move as well."""
    return [
        placed(error("E141", (AXES, key), "a key that --set changes too", "one of the two", "leave out --set"),
               sweep.tree)
        for key in sweep.said.axes if key in fixed
    ]  # fmt: skip


def _of_base(sweep: Sweep, base: Scenario) -> Iterator[Problem]:
    """Yield what the sweep asks of the base case that it has not."""
    projects, metrics = known_metrics(base)
    if sweep.said.project not in projects:
        yield _unknown("project", sweep.said.project, projects)
    for number, metric in enumerate(sweep.said.metrics):
        if metric not in metrics:
            yield _unknown(f"metrics.{number}", metric, metrics)


def _unknown(key: str, word: str, known: Sequence[str]) -> Problem:
    near = nearest(word, known)
    fix = f"write `{near}`" if near else "use a name listed here"
    return error("E144", tuple(key.split(".")), f"unknown {word!r}", "one of " + ", ".join(known), fix)
