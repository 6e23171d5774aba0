"""`storage-model run`: one case from its files to the answer."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from storage_model.cli.answer_place import AnswerPlace
from storage_model.cli.options import (
    echo_json,
    files_only_option,
    lang_option,
    mip_gap_option,
    set_option,
    tell_warnings,
    time_limit_option,
)
from storage_model.cli.progress import Progress

if TYPE_CHECKING:
    from storage_model.cases.answer import CaseAnswer
    from storage_model.words.label import Lang

BASE_CASE = Path("inputs/cases/shouyang_base.yaml")
KEPT = Path("results/.lives")


@click.command()
@click.argument("case", required=False, type=click.Path(path_type=Path))
@set_option
@click.option("--out", type=click.Path(path_type=Path), help="结果文件夹 · Folder of the run [results/<case>].")
@time_limit_option
@mip_gap_option
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="随机种子 · Random seed.")
@click.option("--fresh", is_flag=True, help="不用已有调度 · Dispatch anew, whatever earlier runs left.")
@lang_option
@click.option("--figures", is_flag=True, help="另存图片 · Write the charts as SVG and PNG too.")
@click.option("--json", "as_json", is_flag=True, help="输出 summary.json · Print the summary as JSON.")
@files_only_option
def run(
    case: Path | None,
    changes: tuple[str, ...],
    out: Path | None,
    time_limit: float,
    mip_gap: float,
    seed: int,
    fresh: bool,
    lang: "Lang",
    figures: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """计算一个方案 · Answer one case; without a file, the Shouyang base case.

    \b
    写出结果文件夹，并用五行说明结论；不写方案文件时计算寿阳基准方案。

    Writes the folder of the run and says the answer in five lines.
    """
    import json
    from dataclasses import asdict

    from storage_model.cases.run_case import run_case
    from storage_model.cli.changes import parsed
    from storage_model.dispatch.solver.highs import SolverOptions
    from storage_model.report.run_folder import write_run_folder
    from storage_model.runs.layout import KIND

    options = SolverOptions(time_limit_s=time_limit, mip_gap_frac=mip_gap, seed=seed)
    overrides = parsed(changes)
    place = AnswerPlace(out=out, kind=KIND)
    with Progress(silent=quiet or as_json) as progress:
        answer = run_case(
            case or BASE_CASE,
            overrides,
            options,
            say=progress.stage,
            tick=progress.tick,
            kept_in=None if fresh else KEPT,
            ready=place.require,
        )
        progress.stage("写出结果 · writing the results")
        folder = place.folder(answer.scenario)
        solved_with = asdict(options)
        write_run_folder(answer, folder, lang=lang, solver=solved_with, wall_times_s=progress.done, figures=figures)
    if as_json:
        echo_json(json.loads((folder / "summary.json").read_text(encoding="utf-8")))
    elif not quiet:
        _show(answer, folder, lang)


def _show(answer: "CaseAnswer", folder: Path, lang: "Lang") -> None:
    from storage_model.cli.show_table import console
    from storage_model.report.screen import answer_screen

    tell_warnings(answer.scenario.warnings)
    console().print(answer_screen(answer, folder, lang))
