"""Twenty gas sets handed to HiGHS as arrays, a binary per set."""

from asked import Found, Watch, answer

from benchmarks.binary_per_set import Question, solve_by_set
from benchmarks.peers.commitment import group_of


def solve(q: object) -> Found:
    """All sets are off at both ends, for there is no gas."""
    from storage_model.units import METHANE_MWH_PER_M3

    watch = Watch()
    question = Question(
        group=group_of(q), prices=q.sale, gas_m3_per_h=q.gas_mw / METHANE_MWH_PER_M3, safe=q.gas_mw >= 0.0,
        gas_yuan_per_m3=0.0, step_h=1.0,
    )  # fmt: skip
    found = solve_by_set(question, q.gap_frac, q.limit_s)
    return Found(objective_yuan=found.money_yuan, build_s=0.0, solve_s=watch.lap_s(), proved=found.proved)


answer(solve, "highspy", "scipy")
