"""Every guide's code runs; what is only shown is at least a command that exists, YAML or Python that can be read."""

import ast
from pathlib import Path

import click
import pytest
from ruamel.yaml import YAML

from storage_model.cli.group import commands
from tests.guide import DOCS, PAGES, ROOT, blocks_of, commands_of, run_page, runs

RUNNING = [page for page in PAGES if runs(page)]


def _name(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", RUNNING, ids=_name)
def test_a_page_runs(page: Path, tmp_path: Path) -> None:
    """Its files are written as shown and every marked block ends well, in order."""
    run_page(page, tmp_path)


def test_pages_run_at_all() -> None:
    """Marks that nobody reads would make the test above empty."""
    assert {DOCS / "extending" / "asset.md", DOCS / "policies.md"} <= set(RUNNING)


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_what_is_shown_can_be_read(page: Path) -> None:
    """Commands and their options exist, YAML and Python have no slip; nothing is run."""
    for block in blocks_of(page):
        for words in commands_of(block):
            _parse(commands, words)
        if block.language == "yaml":
            list(YAML(typ="safe", pure=True).load_all(block.text))
        elif block.language == "python":
            ast.parse(block.text)


def _parse(command: click.Command, words: list[str]) -> None:
    context = click.Context(command)
    if isinstance(command, click.Group) and words:
        below = command.get_command(context, words[0])
        assert below is not None, f"no command {words[0]!r}"
        _parse(below, words[1:])
        return
    parser = command.make_parser(context)
    parser.parse_args(list(words))
