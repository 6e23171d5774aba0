"""`storage-model size`: how large a station should be."""

from pathlib import Path
from typing import Literal

import click

from storage_model.cli.options import echo_json, json_option, lang_option
from storage_model.cli.progress import Progress


@click.command()
@click.argument("case", type=click.Path(path_type=Path))
@click.argument("sizing", type=click.Path(path_type=Path))
@click.option("--set", "changes", multiple=True, metavar="KEY.PATH=VALUE", help="改一个数 · Change one value.")
@click.option("--out", type=click.Path(path_type=Path), help="结果文件夹 · Folder [results/<case>_size/size].")
@click.option("--time-limit", type=click.FloatRange(min=0, min_open=True), default=600.0, show_default=True,
              metavar="SECONDS", help="求解时限 · Seconds the solver may take for a year.")  # fmt: skip
@lang_option
@json_option
@click.option("-q", "quiet", is_flag=True, help="只写文件 · Write files only.")
def size(
    case: Path,
    sizing: Path,
    changes: tuple[str, ...],
    out: Path | None,
    time_limit: float,
    lang: Literal["zh", "en"],
    as_json: bool,
    quiet: bool,
) -> None:
    """规模优选 · Find the best power and energy in whole modules, and the best number of gas sets."""
    from dataclasses import asdict

    from storage_model.cases.sizing.sizing import size_case
    from storage_model.cli.changes import parsed
    from storage_model.cli.show_table import console
    from storage_model.dispatch.highs import SolverOptions
    from storage_model.report.answer_screen import tables_screen
    from storage_model.report.sizes.blocks import blocks_of, sentences_of
    from storage_model.report.sizes.folder import content_of, write_sizes

    options = SolverOptions(time_limit_s=time_limit)
    with Progress(silent=quiet or as_json) as progress:
        found = size_case(case, sizing, parsed(changes), options, say=progress.stage, tick=progress.tick)
        progress.stage("写出结果 · writing the results")
        folder = out or Path("results") / f"{found.scenario.name}_size" / "size"
        write_sizes(found, folder, lang=lang, solver=asdict(options), wall_times_s=progress.done)
    if as_json:
        echo_json(content_of(found))
    elif not quiet:
        blocks = [block for block in blocks_of(found) if block.key != "frontier"]
        console().print(tables_screen(sentences_of(found), blocks, f"{folder}/size.html", lang))
