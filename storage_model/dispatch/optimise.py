"""Find the schedule that earns the most, with the proof that none earns more."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any

import numpy as np

from storage_model.blocks import Schedule
from storage_model.dispatch.apart import Apart
from storage_model.dispatch.compile import LinearProgram, compile_model
from storage_model.dispatch.linear.prove_linear import Hot, Proved
from storage_model.dispatch.model import build_model
from storage_model.dispatch.no_answer.why import why_no_answer
from storage_model.dispatch.schedules import decided_of, of_asset, steps_at_once
from storage_model.dispatch.solver.certificate import Certificate
from storage_model.dispatch.solver.clock import TOGETHER
from storage_model.dispatch.solver.highs import SolverOptions
from storage_model.dispatch.solver.patience import stopped_words
from storage_model.dispatch.whole.decided import as_decided, under
from storage_model.dispatch.whole.prove import About, prove
from storage_model.problems import InfeasibleError, SolverStoppedError
from storage_model.scenario.site import Site

NOT_APART = stopped_words(
    "求解时限内没有可执行的方案",
    "the time is up before every step can be carried out (one direction at a time)",
    whole=True,
)
# Each round adds the steps that still do both at once, and those about them; a schedule settles after a few.
MOST_ROUNDS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """The best schedule of every asset and its certificate; `objective_yuan` is what the solver maximised.

    `products` is the part of each market product that decides something itself (power held ready, positions);
    `binaries` counts the whole numbers the last round held. `gap_allowed_frac` is what whole numbers may leave open:
    zero without any, what the user asked for, or infinite where the time was up; the certificate says what is open.
    """

    schedules: Mapping[str, Schedule]
    products: Mapping[str, Schedule]
    objective_yuan: float
    certificate: Certificate
    iterations: int
    binaries: int
    solver: str
    gap_allowed_frac: float = 0.0

    @property
    def open_gap_frac(self) -> float:
        """What better schedules may still earn more, relative; zero where the optimum is proved."""
        return 0.0 if self.certificate.proved else abs(self.certificate.gap_frac)


class Dispatcher:
    """Optimises one site after another; where only numbers changed, the next begins where the last ended."""

    def __init__(self, options: SolverOptions | None = None) -> None:
        self.options = options or SolverOptions()
        self._hot: Hot | None = None
        # Whole numbers take long and no basis helps them: a year that asks the same as the last has its answer.
        self._whole: dict[int, tuple[LinearProgram, Proved]] = {}

    def optimise(self, site: Site) -> Dispatch:
        """Return the site's optimal dispatch; raises InfeasibleError or SolverStoppedError.

        Solved as a linear programme first. Where an asset would draw and send at once, those steps get a binary and the
        days about them are decided again; the answer is exact, because the model without the other binaries can only
        earn more.
        """
        until_s, apart, about, last = perf_counter() + self.options.time_limit_s, Apart(), None, None
        for number in range(MOST_ROUNDS):
            try:
                program, proved = self._round(number, site, apart, until_s, about)
            except SolverStoppedError:
                if last is None:
                    raise
                return self._in_hand(site, apart, last)
            last = proved if last is None else under(proved, last.certificate.bound_yuan)
            found = _dispatch(site, program, last, self.options)
            more = steps_at_once(site, found.schedules, found.products)
            if not more:
                return found
            about = about or About(linear=proved)
            apart = apart.widened(site, more, _reduced_costs(site, about.linear), 2**number - 1)
            about = replace(about, steps=np.array(sorted(apart.about)))
        raise SolverStoppedError(f"charging and discharging could not be kept apart within {MOST_ROUNDS} rounds")

    def _in_hand(self, site: Site, apart: Apart, last: Proved) -> Dispatch:
        """Return the best schedule with every direction as the last round has it, since the time is up."""
        program = compile_model(lambda: build_model(site, apart.always(site)))
        try:
            proved = as_decided(program, last, self.options, site.horizon.steps_per_day)
        except InfeasibleError as reason:
            raise SolverStoppedError(NOT_APART) from reason
        return _dispatch(site, program, proved, self.options)

    def _round(
        self, number: int, site: Site, apart: Apart, until_s: float, about: About | None
    ) -> tuple[LinearProgram, Proved]:
        like = self._hot.reduced.full if self._hot is not None and not apart.steps else None

        def build() -> Any:
            return build_model(site, apart.steps)

        program = compile_model(build, like)
        asked, answer = self._whole.get(number, (None, None))
        if asked is not None and answer is not None and asked.asks_the_same(program):
            return program, answer
        steps_per_day, about = site.horizon.steps_per_day, None if apart.everywhere else about
        # Directions kept apart ask for a last schedule when the time is up; without whole numbers there is none.
        kept_s = TOGETHER * self.options.time_limit_s if program.integer.any() else 0.0
        options = replace(self.options, time_limit_s=until_s - kept_s - perf_counter())
        try:
            proved = prove(program, options, steps_per_day, self._hot, about)
        except InfeasibleError as error:
            raise why_no_answer(site, program, build, error) from error
        if not apart.steps:
            self._hot = proved.hot
        if program.integer.any():
            self._whole[number] = (program, proved)
        return program, proved


def optimise(site: Site, options: SolverOptions | None = None) -> Dispatch:
    """Return one site's optimal dispatch; raises InfeasibleError or SolverStoppedError."""
    return Dispatcher(options).optimise(site)


def _reduced_costs(site: Site, linear: Proved) -> dict[str, Schedule]:
    """Return for every asset what one more of each quantity costs at the prices of an optimum."""
    program = linear.hot.reduced.full
    by_component = program.by_component(program.cost - program.matrix.T @ linear.row_duals)
    return {name: of_asset(name, by_component) for name in site.assets}


def _dispatch(site: Site, program: LinearProgram, proved: Proved, options: SolverOptions) -> Dispatch:
    decided = decided_of(site, proved.named_values())
    binaries = int(program.integer.sum())
    allowed_frac = options.mip_gap_frac if binaries else 0.0
    return Dispatch(
        schedules=decided.schedules,
        products=decided.products,
        objective_yuan=-proved.answer.objective,
        certificate=proved.certificate,
        iterations=proved.answer.iterations,
        binaries=binaries,
        solver=proved.answer.solver,
        gap_allowed_frac=allowed_frac if proved.answer.in_time else float("inf"),
    )
