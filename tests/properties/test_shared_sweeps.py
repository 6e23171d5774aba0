"""A sweep on its way to the server, interrupted anywhere: the folder here is whole, the rest follows, nothing twice."""

from pathlib import Path

import pytest

from storage_model.report.many.whole import broken_laws
from storage_model.runs.layout import SWEEP
from storage_model.runs.reading.damage import DamagedRunError
from storage_model.runs.reading.folder import RunFolder, open_folder
from storage_model.shared import publish as publishing
from storage_model.shared.address import Address
from storage_model.shared.ask import ask_shared
from storage_model.shared.fetch import fetch
from storage_model.shared.listed import list_shared
from storage_model.shared.publish import publish
from storage_model.shared.trouble import ServerError
from tests.made_runs import bytes_of
from tests.many import swept_four
from tests.postgres import Cluster


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sweep that has ended, two of its four cases without a schedule."""
    return swept_four(tmp_path_factory.mktemp("site"))


def there(office: Address) -> list[str]:
    """Return what a server shows."""
    return [str(one.folder) for one in list_shared(office)]


@pytest.mark.reliability("faults", 2)
def test_a_server_that_stops_between_files_and_between_tables(
    cluster: Cluster, office: Address, swept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The power goes at the fourth of seven files, then after the first of two tables: the rest follows each time."""
    before, read = bytes_of(swept), RunFolder.bytes
    names: list[str] = []

    def cut_at_the_fourth(run: RunFolder, name: str) -> bytes:
        names.append(name)
        if len(names) == 4:
            cluster.stop("immediate")
        return read(run, name)

    monkeypatch.setattr(publishing, "PIECE_BYTES", 0)  # each file for good
    monkeypatch.setattr(RunFolder, "bytes", cut_at_the_fourth)
    with pytest.raises(ServerError, match="E457"):
        publish(swept, office)
    monkeypatch.setattr(RunFolder, "bytes", read)
    assert bytes_of(swept) == before
    with pytest.raises(ServerError, match="E451"):
        publish(swept, office)
    cluster.start()
    assert there(office) == []

    def cut(done: int, whole: int) -> None:
        assert (done, whole) == (4, 8)
        cluster.stop("immediate")

    with pytest.raises(ServerError, match="E457"):
        publish(swept, office, tick=cut)
    assert bytes_of(swept) == before
    cluster.start()
    assert there(office) == []
    with pytest.raises(LookupError, match="four"):
        fetch(office, "four", swept.parent / "back")
    database = str(office.url.database)
    assert cluster.execute(database, "SELECT count(*) FROM storage_model.run_files") == [(7,)]
    sent = publish(swept, office)
    assert (sent.rows, sent.files) == (4, 0)
    assert there(office) == [sent.reference]
    asked = 'SELECT count(*), count(DISTINCT "case"), max("case") FROM cases'
    assert ask_shared(office, "four", asked, timeout_s=30).rows == ((4, 4, 4),)


def test_a_fetched_sweep_is_whole(office: Address, swept: Path, tmp_path: Path) -> None:
    """Every law holds of it, also that its ledger has the cases of the seal, which travels in no file."""
    publish(swept, office)
    found, _ = fetch(office, "four", tmp_path)
    assert broken_laws(open_folder(found, (SWEEP,))) == {}


def test_the_server_that_changes_an_answer_is_found(
    cluster: Cluster, office: Address, swept: Path, tmp_path: Path
) -> None:
    """A file exchanged for another on the server: fetched by nobody."""
    publish(swept, office)
    database = str(office.url.database)
    cluster.execute(
        database,
        "UPDATE storage_model.run_files SET sha256 = "
        "(SELECT sha256 FROM storage_model.run_files WHERE name = 'plan.json') WHERE name LIKE 'cases/0002%'",
    )
    with pytest.raises(DamagedRunError, match="E407"):
        fetch(office, "four", tmp_path / "back")
    assert not (tmp_path / "back" / "four").exists()
