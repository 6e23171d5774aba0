"""The address of a server, whose password is used and never shown."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

VARIABLE = "STORAGE_MODEL_SERVER"
FROM_ENVIRONMENT = "env"
_EXAMPLE = "postgresql://user@host:5432/database"
_ESCAPES = "write @ : / # of a password as %40 %3A %2F %23, or leave it to PGPASSWORD or ~/.pgpass"
# How long an answer is waited for: to connect [s], and for bytes on their way [ms].
_PATIENCE = {"connect_timeout": "10", "tcp_user_timeout": "60000"}


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server is; its text, as that of the address inside, hides the password."""

    url: URL

    def __str__(self) -> str:
        """Return user, host, port and database; options and password are left out."""
        url = self.url
        bare = URL.create("postgresql", url.username, None, url.host, url.port, url.database)
        return bare.render_as_string()

    @property
    def secret(self) -> str:
        """The whole address for a driver, password included."""
        return self.url.render_as_string(hide_password=False)


def address_of(typed: str, environment: Mapping[str, str] = os.environ) -> Address:
    """Return the address typed, or that of the environment for the word `env`; ValueError never quotes it."""
    if typed == FROM_ENVIRONMENT:
        typed = environment.get(VARIABLE, "")
        if not typed:
            raise ValueError(f"{VARIABLE} is not set; it holds an address like {_EXAMPLE}")
    try:
        url = make_url(typed)
    except (ArgumentError, ValueError):  # their words quote what was typed
        raise ValueError(f"this is no address like {_EXAMPLE}; {_ESCAPES}") from None
    if url.get_backend_name() not in {"postgresql", "postgres"}:
        raise ValueError(f"this is no address of a PostgreSQL, like {_EXAMPLE}")
    if any("@" in (part or "") for part in (url.username, url.host, url.database)):
        raise ValueError(f"an @ stands where none can; {_ESCAPES}")  # the end of a password, most likely
    asked = dict(url.query)
    password = asked.pop("password", url.password)  # libpq takes it there too
    asked = {**_PATIENCE, "application_name": "storage-model", **asked}
    return Address(url.set(drivername="postgresql", query=asked, password=str(password) if password else None))
