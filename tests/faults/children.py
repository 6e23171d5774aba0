"""A piece of work in a process of its own, which may be starved, killed or refused its rights."""

import os
import signal
from collections.abc import Callable

from storage_model.problems import StorageModelError

# How a child ends: what it raised, by its own exit status; anything nobody expected.
DONE, UNEXPECTED = 0, 99


def forked(work: Callable[[], object]) -> int:
    """Return the exit status of the work: 0, that of a told error, 99 for any other, −n when signal n ended it."""
    child = os.fork()
    if child == 0:
        status = UNEXPECTED
        try:
            work()
            status = DONE
        except StorageModelError as error:
            status = error.exit_status
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed() -> None:
    """End this process as a power cut would: at once, nothing flushed, nothing tidied up."""
    os.kill(os.getpid(), signal.SIGKILL)
