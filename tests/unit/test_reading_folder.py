"""A run folder read back: whole and untouched, or refused with the file that is wrong."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage_model.runs.layout import KIND, MANIFEST, NEEDED, SCHEMA_VERSION
from storage_model.runs.reading.damage import DamagedRunError
from storage_model.runs.reading.find import find_run, list_runs
from storage_model.runs.reading.folder import open_run
from storage_model.runs.reading.inputs import read_inputs, values_of
from storage_model.runs.reading.statements import read_statements
from storage_model.runs.reading.tables import read_table
from tests.report_answers import small_answer
from tests.run_folders import copied_run, reseal, written_run

FILES = sorted(path.relative_to(written_run()).as_posix() for path in written_run().rglob("*") if path.is_file())


def _problems(folder: Path) -> list[tuple[str, str]]:
    """Return code and place of every problem of a folder that must not open."""
    with pytest.raises(DamagedRunError) as caught:
        open_run(folder)
    assert caught.value.exit_status == 6
    return [(problem.code, problem.place) for problem in caught.value.problems]


def test_a_whole_run_opens() -> None:
    """Every file but the manifest is listed, and the bytes are those on disk."""
    run = open_run(written_run())
    assert run.case == "careful"
    assert sorted(run.files) == sorted(set(FILES) - {MANIFEST})
    assert run.json("summary.json")["case"] == "careful"


@pytest.mark.reliability("flipped bits", 8)
@pytest.mark.parametrize("name", FILES)
def test_one_bit_flipped_anywhere_is_found(name: str, tmp_path: Path) -> None:
    """First, last and forty random bits of every file, the manifest's own included; each names the file."""
    folder = copied_run(tmp_path / "run")
    path, whole = folder / name, (folder / name).read_bytes()
    chance = random.Random(name)
    bits = [0, 8 * len(whole) - 1, *(chance.randrange(8 * len(whole)) for _ in range(40 if name == MANIFEST else 6))]
    for bit in bits:
        broken = bytearray(whole)
        broken[bit // 8] ^= 1 << bit % 8
        path.write_bytes(bytes(broken))
        assert [place for _, place in _problems(folder)] == [str(path)], bit


@pytest.mark.reliability("faults", 5)
@pytest.mark.parametrize("name", FILES)
def test_truncated_empty_and_missing_files_are_named(name: str, tmp_path: Path) -> None:
    """Half a file, nothing in it, not there at all."""
    folder = copied_run(tmp_path / "run")
    path, whole = folder / name, (folder / name).read_bytes()
    for content in (whole[: len(whole) // 2], whole[:-1], whole + b"\n", b""):
        path.write_bytes(content)
        assert [place for _, place in _problems(folder)] == [str(path)]
    path.unlink()
    code = "E401" if name == MANIFEST else "E406"
    assert _problems(folder) == [(code, str(path))]


@pytest.mark.reliability("faults", 3)
def test_all_damage_is_told_at_once(tmp_path: Path) -> None:
    """Two files changed and one gone: three problems, not the first alone."""
    folder = copied_run(tmp_path / "run")
    (folder / "summary.json").write_text("{}", encoding="utf-8")
    (folder / "annual.parquet").write_bytes(b"")
    (folder / "report.html").unlink()
    assert sorted(code for code, _ in _problems(folder)) == ["E406", "E407", "E407"]


def _of_layout(number: object) -> Callable[[dict[str, Any]], None]:
    return lambda manifest: manifest.update(schema_version=number)


@pytest.mark.reliability("faults")
@pytest.mark.parametrize(
    ("number", "fix"), [(SCHEMA_VERSION + 1, "install"), (SCHEMA_VERSION - 1, "run"), ("x", "run")]
)
def test_other_layouts_are_refused_by_their_number(number: object, fix: str, tmp_path: Path) -> None:
    """A newer folder asks for a newer program, an older one for another run; nothing is guessed."""
    folder = copied_run(tmp_path / "run")
    reseal(folder, _of_layout(number))
    with pytest.raises(DamagedRunError, match="E403") as caught:
        open_run(folder)
    assert fix in caught.value.problems[0].fix
    assert small_answer().scenario.name not in str(caught.value).replace(str(folder), "")


@pytest.mark.parametrize("name", NEEDED[KIND])
def test_a_manifest_that_leaves_a_file_out_is_incomplete(name: str, tmp_path: Path) -> None:
    """Somebody removed a table and mended the manifest: what a run must have is missing."""
    folder = copied_run(tmp_path / "run")
    (folder / name).unlink()
    reseal(folder)
    assert _problems(folder) == [("E405", str(folder / MANIFEST))]


@pytest.mark.reliability("attacks", 3)
def test_names_that_lead_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    """A manifest must not make a reader open somebody else's file, by path or by link."""
    secret = tmp_path / "secret.txt"
    secret.write_text("x", encoding="utf-8")
    for number, name in enumerate(("../secret.txt", str(secret), "link.txt")):
        folder = copied_run(tmp_path / f"run {number}")
        (folder / "link.txt").symlink_to(secret)
        reseal(folder, lambda manifest, name=name: manifest["outputs_sha256"].update({name: "0"}))  # type: ignore[misc]
        assert _problems(folder) == [("E405", str(folder / MANIFEST))]


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[1]", b'{"kind": "storage_model sweep"}', b"[" * 100_000, b"\xff\xfe"]
)
def test_a_manifest_of_something_else_is_refused(content: bytes, tmp_path: Path) -> None:
    """Not ours, not JSON, endless nesting: one problem with the file, never a traceback."""
    folder = copied_run(tmp_path / "run")
    (folder / MANIFEST).write_bytes(content)
    assert _problems(folder) == [("E402", str(folder / MANIFEST))]


def test_a_run_that_was_not_verified_is_not_shown(tmp_path: Path) -> None:
    """The status stands in the manifest."""
    folder = copied_run(tmp_path / "run")
    reseal(folder, lambda manifest: manifest.update(status="rejected"))
    assert _problems(folder) == [("E405", str(folder / MANIFEST))]


def test_tables_statements_and_inputs_are_those_of_the_answer() -> None:
    """Read back, every number is the one computed: bit for bit, with the origin beside each input."""
    answer, run = small_answer(), open_run(written_run())
    annual = read_table(run, "annual")
    assert annual["calendar_year"].tolist() == list(answer.lifetime.calendar_years)
    statements = read_statements(run)
    for name, project in answer.projects.items():
        for statement in project.finance.statements:
            for row in statement.rows:
                found = statements.row(name, statement.key, row.key)
                assert [*found] == pytest.approx([*row.values], abs=0, nan_ok=True)
    inputs = read_inputs(run)
    assert {key: leaf.value for key, leaf in inputs.items() if not key.endswith(".file")} == {
        key: fact.value for key, fact in answer.scenario.facts.items() if not key.endswith(".file")
    }
    assert inputs["assets.station.availability_frac"].origin.startswith("delta careful")
    assert values_of(inputs)["assets"]["station"]["power_mw"] == 200.0


def test_runs_are_found_by_path_and_by_name(tmp_path: Path) -> None:
    """`show careful` means results/careful; a slip names the nearest."""
    results = written_run().parent
    assert find_run(written_run()) == written_run()
    assert find_run(Path("careful"), results) == results / "careful"
    with pytest.raises(LookupError, match=r"did you mean .*careful"):
        find_run(Path("carefull"), results)
    with pytest.raises(LookupError, match="see `ls`"):
        find_run(Path("x"), tmp_path / "nowhere")
    with pytest.raises(LookupError, match=f"no folder {tmp_path / 'x'}; runs stand"):
        find_run(tmp_path / "x", results)


def test_a_list_says_what_is_whole(tmp_path: Path) -> None:
    """Whole, damaged, never finished, left by a kill; no run at all is passed over; only a whole one has numbers."""
    copied_run(tmp_path / "good")
    (copied_run(tmp_path / "bad") / "summary.csv").write_text("", encoding="utf-8")
    (copied_run(tmp_path / "open") / MANIFEST).unlink()
    (tmp_path / ".good.1234.partial").mkdir()
    (tmp_path / "letters").mkdir()
    found = {run.folder.name: run for run in list_runs(tmp_path)}
    assert {name: run.state for name, run in found.items()} == {
        "good": "verified", "bad": "damaged", "open": "unfinished", ".good.1234.partial": "unfinished",
    }  # fmt: skip
    assert [name for name, run in found.items() if run.summary] == ["good"]
    assert json.loads((tmp_path / "good" / "summary.json").read_text(encoding="utf-8")) == found["good"].summary
