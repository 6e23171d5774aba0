"""`storage-model compare`: cases side by side, the support that is needed, who earned what, who pays."""

import os
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
from storage_model.cli.run import KEPT
from storage_model.cli.server_options import server_option

if TYPE_CHECKING:
    from storage_model.cases.compare.compare import Comparison
    from storage_model.shared.address import Address
    from storage_model.words.label import Lang

# More lives at once than this need more memory than they save time.
MOST_AT_ONCE = 8
_CORES = min(os.cpu_count() or 1, MOST_AT_ONCE)


@click.command()
@click.argument("cases", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--target", metavar="INDICATOR=VALUE", help="目标 · What has to be reached, e.g. irr_project_after_tax=0.06."
)
@click.option("--project", default="together", show_default=True, help="项目 · Which project; together means all.")
@click.option("--break-even", "parameters", multiple=True, metavar="KEY[=START:LIMIT[:STEP]]",
              help="求解的参数 · Number to solve for, e.g. capacity_price.rate_yuan_per_kw_year.")  # fmt: skip
@click.option("--map", "axes", nargs=2, metavar="KEY=LOW:HIGH:COUNT KEY=LOW:HIGH:COUNT",
              help="等收益率图的两个参数 · Two numbers of the last case to map.")  # fmt: skip
@click.option(
    "--discount", type=click.FloatRange(0, 1), metavar="FRAC", help="折现率 · Rate of present costs [the hurdle]."
)
@click.option("--firm-hours", type=click.FloatRange(min=0, min_open=True), default=6.0, show_default=True,
              help="保证出力时长 · Hours that make power firm.")  # fmt: skip
@click.option("--grid-factor", type=click.FloatRange(min=0), default=0.6, show_default=True, metavar="T_PER_MWH",
              help="电网排放因子 · Tonnes avoided by a MWh sent.")  # fmt: skip
@click.option("--charging-factor", type=click.FloatRange(min=0), default=0.0, show_default=True, metavar="T_PER_MWH",
              help="充电排放因子 · Tonnes emitted for a MWh drawn.")  # fmt: skip
@click.option("--no-attribution", is_flag=True, help="不计算贡献 · Leave out who earned what.")
@set_option
@click.option("--out", type=click.Path(path_type=Path), help="结果文件夹 · Folder [results/<base>_compared/compare].")
@time_limit_option
@mip_gap_option
@click.option(
    "--jobs", type=click.IntRange(min=1), default=_CORES, show_default="cores", help="并行数 · Lives at once."
)
@click.option("--fresh", is_flag=True, help="不用已有调度 · Dispatch anew, whatever earlier runs left.")
@server_option
@lang_option
@click.option("--json", "as_json", is_flag=True, help="输出 compare.json · Print the comparison as JSON.")
@files_only_option
def compare(
    cases: tuple[Path, ...],
    target: str | None,
    project: str,
    parameters: tuple[str, ...],
    axes: tuple[str, str] | None,
    discount: float | None,
    firm_hours: float,
    grid_factor: float,
    charging_factor: float,
    no_attribution: bool,
    changes: tuple[str, ...],
    out: Path | None,
    time_limit: float,
    mip_gap: float,
    jobs: int,
    fresh: bool,
    server: "Address | None",
    lang: "Lang",
    as_json: bool,
    quiet: bool,
) -> None:
    """比较多个方案 · Compare cases; the first is the base.

    \b
    第一个方案是基准。给出 --target 时求达标所需支持：求 --break-even 所列的
    参数；未列的，求与基准只差一项政策的各方案的主要参数。
    给出 --server 时改为并列服务器上已算好的结果。

    With --target, solves for the support that is needed: for the numbers named by --break-even, else for the main
    number of every case that differs from the base by one policy. With --server, runs computed already are put side by
    side instead.
    """
    # Longer than a screen by its options, each of which is named once here and handed on.
    if server is not None:
        from storage_model.cli.compare_shared import compare_shared

        compare_shared(cases, project, lang, as_json)
        return
    import json
    from dataclasses import asdict

    from storage_model.cases.compare.compare import Ask
    from storage_model.cases.compare.compare import compare as compared
    from storage_model.cases.compare.lives import Lives
    from storage_model.cli.changes import parsed
    from storage_model.cli.compare_words import aim_of, axes_of, parameter_of
    from storage_model.dispatch.solver.highs import SolverOptions
    from storage_model.report.comparing.folder import write_comparison
    from storage_model.runs.layout import COMPARISON

    if target is None and (parameters or axes):
        raise click.UsageError("--break-even and --map need a --target")
    ask = Ask(
        project=project,
        aim=None if target is None else aim_of(target, project),
        parameters=tuple(parameter_of(words) for words in parameters),
        axes=None if axes is None else axes_of(axes),
        discount_frac=discount,
        firm_hours=firm_hours,
        grid_factor_t_per_mwh=grid_factor,
        charging_factor_t_per_mwh=charging_factor,
        attribute=not no_attribution,
        jobs=jobs,
    )
    options = SolverOptions(time_limit_s=time_limit, mip_gap_frac=mip_gap)
    overrides = parsed(changes)
    place = AnswerPlace(out=out, kind=COMPARISON)
    with Progress(silent=quiet or as_json) as progress:
        progress.stage("读取与比较方案 · reading and comparing the cases")
        lives = Lives(
            options=options,
            kept_in=None if fresh else KEPT,
            told=_Told(progress),
        )
        comparison = compared(cases, overrides, ask, lives, say=progress.stage, tick=progress.tick, ready=place.require)
        progress.stage("写出结果 · writing the results")
        folder = place.folder(comparison.base.scenario)
        write_comparison(comparison, folder, lang=lang, solver=asdict(options), wall_times_s=progress.done)
    if as_json:
        echo_json(json.loads((folder / "compare.json").read_text(encoding="utf-8")))
    elif not quiet:
        _show(comparison, folder, lang)


class _Told:
    """Hears which life is at which year, and says so."""

    def __init__(self, progress: Progress) -> None:
        self._progress, self._life = progress, 0

    def __call__(self, life: int, done: int, whole: int) -> None:
        if life != self._life:
            self._life = life
            self._progress.stage(f"第 {life} 组逐年调度 · dispatching life {life}")
        self._progress.tick(done, whole)


def _show(comparison: "Comparison", folder: Path, lang: "Lang") -> None:
    from storage_model.cli.show_table import show_answer
    from storage_model.report.comparing.screen import comparison_screen

    for column in comparison.columns:
        tell_warnings(column.scenario.warnings, f"{column.scenario.name}: ")
    show_answer(comparison_screen(comparison, folder, lang))
