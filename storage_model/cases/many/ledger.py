"""The ledger of a sweep: what became of every case, on disk the moment it is written; SQLite in WAL, full sync."""

import shlex
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Literal, Self

from storage_model.problems import MissingPartError

LEDGER = "ledger.sqlite"
BESIDE = ("", "-wal", "-shm")
# What says nothing about the file: no room, a failing disk, no right to write, somebody else at it.
OF_THE_MACHINE = ("FULL", "IOERR", "CANTOPEN", "READONLY", "PERM", "AUTH", "BUSY", "LOCKED", "NOMEM")
State = Literal["done", "failed"]
INFEASIBLE = "infeasible"
# What another try of the same inputs may end otherwise: it hangs on time, memory or the machine.
MAY_PASS = ("deadline", "memory", "environment", "process_died", "solver_stopped")
# Before each line of a failure's words that names limits, and behind their keys.
_LISTED = "    "


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One case: `sha256` of its file where it is done, else what kind of failure and the words for it."""

    number: int
    state: State
    sha256: str = ""
    kind: str = ""
    words: str = ""

    @property
    def may_pass(self) -> bool:
        """Whether the same inputs may have an answer when the case is tried again."""
        return self.kind in MAY_PASS

    @property
    def told(self) -> str:
        """Why there is no answer, in one line: kind and first words, and of limits that exclude each other which."""
        first, *below = self.words.splitlines() or [""]
        limits = takewhile(lambda line: line.startswith(_LISTED), below) if self.kind == INFEASIBLE else ()
        named = (line.removeprefix(_LISTED).partition(_LISTED)[0] for line in limits)
        return ": ".join(filter(None, (self.kind, first, "; ".join(named))))


class DamagedLedgerError(Exception):
    """The ledger cannot be read, or is that of another sweep."""


class Ledger:
    """What became of every case so far; a case without an entry has yet to run."""

    def __init__(self, folder: Path, digest: str) -> None:
        """Open or begin the ledger of a plan; raises DamagedLedgerError, MissingPartError where the disk refuses."""
        self._path = folder / LEDGER
        try:
            with _on_this_machine(self._path):
                self._on = sqlite3.connect(self._path, isolation_level=None, timeout=30.0)
                self._on.execute("PRAGMA journal_mode = WAL")
                self._on.execute("PRAGMA synchronous = FULL")
                self._begin(digest)
        except MissingPartError:
            self.close()
            raise
        except sqlite3.DatabaseError as error:
            self.close()
            raise DamagedLedgerError(f"{self._path}: {error}") from error

    def _begin(self, digest: str) -> None:
        (sound,) = self._on.execute("PRAGMA quick_check(1)").fetchone()
        if sound != "ok":
            raise sqlite3.DatabaseError(sound)
        self._on.execute("CREATE TABLE IF NOT EXISTS sweep (digest TEXT NOT NULL)")
        self._on.execute(
            "CREATE TABLE IF NOT EXISTS cases (number INTEGER PRIMARY KEY, state TEXT NOT NULL, sha256 TEXT NOT NULL,"
            " kind TEXT NOT NULL, words TEXT NOT NULL)"
        )
        kept = self._on.execute("SELECT digest FROM sweep").fetchall()
        if not kept:
            self._on.execute("INSERT INTO sweep VALUES (?)", (digest,))
        elif kept != [(digest,)]:
            raise sqlite3.DatabaseError("the ledger of another sweep")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *trace: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the ledger; everything written is on the disk already."""
        with suppress(AttributeError, sqlite3.Error):
            self._on.close()

    def write(self, entries: Iterable[Entry]) -> None:
        """Write what became of some cases, all or none; durable when this returns."""
        rows = [(one.number, one.state, one.sha256, one.kind, one.words) for one in entries]
        self._change("INSERT OR REPLACE INTO cases VALUES (?, ?, ?, ?, ?)", rows)

    def forget(self, numbers: Iterable[int]) -> None:
        """Take cases out, so that they run again."""
        self._change("DELETE FROM cases WHERE number = ?", [(number,) for number in numbers])

    def _change(self, words: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Run a statement for every row, all or none; raises MissingPartError where the disk refuses."""
        with _on_this_machine(self._path):
            self._on.execute("BEGIN IMMEDIATE")
            try:
                self._on.executemany(words, rows)
                self._on.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):  # a full disk may have taken it back already
                    self._on.execute("ROLLBACK")
                raise

    def entries(self) -> Mapping[int, Entry]:
        """Return every entry by number, in order."""
        return _entries(self._on)


def peeked(folder: Path, digest: str) -> Mapping[int, Entry]:
    """Return the entries of a plan's ledger without writing to it; nothing where there is none that can be read."""
    path = (folder / LEDGER).resolve()
    if not path.exists():
        return {}
    # Without a log beside it nobody has it open, and it can be read where nothing may be written.
    how = "mode=ro" if path.with_name(f"{LEDGER}-wal").exists() else "immutable=1"
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?{how}", uri=True, timeout=30.0)) as on:
            if on.execute("SELECT digest FROM sweep").fetchall() != [(digest,)]:
                return {}
            return _entries(on)
    except sqlite3.DatabaseError:
        return {}


@contextmanager
def _on_this_machine(path: Path) -> Iterator[None]:
    """Turn what SQLite says of the disk and not of the file into an error of the machine: the ledger stays as it is."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        name = getattr(error, "sqlite_errorname", "").removeprefix("SQLITE_")
        if not name.startswith(OF_THE_MACHINE) or name == "IOERR_SHORT_READ":  # the latter is a file cut short
            raise
        raise MissingPartError(
            f"{path}: 系统错误 · the system says: {error}; 已完成的方案保留 · what was answered is kept,"
            f" go on with `storage-model resume {shlex.quote(str(path.parent))}`"
        ) from error


def _entries(on: sqlite3.Connection) -> dict[int, Entry]:
    rows = on.execute("SELECT number, state, sha256, kind, words FROM cases ORDER BY number")
    return {
        number: Entry(number=number, state=state, sha256=sha256, kind=kind, words=words)
        for number, state, sha256, kind, words in rows
    }


def set_aside(folder: Path) -> Path:
    """Rename a damaged ledger so that another can begin; return its new name."""
    aside = folder / f"{LEDGER}.damaged"
    for suffix in BESIDE:
        part = folder / f"{LEDGER}{suffix}"
        if part.exists():
            part.replace(folder / f"{aside.name}{suffix}")
    return aside
