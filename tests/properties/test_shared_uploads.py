"""A run on the server is the run: every row, every byte, once, and only when all of it is there."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from storage_model.runs.reading.damage import DamagedRunError
from storage_model.runs.reading.folder import open_run
from storage_model.runs.reading.tables import read_table
from storage_model.shared.address import Address
from storage_model.shared.ask import ask_shared
from storage_model.shared.fetch import fetch
from storage_model.shared.listed import list_shared
from storage_model.shared.load import PIECE_ROWS
from storage_model.shared.publish import publish
from storage_model.shared.trouble import ServerError
from tests.made_runs import Columns, bytes_of, dispatch_of, made_run
from tests.postgres import Cluster

YEARS, ALL_ROWS = 20, 20 * 35_040


def rows_on(cluster: Cluster, address: Address, run_name: str) -> Columns:
    """Return the dispatch of a run as PostgreSQL holds it, read past our own code."""
    import duckdb
    from adbc_driver_postgresql import dbapi

    database = str(address.url.database)
    (relation, run_id), *_ = cluster.execute(
        database,
        "SELECT l.relation, r.id FROM storage_model.runs r JOIN storage_model.run_tables t ON t.run_id = r.id "
        f"JOIN storage_model.layouts l ON l.id = t.layout_id WHERE r.name = '{run_name}' AND l.table_name = 'dispatch'",
    )
    with dbapi.connect(address.secret) as connection, connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM storage_model."{relation}" WHERE run_id = {run_id} ORDER BY row_no')
        found = cursor.fetch_arrow()  # noqa: F841 - DuckDB finds it by its name
        with duckdb.connect() as reader:
            return dict(reader.sql("SELECT * EXCLUDE (run_id, row_no) FROM found").fetchnumpy())


def versions_of(cluster: Cluster, address: Address) -> dict[object, object]:
    """Return for every table which transaction wrote which of its rows where; whatever is written changes it."""
    database = str(address.url.database)
    tables = cluster.execute(database, "SELECT tablename FROM pg_tables WHERE schemaname = 'storage_model'")
    asked = "SELECT count(*), md5(string_agg(xmin::text || ctid::text, ',' ORDER BY ctid)) FROM storage_model"
    return {name: cluster.execute(database, f'{asked}."{name}"') for (name,) in tables}


def same(left: Columns, right: Columns) -> bool:
    """Whether two tables are the same to the bit, signs of zero and what is no number included."""
    return list(left) == list(right) and all(_bits(left[name]) == _bits(right[name]) for name in left)


def _bits(values: npt.NDArray[Any]) -> bytes:
    plain = np.ma.filled(np.ma.asarray(values))
    return (plain.astype("datetime64[us]") if plain.dtype.kind == "M" else plain).tobytes()


def test_twenty_years_come_back_equal(cluster: Cluster, office: Address, tmp_path: Path) -> None:
    """700,800 rows of quarter-hours: rows equal to the bit, the fetched folder to the byte."""
    folder = made_run(tmp_path / "twenty", dispatch_of(YEARS))
    sent = publish(folder, office)
    assert (sent.already, sent.rows) == (False, ALL_ROWS + 60)
    assert same(rows_on(cluster, office, "twenty"), read_table(open_run(folder), "dispatch"))
    found, already = fetch(office, "twenty", tmp_path / "back")
    assert not already
    assert bytes_of(found) == bytes_of(folder)


@pytest.mark.reliability("faults")
def test_a_server_that_stops_in_the_middle(cluster: Cluster, office: Address, tmp_path: Path) -> None:
    """The power goes after two pieces: the local run is whole, nothing is to be seen; then only the rest is sent."""
    folder = made_run(tmp_path / "cut", dispatch_of(5))
    before = bytes_of(folder)
    pieces = []

    def power_cut(done: int, whole: int) -> None:
        pieces.append(done)
        if done > 2 * PIECE_ROWS:
            cluster.stop("immediate")

    with pytest.raises(ServerError, match="E457"):
        publish(folder, office, tick=power_cut)
    assert open_run(folder).case == "cut"
    assert bytes_of(folder) == before
    with pytest.raises(ServerError, match="E451"):
        publish(folder, office)
    cluster.start()
    assert list(list_shared(office)) == []
    assert ask_shared(office, "all", "SELECT count(*) FROM runs", timeout_s=30).rows == ((0,),)
    with pytest.raises(LookupError, match="no run cut"):
        fetch(office, "cut", tmp_path / "back")
    sent = publish(folder, office)
    assert sent.rows == 5 * 35_040 + 60 - pieces[-1]  # what had arrived was not sent again
    assert sent.files == 0
    assert [str(run.folder) for run in list_shared(office)] == [sent.reference]
    assert same(rows_on(cluster, office, "cut"), read_table(open_run(folder), "dispatch"))


KILLED = """
import os, signal, sys
from pathlib import Path
from storage_model.shared.address import address_of
from storage_model.shared.publish import publish
publish(Path(sys.argv[1]), address_of("env"), tick=lambda done, whole: os.kill(os.getpid(), signal.SIGKILL))
"""


@pytest.mark.reliability("faults", 2)
def test_a_publisher_that_is_killed(office: Address, tmp_path: Path) -> None:
    """Kill -9 after a piece, twice: nothing to be seen, and the third one sends what two pieces leave."""
    folder = made_run(tmp_path / "killed", dispatch_of(4))
    told = {**os.environ, "STORAGE_MODEL_SERVER": office.secret, "PYTHONPATH": os.pathsep.join(sys.path)}
    for _ in range(2):
        ended = subprocess.run([sys.executable, "-c", KILLED, str(folder)], env=told, check=False)
        assert ended.returncode == -signal.SIGKILL
        assert list(list_shared(office)) == []
    sent = publish(folder, office)
    assert (sent.rows, sent.files) == (4 * 35_040 + 60 - 2 * PIECE_ROWS, 0)
    assert [str(run.folder) for run in list_shared(office)] == [sent.reference]


@pytest.mark.reliability("faults", 6)
def test_a_publisher_that_stops_at_any_piece(office: Address, tmp_path: Path) -> None:
    """Interrupted after every piece in turn: each time a little more is there, in the end every row once."""
    folder = made_run(tmp_path / "tired", dispatch_of(4))
    rounds = 0

    def tired(done: int, whole: int) -> None:
        raise KeyboardInterrupt

    while True:
        rounds += 1
        try:
            last = publish(folder, office, tick=tired)
        except KeyboardInterrupt:
            assert list(list_shared(office)) == []
            continue
        break
    assert rounds == 7  # three pieces of dispatch, one of each other table, and the one that finds nothing left
    assert last.rows == 0
    asked = "SELECT count(*), count(DISTINCT step), max(step) FROM dispatch"
    assert ask_shared(office, "tired", asked, timeout_s=30).rows == ((140_160, 140_160, 140_159),)


def test_the_same_run_twice(cluster: Cluster, office: Address, tmp_path: Path) -> None:
    """Published again, or from a copy under another name: not one row more. Another run shares the files it shares."""
    folder = made_run(tmp_path / "once", dispatch_of(1))
    first = publish(folder, office)
    before = versions_of(cluster, office)
    again = publish(folder, office)
    copy = folder.rename(tmp_path / "renamed")
    renamed = publish(copy, office)
    assert again.already
    assert renamed.already
    assert {again.reference, renamed.reference} == {first.reference}
    assert versions_of(cluster, office) == before
    other = made_run(tmp_path / "other", dispatch_of(1, seed=2))
    assert publish(other, office).files == 3  # dispatch, summary and manifest differ, nothing else


def test_one_publisher_of_a_run(office: Address, tmp_path: Path) -> None:
    """While one publishes, a second one of the same run is told so; the first ends well."""
    folder = made_run(tmp_path / "busy", dispatch_of(1))
    told = []

    def meanwhile(done: int, whole: int) -> None:
        with pytest.raises(ServerError, match="E459"):
            publish(folder, office)
        told.append(done)

    assert not publish(folder, office, tick=meanwhile).already
    assert told
    assert publish(folder, office).already


def test_only_whole_runs_are_published(office: Address, tmp_path: Path) -> None:
    """A changed file is refused; one that becomes another run's while it is sent cannot smuggle a row in."""
    folder = made_run(tmp_path / "harmed", dispatch_of(1))
    other = made_run(tmp_path / "other", dispatch_of(1, seed=2))
    whole = bytes_of(folder)
    (folder / "annual.parquet").write_bytes(b"")
    with pytest.raises(DamagedRunError, match="E407"):
        publish(folder, office)
    assert list(list_shared(office)) == []
    (folder / "annual.parquet").write_bytes(whole["annual.parquet"])

    def exchanged(done: int, all_of_them: int) -> None:
        for name, content in bytes_of(other).items():
            (folder / name).write_bytes(content)

    publish(folder, office, tick=exchanged)
    assert bytes_of(folder) == bytes_of(other)
    assert bytes_of(fetch(office, "harmed", tmp_path / "back")[0]) == whole
    (mean_mw,), *_ = ask_shared(office, "harmed", "SELECT avg(station_out_mw) FROM dispatch", timeout_s=30).rows
    assert mean_mw == pytest.approx(float(dispatch_of(1)["station_out_mw"].mean()), rel=1e-12)


def test_what_the_server_altered_is_told_as_the_servers(office: Address, cluster: Cluster, tmp_path: Path) -> None:
    """A file that is another's: named by the run it is of there, not by the folder it was fetched to and is gone."""
    publish(made_run(tmp_path / "harmed", dispatch_of(1)), office)
    exchanged = (
        "UPDATE storage_model.run_files SET sha256 = (SELECT sha256 FROM storage_model.run_files "
        "WHERE name = 'checks.json') WHERE name = 'annual.parquet' RETURNING 1"
    )
    cluster.execute(str(office.url.database), exchanged)
    with pytest.raises(DamagedRunError, match=r"E407 harmed@[0-9a-f]{10}/annual\.parquet") as told:
        fetch(office, "harmed", tmp_path / "back")
    assert "ask who owns the database" in str(told.value)
    assert "partial" not in str(told.value)
    assert list((tmp_path / "back").iterdir()) == []
