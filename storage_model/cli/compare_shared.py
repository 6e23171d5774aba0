"""`storage-model compare --server`: runs that were computed already, side by side; nothing is computed anew."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from storage_model.cli.options import Run, echo_json, opened

if TYPE_CHECKING:
    from storage_model.words.label import Lang

# What asks for nothing to be computed.
READING = {"cases", "server", "project", "lang", "as_json"}


def compare_shared(runs: tuple[Path, ...], project: str, lang: "Lang", as_json: bool) -> None:
    """Show the main indicators of runs of a server, or of folders here, a column each."""
    from storage_model.runs.reading.side_by_side import numbers_of, side_by_side

    ctx = click.get_current_context()
    given = [name for name in ctx.params if ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE]
    computing = [name for name in given if name not in READING]
    if computing:
        raise click.UsageError(f"with --server runs are read, nothing is computed: {', '.join(computing)}")
    summaries = {str(typed): opened(Run().convert(str(typed), None, ctx)).json("summary.json") for typed in runs}
    try:
        if as_json:
            echo_json(numbers_of(summaries, project))
            return
        table = side_by_side(summaries, project, lang)
    except LookupError as error:
        raise click.BadParameter(str(error.args[0]), param_hint="--project") from error
    from storage_model.cli.show_table import console, show_table

    show_table(table, console())
