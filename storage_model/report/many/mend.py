"""What helps where cases of a sweep have no answer: `retry` takes the same inputs, and refuses changed ones."""

import shlex
from collections.abc import Iterator

from storage_model.cases.many.conduct import Outcome
from storage_model.words.label import Label, text

_AGAIN = text(
    "重算失败方案（超时、内存不足的先放宽限额）",
    "the failed cases again, with more time or memory where that was short",
)
_CHANGED = text(
    "无解等的方案原样重算仍失败，先改输入或取值",
    "what has no schedule, or no sound one, fails again: change inputs or values first",
)


def ways_to_mend(outcome: Outcome, name: str) -> Iterator[tuple[Label, str]]:
    """Yield what to do about the failed cases with the command for it; `name` is what the sweep was called by."""
    failed = outcome.failed
    if any(one.may_pass for one in failed):
        yield _AGAIN, f"storage-model retry {shlex.quote(name)}"
    if any(not one.may_pass for one in failed):
        yield _CHANGED, f"storage-model sweep SWEEP.yaml --out {shlex.quote(f'{name}_2')}"
