"""What holds for every test: nothing fails on seconds, whatever else the machine is doing; attempts are counted."""

from hypothesis import settings

from tests.reliability import (  # noqa: F401 - hooks
    pytest_addoption,
    pytest_collection_modifyitems,
    pytest_configure,
    pytest_terminal_summary,
)

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
