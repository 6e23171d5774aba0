"""Freed memory is kept for the next programme, where the allocator can be told."""

import subprocess
import sys

import pytest

from storage_model.dispatch.freed_memory import keep_freed_memory

# Pages a process has asked of the system while the same arrays are made and freed again and again.
CHURN = """
import resource
import numpy as np
from storage_model.dispatch.freed_memory import keep_freed_memory
TOLD
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


@pytest.mark.skipif(not keep_freed_memory(), reason="another allocator than glibc's")
def test_pages_come_once() -> None:
    """Thirty rounds of twenty arrays of 320 kB, 78 pages each: all anew without, next to none with."""
    asked = {
        told: int(subprocess.run(
            [sys.executable, "-c", CHURN.replace("TOLD", told)], check=True, capture_output=True, text=True
        ).stdout)
        for told in ("", "keep_freed_memory()")
    }  # fmt: skip
    assert asked[""] > 10 * asked["keep_freed_memory()"]
