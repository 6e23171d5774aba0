"""Processes beside one another: what one leaves behind that is ended in the middle of its work."""

import multiprocessing
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCRIPT = """
from concurrent.futures import BrokenExecutor
from storage_model.cases.processes import processes
from tests.unit.test_processes import end_with_a_lock

begun = processes(1)
try:
    begun.submit(end_with_a_lock).result()
except BrokenExecutor:
    print("ended")
begun.shutdown(wait=True, kill_workers=True)
"""


def end_with_a_lock() -> None:
    """Hold a lock of the machine and be ended, as a case is at its deadline."""
    lock = multiprocessing.Lock()
    os._exit(0 if lock.acquire() else 1)


def test_a_process_that_is_ended_leaves_no_words_of_locks() -> None:
    """Python's tracker gives the lock back; nobody is told of it."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=120,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("ended\n", "")
