"""`storage-model check`: every problem of input files, nothing is run or written."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from storage_model.cli.options import set_option, tell_warnings

if TYPE_CHECKING:
    from storage_model.problems import Problem
    from storage_model.scenario.scenario import Scenario


@click.command()
@click.argument("cases", nargs=-1, required=True, type=click.Path(path_type=Path))
@set_option
@click.option("--strict", is_flag=True, help="警告视为错误 · Warnings count as errors.")
@click.option("-q", "quiet", is_flag=True, help="只列问题 · Problems only.")
def check(cases: tuple[Path, ...], changes: tuple[str, ...], strict: bool, quiet: bool) -> None:
    """检查输入文件 · Check case files and everything they name; runs nothing, writes nothing.

    \b
    检查方案文件及其引用的全部文件；不计算，不写文件。
    有方案不能用时，退出码为 3。

    Exit status 3 when any case cannot be used.
    """
    from storage_model.cli.changes import parsed
    from storage_model.problems import InputError
    from storage_model.scenario.load import load_scenario

    overrides = parsed(changes)
    failed: list[Problem] = []
    for case in cases:
        try:
            scenario = load_scenario(case, overrides, strict=strict)
        except InputError as error:
            failed += error.problems
        else:
            if not quiet:
                click.echo(words_of(case, scenario))
            tell_warnings(scenario.warnings)
    if failed:
        raise InputError(dict.fromkeys(failed))


def words_of(case: Path, scenario: "Scenario") -> str:
    """Return a case in a few lines: what stands on the site, over which year, and how much of it is assumed."""
    from storage_model.words.assumptions import count_inputs

    numbers, horizon = count_inputs(scenario), scenario.horizon
    sizes = [f"{name} {asset.rated_power_mw:g} MW" for name, asset in scenario.assets.items()]
    return "\n".join(
        [
            f"{case}: 可用 · ready",
            f"  {scenario.title.zh} · {scenario.title.en}",
            f"  资产 · assets     {', '.join(sizes)}",
            f"  电价 · prices     {horizon.count} × {horizon.step_h:g} h from {horizon.start:%Y-%m-%d}",
            f"  政策 · policies   {', '.join(scenario.policies) or '—'}",
            f"  数据 · numbers    {numbers.all}, of which {numbers.assumed} assumed",
        ]
    )
