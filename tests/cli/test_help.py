"""`--help` of every command says the same in both languages, within the width of a terminal."""

import inspect
import re
import unicodedata
from collections.abc import Iterator

import click
import pytest

from storage_model.cli.group import commands

CHINESE = re.compile(r"[\u4e00-\u9fff]")
# click writes help within 80 columns, two of them before a paragraph; it cannot break Chinese, which has no blanks.
MOST_COLUMNS = 76


def _all(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            assert found is not None
            yield from _all(f"{name} {below}".strip(), found)


def _parts(command: click.Command) -> list[str]:
    """Return the paragraphs of a command's help."""
    return inspect.cleandoc(command.help or "").split("\n\n")


ALL = dict(_all("", commands))


@pytest.mark.parametrize("name", ALL)
def test_what_follows_the_first_line_is_said_in_chinese_too(name: str) -> None:
    """A paragraph in English has one in Chinese before it."""
    first, *others = _parts(ALL[name])
    assert CHINESE.search(first)
    assert " · " in first
    in_chinese = [bool(CHINESE.search(part)) for part in others]
    assert in_chinese in ([], [True], [True, False])


@pytest.mark.parametrize("name", ALL)
def test_chinese_lines_fit_a_terminal_as_they_are_written(name: str) -> None:
    """Each line of a Chinese paragraph is kept, a character taking two columns."""
    for part in _parts(ALL[name])[1:]:
        if CHINESE.search(part):
            mark, *lines = part.split("\n")
            assert mark == "\b"
            for line in lines:
                assert sum(1 + (unicodedata.east_asian_width(letter) in "WF") for letter in line) <= MOST_COLUMNS, line


@pytest.mark.parametrize("name", ALL)
def test_every_option_is_said_in_both_languages(name: str) -> None:
    """中文 · English, but for what click says itself."""
    for option in ALL[name].params:
        if isinstance(option, click.Option) and "--version" not in option.opts:
            assert CHINESE.search(option.help or ""), option.name
