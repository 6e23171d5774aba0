"""`storage-model prices make`: a price or gas year from targets, with its sidecar beside it."""

from pathlib import Path

import click

from storage_model.cli.options import files_only_option


@click.command()
@click.argument("targets", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path),
              help="序列文件,旁边另存 .meta.json · File of the series; its sidecar ends in .meta.json.")  # fmt: skip
@click.option("--seed", type=click.IntRange(min=0), help="随机种子 · Seed [the one in the targets file].")
@click.option("--force", is_flag=True, help="覆盖已有文件 · Replace files that exist.")
@files_only_option
def make(targets: Path, out: Path, seed: int | None, force: bool, quiet: bool) -> None:
    """由目标文件生成电价或瓦斯年序列 · Make a price or gas year from a targets file.

    \b
    目标文件和种子相同，写出的文件逐字节相同。
    统计量超出允许偏差的，在屏幕上列出，并在 .meta.json 中标明。

    The same targets and seed give the same bytes. Statistics outside their tolerance are named on the screen and
    marked in the sidecar.
    """
    from storage_model.cli.progress import Progress
    from storage_model.prices.synthesis.written import series_text, sidecar_text
    from storage_model.problems import MissingPartError
    from storage_model.scenario.year_targets import read_targets

    sidecar = out.with_suffix(".meta.json")
    for path in (out, sidecar):
        if path.exists() and not force:
            raise click.UsageError(f"{path} 已存在,覆盖请加 --force · exists already; --force replaces it")
    with Progress(silent=quiet) as progress:
        read = read_targets(targets)
        if seed is not None and read.seed is None:
            raise click.UsageError("这类序列不含随机 · there is no chance in this series; leave --seed out")
        used = read.seed if seed is None else seed
        progress.stage("生成序列 · making the series")
        made = read.make(used)
        series = series_text(made)
        chance = "" if used is None else f"--seed {used} "
        command = f"storage-model prices make {targets.name} {chance}--out {out.name}"
        words = sidecar_text(made, series, command=command, inputs_sha256=read.hashes)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        for path, text in ((out, series), (sidecar, words)):
            path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise MissingPartError(f"无法写入 · cannot write {error.filename}: {error.strerror}") from error
    if not quiet:
        click.echo(f"{out}: {made.horizon.count} × {made.horizon.step_h:g} h, {len(made.columns)} 列 · columns")
    for row in made.achieved:
        if not row.met:
            words = f"{row.key} {row.achieved:g},目标 {row.aim:g} ± {row.tolerance:g}"
            click.echo(f"警告 · warning: {words} · outside its tolerance", err=True)
