"""Twenty gas sets handed to HiGHS as arrays, a binary per set."""

from typing import Any

from asked import Found, answer

from benchmarks.binary_per_set import Question, solve_by_set
from benchmarks.peers.commitment import group_of
from storage_model.units import METHANE_MWH_PER_M3


def build(q: Any) -> Question:
    """All sets are off at both ends, for there is no gas."""
    return Question(
        group=group_of(q), prices=q.sale, gas_m3_per_h=q.gas_mw / METHANE_MWH_PER_M3, safe=q.gas_mw >= 0.0,
        gas_yuan_per_m3=0.0, step_h=q.step_h,
    )  # fmt: skip


def solve(q: Any, question: Question) -> Found:
    """Ask HiGHS."""
    found = solve_by_set(question, q.gap_frac, q.limit_s)
    return Found(objective_yuan=found.money_yuan, proved=found.proved)


answer(build, solve, "highspy", "scipy")
