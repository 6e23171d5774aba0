"""The address of a server: what is typed, what is shown, what a driver is handed."""

import pytest

from storage_model.shared.address import address_of
from tests.postgres import binaries

SECRET = "p@ss/w:rd#1"
TYPED = "postgresql://anna:p%40ss%2Fw%3Ard%231@db.office:5433/results?sslmode=require"


def test_the_password_goes_to_the_driver_alone() -> None:
    """Every text of an address lacks it; the driver gets it escaped, with what else was asked."""
    address = address_of(TYPED)
    assert str(address) == "postgresql://anna@db.office:5433/results"
    assert address.url.password == SECRET
    for words in (str(address), repr(address), f"{address!r:>200}", repr(address.url)):
        assert "rd#1" not in words
        assert "rd%231" not in words
    assert address.secret.startswith(TYPED.partition("?")[0])
    assert "sslmode=require" in address.secret


def test_a_password_among_the_options() -> None:
    """libpq takes it there too; it is as secret."""
    address = address_of("postgresql:///results?host=/var/run/postgresql&user=anna&password=hidden")
    assert "hidden" not in repr(address)
    assert address.url.password == "hidden"


@pytest.mark.parametrize(
    "typed",
    [
        SECRET,
        f"mysql://anna:{SECRET}@h/x",
        f"postgresql://anna:{SECRET}@h/x",
        f"postgresql://anna:{SECRET}@h:port/x",
        "",
    ],
)
def test_what_is_no_address_is_not_quoted(typed: str) -> None:
    """A password that was not escaped ends up anywhere in an address, so nothing of it is said."""
    with pytest.raises(ValueError, match=r"postgresql://|password") as caught:
        address_of(typed)
    assert not any(part in str(caught.value) for part in ("p@ss", "w:rd", "rd#1", "anna"))


def test_the_address_of_the_environment() -> None:
    """The word `env` reads one variable, and names it when it is not set."""
    assert str(address_of("env", {"STORAGE_MODEL_SERVER": TYPED})) == "postgresql://anna@db.office:5433/results"
    with pytest.raises(ValueError, match="STORAGE_MODEL_SERVER is not set"):
        address_of("env", {})


def test_a_build_server_never_skips(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where CI is set a missing PostgreSQL is a failure; elsewhere a skip with its reason."""
    monkeypatch.setattr("tests.postgres.Path.glob", lambda *_: iter(()))
    monkeypatch.setattr("tests.postgres.shutil.which", lambda _: None)
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="no PostgreSQL"):
        binaries()
    monkeypatch.delenv("CI")
    with pytest.raises(pytest.skip.Exception, match="apt-get install postgresql"):
        binaries()
