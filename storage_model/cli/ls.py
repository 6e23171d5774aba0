"""`storage-model ls`: the runs and the folders of many cases below a folder."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from storage_model.cli.options import echo_json, json_option, lang_option
from storage_model.cli.server_options import server_option

if TYPE_CHECKING:
    from storage_model.report.many.listed import ListedMany
    from storage_model.runs.reading.find import ListedRun
    from storage_model.shared.address import Address
    from storage_model.words.label import Lang

KEYS = ("irr_project_after_tax_frac", "npv_project_after_tax_yuan", "total_investment_yuan")


@click.command("ls")
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
@server_option
@lang_option
@json_option
def list_runs(folder: Path | None, server: "Address | None", lang: "Lang", as_json: bool) -> None:
    """列出结果 · List the runs below a folder [results], then sweeps, comparisons, ranges and sizings, newest last.

    \b
    先列文件夹下的单个结果，再列多方案计算、方案比较、不确定性、规模优选，
    最新的在最后。文件有改动或缺失的，说明问题，不显示数字。
    给出 --server 时，改列服务器上完整的结果。

    What has a changed or missing file is named with what is wrong and shows no number. With --server, what
    is complete on a server instead.
    """
    from storage_model.report.many.listed import ListedMany, list_many
    from storage_model.runs.reading.find import RESULTS, ListedRun, with_numbers
    from storage_model.runs.reading.find import list_runs as found_below

    if server is None:
        runs, many = list(found_below(folder or RESULTS)), list(list_many(folder or RESULTS))
    else:
        if folder is not None:
            raise click.UsageError("a folder, or --server")
        from storage_model.shared.listed import list_shared

        shared = list(list_shared(server))
        runs = [one for one in shared if isinstance(one, ListedRun)]
        many = [one for one in shared if isinstance(one, ListedMany)]
    runs = [with_numbers(run, KEYS) for run in runs]
    if as_json:
        echo_json([*map(_as_data, runs), *map(_many_as_data, many)])
    elif not runs and not many:
        click.echo(f"{server or folder or RESULTS}: 没有结果 · no runs")
    else:
        _show(runs, many, lang)


def _as_data(run: "ListedRun") -> dict[str, Any]:
    summary, manifest = run.summary or {}, run.manifest or {}
    return {
        "folder": str(run.folder),
        "kind": "run",
        "state": run.state,
        "case": manifest.get("case"),
        "written": manifest.get("written"),
        "verdict": summary.get("verdict"),
        **{key: summary.get(key) for key in KEYS},
        "problems": [problem.text() for problem in run.problems],
    }


def _many_as_data(one: "ListedMany") -> dict[str, Any]:
    from storage_model.runs.layout import word_of

    return {
        "folder": str(one.folder),
        "kind": word_of(one.kind),
        "state": one.state,
        "written": one.written or None,
        **{count: getattr(one, count) for count in ("cases", "done", "failed", "left")},
        "found": one.found,
        "problems": [problem.text() for problem in one.problems],
    }


def _show(runs: "list[ListedRun]", many: "list[ListedMany]", lang: "Lang") -> None:
    from storage_model.cli.show_table import console, show_table
    from storage_model.report.many.screen import many_table
    from storage_model.runs.reading.screen_tables import run_table

    on = console()
    if runs:
        show_table(run_table(runs, KEYS, lang), on)
    if many:
        show_table(many_table(many, lang), on)
    for problems in (*(run.problems for run in runs), *(one.problems for one in many)):
        for problem in problems:
            click.echo(problem.text(), err=True)
