"""What is advised where cases have no answer: another try, other inputs, or both; each kind of failure has its way."""

import pytest

from storage_model.cases.many.ledger import MAY_PASS, Entry
from storage_model.cases.many.task import KINDS
from storage_model.report.many.mend import ways_to_mend


class _Outcome:
    """An outcome with these failures."""

    def __init__(self, *kinds: str) -> None:
        self.failed = [Entry(number=number, state="failed", kind=kind) for number, kind in enumerate(kinds, 1)]


def ways(*kinds: str) -> list[str]:
    """Return the commands advised."""
    return [command for _, command in ways_to_mend(_Outcome(*kinds), "results/my sweep")]  # type: ignore[arg-type]


AGAIN, OTHER = "storage-model retry 'results/my sweep'", "storage-model sweep SWEEP.yaml --out 'results/my sweep_2'"


@pytest.mark.parametrize("kind", MAY_PASS)
def test_what_hangs_on_the_machine_is_tried_again(kind: str) -> None:
    """Time, memory, a lost process."""
    assert ways(kind) == [AGAIN]


@pytest.mark.parametrize("kind", [*(kind for kind in KINDS.values() if kind not in MAY_PASS), "bug"])
def test_what_the_inputs_decide_needs_other_inputs(kind: str) -> None:
    """`retry` takes the same ones and refuses changed ones: it was advised all the same."""
    assert ways(kind) == [OTHER]


def test_both_and_neither() -> None:
    """One case short of time, another without a schedule; all answered."""
    assert ways("infeasible", "deadline") == [AGAIN, OTHER]
    assert ways() == []
