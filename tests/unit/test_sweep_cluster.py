"""A sweep on a Dask scheduler: the same bytes as here, and what happens when processes of it are gone."""

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage_model.cases.many.cluster import Cluster
from storage_model.cases.many.conduct import Ask, begin_sweep
from storage_model.cases.many.pool import EachAlone
from storage_model.cases.many.run import Stop
from storage_model.cases.many.standing import Standing
from storage_model.problems import MissingPartError
from tests.clusters import Processes, dask_processes, kill
from tests.many import LOSS, answers, go_on, grid, planned, run_here, small_site, sweep_of, unheard

SIX = grid({LOSS: "{low: 0.90, high: 0.95, count: 6}"})
MANY = grid({LOSS: "{low: 0.80, high: 0.95, count: 30}"})


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small case."""
    return small_site(tmp_path_factory.mktemp("site"))


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Processes]:
    """A scheduler and two workers, each a process."""
    with dask_processes(tmp_path, workers=2) as processes:
        yield processes


def test_two_workers_give_the_bytes_of_one_process_here(case: Path, cluster: Processes, tmp_path: Path) -> None:
    """Every case file, though each came from another machine's memory."""
    plan = planned(sweep_of(case, SIX))
    assert run_here(plan, tmp_path / "there", engine=Cluster(cluster.address)).failed == []
    run_here(plan, tmp_path / "here")
    assert len(answers(tmp_path / "here")) == 6
    assert answers(tmp_path / "there") == answers(tmp_path / "here")


def test_a_worker_that_is_gone_and_then_the_scheduler(case: Path, cluster: Processes, tmp_path: Path) -> None:
    """One worker killed: the other goes on. The scheduler too: said in words, the ledger whole, resume completes."""
    plan = planned(sweep_of(case, MANY))

    def kills(standing: Standing) -> None:
        if standing.done == 3:
            kill(cluster.workers[0])
        if standing.done == 12:
            kill(cluster.scheduler)

    ask = Ask(engine=lambda: Cluster(cluster.address), alone=lambda: EachAlone(1))
    with pytest.raises(MissingPartError, match="scheduler is gone"):
        begin_sweep(plan, tmp_path / "gone", ask, Stop(), told=kills, say=unheard)
    kept = answers(tmp_path / "gone")
    assert 12 <= len(kept) < 30
    outcome, said = go_on(tmp_path / "gone")
    assert (len(outcome.entries), outcome.failed, said) == (30, [], [])
    assert kept.items() <= answers(tmp_path / "gone").items()
    client = logging.getLogger("distributed.client")
    assert not client.isEnabledFor(logging.ERROR)  # its traceback came before our words


def test_nobody_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """No scheduler at the address; no extra installed: exit status 8, the second with the line that installs it."""
    monkeypatch.setattr("storage_model.cases.many.cluster.ANSWERS_WITHIN_S", 1)
    with pytest.raises(MissingPartError, match="no scheduler answers"):
        Cluster("tcp://127.0.0.1:9")
    with pytest.raises(MissingPartError, match="missing port"):
        Cluster("nonsense")
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingPartError, match=r'pip install "storage-model\[cluster\]"') as missing:
        Cluster("tcp://127.0.0.1:9")
    assert missing.value.exit_status == 8
