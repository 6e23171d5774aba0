"""What is told while whole numbers are searched, and when the time is up: how much is open, what would accept it."""

import logging
from threading import enumerate as enumerate_threads

import pytest

from storage_model.cli.progress import Progress
from storage_model.dispatch.compile import compile_model
from storage_model.dispatch.model import build_model
from storage_model.dispatch.optimise import optimise
from storage_model.dispatch.solver import patience as told
from storage_model.dispatch.solver.highs import SolverOptions, solve
from storage_model.dispatch.solver.patience import Patience, accepting, patience, time_up_words, waiting_words
from storage_model.problems import SolverStoppedError
from tests.out_of_time import out_of_time
from tests.sites import battery, battery_site

GAPS = [(7.31e-4, "0.00074"), (0.018, "0.018"), (1e-3, "0.001"), (0.0201, "0.021"), (0.0, "0")]


@pytest.mark.parametrize(("gap_frac", "option"), GAPS)
def test_the_gap_proposed_accepts_what_is_open(gap_frac: float, option: str) -> None:
    """Rounded up to two digits: 0.00073 would leave a gap of 0.000731 open and search on."""
    assert accepting(gap_frac) == option
    assert float(option) >= gap_frac
    assert f"--mip-gap {option}" in waiting_words(60.0, gap_frac, 1e-7)
    assert "--time-limit" in time_up_words(gap_frac)


@pytest.mark.parametrize(("given_frac", "option"), [(1e-7, "0.001"), (1e-4, "0.001"), (1e-3, "0.01"), (0.02, "0.2")])
def test_the_gap_proposed_is_more_than_is_given(given_frac: float, option: str) -> None:
    """Without a schedule in hand nobody knows what will be open: the usual gap, or ten times the one given."""
    assert f"--mip-gap {option} " in waiting_words(60.0, None, given_frac)


class _Waits:
    """An end that comes after four waits; a schedule is in hand from the second on."""

    def __init__(self, noted: Patience) -> None:
        self.noted, self.asked_s = noted, [0.0]

    def wait(self, seconds: float) -> bool:
        """Return whether the end has come."""
        self.noted.gap_frac = 0.018 if len(self.asked_s) > 1 else None
        self.asked_s.append(seconds)
        return len(self.asked_s) > 4


def test_a_long_search_is_told_of_ever_less_often(caplog: pytest.LogCaptureFixture) -> None:
    """After 30, 60 and 120 s: first without a schedule, then with what is open."""
    noted = Patience()
    with caplog.at_level(logging.INFO, logger=told.TOLD.name):
        told._tell(noted, _Waits(noted), 1e-7)  # type: ignore[arg-type]
    assert [record.getMessage() for record in caplog.records] == [
        waiting_words(passed_s, gap_frac, 1e-7) for passed_s, gap_frac in ((30.0, None), (60.0, 0.018), (120.0, 0.018))
    ]


def tellers() -> int:
    """Return how many threads wait to tell; other threads of this process come and go."""
    return sum(thread.name == told.TELLER for thread in enumerate_threads())


def test_nobody_waits_for_a_search_that_has_ended(caplog: pytest.LogCaptureFixture) -> None:
    """Who tells ends with the search; where nobody listens nobody tells."""
    with patience(1e-7):
        assert tellers() == 0
    with caplog.at_level(logging.INFO, logger=told.TOLD.name), patience(1e-7):
        assert tellers() == 1
    assert tellers() == 0


def test_who_listened_leaves_no_teller() -> None:
    """A command has ended: the next search in its process tells nobody, as before it."""
    with Progress(silent=False), patience(1e-7):
        assert tellers() == 1
    with patience(1e-7):
        assert tellers() == 0


def test_a_time_that_is_up_says_what_accepts_the_schedule_taken(caplog: pytest.LogCaptureFixture) -> None:
    """A burner of energy whose directions nobody searched: 2300 in hand where 2700 may be, 17 % open."""
    burner = battery(energy_mwh=10.0, discharge_efficiency_frac=0.5, ends={"rule": "free"})
    with caplog.at_level(logging.INFO, logger=told.TOLD.name), out_of_time(near=False):
        found = optimise(battery_site(burner, [-80.0, -80.0, 300.0]))
    assert found.open_gap_frac > 0.1
    (words,) = {record.getMessage() for record in caplog.records}
    assert words == time_up_words(400.0 / 2300.0)


def test_without_an_answer_both_ways_are_named() -> None:
    """The gap helps where whole numbers were searched; a linear programme only has time."""
    whole, linear = (told.stopped_words("时限已到", "the time is up", whole=one) for one in (True, False))
    assert "--mip-gap" in whole
    assert "--mip-gap" not in linear
    program = compile_model(lambda: build_model(battery_site(battery(), [1.0] * 4), {"battery": [0]}))
    with pytest.raises(SolverStoppedError, match=r"--time-limit.*--mip-gap"):
        solve(program, SolverOptions(time_limit_s=0.0))


def test_progress_says_what_it_hears(capsys: pytest.CaptureFixture[str]) -> None:
    """On standard error while a command shows how far it is; silent commands and libraries say nothing."""
    with Progress(silent=False):
        told.TOLD.info("one")
    told.TOLD.info("two")
    with Progress(silent=True):
        told.TOLD.info("three")
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "one\n")
