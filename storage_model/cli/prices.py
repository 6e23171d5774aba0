"""`storage-model prices`: say what is in a data file and what is wrong with it, profile it, make a year."""

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from storage_model.cli.options import json_option, tell_warnings
from storage_model.cli.series_options import series_options

if TYPE_CHECKING:
    from storage_model.prices.read.inspect import FileCheck

MAKE = "storage_model.cli.prices_make"
# The place users read where a declaration is wrong: it stands on the command line.
TYPED = "命令行 · command line"


class PricesGroup(click.Group):
    """Loads `make`, which brings the generator, only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the three commands in the order of their use."""
        del ctx
        return ["check", "profile", "make"]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import `make` when it is asked for."""
        if cmd_name == "make":
            made: click.Command = importlib.import_module(MAKE).make
            return made
        return super().get_command(ctx, cmd_name)


@click.group(cls=PricesGroup)
def prices() -> None:
    """电价序列:检查、画像、生成 · Check, profile or make price series."""


@prices.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@series_options
@json_option
def check(files: tuple[Path, ...], words: dict[str, Any], as_json: bool) -> None:
    """检查数据文件 · Say what is in data files and every problem with its place.

    \b
    说明数据文件里有什么，逐处列出问题。单元格的排列从文件看出；
    时间的含义用下面的选项声明，写法与方案文件相同。
    有文件照声明不能用时，退出码为 3。

    The layout of the cells is seen in the file; what its times mean is declared with the options below, the same
    words as in a case file. Exit status 3 when a file cannot be used as declared.
    """
    from storage_model.cli.prices_words import check_json, check_words
    from storage_model.prices.read.inspect import inspect_file

    checks = [inspect_file(path, words) for path in files]
    click.echo(check_json(checks) if as_json else "\n".join(map(check_words, checks)))
    _tell(checks)


@prices.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@series_options
@json_option
def profile(files: tuple[Path, ...], words: dict[str, Any], as_json: bool) -> None:
    """电价画像 · Level, daily spread, floor and negative shares, hour-of-day and monthly means of each column.

    \b
    各列的均值与分位，地板价、零价、负价的占比，日内价差，小时均值和月均值。
    """
    from storage_model.cli.prices_words import profile_json, profile_words
    from storage_model.prices.read.inspect import inspect_file

    checks = [inspect_file(path, words) for path in files]
    if any(one.series for one in checks):
        click.echo(profile_json(checks) if as_json else "\n".join(map(profile_words, checks)))
    _tell(checks)


def _tell(checks: "list[FileCheck]") -> None:
    """Say warnings; raise what forbids using a file."""
    from dataclasses import replace

    from storage_model.problems import InputError

    problems = [replace(one, place=one.place or TYPED) for check in checks for one in check.problems]
    tell_warnings(problem for problem in problems if problem.severity == "warning")
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise InputError(errors)
