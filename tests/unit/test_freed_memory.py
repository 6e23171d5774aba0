"""Freed memory is kept for the next programme, where the allocator can be told."""

import subprocess
import sys
from pathlib import Path

import pytest

from storage_model.dispatch.solver.freed_memory import keep_freed_memory

ROOT = Path(__file__).parents[2]
# Pages a process has asked of the system while the same arrays are made and freed again and again.
CHURN = """
import resource
import numpy as np
DISPATCHED
def faults():
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt
def work():
    kept = [np.ones(40_000) for _ in range(20)]
    return len(kept)
work()
before = faults()
for _ in range(30):
    work()
print(faults() - before)
"""
# The first programme of a process is what tells its allocator.
DISPATCHED = """
from storage_model.dispatch.optimise import optimise
from tests.sites import battery, battery_site
optimise(battery_site(battery(), [1.0, 3.0]))
"""


@pytest.mark.skipif(not keep_freed_memory(), reason="another allocator than glibc's")
def test_pages_come_once() -> None:
    """Thirty rounds of twenty arrays of 320 kB, 78 pages each: all anew before a dispatch, next to none after one."""
    before, after = (
        int(subprocess.run(
            [sys.executable, "-c", CHURN.replace("DISPATCHED", dispatched)],
            check=True, capture_output=True, text=True, cwd=ROOT,
        ).stdout)
        for dispatched in ("", DISPATCHED)
    )  # fmt: skip
    assert before > 10 * after
