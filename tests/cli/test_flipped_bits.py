"""One bit flipped in any file of a run: every command that reads runs refuses it by the file's name."""

import random
from pathlib import Path

import pytest

from tests.run_folders import copied_run, ended, written_run

FILES = sorted(path.relative_to(written_run()).as_posix() for path in written_run().rglob("*") if path.is_file())
COMMANDS = {
    "verify": ["verify", "{bad}"],
    "show": ["show", "{bad}"],
    "report": ["report", "{bad}"],
    "explain": ["explain", "{bad}", "firr"],
    "query": ["query", "{bad}", "SELECT 1"],
    "diff before": ["diff", "{bad}", "{good}"],
    "diff after": ["diff", "{good}", "{bad}"],
}


@pytest.mark.reliability("flipped bits", len(COMMANDS))
@pytest.mark.parametrize("name", FILES)
def test_every_command_refuses(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another random bit for each command: status 6, the file named, nothing shown, nothing written."""
    folder = copied_run(tmp_path / "run")
    path, whole, chance = folder / name, (folder / name).read_bytes(), random.Random(name)
    for command, words in COMMANDS.items():
        broken = bytearray(whole)
        broken[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        path.write_bytes(bytes(broken))
        typed = [word.format(bad=folder, good=written_run()) for word in words]
        status, out, err = ended(typed, monkeypatch, capsys)
        assert (status, out) == (6, ""), command
        assert str(path) in err, command
        assert [one.name for one in tmp_path.iterdir()] == ["run"]
