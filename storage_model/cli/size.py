"""`storage-model size`: how large a station should be."""

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
    set_option,
    tell_warnings,
    time_limit_option,
)
from storage_model.cli.progress import Progress

if TYPE_CHECKING:
    from storage_model.words.label import Lang


@click.command()
@click.argument("case", type=click.Path(path_type=Path))
@click.argument("sizing", type=click.Path(path_type=Path))
@set_option
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="并行数 · Lives at once.")
@click.option("--out", type=click.Path(path_type=Path), help="结果文件夹 · Folder [results/<case>_size/size].")
@time_limit_option
@mip_gap_option
@lang_option
@json_option
@files_only_option
def size(
    case: Path,
    sizing: Path,
    changes: tuple[str, ...],
    jobs: int,
    out: Path | None,
    time_limit: float,
    mip_gap: float,
    lang: "Lang",
    as_json: bool,
    quiet: bool,
) -> None:
    """规模优选 · Find the best power and energy in whole modules, and the best number of gas sets.

    \b
    求最优的功率和容量（取整数模块），以及最优的瓦斯机组台数。
    """
    from dataclasses import asdict

    from storage_model.cases.sizing.sizing import size_case
    from storage_model.cli.changes import parsed
    from storage_model.cli.show_table import show_answer
    from storage_model.dispatch.solver.highs import SolverOptions
    from storage_model.report.answer_screen import answer_on_screen
    from storage_model.report.sizes.blocks import blocks_of
    from storage_model.report.sizes.folder import content_of, write_sizes
    from storage_model.report.sizes.sentences import sentences_of
    from storage_model.runs.layout import SIZING

    options = SolverOptions(time_limit_s=time_limit, mip_gap_frac=mip_gap)
    place = AnswerPlace(out=out, kind=SIZING)
    with Progress(silent=quiet or as_json) as progress:
        found = size_case(
            case,
            sizing,
            parsed(changes),
            options,
            say=progress.stage,
            tick=progress.tick,
            ready=place.require,
            jobs=jobs,
        )
        progress.stage("写出结果 · writing the results")
        folder = place.folder(found.scenario)
        write_sizes(found, folder, lang=lang, solver=asdict(options), wall_times_s=progress.done)
    if as_json:
        echo_json(content_of(found))
    elif not quiet:
        tell_warnings(found.scenario.warnings)
        blocks = [block for block in blocks_of(found) if block.key != "frontier"]
        show_answer(answer_on_screen(sentences_of(found), blocks, folder / "size.html", lang))
