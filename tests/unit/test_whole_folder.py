"""A folder that appears whole or not at all: two writers at once, and one that was killed between its renames."""

from pathlib import Path

import pytest

from storage_model.problems import MissingPartError
from storage_model.runs.whole import complete_or_nothing, put_back


def _filled(folder: Path, words: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "one.txt").write_text(words, encoding="utf-8")
    return folder


def _others(target: Path) -> list[str]:
    return [path.name for path in target.parent.iterdir() if path != target]


def test_what_a_killed_writer_put_aside_comes_back(tmp_path: Path) -> None:
    """Of two folders put aside the one of this name returns; the other's stays where it is."""
    _filled(tmp_path / ".other.1a2b.old", "theirs")
    _filled(tmp_path / ".run.3c4d.old", "ours")
    put_back(tmp_path / "run")
    assert (tmp_path / "run" / "one.txt").read_text(encoding="utf-8") == "ours"
    assert _others(tmp_path / "run") == [".other.1a2b.old"]
    put_back(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_the_last_of_two_writers_stays(tmp_path: Path) -> None:
    """While one writes, another's folder appears: the one that ends last is there, whole, and nothing beside it."""
    target = tmp_path / "run"
    with complete_or_nothing(target) as partial:
        (partial / "one.txt").write_text("last", encoding="utf-8")
        _filled(target, "first")
    assert (target / "one.txt").read_text(encoding="utf-8") == "last"
    assert _others(target) == []


@pytest.mark.parametrize("failures", [1, 4])
def test_a_rename_that_fails_for_a_while_is_tried_again(
    failures: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another writer's folder takes the place between the two renames, once or four times: the fifth try is left."""
    target = _filled(tmp_path / "run", "old")
    _failing(monkeypatch, failures)
    with complete_or_nothing(target) as partial:
        (partial / "one.txt").write_text("new", encoding="utf-8")
    assert (target / "one.txt").read_text(encoding="utf-8") == "new"
    assert _others(target) == []


def test_a_rename_that_always_fails_leaves_the_old_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After five tries the old folder stands as it was, and the user is told which folder could not be written."""
    target = _filled(tmp_path / "run", "old")
    _failing(monkeypatch, 99)
    with pytest.raises(MissingPartError, match=r"cannot write the folder .*run"), complete_or_nothing(target):
        pass
    assert (target / "one.txt").read_text(encoding="utf-8") == "old"
    assert _others(target) == []


def test_without_an_old_folder_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A first write that cannot be renamed leaves neither a folder nor a draft."""
    _failing(monkeypatch, 99)
    with pytest.raises(MissingPartError, match="no room"), complete_or_nothing(tmp_path / "run"):
        pass
    assert list(tmp_path.iterdir()) == []


def _failing(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Let the rename of a finished folder fail so many times."""
    really, left = Path.rename, [times]

    def rename(self: Path, target: Path) -> Path:
        if self.name.endswith(".partial") and left[0]:
            left[0] -= 1
            raise OSError(28, "no room")
        return really(self, target)

    monkeypatch.setattr(Path, "rename", rename)
