"""What `storage-model show` says of a comparison, a range or a sizing: what was found, its page, its tables."""

import shlex
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from storage_model.cli.options import echo_json
from storage_model.runs.layout import COMPARISON, NEEDED, RANGES, SIZING

if TYPE_CHECKING:
    from storage_model.runs.reading.folder import RunFolder
    from storage_model.words.label import Lang

# Kind → a question its tables answer.
_QUESTIONS: Final = {
    COMPARISON: "SELECT * FROM lines",
    RANGES: "SELECT * FROM draws ORDER BY npv_project_after_tax_yuan",
    SIZING: "SELECT * FROM frontier ORDER BY score DESC",
}


def show_many(found: "RunFolder", where: Path | None, lang: "Lang", *, as_json: bool) -> None:
    """Print one line of it, the place of its page where it stands here, and how to ask on."""
    if as_json:
        echo_json(found.json(NEEDED[found.kind][0]))
        return
    from storage_model.cli.show_table import console, show_table
    from storage_model.report.many.listed import listed_many
    from storage_model.report.many.screen import many_table

    listed = replace(listed_many(found.folder), folder=Path(found.folder.name) if where is None else where)
    show_table(many_table([listed], lang), console())
    pages = sorted(name for name in found.files if name.endswith(".html"))
    if where is not None:
        for page in pages:
            click.echo(f"{'页面' if lang == 'zh' else 'page'}: {where / page}")
        question = f'storage-model query {shlex.quote(str(where))} "{_QUESTIONS[found.kind]}"'
        click.echo(f"{'各数' if lang == 'zh' else 'numbers'}: {question}")
