"""A PostgreSQL of the tests' own, from Debian's package: a folder that goes when they end, a port nobody else has."""

import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import pytest
from sqlalchemy import URL

from storage_model.shared.address import Address, address_of

OWNER, PASSWORD = "owner", "p@ss/w:rd#1"


class Cluster:
    """A server that can be stopped in the middle of things."""

    def __init__(self, binaries: Path) -> None:
        self._binaries = binaries
        self._held = tempfile.TemporaryDirectory(prefix="postgres-", ignore_cleanup_errors=True)
        self._folder = Path(self._held.name)
        if os.geteuid() == 0:
            shutil.chown(self._folder, "postgres")  # the server refuses to run as root
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self._databases = 0
        self._make()
        self.start()

    def _make(self) -> None:
        word = self._folder / "word"
        word.write_text(PASSWORD, encoding="utf-8")
        self._call("initdb", "--no-sync", "-A", "scram-sha-256", "-U", OWNER, f"--pwfile={word}", "-E", "UTF8",
                   "--locale=C")  # fmt: skip

    def _call(self, program: str, *arguments: str) -> None:
        who = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        log = self._folder / "log"
        with log.open("ab") as said:
            subprocess.run(
                [*who, str(self._binaries / program), "-D", str(self._folder / "data"), *arguments],
                check=True, stdout=said, stderr=said, cwd=self._folder,
            )  # fmt: skip

    def start(self) -> None:
        """Start, and wait until it answers."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c fsync=off -c unix_socket_directories={self._folder}"
        self._call("pg_ctl", "-w", "-o", options, "start")

    def stop(self, mode: str = "immediate") -> None:
        """Stop; `immediate` as when the power goes."""
        self._call("pg_ctl", "-w", "-m", mode, "stop")

    def remove(self) -> None:
        """Stop and leave nothing."""
        self.stop()
        self._held.cleanup()

    def url(self, database: str, *, user: str = OWNER, password: str = PASSWORD) -> str:
        """Return the address of a database as a user types it."""
        return URL.create("postgresql", user, password, "127.0.0.1", self.port, database).render_as_string(False)

    def execute(self, database: str, *statements: str) -> list[tuple[object, ...]]:
        """Run statements as the owner; return the rows of the last one."""
        import psycopg

        with psycopg.connect(self.url(database), autocommit=True) as connection:
            for statement in statements:
                cursor = connection.execute(statement)  # type: ignore[arg-type]
            return cursor.fetchall() if cursor.description else []

    def new_database(self) -> str:
        """Return the name of an empty database."""
        self._databases += 1
        name = f"office_{self._databases}"
        self.execute("postgres", f"CREATE DATABASE {name}")
        return name

    def address(self, database: str) -> Address:
        """Return the address of a database."""
        return address_of(self.url(database))


def binaries() -> Path:
    """Return the folder of the server's programs; without one the test is skipped, on a build server it fails."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    if os.environ.get("CI"):
        pytest.fail("no PostgreSQL on the build server; .ci/run installs it")
    pytest.skip("no PostgreSQL here: apt-get install postgresql")
