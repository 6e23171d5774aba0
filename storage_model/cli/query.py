"""`storage-model query`: a question in SQL about the tables of a run."""

from pathlib import Path

import click

from storage_model.cli.options import Run, echo_json, json_option, opened

MOST_ROWS = 100


@click.command()
@click.argument("run", type=Run())
@click.argument("sql", metavar="SQL")
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="输出 CSV · Print CSV.")
@click.option("--rows", type=click.IntRange(min=1), default=MOST_ROWS, show_default=True, metavar="N",
              help="屏幕最多行数 · Most rows on screen; --json and --csv print all.")  # fmt: skip
def query(run: Path, sql: str, as_json: bool, as_csv: bool, rows: int) -> None:
    """查询结果表 · Ask a run's tables in SQL: dispatch, annual, statements, streams.

    One SELECT, DESCRIBE or SUMMARIZE; nothing can be written and no other file read.
    """
    from storage_model.report.reading.query import QueryError, ask

    found = opened(run)
    try:
        answer = ask(found, sql)
    except QueryError as error:
        raise click.BadParameter(str(error), param_hint="SQL") from error
    if as_json:
        echo_json([dict(zip(answer.columns, row, strict=True)) for row in answer.rows])
    elif as_csv:
        from storage_model.report.tables.cells import csv_text

        text = csv_text([answer.columns, *([*map(_cell, row)] for row in answer.rows)])
        click.echo(text.removeprefix("\ufeff"), nl=False)
    else:
        from storage_model.cli.show_table import console, show_table
        from storage_model.report.reading.screen_tables import ScreenTable

        shown = tuple(tuple(_text(value) for value in row) for row in answer.rows[:rows])
        show_table(ScreenTable(title="", head=answer.columns, rows=shown), console())
        if len(answer.rows) > rows:
            click.echo(f"{rows} / {len(answer.rows)} 行 · rows; --rows N, --json, --csv", err=True)


def _cell(value: object) -> str | float | int | None:
    return value if value is None or isinstance(value, str | float | int) else str(value)


def _text(value: object) -> str:
    if value is None:
        return ""
    return f"{value:,.10g}" if isinstance(value, float) else str(value)
