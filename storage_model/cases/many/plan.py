"""What a sweep will run: every case with its values and the life it needs; cases that need the same share one."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from storage_model.cases.answer import TOGETHER
from storage_model.cases.compare.metered import MeteredKeys
from storage_model.cases.many.points import Point, points_of
from storage_model.cases.many.read_sweep import Sweep, placed
from storage_model.cases.many.slips import clashes, of_base, taken_out, with_its_values
from storage_model.digest import digest_of
from storage_model.dispatch.solver.highs import SolverOptions, solver_version
from storage_model.lifetime.kept import code_digest
from storage_model.problems import InputError, Problem
from storage_model.scenario.load import load_scenario
from storage_model.scenario.reading.memory import Memory
from storage_model.scenario.reading.workspace import root_of

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
    memory, problems = Memory(), clashes(sweep, fixed)
    base = load_scenario(sweep.base, fixed, memory=memory)
    problems += [placed(problem, sweep.tree) for problem in of_base(sweep, base)]
    asked = {sweep.said.project} & {*base.projects, TOGETHER}
    cases, without, files = [], [], dict(base.files)
    wrongs: dict[Problem, Problem] = {}
    warnings = {one: one for one in base.warnings}
    for number, point in enumerate(points_of(sweep.said), 1):
        try:
            scenario = load_scenario(sweep.base, {**fixed, **point}, memory=memory)
        except InputError as wrong:
            for problem, told in with_its_values(wrong.problems, sweep, point):
                wrongs.setdefault(problem, told)
            continue
        if not asked <= {*scenario.projects, TOGETHER}:
            without.append(point)
            continue
        cases.append(PlannedCase(number=number, values=point, life=MeteredKeys().of(scenario)))
        files |= scenario.files
        for problem, told in with_its_values(scenario.warnings, sweep, point):
            warnings.setdefault(problem, told)
    problems += [*wrongs.values(), *(taken_out(sweep, point) for point in without[:1])]
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
        warnings=tuple(dict.fromkeys(warnings.values())),
    )
