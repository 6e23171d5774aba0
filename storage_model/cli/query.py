"""`storage-model query`: a question in SQL about the tables of a run."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from storage_model.cli.options import Run, echo_json, json_option, opened_any
from storage_model.cli.server_options import server_option

if TYPE_CHECKING:
    from storage_model.runs.reading.query import Found
    from storage_model.shared.address import Address

MOST_ROWS = 100


@click.command()
@click.argument("run", type=Run(by_name=True))
@click.argument("sql", metavar="SQL")
@server_option
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), default=30.0, show_default=True,
              metavar="SECONDS", help="服务器时限 · Seconds a server may take.")  # fmt: skip
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="输出 CSV · Print CSV.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.csv|.xlsx",
              help="写入文件 · Write all rows to a file, CSV or Excel.")  # fmt: skip
@click.option("--rows", type=click.IntRange(min=1), default=MOST_ROWS, show_default=True, metavar="N",
              help="屏幕最多行数 · Most rows on screen; --json and --csv print all.")  # fmt: skip
def query(
    run: Path,
    sql: str,
    server: "Address | None",
    timeout: float,
    as_json: bool,
    as_csv: bool,
    out: Path | None,
    rows: int,
) -> None:
    """查询结果表 · Ask tables in SQL: of a run dispatch, annual, statements, streams; of a sweep cases, annual.

    \b
    单个结果有表 dispatch、annual、statements、streams，多方案计算有
    cases、annual，方案比较有 lines、purse、map，不确定性有 draws，
    规模优选有 frontier。
    只写一条 SELECT、DESCRIBE 或 SUMMARIZE；不能写入，也不能读别的文件。
    给出 --server 时写一条 PostgreSQL 的 SELECT；RUN 写 all 时一次查询全部结果：
    单个结果的各表、runs、many，以及多方案计算的 sweep_cases、sweep_annual。

    A comparison has lines, purse and map, a range draws, a sizing frontier.
    One SELECT, DESCRIBE or SUMMARIZE; nothing can be written and no other file read. With --server one SELECT in
    PostgreSQL's dialect; the run `all` asks all of them at once: the tables of runs, runs, many, of sweeps sweep_cases
    and sweep_annual.
    """
    from storage_model.runs.reading.query import QueryError

    if out is not None:
        _require_ending(out)
    try:
        answer = _answer(run, sql, server, timeout)
    except QueryError as error:
        raise click.BadParameter(str(error), param_hint="SQL") from error
    if out is not None:
        from storage_model.runs.reading.answer_file import write_found

        write_found(answer, out)
        click.echo(f"{len(answer.rows)} 行 · rows: {out}", err=True)
    elif as_json:
        echo_json([dict(zip(answer.columns, row, strict=True)) for row in answer.rows])
    elif as_csv:
        from storage_model.runs.reading.answer_file import csv_of

        click.echo(csv_of(answer).removeprefix("\ufeff"), nl=False)
    else:
        from storage_model.cli.show_table import console, show_table
        from storage_model.runs.reading.column_texts import texts_of
        from storage_model.runs.reading.screen_tables import ScreenTable

        columns = [texts_of(column) for column in zip(*answer.rows[:rows], strict=True)]
        show_table(ScreenTable(title="", head=answer.columns, rows=tuple(zip(*columns, strict=True))), console())
        if len(answer.rows) > rows:
            click.echo(f"{rows} / {len(answer.rows)} 行 · rows; --rows N, --out FILE, --json, --csv", err=True)


def _answer(run: Path, sql: str, server: "Address | None", timeout_s: float) -> "Found":
    if server is None or run.name != str(run):
        from storage_model.runs.reading.query import ask

        return ask(opened_any(run), sql)
    from storage_model.shared.ask import ask_shared

    try:
        return ask_shared(server, str(run), sql, timeout_s=timeout_s)
    except LookupError as error:
        raise click.BadParameter(str(error.args[0]), param_hint="RUN") from error


def _require_ending(out: Path) -> None:
    from storage_model.runs.reading.answer_file import ENDINGS

    if out.suffix not in ENDINGS:
        raise click.BadParameter(f"{out} ends on none of {', '.join(ENDINGS)}", param_hint="--out")
