"""`publish`, `fetch`, `server`, and the reading commands with `--server`, as an office meets them."""

import json
import re
from pathlib import Path

import pytest

from storage_model.shared.address import Address
from tests.made_runs import bytes_of, dispatch_of, made_run
from tests.postgres import OWNER, PASSWORD, Cluster
from tests.run_folders import ended, written_run

DOCS = Path(__file__).parents[2] / "docs"
ESCAPED = "p%40ss%2Fw%3Ard%231"


@pytest.fixture
def typed(office: Address, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address as typed; also in the environment."""
    monkeypatch.setenv("STORAGE_MODEL_SERVER", office.secret)
    return office.secret


def test_what_is_read_there_is_what_is_read_here(
    typed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One run published, then read by every command: the words and numbers of the local one."""
    run, name = written_run(), written_run().name
    status, out, _ = ended(["publish", run, "--to", typed], monkeypatch, capsys)
    assert (status, "published" in out) == (0, True)
    shared = out.split(":")[0]
    there, here = (
        json.loads(ended(["ls", *where, "--json"], monkeypatch, capsys)[1])
        for where in (["--server", "env"], [run.parent])
    )
    here = [one for one in here if one["folder"] == str(run)]  # other tests write beside it
    assert [one.pop("folder") for one in there] == [shared]
    assert [one.pop("folder") for one in here] == [str(run)]
    assert there == here
    for asked in (["--json"], ["-v", "--lang", "en"], ["--statement", "debt_service", "--json"]):
        local = ended(["show", run, *asked], monkeypatch, capsys)[1].replace(f"{run} · report.html · workbook.xlsx", "")
        status, out, _ = ended(["show", name, "--server", typed, *asked], monkeypatch, capsys)
        assert status == 0
        assert [line for line in out.splitlines() if line.strip()] == [
            line for line in local.splitlines() if line.strip() not in {"", "Files"}
        ]
    for table in ("dispatch", "annual", "statements", "streams"):
        sql = f"SELECT * FROM {table}"
        local = ended(["query", run, sql, "--json"], monkeypatch, capsys)[1]
        assert ended(["query", shared, sql, "--json", "--server", "env"], monkeypatch, capsys) == (0, local, "")
    status, out, _ = ended(["diff", name, run, "--server", "env", "--json"], monkeypatch, capsys)
    assert (status, json.loads(out)["npv_project_after_tax_yuan"]["moved"]) == (0, 0.0)
    assert ended(["verify", name, "--server", "env", "-q"], monkeypatch, capsys)[0] == 0
    assert ended(["explain", name, "firr", "--depth", "1", "--server", "env"], monkeypatch, capsys)[0] == 0
    status, out, _ = ended(["fetch", name, "--out", tmp_path / "back"], monkeypatch, capsys)
    assert (status, out) == (0, f"{tmp_path / 'back' / name}\n")
    assert bytes_of(tmp_path / "back" / name) == bytes_of(run)
    assert "there already" in ended(["fetch", name, "--out", tmp_path / "back"], monkeypatch, capsys)[1]
    assert "there already" in ended(["publish", run], monkeypatch, capsys)[1]


def test_shared_runs_side_by_side(
    typed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`compare --server`: a column for each run, of the server or here, in the words of `show`."""
    run, name = written_run(), written_run().name
    ended(["publish", run], monkeypatch, capsys)
    asked = ["compare", name, run, "--server", "env", "--project", "station"]
    status, out, _ = ended([*asked, "--json"], monkeypatch, capsys)
    summary = json.loads((run / "summary.json").read_text(encoding="utf-8"))
    assert (status, json.loads(out)) == (0, dict.fromkeys((name, str(run)), summary["projects"]["station"]))
    status, out, _ = ended([*asked, "--lang", "en"], monkeypatch, capsys)
    shown = ended(["show", run, "--lang", "en"], monkeypatch, capsys)[1]
    words = [row.split() for row in out.splitlines() if row.strip().startswith("Project IRR after tax")]
    assert status == 0
    assert words[0][-1] == words[0][-2]
    assert words[0][-1] in next(row for row in shown.splitlines() if row.strip().startswith("Project IRR after tax"))
    status, _, err = ended([*asked, "--target", "irr_project_after_tax=0.06"], monkeypatch, capsys)
    assert (status, "nothing is computed: target" in err) == (2, True)
    status, _, err = ended(["compare", name, "--server", "env", "--project", "x"], monkeypatch, capsys)
    assert (status, "has no project 'x', but together" in err) == (2, True)


def test_runs_of_one_name(
    typed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A name means the newest, name@hash each; another run in the way stays; a slip names the nearest."""
    old = made_run(tmp_path / "a" / "base", dispatch_of(1), verdict="does_not_pay")
    new = made_run(tmp_path / "b" / "base", dispatch_of(1, seed=2), written="2026-03-02T08:00:00+00:00")
    status, out, _ = ended(["publish", new, old, "--json"], monkeypatch, capsys)
    references = [one["reference"] for one in json.loads(out)]
    assert status == 0
    assert len(set(references)) == 2
    for asked, folder in (("base", new), (references[1], old), (references[0].split("@")[1], new)):
        out_of = tmp_path / f"to {asked}"
        assert ended(["fetch", asked, "--out", out_of], monkeypatch, capsys)[0] == 0
        assert bytes_of(out_of / "base") == bytes_of(folder)
    status, _, err = ended(["fetch", "base", "--out", tmp_path / "a"], monkeypatch, capsys)
    assert (status, "holds something else" in err) == (8, True)
    assert bytes_of(old) == bytes_of(tmp_path / f"to {references[1]}" / "base")
    for command in (
        ["fetch", "bsae"],
        ["query", "bsae", "SELECT 1", "--server", "env"],
        ["show", "bsae", "--server", "env"],
    ):
        status, out, err = ended(command, monkeypatch, capsys)
        assert (status, out) == (2, "")
        assert "did you mean base?" in err


def test_a_question_over_all_runs(
    typed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Runs of other assets have other columns: one table over all of them, empty where a run has no such column."""
    ended(["publish", made_run(tmp_path / "one", dispatch_of(1))], monkeypatch, capsys)
    ended(["publish", made_run(tmp_path / "two", dispatch_of(2, asset="寿阳_2"))], monkeypatch, capsys)
    sql = (
        'SELECT r.name, count(*) AS steps, count(station_out_mw) AS one, count("寿阳_2_out_mw") AS two, '
        "r.summary->>'npv_equity_yuan' AS npv FROM dispatch d JOIN runs r ON r.run = d.run GROUP BY 1, 5 ORDER BY 1"
    )
    status, out, _ = ended(["query", "all", sql, "--server", "env", "--json"], monkeypatch, capsys)
    assert status == 0
    assert json.loads(out) == [
        {"name": "one", "steps": 35_040, "one": 35_040, "two": 0, "npv": None},
        {"name": "two", "steps": 70_080, "one": 0, "two": 70_080, "npv": None},
    ]


def test_every_reason_a_server_cannot_be_used(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each told apart, with exit status 8 and the password nowhere."""
    empty, old, newer = (cluster.new_database() for _ in range(3))
    for database, version in ((old, "0001"), (newer, "9999")):
        assert ended(["server", "init", "--server", cluster.url(database)], monkeypatch, capsys)[0] == 0
        cluster.execute(database, f"UPDATE storage_model.alembic_version SET version_num = '{version}'")
    elsewhere = cluster.url("x").replace(f":{cluster.port}/", ":1/")
    told = {
        "E451": elsewhere,
        "E452 ": cluster.url(empty, password="wr0ng-" + PASSWORD),
        "E452": cluster.url(empty, user="nobody"),
        "E453": cluster.url("nowhere"),
        "E454": cluster.url(empty),
        "E455 ": cluster.url(old),
        "E455": cluster.url(newer),
    }
    for code, url in told.items():
        for command in (
            ["ls", "--server", url],
            ["publish", written_run(), "--to", url],
            ["server", "status", "--server", url],
        ):
            status, out, err = ended(command, monkeypatch, capsys)
            assert (status, out) == (8, ""), (code, err)
            assert code.strip() in err
            assert PASSWORD not in err
            assert ESCAPED not in err
    status, _, err = ended(["server", "init", "--server", cluster.url(newer)], monkeypatch, capsys)
    assert status == 8
    assert "install the version of storage_model that made it" in err


def test_the_grants_of_the_docs(
    cluster: Cluster,
    office: Address,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Readers read, also relations made later, and publish nothing; publishers publish; strangers are told E456."""
    database = str(office.url.database)
    grants = re.search(r"```sql\n(.*?)```", (DOCS / "shared-results.md").read_text(encoding="utf-8"), re.DOTALL)
    assert grants is not None
    roles = [f"CREATE ROLE office_{role}s" for role in ("reader", "publisher")]
    users = [
        f"CREATE ROLE {user} LOGIN PASSWORD '{PASSWORD}' {of_it}"
        for user, of_it in (("rita", "IN ROLE office_readers"), ("paul", "IN ROLE office_publishers"), ("sam", ""))
    ]
    cluster.execute(database, *roles, *users, *grants[1].split(";\n")[:-1])
    rita, paul, sam = (cluster.url(database, user=user) for user in ("rita", "paul", "sam"))
    for user, run in ((paul, "by_paul"), (office.secret, "by_owner")):
        folder = made_run(tmp_path / run, dispatch_of(1, asset=run))
        assert ended(["publish", folder, "--to", user], monkeypatch, capsys)[0] == 0
    for run in ("by_paul", "by_owner"):
        sql = f"SELECT count({run}_out_mw) AS n FROM dispatch"
        out = ended(["query", run, sql, "--server", rita, "--json"], monkeypatch, capsys)[1]
        assert json.loads(out) == [{"n": 35_040}]
    for command in (["publish", made_run(tmp_path / "by_rita", dispatch_of(1)), "--to", rita], ["ls", "--server", sam],
                    ["server", "init", "--server", sam]):  # fmt: skip
        status, out, err = ended(command, monkeypatch, capsys)
        assert (status, out) == (8, "")
        assert "E456" in err


def test_the_password_is_kept_nowhere(
    cluster: Cluster, typed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In nothing said on the way, no byte of a fetched run, no row of the server; nor said of a bad address."""
    said = [ended(["publish", written_run()], monkeypatch, capsys), ended(["server", "status"], monkeypatch, capsys)]
    said += [ended(["fetch", written_run().name, "--out", tmp_path], monkeypatch, capsys)]
    for url in (f"postgresql://{OWNER}:{PASSWORD}@127.0.0.1/x", f"mysql://{OWNER}:{PASSWORD}@h/x", PASSWORD,
                f"postgresql://{OWNER}:{ESCAPED}@127.0.0.1:port/x"):  # fmt: skip
        said.append(ended(["ls", "--server", url], monkeypatch, capsys))
        assert said[-1][0] == 2
    spoken = "".join(out + err for _, out, err in said)
    kept = b"".join(bytes_of(tmp_path).values())
    database = typed.partition("?")[0].rpartition("/")[2]
    rows = cluster.execute(database, "SELECT schema_to_xml('storage_model', true, true, '')")[0][0]
    for secret in (PASSWORD, ESCAPED, PASSWORD.partition("@")[2]):
        assert secret not in spoken
        assert secret.encode() not in kept
        assert secret not in str(rows)


def test_the_extra_is_named_when_it_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status 8 and the line that installs it."""
    monkeypatch.setattr("storage_model.shared.extra.PARTS", ("sqlalchemy", "no_such_driver"))
    status, out, err = ended(["ls", "--server", "postgresql://h/x"], monkeypatch, capsys)
    assert (status, out) == (8, "")
    assert 'pip install "storage-model[server]"' in err
    assert "missing: no_such_driver" in err


def test_no_address_in_the_environment(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """`env` without the variable: a slip of the command line, with its name."""
    monkeypatch.delenv("STORAGE_MODEL_SERVER", raising=False)
    assert ended(["ls", "results", "--server", "postgresql://h/x"], monkeypatch, capsys)[0] == 2
    for command in (["ls", "--server", "env"], ["publish", written_run()], ["server", "init"]):
        status, _, err = ended(command, monkeypatch, capsys)
        assert (status, "STORAGE_MODEL_SERVER is not set" in err) == (2, True)
