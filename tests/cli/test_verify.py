"""`verify` as its users meet it: whole files and true numbers, or exit status 6 and what is wrong."""

import json
from pathlib import Path

import pytest

from storage_model.runs.reading.tables import read_parquet
from storage_model.words.tables.parquet import write_parquet
from tests.run_folders import copied_run, ended, reseal, written_run


def test_a_good_run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Families with their counts, both languages, every law with `-v`, nothing with `-q`."""
    status, out, err = ended(["verify", written_run()], monkeypatch, capsys)
    assert (status, err) == (0, "")
    assert "物理与限额" in out
    assert "条全部相符" in out
    out = ended(["verify", written_run(), "-v"], monkeypatch, capsys)[1]
    assert "station.energy_balance · 逐时段能量平衡" in out
    status, out, _ = ended(["verify", written_run(), "--lang", "en", "-v"], monkeypatch, capsys)
    assert status == 0
    assert "station.energy_balance" in out
    assert "laws hold" in out
    assert not [letter for letter in out if "\u3400" <= letter <= "\u9fff"]
    assert ended(["verify", written_run(), "-q"], monkeypatch, capsys) == (0, "", "")


def test_json_is_data(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Counts, what failed, what is not covered, what became of the inputs."""
    status, out, _ = ended(["verify", written_run(), "--json"], monkeypatch, capsys)
    found = json.loads(out)
    assert status == 0
    assert (found["passed"], found["failed"]) == (True, [])
    assert found["count"] == sum(map(len, found["laws"].values())) > 250
    assert found["inputs"]["inputs/cases/careful.yaml"] == "unchanged"


def test_a_changed_file_stops_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The hash alone is enough: no law is read out."""
    folder = copied_run(tmp_path / "run")
    (folder / "summary.json").write_text("{}", encoding="utf-8")
    status, out, err = ended(["verify", folder], monkeypatch, capsys)
    assert (status, out) == (6, "")
    assert f"E407 {folder / 'summary.json'}" in err


def test_a_lie_with_right_hashes_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Somebody lifts the sales of one step and seals the run again: status 6, the law, how far, how far it may be."""
    folder = copied_run(tmp_path / "run")
    table = read_parquet(folder / "dispatch.parquet")
    table["station_energy_sales_yuan"][4000] += 1.0
    write_parquet(folder / "dispatch.parquet", table)
    reseal(folder)
    status, out, err = ended(["verify", folder], monkeypatch, capsys)
    assert status == 6
    assert "全部相符" not in out
    assert "station.energy_sales.money_of_each_step · 现货售电收入 · 逐时段金额: 1, 至多 at most 1e-04" in err
    status, out, _ = ended(["verify", folder, "--json"], monkeypatch, capsys)
    assert status == 6
    assert not json.loads(out)["passed"]


def test_files_without_what_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A table of something else, hashes as good as new: told, never a traceback."""
    folder = copied_run(tmp_path / "run")
    write_parquet(folder / "annual.parquet", {"x": read_parquet(folder / "annual.parquet")["calendar_year"]})
    reseal(folder)
    status, _, err = ended(["verify", folder], monkeypatch, capsys)
    assert status == 6
    assert "the files lack something" in err
    assert "our bug" not in err


def test_inputs_that_moved_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The run stays true; that its inputs are no longer where they were is said."""
    folder = copied_run(tmp_path / "run")
    status, out, _ = ended(["verify", folder, "--lang", "en"], monkeypatch, capsys)
    assert status == 0
    assert "input files not there: inputs/cases/careful.yaml" in out


def test_what_no_law_looks_at_is_told_in_chinese(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The names of keys stood there in English."""
    assert "未复核: 敏感性分析变动后的指标与临界点；" in ended(["verify", written_run()], monkeypatch, capsys)[1]
