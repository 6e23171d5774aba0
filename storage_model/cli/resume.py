"""`storage-model resume` and `retry`: go on with a sweep, or run what failed in it once more."""

from pathlib import Path

import click

from storage_model.cli.options import Run
from storage_model.cli.sweep_options import Running, carried_out, running_options


@click.command()
@click.argument("run", type=Run())
@running_options
def resume(run: Path, running: Running) -> None:
    """继续多方案计算 · Go on with a sweep that was ended early; what is done stays as it is.

    \b
    继续提前停下的多方案计算，已有的答案不动。输入文件或程序在此期间变过的，
    不予续算：两种程序的答案不能混在一起。

    Refuses where an input file or the program changed since, for answers of two programs do not mix.
    """
    _go_on(run, running, retry=False)


@click.command()
@click.argument("run", type=Run())
@running_options
def retry(run: Path, running: Running) -> None:
    """重算失败的方案，并算完其余方案 · Run the failed cases of a sweep again, and what is left of it."""
    _go_on(run, running, retry=True)


def _go_on(folder: Path, running: Running, *, retry: bool) -> None:
    from storage_model.cases.many.conduct import resume_sweep

    ask = running.ask(retry=retry)
    carried_out(lambda stop, told, say: resume_sweep(folder, ask, stop, told=told, say=say), running)
