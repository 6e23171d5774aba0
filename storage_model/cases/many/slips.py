"""What a sweep asks that its cases do not have or take, each with its place in the sweep file."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from storage_model.cases.many.known_metrics import known_metrics
from storage_model.cases.many.points import Point
from storage_model.cases.many.read_sweep import AXES, Sweep, placed
from storage_model.cases.many.sweep_file import DRAWN, SweepFile
from storage_model.problems import Problem
from storage_model.scenario.checks.finding import error
from storage_model.scenario.merging.assemble import ON_THE_COMMAND_LINE
from storage_model.scenario.merging.many_keys import TIMES, covers
from storage_model.scenario.reading.nearest import nearest
from storage_model.scenario.scenario import Scenario


def on_its_axis(problem: Problem, sweep: Sweep) -> Problem:
    """Return a problem with the place of the axis that set the value, where one did."""
    if not problem.place.startswith(ON_THE_COMMAND_LINE):
        return problem
    typed = problem.place.removeprefix(ON_THE_COMMAND_LINE).strip()
    for key in (typed, problem.key, *sweep.said.axes):
        if key in sweep.said.axes and (key == problem.key or covers(key, problem.key)):
            told = replace(placed(replace(problem, key=key), sweep.tree), key=problem.key)
            return _of_every_draw(told, sweep.said, key)
    return problem


def with_its_values(problems: Iterable[Problem], sweep: Sweep, point: Point) -> Iterator[tuple[Problem, Problem]]:
    """Yield each problem of a case as it was found and as it is told: at its axis, or else with the case's values.

    What an axis brought about in another file says nothing of the axis there.
    """
    for problem in problems:
        told = on_its_axis(problem, sweep)
        if told.place == problem.place and point:
            told = replace(problem, got=f"{problem.got}, with {_values(point)}")
        yield problem, told


def _values(point: Point) -> str:
    return ", ".join(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in point.items())


def _of_every_draw(problem: Problem, said: SweepFile, key: str) -> Problem:
    """Return a problem once for all draws where the number has to be whole, which those between two ends are not."""
    axis = said.axes[key]
    if said.combine not in DRAWN or axis.values is not None or not problem.expected.startswith("a whole number"):
        return problem
    got, fix = f"draws between {axis.low:g} and {axis.high:g}", "list the numbers to draw from: `[6, 7, 8]`"
    return replace(problem, got=got, likely="", fix=fix)


def clashes(sweep: Sweep, fixed: Mapping[str, object]) -> list[Problem]:
    """Return the axes that a change in every case would move as well."""
    return [
        placed(error("E141", (AXES, key), "a key that --set changes too", "one of the two", "leave out --set"),
               sweep.tree)
        for key in sweep.said.axes if any(key == one or _set_again(key, one) for one in fixed)
    ]  # fmt: skip


def _set_again(key: str, one: str) -> bool:
    """Say whether an axis sets the very number again that a change in every case has set; a factor multiplies it."""
    return not key.endswith(f".{TIMES}") and key.count(".") == one.count(".") and covers(key, one)


def taken_out(sweep: Sweep, point: Point) -> Problem:
    """Return the problem of a case that has the sweep's project no more."""
    fix = "name a project that every case has, or `together`"
    got = f"{sweep.said.project!r}, which is not there with {_values(point)}"
    return placed(error("E144", ("project",), got, "a project of every case", fix), sweep.tree)


def of_base(sweep: Sweep, base: Scenario) -> Iterator[Problem]:
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
