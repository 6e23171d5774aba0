"""`storage-model new`: start a project from the shipped inputs."""

from pathlib import Path

import click

from storage_model.cli.options import files_only_option
from storage_model.cli.run import BASE_CASE


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@files_only_option
def new(folder: Path, quiet: bool) -> None:
    """新建项目 · Start a project: copy the shipped inputs into an empty folder and check the base case.

    \b
    把随附的输入文件复制到空文件夹，并检查基准方案；
    文件夹不空时，其中的内容一概不动。

    Nothing in a folder that is not empty is touched.
    """
    from storage_model.cli.check import words_of
    from storage_model.cli.skeleton import start_project
    from storage_model.problems import MissingPartError
    from storage_model.scenario.load import load_scenario

    if folder.is_dir() and any(folder.iterdir()):
        raise click.UsageError(f"{folder} 不是空文件夹 · is not empty; name a new one")
    try:
        count = start_project(folder)
    except OSError as error:
        raise MissingPartError(f"cannot start a project in {folder}: {error}") from error
    case = folder / BASE_CASE
    scenario = load_scenario(case)
    if not quiet:
        click.echo(f"{folder}: {count} 个文件 · files")
        click.echo(words_of(case, scenario))
        click.echo(f"下一步 · next: cd {folder} && storage-model run")
