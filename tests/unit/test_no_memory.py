"""Errors that say memory has run out, whoever says it, and those that do not."""

import click
import duckdb
import highspy
import pytest

from storage_model.cli import group
from storage_model.dispatch.optimise import optimise
from storage_model.no_memory import short_of_memory
from tests.sites import battery, battery_site


def raised_for(earlier: Exception, later: Exception) -> Exception:
    """Return the later error as one raised while the earlier was handled."""
    later.__context__ = earlier
    return later


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        duckdb.OutOfMemoryException("could not allocate block"),
        OSError(12, "Cannot allocate memory"),
        RuntimeError("std::bad_alloc"),
        ImportError("libscipy.so: failed to map segment from shared object"),
        RuntimeError("can't start new thread"),
        RuntimeError("Resource temporarily unavailable"),
        SystemError("error return without exception set"),
        SystemError("<method> returned NULL without setting an exception"),
        raised_for(MemoryError(), ValueError("half-made")),
    ],
)
def test_memory_that_has_run_out(error: Exception) -> None:
    """In the words of the system, of C++, of the loader, of threads, of DuckDB, of Python."""
    assert short_of_memory(error)


@pytest.mark.parametrize("error", [ValueError("half-made"), SystemError("bad argument"), OSError(28, "No space left")])
def test_other_errors(error: Exception) -> None:
    """What has nothing to do with memory keeps its own words."""
    assert not short_of_memory(error)


def test_a_bug_that_cannot_be_written_for_want_of_memory(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where not even the traceback can be written, memory is what the machine lacks: status 8, one line."""

    def fails(*_: object, **__: object) -> None:
        raise ValueError("something half-made")

    def starved() -> str:
        raise MemoryError

    monkeypatch.setattr(click.Group, "main", fails)
    monkeypatch.setattr(group, "_traceback_file", starved)
    with pytest.raises(SystemExit) as ended:
        group.main()
    assert ended.value.code == 8
    assert capsys.readouterr().err == "内存不足 · not enough memory\n"


def test_memory_the_solver_did_not_get(monkeypatch: pytest.MonkeyPatch) -> None:
    """HiGHS says it in a status of its own: lacking, as from anybody else, not a solver that found no answer."""
    site = battery_site(battery(), [100.0, 300.0])
    optimise(site)  # the solver has been found sound
    monkeypatch.setattr(highspy._core._Highs, "getModelStatus", lambda _: highspy.HighsModelStatus.kMemoryLimit)
    with pytest.raises(MemoryError, match="Memory limit reached"):
        optimise(site)
