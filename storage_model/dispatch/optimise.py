"""Find the schedule that earns the most, with the proof that none earns more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from storage_model.blocks import FloatArray, Schedule
from storage_model.dispatch.certificate import Certificate, certify
from storage_model.dispatch.compile import LinearProgram, compile_model
from storage_model.dispatch.compile.reduce import reduce
from storage_model.dispatch.highs import SolverAnswer, SolverOptions, solve
from storage_model.dispatch.model import build_model
from storage_model.problems import SolverStoppedError
from storage_model.scenario.site import Site

# Each round adds the steps that still do both at once; a schedule settles after a few.
MOST_ROUNDS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """The optimal schedule of every asset and its certificate; `objective_yuan` is what the solver maximised.

    `products` is the part of each market product that decides something itself (power held ready, positions);
    `binaries` counts the steps in which charging and discharging had to be kept apart by a whole number.
    """

    schedules: Mapping[str, Schedule]
    products: Mapping[str, Schedule]
    objective_yuan: float
    certificate: Certificate
    iterations: int
    binaries: int
    solver: str


def optimise(site: Site, options: SolverOptions | None = None) -> Dispatch:
    """Return the site's optimal dispatch; raises InfeasibleError or SolverStoppedError.

    Solved as a linear programme first. Where an asset would draw and send at once, those steps get a binary and the
    model is solved again; the answer is exact, because the model without the other binaries can only earn more.
    """
    options = options or SolverOptions()
    apart: dict[str, list[int]] = {}
    for _ in range(MOST_ROUNDS):
        found = _solved(site, apart, options)
        frames = site.frames(found.products)
        more = {name: asset.steps_at_once(found.schedules[name], frames[name]) for name, asset in site.assets.items()}
        if not any(more.values()):
            return found
        for name, steps in more.items():
            if steps:
                apart[name] = sorted({*apart.get(name, ()), *steps})
    raise SolverStoppedError(f"charging and discharging could not be kept apart within {MOST_ROUNDS} rounds")


def _solved(site: Site, apart: Mapping[str, Sequence[int]], options: SolverOptions) -> Dispatch:
    program = compile_model(lambda: build_model(site, apart))
    answer, values, certificate = _proved(program, options)
    by_component = program.by_component(values)
    return Dispatch(
        schedules={name: _below(f"assets[{name}].", by_component) for name in site.assets},
        products={market.key: _below(f"markets[{market.key}].", by_component) for market in site.markets},
        objective_yuan=-answer.objective,
        certificate=certificate,
        iterations=answer.iterations,
        binaries=int(program.integer.sum()),
        solver=answer.solver,
    )


def _proved(program: LinearProgram, options: SolverOptions) -> tuple[SolverAnswer, FloatArray, Certificate]:
    """Return answer, values and certificate; with whole numbers, HiGHS' bound stands beside the certified rest."""
    reduced = reduce(program)
    answer = solve(reduced.program, options)
    values, row_duals = reduced.restore(answer.values, answer.row_duals)
    if not program.integer.any():
        return answer, values, certify(program, values, row_duals)
    bound = answer.bound
    answer, values, certificate = _proved(program.with_fixed(values), options)
    if abs(certificate.gap_frac) > options.mip_gap_frac:
        raise SolverStoppedError("the schedule with its whole numbers fixed could not be certified")
    return answer, values, replace(certificate, bound_yuan=min(bound, certificate.bound_yuan))


def _below(prefix: str, by_component: Mapping[str, FloatArray]) -> Schedule:
    return {key.removeprefix(prefix): values for key, values in by_component.items() if key.startswith(prefix)}
