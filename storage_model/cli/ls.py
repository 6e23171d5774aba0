"""`storage-model ls`: the runs below a folder."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from storage_model.cli.options import echo_json, json_option, lang_option
from storage_model.cli.server_options import server_option

if TYPE_CHECKING:
    from storage_model.report.label import Lang
    from storage_model.report.reading.find import ListedRun
    from storage_model.report.shared.address import Address

KEYS = ("irr_project_after_tax_frac", "npv_project_after_tax_yuan", "total_investment_yuan")


@click.command("ls")
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
@server_option
@lang_option
@json_option
def list_runs(folder: Path | None, server: "Address | None", lang: "Lang", as_json: bool) -> None:
    """列出结果 · List the runs below a folder [results], the newest last.

    A run with a changed or missing file is named with what is wrong and shows no number. With --server, the complete
    runs of a server instead.
    """
    from storage_model.report.reading.find import RESULTS, with_numbers
    from storage_model.report.reading.find import list_runs as found_below

    if server is None:
        runs = list(found_below(folder or RESULTS))
    else:
        if folder is not None:
            raise click.UsageError("a folder, or --server")
        from storage_model.report.shared.listed import list_shared

        runs = list(list_shared(server))
    runs = [with_numbers(run, KEYS) for run in runs]
    if as_json:
        echo_json([_as_data(run) for run in runs])
    elif not runs:
        click.echo(f"{server or folder or RESULTS}: 没有结果 · no runs")
    else:
        _show(runs, lang)


def _as_data(run: "ListedRun") -> dict[str, Any]:
    summary, manifest = run.summary or {}, run.manifest or {}
    return {
        "folder": str(run.folder),
        "state": run.state,
        "case": manifest.get("case"),
        "written": manifest.get("written"),
        "verdict": summary.get("verdict"),
        **{key: summary.get(key) for key in KEYS},
        "problems": [problem.text() for problem in run.problems],
    }


def _show(runs: "list[ListedRun]", lang: "Lang") -> None:
    from storage_model.cli.show_table import console, show_table
    from storage_model.report.reading.screen_tables import run_table

    show_table(run_table(runs, KEYS, lang), console())
    for run in runs:
        for problem in run.problems:
            click.echo(problem.text(), err=True)
