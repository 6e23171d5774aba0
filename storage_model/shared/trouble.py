"""What a server may answer instead of working, told to the person who can mend it; never with a password."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from storage_model.problems import MissingPartError, Problem
from storage_model.shared.address import Address

INIT = "storage-model server init"
# What a refused connection says → code, expected, fix. The driver gives no other sign of the reason.
_REFUSED = (
    (
        re.compile(r"password|no pg_hba\.conf entry|role .* does not exist|authentication", re.IGNORECASE),
        ("E452", "a user and password the server knows", "check user and password; PGPASSWORD and ~/.pgpass are read"),
    ),
    (
        re.compile(r"database .* does not exist", re.IGNORECASE),
        ("E453", "a database that exists", "check the last part of the address, or: createdb NAME"),
    ),
)
_NO_SERVER = ("E451", "a PostgreSQL that answers", "check host and port, and that the server runs")
# Start of an SQLSTATE → code, expected, fix.
_STATES = {
    "42501": ("E456", "the permission to do this", "its owner grants it, see docs/shared-results.md"),
    "53100": ("E458", "space on the server's disk", "make space, then do the same again: it goes on"),
    "": ("E458", "a server that does this", "the words above are the server's own"),
}  # fmt: skip
_BROKEN = ("E457", "an unbroken connection", "do the same again: what has arrived is kept, an upload goes on")
_GONE = ("08", "57P01", "57P02", "57P03", "25P03")


class ServerError(MissingPartError):
    """A server that cannot be used (exit status 8)."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.text())


def server_error(address: Address, code: str, got: str, expected: str, fix: str) -> ServerError:
    """Return the error of one server; a password in somebody else's words is struck out."""
    password = address.url.password
    words = got.replace(str(password), "***") if password else got
    return ServerError(Problem(code=code, place=str(address), got=words, expected=expected, fix=fix))


def no_connection(address: Address, error: Exception) -> ServerError:
    """Return why a connection could not be made."""
    words = " ".join(str(getattr(error, "orig", None) or error).split())
    code, expected, fix = next((told for pattern, told in _REFUSED if pattern.search(words)), _NO_SERVER)
    return server_error(address, code, words, expected, fix)


@contextmanager
def told(address: Address) -> Iterator[None]:
    """Turn what the drivers raise into a ServerError."""
    import adbc_driver_manager
    import psycopg
    from sqlalchemy.exc import DBAPIError

    try:
        yield
    except DBAPIError as error:
        raise _of_state(address, error.orig or error, gone=error.connection_invalidated) from None
    except (psycopg.Error, adbc_driver_manager.Error) as error:
        raise _of_state(address, error) from None


def _of_state(address: Address, error: BaseException, *, gone: bool = False) -> ServerError:
    state = getattr(error, "sqlstate", None) or ""
    lost = gone or not state.strip("\0") or state.startswith(_GONE)
    primary = getattr(getattr(error, "diag", None), "message_primary", None)
    words = " ".join(str(primary or error).split())
    code, expected, fix = _BROKEN if lost else _STATES.get(state, _STATES[""])
    return server_error(address, code, words, expected, fix)
