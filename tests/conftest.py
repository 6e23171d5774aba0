"""What holds for every test: nothing fails on seconds, whatever else the machine is doing; attempts are counted."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.kept import remove_kept
from tests.reliability import (  # noqa: F401 - hooks
    pytest_addoption,
    pytest_collection_modifyitems,
    pytest_configure,
    pytest_terminal_summary,
)

if TYPE_CHECKING:
    from storage_model.shared.address import Address
    from tests.postgres import Cluster

settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Remove what modules kept for each other, in a worker; another process may begin a second session with it."""
    if hasattr(session.config, "workerinput"):
        remove_kept()


@pytest.fixture(scope="session")
def cluster() -> Iterator["Cluster"]:
    """A server of the tests' own, started when the first test asks for it."""
    from tests.postgres import Cluster, binaries

    started = Cluster(binaries())
    yield started
    started.remove()


@pytest.fixture
def office(cluster: "Cluster") -> "Address":
    """The address of an empty database made ready."""
    from storage_model.shared.migrate import make_ready

    address = cluster.address(cluster.new_database())
    make_ready(address)
    return address
