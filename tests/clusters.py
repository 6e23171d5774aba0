"""A Dask scheduler and its workers as processes of their own, for tests that send them work or end them."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
BEGUN_WITHIN_S = 120.0


@dataclass(slots=True)
class Processes:
    """The address of a scheduler, its process and those of its workers."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def end(self) -> None:
        """End every process that is left."""
        for process in (*self.workers, self.scheduler):
            kill(process)
            process.wait()


def kill(process: "subprocess.Popen[bytes]") -> None:
    """Kill a process with every process it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


@contextmanager
def dask_processes(folder: Path, workers: int) -> Iterator[Processes]:
    """Start a scheduler on a free port of this machine and some workers of one thread; end them at the end."""
    port = _free_port()
    address = f"tcp://127.0.0.1:{port}"
    started = Processes(
        address, _dask(folder, "scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
    )
    try:
        for number in range(workers):
            own = folder / f"worker{number}"
            own.mkdir()
            started.workers.append(
                _dask(own, "worker", address, "--nthreads", "1", "--no-dashboard", "--local-directory", str(own))
            )
        _await_workers(address, workers)
        yield started
    finally:
        started.end()


def _dask(folder: Path, *arguments: str) -> "subprocess.Popen[bytes]":
    with (folder / f"{arguments[0]}.log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _free_port() -> int:
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _await_workers(address: str, workers: int) -> None:
    """Wait until a scheduler answers and knows its workers."""
    from distributed import Client

    until = time.monotonic() + BEGUN_WITHIN_S
    while True:
        try:
            with Client(address, timeout=10, set_as_default=False) as client:
                client.wait_for_workers(workers, timeout=BEGUN_WITHIN_S)
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
