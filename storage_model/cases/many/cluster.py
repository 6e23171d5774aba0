"""Tasks on the workers of a Dask scheduler that runs already; they need this version and the same input files."""

import logging
import time
from concurrent.futures import CancelledError, Future
from typing import Any

from storage_model.cases.many.engine import Died, Work
from storage_model.cases.many.task import Done, Task, run_task
from storage_model.problems import MissingPartError

ANSWERS_WITHIN_S = 10
# A scheduler silent for so long is gone; what was sent to it is in the ledger as not done [s].
GONE_AFTER_S = 5.0
# Beyond the tasks that run, so that a worker has its next one at hand.
AHEAD = 2


class Cluster:
    """Sends tasks to a scheduler by its address."""

    def __init__(self, address: str, work: Work = run_task) -> None:
        """Connect; raises MissingPartError where the extra is not installed, nobody answers or nobody works."""
        self._address, self._work = address, work
        self._client = _connected(address)
        self._executor = self._client.get_executor(retries=0)
        self._silent_since: float | None = None
        self.slots = AHEAD * len(self._client.scheduler_info(n_workers=-1)["workers"])
        if not self.slots:
            self.close()
            raise MissingPartError(
                f"{address}: 没有计算节点 · the scheduler has no workers; start some with `dask worker`"
            )

    def submit(self, task: Task) -> "Future[Done]":
        """Send a task to the scheduler."""
        self.check()
        future: Future[Done] = self._executor.submit(self._work, task)
        return future

    def outcome(self, future: "Future[Done]") -> Done | Died:
        """Return what became of a task."""
        from distributed.scheduler import KilledWorker

        try:
            return future.result()
        except KilledWorker as error:
            return Died(words=str(error))
        except (CancelledError, OSError) as error:
            raise self._gone() from error

    def check(self) -> None:
        """Raise MissingPartError where the scheduler has been silent for too long."""
        if self._client.status == "running":
            self._silent_since = None
            return
        self._silent_since = self._silent_since or time.monotonic()
        if self._client.status == "closed" or time.monotonic() - self._silent_since > GONE_AFTER_S:
            raise self._gone()

    def close(self, *, at_once: bool = False) -> None:
        """Leave the scheduler and its workers as they are; what was sent and has not begun is taken back."""
        del at_once
        self._client.close(timeout=1)

    def _gone(self) -> MissingPartError:
        return MissingPartError(
            f"{self._address}: 调度器已断开 · the scheduler is gone; what was answered is kept, go on with"
            " `storage-model resume`, here with `--engine local`"
        )


def _connected(address: str) -> Any:
    try:
        from distributed import Client
        from distributed.comm.addressing import parse_address, parse_host_port
    except ImportError as error:
        raise MissingPartError(
            '--engine dask 需要扩展 · needs an extra that is not installed: pip install "storage-model[cluster]"'
        ) from error
    for name in ("distributed", "distributed.client"):  # what they would say is said here, in one line
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        # An address without a port would only fail after the client exists, and that one never ends quietly.
        parse_host_port(parse_address(address)[1])
        return Client(address, timeout=ANSWERS_WITHIN_S, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise MissingPartError(f"{address}: 调度器没有应答 · no scheduler answers there: {error}") from error
