"""Arguments and options that several commands share."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from storage_model.cli.server_options import KEPT, fetched_for

if TYPE_CHECKING:
    from storage_model.problems import Problem
    from storage_model.runs.reading.folder import RunFolder

Decorator = Callable[[Callable[..., None]], Callable[..., None]]


class Run(click.ParamType[Path]):
    """A run: the path of its folder, or its name below results/; with --server a name is one of the server."""

    name = "RUN"

    def __init__(self, *, by_name: bool = False) -> None:
        """With `by_name` a command asks the server itself, and is handed the name."""
        self._by_name = by_name

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the folder."""
        from storage_model.runs.reading.find import find_run

        server = ctx.meta.get(KEPT) if ctx is not None else None
        try:
            if ctx is not None and server is not None and Path(value).name == str(value):
                return Path(value) if self._by_name else fetched_for(ctx, server, str(value))
            return find_run(Path(value))
        except (LookupError, ValueError) as error:
            self.fail(str(error.args[0]), param, ctx)


def opened(folder: Path) -> "RunFolder":
    """Return the run in a folder, whole and untouched; raises DamagedRunError."""
    from storage_model.runs.reading.folder import open_run

    return open_run(folder)


def opened_any(folder: Path) -> "RunFolder":
    """Return a run, sweep, comparison, range or sizing, whole and untouched; raises DamagedRunError."""
    from storage_model.runs.reading.folder import open_folder

    return open_folder(folder)


def lang_option(command: Callable[..., None]) -> Callable[..., None]:
    """Add `--lang`."""
    choice = click.Choice(["zh", "en"])
    return click.option("--lang", type=choice, default="zh", show_default=True, help="语言 · Language.")(command)


def json_option(command: Callable[..., None]) -> Callable[..., None]:
    """Add `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="输出 JSON · Print JSON.")(command)


def project_option(command: Callable[..., None]) -> Callable[..., None]:
    """Add `--project`."""
    words = "项目名,合计为 together · Project by name; all of them together."
    return click.option("--project", default="together", show_default=True, help=words)(command)


def set_option(command: Callable[..., None]) -> Callable[..., None]:
    """Add `--set`, as often as there are values to change."""
    words = "改一个数 · Change one value, in every case."
    return click.option("--set", "changes", multiple=True, metavar="KEY.PATH=VALUE", help=words)(command)


def time_limit_option(command: Callable[..., None]) -> Callable[..., None]:
    """Add `--time-limit`."""
    words = "求解时限 · Seconds the solver may take for a year."
    allowed = click.FloatRange(min=0, min_open=True)
    return click.option("--time-limit", type=allowed, default=600.0, show_default=True, metavar="SECONDS", help=words)(
        command
    )


def mip_gap_option(command: Callable[..., None]) -> Callable[..., None]:
    """Add `--mip-gap`."""
    words = "整数解允许间隙 · Gap of whole-number answers."
    allowed = click.FloatRange(0, 1)
    return click.option("--mip-gap", type=allowed, default=1e-7, show_default=True, metavar="FRAC", help=words)(command)


def files_only_option(command: Callable[..., None]) -> Callable[..., None]:
    """Add `-q`."""
    return click.option("-q", "quiet", is_flag=True, help="只写文件 · Write files only.")(command)


def echo_json(content: Any) -> None:
    """Print data as JSON; where standard output lacks characters they are escaped, never lost."""
    import json

    from storage_model.cli.streams import holds_every_character

    click.echo(json.dumps(content, ensure_ascii=not holds_every_character(), indent=2, default=str))


def tell_warnings(problems: Iterable["Problem"], of: str = "") -> None:
    """Print what looks odd in inputs and was let through, on standard error; `of` names the case among several."""
    for problem in problems:
        click.echo(f"警告 · warning {of}{problem.text()}", err=True)


def require_known(typed: str, known: tuple[str, ...], option: str) -> None:
    """Raise BadParameter (exit status 2) with the nearest name when a name is not one of those known."""
    from difflib import get_close_matches

    if typed in known:
        return
    near = get_close_matches(typed, known, n=1, cutoff=0.4)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise click.BadParameter(f"{typed!r} is not one of {', '.join(known)}{hint}", param_hint=option)
