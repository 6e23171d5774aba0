"""`storage-model verify`: a run audited once more from its files alone."""

from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from storage_model.cli.options import Run, echo_json, json_option, lang_option, opened_any
from storage_model.cli.server_options import runs_of_server

if TYPE_CHECKING:
    from storage_model.runs.reaudit.evidence import Law
    from storage_model.runs.reaudit.whole import Reaudit
    from storage_model.words.label import Lang


@click.command()
@click.argument("run", type=Run())
@runs_of_server
@lang_option
@json_option
@click.option("-q", "quiet", is_flag=True, help="只给退出码 · Exit status only.")
@click.option("-v", "verbose", is_flag=True, help="列出每条 · Every law.")
def verify(run: Path, lang: "Lang", as_json: bool, quiet: bool, verbose: bool) -> None:
    """复核结果 · Check every file of a run and audit it anew: physics, money, statements, indicators.

    \b
    逐个核对结果文件，并重新校核物理、收支、报表和指标；
    只读结果文件，不用算出它们的程序。
    多方案计算核对各文件，以及计划、方案文件、各表与台账是否一致；
    方案比较、不确定性、规模优选只核对各文件。
    有文件与写出时不同，或有一条校核不成立，退出码为 6。

    Reads the run's files alone and nothing of what computed them. Of a sweep it checks every file, and that plan, case
    files, tables and ledger say the same; of a comparison, range or sizing every file. Exit status 6 when a file is
    not as it was written or a law does not hold.
    """
    from storage_model.runs.layout import KIND
    from storage_model.runs.reaudit.whole import reaudit

    found = opened_any(run)
    if found.kind != KIND:
        from storage_model.cli.verify_many import verify_many

        verify_many(found, lang, as_json=as_json, quiet=quiet, verbose=verbose)
        return
    audit = reaudit(found)
    if as_json:
        echo_json(_as_data(audit))
    elif not quiet:
        _show(audit, len(found.files), found.folder, lang, every=verbose)
    audit.require(found.folder)


def _as_data(audit: "Reaudit") -> dict[str, Any]:
    return {
        "passed": not audit.failed,
        "count": audit.count,
        "failed": [_law(law) for law in audit.failed],
        "not_covered": [said.en for said in audit.not_covered],
        "inputs": audit.inputs,
        "laws": {family: [_law(law) for law in laws] for family, laws in audit.laws.items()},
    }


def _law(law: "Law") -> dict[str, Any]:
    """Return a law as data; a deviation that is no finite number is null."""
    finite = law.deviation if isfinite(law.deviation) else None
    allowed = {"deviation": finite, "tolerance": law.tolerance}
    return {"name": law.name, "passed": law.passed, **allowed, "detail": law.detail}


def _show(audit: "Reaudit", files: int, folder: Path, lang: "Lang", *, every: bool) -> None:
    from storage_model.cli.show_table import console, show_table
    from storage_model.runs.reaudit.tables import family_table, law_table

    on = console()
    show_table(law_table(audit, lang) if every else family_table(audit, lang), on)
    zh = lang == "zh"
    for said in audit.not_covered:
        click.echo(f"{'未复核' if zh else 'not covered'}: {said.of(lang)}")
    for state, name in (("changed", "已改动" if zh else "changed since"), ("gone", "不在原处" if zh else "not there")):
        names = [file for file, found in audit.inputs.items() if found == state]
        if names:
            click.echo(f"{'输入文件' if zh else 'input files'} {name}: {', '.join(names)}")
    if not audit.failed:
        whole = f"{folder}: {files} 个文件完整，{audit.count} 条全部相符"
        click.echo(whole if zh else f"{folder}: {files} files whole, all {audit.count} laws hold")
