"""What one case may take: seconds, after which its process ends, and memory beyond what the process holds already."""

import faulthandler
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Deadline of a case [s] and memory it may take [MB]; None leaves it free."""

    deadline_s: float | None = None
    memory_mb: float | None = None


FREE = Limits()


@contextmanager
def within(limits: Limits) -> Iterator[None]:
    """Hold a piece of work to its limits.

    Past the deadline the process ends, whatever the solver is in the middle of; nothing else stops compiled code.
    Past the memory an allocation fails as MemoryError, or ends the process where compiled code asked for it.
    """
    # The clock first: its thread needs memory of its own, and it ends a process that stands still for want of any.
    with _clock(limits.deadline_s), _memory(limits.memory_mb):
        yield


@contextmanager
def _clock(deadline_s: float | None) -> Iterator[None]:
    """End this process after so many seconds."""
    if deadline_s is None:
        yield
        return
    with open(os.devnull, "w", encoding="ascii") as nowhere:  # noqa: PTH123 - what was running helps nobody here
        faulthandler.dump_traceback_later(deadline_s, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


@contextmanager
def _memory(most_mb: float | None) -> Iterator[None]:
    """Limit the address space of this process to what it has and so much more; only where the system can."""
    if most_mb is None or sys.platform == "win32":
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = _held_bytes() + int(most_mb * 1e6)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _held_bytes() -> int:
    """Return the address space this process holds; nothing where the system does not tell."""
    with suppress(OSError, ValueError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        return pages * os.sysconf("SC_PAGE_SIZE")
    return 0
