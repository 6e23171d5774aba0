"""`storage-model show`: the answer of a run or of many cases, from its files alone."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from storage_model.cli.options import (
    Run,
    echo_json,
    json_option,
    lang_option,
    opened_any,
    project_option,
    require_known,
)
from storage_model.cli.server_options import server_option

if TYPE_CHECKING:
    from storage_model.runs.reading.folder import RunFolder
    from storage_model.runs.reading.statements import StatementTable
    from storage_model.shared.address import Address
    from storage_model.words.label import Lang


@click.command()
@click.argument("run", type=Run())
@click.option("--statement", metavar="KEY", help="只看一张报表 · One statement, e.g. project_cash_flow.")
@project_option
@server_option
@lang_option
@json_option
@click.option("-q", "quiet", is_flag=True, help="只显示五行结论 · The five lines only.")
@click.option("-v", "verbose", is_flag=True, help="全部指标与校核 · Every indicator and check; of a sweep every case.")
@click.pass_context
def show(
    ctx: click.Context,
    run: Path,
    statement: str | None,
    project: str,
    server: "Address | None",
    lang: "Lang",
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """显示一次计算的结果 · Show a run's answer in five lines and its tables; of a sweep its axes, metrics, best cases.

    \b
    单个结果给出五行结论和各表；多方案计算给出变动参数、指标和最优方案；
    方案比较、不确定性、规模优选给出结论、页面位置和进一步查询的办法。
    只读结果文件夹；有文件与写出时不同，退出码为 6。

    Of a comparison, range or sizing what was found, its page and how to ask on. Reads the files of the folder alone;
    exit status 6 when one of them is not as it was written.
    """
    from storage_model.runs.layout import KIND
    from storage_model.runs.reading.statements import read_statements

    found = opened_any(run)
    if found.kind != KIND:
        _many(ctx, found, lang)
        return
    statements = read_statements(found)
    require_known(project, statements.projects, "--project")
    if statement is not None:
        require_known(statement, statements.keys_of(project), "--statement")
        _one_statement(statements, project, statement, lang, as_json)
    elif as_json:
        echo_json(found.json("summary.json"))
    else:
        where = None if server is not None else run
        _answer(found, where, statements, project, lang, tables=not quiet, every=verbose)


def _many(ctx: click.Context, found: "RunFolder", lang: "Lang") -> None:
    """Show a folder of many cases; a statement, and another project than its own, are of a single run."""
    from storage_model.cli.show_many import show_many
    from storage_model.cli.show_sweep import show_sweep
    from storage_model.runs.layout import SWEEP

    asked = ctx.params
    for option in ("statement", "project"):
        if ctx.get_parameter_source(option) is not click.core.ParameterSource.DEFAULT:
            words = "a folder of many cases is of one project; `storage-model run` makes a run of one of its cases"
            raise click.BadParameter(words, param_hint=f"--{option}")
    here = asked["server"] is None
    if found.kind != SWEEP:
        show_many(found, found.folder if here else None, lang, as_json=asked["as_json"])
        return
    name = str(found.folder if here else found.folder.name)
    show_sweep(found, found.folder if here else None, name, lang, as_json=asked["as_json"],
               tables=not asked["quiet"], every=asked["verbose"])  # fmt: skip


def _one_statement(statements: "StatementTable", project: str, key: str, lang: "Lang", as_json: bool) -> None:
    from math import isnan

    from storage_model.cli.show_table import console, show_table
    from storage_model.runs.reading.screen_tables import statement_screen

    if not as_json:
        show_table(statement_screen(statements, project, key, lang), console())
        return
    rows = {
        row: [None if isnan(value) else value for value in values.tolist()]  # a year without value
        for row, values in statements.of(project, key).items()
    }
    echo_json({"project": project, "statement": key, "calendar_year": list(statements.years), "rows_yuan": rows})


def _answer(
    run: "RunFolder",
    where: Path | None,
    statements: "StatementTable",
    project: str,
    lang: "Lang",
    *,
    tables: bool,
    every: bool,
) -> None:
    from storage_model.cli.show_table import console, show_table
    from storage_model.report.screen import summary_screen
    from storage_model.runs.reading.screen_tables import check_table, indicator_table, money_table, yearly_table

    summary, checks, on = run.json("summary.json"), run.json("checks.json"), console()
    on.print(summary_screen(summary, checks["count"], where, lang))
    if tables:
        for table in (
            indicator_table(summary, lang, every=every),
            money_table(summary, lang),
            yearly_table(statements, project, lang),
        ):
            show_table(table, on)
    if every:
        show_table(check_table(checks, lang), on)
