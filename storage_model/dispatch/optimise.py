"""Find the schedule that earns the most, with the proof that none earns more."""

from collections.abc import Mapping
from dataclasses import dataclass

from storage_model.blocks import Schedule
from storage_model.dispatch.certificate import Certificate, certify
from storage_model.dispatch.compile import compile_model
from storage_model.dispatch.compile.reduce import reduce
from storage_model.dispatch.highs import SolverOptions, solve
from storage_model.dispatch.model import build_model
from storage_model.scenario.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """The optimal schedule of every asset and its certificate; `objective_yuan` is what the solver maximised."""

    schedules: Mapping[str, Schedule]
    objective_yuan: float
    certificate: Certificate
    iterations: int
    solver: str


def optimise(site: Site, options: SolverOptions | None = None) -> Dispatch:
    """Return the site's optimal dispatch; raises InfeasibleError or SolverStoppedError."""
    program = compile_model(lambda: build_model(site))
    reduced = reduce(program)
    answer = solve(reduced.program, options)
    values, row_duals = reduced.restore(answer.values, answer.row_duals)
    by_component = program.by_component(values)
    return Dispatch(
        schedules={name: _of_asset(name, by_component) for name in site.assets},
        objective_yuan=-answer.objective,
        certificate=certify(program, values, row_duals),
        iterations=answer.iterations,
        solver=answer.solver,
    )


def _of_asset(name: str, by_component: Mapping[str, object]) -> Schedule:
    prefix = f"assets[{name}]."
    return {key.removeprefix(prefix): values for key, values in by_component.items() if key.startswith(prefix)}  # type: ignore[misc]
