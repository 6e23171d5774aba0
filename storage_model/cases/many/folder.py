"""The folder of a sweep: held by one process at a time, its ledger mended from its case files where need be."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from storage_model.cases.many.case_files import read_case, seen_cases, whole_cases
from storage_model.cases.many.ledger import DamagedLedgerError, Entry, Ledger, peeked, set_aside
from storage_model.cases.many.plan import Plan
from storage_model.cases.many.plan_file import PLAN, read_plan, write_plan
from storage_model.durable import DRAFT
from storage_model.problems import MissingPartError
from storage_model.room import require_room

LOCK = "lock"


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a sweep's folder; raises MissingPartError naming the process that has it. A dead one lets go by itself."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("a+", encoding="ascii") as lock:
        try:
            _lock(lock.fileno())
        except OSError as error:
            lock.seek(0)
            pid = lock.read().strip() or "?"
            raise MissingPartError(
                f"{folder}: 另一个进程正在计算 · another process runs this sweep (pid {pid}); wait for it or end it"
            ) from error
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def _lock(descriptor: int) -> None:
    with suppress(ImportError):
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def begin(plan: Plan, folder: Path) -> None:
    """Write the plan into a folder; where the same plan is there already the sweep goes on.

    Raises MissingPartError where the folder holds anything else.
    """
    if (folder / PLAN).exists():
        if read_plan(folder).digest == plan.digest:
            return
        raise MissingPartError(
            f"{folder}: 是另一次多方案计算，或改动之前的 · the folder holds another sweep, "
            "or this one before a change; choose another --out"
        )
    require_place(folder)
    write_plan(plan, folder)


def require_place(folder: Path) -> None:
    """Refuse a folder that cannot be written or holds anything but a sweep; raises MissingPartError, leaves nothing."""
    require_room(folder / PLAN)
    if (folder / PLAN).exists() or not folder.is_dir():
        return
    if any(path.name != LOCK and path.suffix != DRAFT for path in folder.iterdir()):
        raise MissingPartError(
            f"{folder}: 已有其他内容 · the folder holds something else; choose another --out or move it away"
        )


def opened_ledger(plan: Plan, folder: Path) -> tuple[Ledger, tuple[str, ...]]:
    """Return the ledger of a sweep in agreement with its case files, and words on what was put right for that.

    A whole case file without an entry was written just before its process died: it counts. An entry whose file is
    gone or has other bytes does not count: that case runs again.
    """
    words: list[str] = []
    digest = plan.digest
    try:
        ledger = Ledger(folder, digest)
    except DamagedLedgerError as error:
        aside = set_aside(folder)
        words.append(
            f"台账损坏，据方案文件重建 · ledger damaged, rebuilt from the case files: {error}; kept as {aside.name}"
        )
        ledger = Ledger(folder, digest)
    whole = {
        number: sha256
        for number, sha256 in whole_cases(folder).items()
        if read_case(folder, number, sha256).get("sweep") == digest
    }
    known = {number: entry.sha256 for number, entry in ledger.entries().items() if entry.state == "done"}
    lost = sorted(number for number, sha256 in known.items() if whole.get(number) != sha256)
    if lost:
        numbers = ", ".join(map(str, lost))
        words.append(f"方案文件缺失或损坏，重新计算 · case files missing or changed, computed again: {numbers}")
        ledger.forget(lost)
    found = [
        Entry(number=number, state="done", sha256=sha256)
        for number, sha256 in whole.items()
        if known.get(number) != sha256
    ]
    ledger.write(found)
    return ledger, tuple(words)


def entries_in(plan: Plan, folder: Path) -> Mapping[int, Entry]:
    """Return what became so far of the cases of a plan; nothing where the folder is not of this plan."""
    try:
        return seen_in(plan, folder) if read_plan(folder).digest == plan.digest else {}
    except MissingPartError:
        return {}


def seen_in(plan: Plan, folder: Path) -> Mapping[int, Entry]:
    """Return what became so far of the cases of a folder's plan, touching nothing there.

    Whole case files are done whatever the ledger says; why a case failed is known to the ledger alone.
    """
    failed = {number: one for number, one in peeked(folder, plan.digest).items() if one.state == "failed"}
    done = {n: Entry(number=n, state="done", sha256=sha256) for n, sha256 in seen_cases(folder).items()}
    return dict(sorted({**failed, **done}.items()))
