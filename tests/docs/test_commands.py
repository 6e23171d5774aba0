"""docs/commands.md names every command, every option and every exit status."""

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from storage_model.cli.group import COMMANDS, commands

TEXT = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
# Documented once for many commands, or in a page of their own.
ELSEWHERE = {"--help", "-h", "--lang", "--json"}


def _leaves(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    if not isinstance(command, click.Group):
        yield name, command
        return
    context = click.Context(command)
    for below in command.list_commands(context):
        found = command.get_command(context, below)
        assert found is not None
        yield from _leaves(f"{name} {below}", found)


LEAVES = dict(leaf for name in COMMANDS for leaf in _leaves(name, commands.get_command(click.Context(commands), name)))  # type: ignore[arg-type]


def _paragraph(name: str) -> str:
    """Return the paragraphs that begin with the command in backquotes."""
    found = [part for part in TEXT.split("\n\n") if part.startswith(f"`{name}") or f"`{name}" in part.splitlines()[0]]
    assert found, f"no paragraph for {name}"
    return "\n".join(found)


@pytest.mark.parametrize("name", LEAVES)
def test_every_option_is_written_down(name: str) -> None:
    """In the paragraph that begins with the command; a new option without a word there fails."""
    about = _paragraph(name)
    if "docs/price-files.md" in about:
        about += (Path(__file__).parents[2] / "docs" / "price-files.md").read_text(encoding="utf-8")
    for parameter in LEAVES[name].params:
        if isinstance(parameter, click.Option):
            long = max(parameter.opts, key=len)
            known = long in about or long.lstrip("-").replace("-", "_") in about
            assert long in ELSEWHERE or known, long
    options = {option for parameter in LEAVES[name].params for option in parameter.opts}
    assert ("*lang*" in about) == ("--lang" in options)
    assert ("*json*" in about) == ("--json" in options)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_stands_in_the_table(name: str) -> None:
    """And begins its help with a Chinese and an English sentence."""
    assert f"| `storage-model {name}" in TEXT
    words = COMMANDS[name][1]
    assert " · " in words
    command = commands.get_command(click.Context(commands), name)
    assert command is not None
    assert " · " in (command.help or "").split("\n")[0]


def test_every_exit_status_is_in_the_table() -> None:
    """Those of the errors, and those of the group itself."""
    from storage_model import problems
    from storage_model.cli import group

    statuses = {
        error.exit_status for error in vars(problems).values()
        if isinstance(error, type) and issubclass(error, problems.StorageModelError)
    }  # fmt: skip
    for status in {0, 2, *statuses, group.BUG, group.LACKING, group.INTERRUPTED}:
        assert f"\n| {status} | " in TEXT
