"""`storage-model diff`: what changed between two runs, and what that moved."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from storage_model.cli.options import Run, echo_json, json_option, lang_option, opened, project_option, require_known
from storage_model.cli.server_options import runs_of_server

if TYPE_CHECKING:
    from storage_model.runs.difference.inputs import Changed
    from storage_model.runs.reading.folder import RunFolder
    from storage_model.words.label import Lang


@click.command()
@click.argument("before", type=Run(), metavar="A")
@click.argument("after", type=Run(), metavar="B")
@project_option
@runs_of_server
@lang_option
@json_option
@click.option("-v", "verbose", is_flag=True, help="含未变动的项 · Lines that did not move too.")
def diff(before: Path, after: Path, project: str, lang: "Lang", as_json: bool, verbose: bool) -> None:
    """比较两次计算 · Which inputs changed from run A to run B, and what that moved, line by line.

    \b
    从 A 到 B 哪些输入变了，各行因此变动多少。
    税后现金流量各行的变动，合计等于两个财务净现值之差。

    The lines of the cash flow after tax add up to the difference of the two net present values.
    """
    from storage_model.runs.difference.inputs import changed_files, changed_inputs, changed_makers
    from storage_model.runs.difference.lines import lines_of, value_of
    from storage_model.runs.reaudit.evidence import evidence_of

    runs = opened(before), opened(after)
    old, new = (evidence_of(run) for run in runs)
    known = tuple(name for name in old.statements.projects if name in new.statements.projects)
    require_known(project, known, "--project")
    lines = lines_of(old, new, project)
    moved_yuan = value_of(new, project) - value_of(old, project)
    changed, makers = changed_inputs(*runs), changed_makers(*runs)
    if as_json:
        echo_json(
            {
                "inputs": [_change(one) for one in changed],
                "files": [_change(one) for one in changed_files(*runs)],
                "made_with": [_change(one) for one in makers],
                "project": project,
                "npv_project_after_tax_yuan": {"moved": moved_yuan, "lines": [_line(line) for line in lines]},
                "summary": {"before": old.numbers(project), "after": new.numbers(project)},
            }
        )
        return
    from storage_model.cli.show_table import console, show_table
    from storage_model.runs.difference.tables import indicator_table, input_table, line_table

    names, on = _names(*runs), console()
    if changed:
        show_table(input_table(changed, names, lang), on)
    else:
        click.echo("输入相同" if lang == "zh" else "the inputs are the same")
    if makers:
        show_table(input_table(makers, names, lang), on)
    show_table(indicator_table(old.numbers(project), new.numbers(project), names, lang), on)
    show_table(line_table(lines, moved_yuan, names, lang, every=verbose), on)


def _names(before: "RunFolder", after: "RunFolder") -> tuple[str, str]:
    """Return short names of two runs; by folder where the case is the same."""
    if before.case != after.case:
        return before.case, after.case
    if before.folder.name != after.folder.name:
        return before.folder.name, after.folder.name
    return "A", "B"


def _change(one: "Changed") -> dict[str, Any]:
    return {"key": one.key, "before": one.before, "after": one.after, "set_by": one.after_origin or one.before_origin}


def _line(line: Any) -> dict[str, Any]:
    return {
        "key": line.key,
        "zh": line.label.zh,
        "en": line.label.en,
        "before_total_yuan": line.before_total_yuan,
        "after_total_yuan": line.after_total_yuan,
        "moved_yuan": line.moved_yuan,
    }
