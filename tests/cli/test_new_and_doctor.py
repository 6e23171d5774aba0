"""`new`, `doctor` and `version` as their users meet them."""

import json
from pathlib import Path

import pytest

from storage_model.cli import doctor_checks, skeleton
from storage_model.dispatch.solver import canary
from storage_model.words.versions import versions
from tests.bad_inputs.site import SHIPPED
from tests.run_folders import ended


def test_a_new_project_is_the_shipped_inputs_and_is_ready(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every file byte for byte, a page on how to begin, the base case checked; the folder may have a Chinese name."""
    folder = tmp_path / "我的 项目"
    status, out, err = ended(["new", folder], monkeypatch, capsys)
    assert (status, err) == (0, "")
    assert "ready" in out
    for path in SHIPPED.rglob("*"):
        if path.is_file():
            assert (folder / "inputs" / path.relative_to(SHIPPED)).read_bytes() == path.read_bytes()
    assert "我的 项目" in (folder / "README.md").read_text(encoding="utf-8")
    monkeypatch.chdir(folder)
    assert ended(["check", "inputs/cases/shouyang_base.yaml"], monkeypatch, capsys)[0] == 0


def test_a_folder_in_use_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One letter in it: status 2, nothing added; an empty one may be used, quietly."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear", encoding="utf-8")
    status, out, err = ended(["new", tmp_path / "mine"], monkeypatch, capsys)
    assert (status, out) == (2, "")
    assert "not empty" in err
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]
    (tmp_path / "empty").mkdir()
    assert ended(["new", tmp_path / "empty", "-q"], monkeypatch, capsys) == (0, "", "")


def test_a_folder_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The disk refuses: status 8, the folder named."""

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(skeleton.shutil, "copytree", full)
    status, _, err = ended(["new", tmp_path / "x"], monkeypatch, capsys)
    assert status == 8
    assert "No space left" in err


def test_the_wheel_carries_the_inputs() -> None:
    """The build file names the folder under the name that `new` looks for."""
    build = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    assert f'inputs = "{skeleton.PLACES[1]}"' in build
    assert skeleton.shipped_inputs() == SHIPPED


def test_doctor_finds_a_healthy_machine(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Solver, font, packages, disk: nothing missing; both languages; data with `--json`."""
    status, out, err = ended(["doctor"], monkeypatch, capsys)
    assert (status, err) == (0, "")
    for words in ("求解器", "中文字体", "磁盘", "正常", versions()["highspy"]):
        assert words in out
    english = ended(["doctor", "--lang", "en"], monkeypatch, capsys)[1]
    assert not [letter for letter in english if "\u3400" <= letter <= "\u9fff"]
    found = {one["key"]: one["state"] for one in json.loads(ended(["doctor", "--json"], monkeypatch, capsys)[1])}
    assert found["solver"] == found["fonts"] == found["packages"] == "ok"


def test_doctor_names_a_solver_that_lies(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An optimum that is not the known one: status 8 and the part that is missing."""
    canary.require_sound.cache_clear()
    monkeypatch.setattr(canary, "KNOWN", ((canary.LINEAR, -35.0, (2.0, 6.0)),))
    status, out, err = ended(["doctor", "--lang", "en"], monkeypatch, capsys)
    canary.require_sound.cache_clear()
    assert status == 8
    assert "missing: Solver" in err
    assert "cannot be trusted" in out


def test_doctor_notes_what_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Little disk, an optional part that is not installed: noted, not missing."""
    monkeypatch.setattr(doctor_checks, "LEAST_FREE_BYTES", 1 << 60)
    asked = ["numpy>=2.1", "no-such-printer>=66; extra == 'pdf'", "numpy; extra == 'sums'", "pytest; extra == 'dev'"]
    monkeypatch.setattr(doctor_checks, "requires", lambda _: asked)
    found = {one.key: one for one in doctor_checks.examined()}
    assert found["disk"].state == found["extra.pdf"].state == "note"
    assert found["extra.sums"].state == "ok"
    assert "extra.dev" not in found
    assert "pip install 'storage-model[pdf]'" in found["extra.pdf"].words.en


def test_doctor_refuses_the_version_with_wrong_optima(monkeypatch: pytest.MonkeyPatch) -> None:
    """The release that returned wrong optima is named before anything is solved."""
    from storage_model.words import versions as module

    monkeypatch.setattr(module, "versions", lambda: {**versions(), "highspy": "1.14.0"})
    found = {one.key: one for one in doctor_checks.examined()}
    assert found["packages"].state == "missing"


def test_version(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Name and number of each; the same as data."""
    status, out, _ = ended(["version"], monkeypatch, capsys)
    assert status == 0
    assert f"highspy  {versions()['highspy']}" in " ".join(out.split()).replace("highspy ", "highspy  ")
    assert json.loads(ended(["version", "--json"], monkeypatch, capsys)[1]) == versions()
