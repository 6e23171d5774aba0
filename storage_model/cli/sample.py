"""`storage-model sample`: what a case may turn out to be when its inputs are uncertain."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from storage_model.cli.answer_place import AnswerPlace
from storage_model.cli.options import (
    echo_json,
    files_only_option,
    json_option,
    lang_option,
    mip_gap_option,
    project_option,
    set_option,
    tell_warnings,
    time_limit_option,
)
from storage_model.cli.progress import Progress

if TYPE_CHECKING:
    from storage_model.words.label import Lang


@click.command()
@click.argument("case", type=click.Path(path_type=Path))
@click.argument("uncertainty", type=click.Path(path_type=Path))
@project_option
@click.option("--draws", type=click.IntRange(20, 200_000), help="样本数 · Draws [the file's].")
@click.option("--seed", type=click.IntRange(min=0), help="随机种子 · Seed of the draws [the file's].")
@click.option("--sobol", "sobol_points", type=click.IntRange(min=0), default=256, show_default=True, metavar="POINTS",
              help="Sobol 样本数(2 的幂)· Points of the Sobol indices, a power of two; 0 leaves them out.")  # fmt: skip
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="并行数 · Lives at once.")
@set_option
@click.option("--out", type=click.Path(path_type=Path), help="结果文件夹 · Folder [results/<case>_ranges/ranges].")
@time_limit_option
@mip_gap_option
@lang_option
@json_option
@files_only_option
def sample(
    case: Path,
    uncertainty: Path,
    project: str,
    draws: int | None,
    seed: int | None,
    sobol_points: int,
    jobs: int,
    changes: tuple[str, ...],
    out: Path | None,
    time_limit: float,
    mip_gap: float,
    lang: "Lang",
    as_json: bool,
    quiet: bool,
) -> None:
    """不确定性分析 · Draw uncertain inputs, value every draw, say the chances.

    \b
    对不确定的输入抽样，逐个样本评价，给出各种结果的概率。
    """
    from dataclasses import asdict

    from storage_model.cases.ranges.ranges import Ask, sample_case
    from storage_model.cli.changes import parsed
    from storage_model.cli.show_table import show_answer
    from storage_model.dispatch.solver.highs import SolverOptions
    from storage_model.report.answer_screen import answer_on_screen
    from storage_model.report.ranging.blocks import blocks_of
    from storage_model.report.ranging.content import content_of
    from storage_model.report.ranging.folder import write_ranges
    from storage_model.report.ranging.page import sentences_of
    from storage_model.runs.layout import RANGES

    if sobol_points & (sobol_points - 1):
        raise click.BadParameter(f"{sobol_points} is no power of two", param_hint="--sobol")
    ask = Ask(project=project, draws=draws, seed=seed, sobol_points=sobol_points, jobs=jobs)
    options = SolverOptions(time_limit_s=time_limit, mip_gap_frac=mip_gap)
    place = AnswerPlace(out=out, kind=RANGES)
    with Progress(silent=quiet or as_json) as progress:
        found = sample_case(
            case,
            uncertainty,
            ask,
            parsed(changes),
            options,
            say=progress.stage,
            tick=progress.tick,
            ready=place.require,
        )
        progress.stage("写出结果 · writing the results")
        folder = place.folder(found.scenario)
        write_ranges(found, folder, lang=lang, solver=asdict(options), wall_times_s=progress.done)
    if as_json:
        echo_json(content_of(found))
    elif not quiet:
        tell_warnings(found.scenario.warnings)
        blocks = [block for block in blocks_of(found) if block.key in ("spread", "swings")]
        show_answer(answer_on_screen(sentences_of(found), blocks, folder / "ranges.html", lang))
