"""Twenty gas sets in this project: one whole number of sets a step."""

from asked import Found, Watch, answer

from benchmarks.peers.commitment import site_of
from storage_model.dispatch.highs import SolverOptions
from storage_model.dispatch.optimise import optimise


def solve(q: object) -> Found:
    """All sets are off at both ends, for there is no gas."""
    watch = Watch()
    given = site_of(q)
    built_s = watch.lap_s()
    found = optimise(given, SolverOptions(mip_gap_frac=q.gap_frac, time_limit_s=q.limit_s))
    return Found(
        objective_yuan=found.objective_yuan, build_s=built_s, solve_s=watch.lap_s(),
        proved=found.certificate.gap_frac <= q.gap_frac,
    )  # fmt: skip


answer(solve, "highspy", "pyomo")
