"""`storage-model sweep`: many cases from one file, side by side, none lost."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from storage_model.cli.options import echo_json, mip_gap_option, set_option, tell_warnings, time_limit_option
from storage_model.cli.progress import Progress
from storage_model.cli.sweep_options import Running, carried_out, running_options

if TYPE_CHECKING:
    from storage_model.cases.many.plan import Plan


@click.command()
@click.argument("sweep_file", metavar="SWEEP.yaml", type=click.Path(path_type=Path))
@set_option
@click.option("--out", type=click.Path(path_type=Path), help="结果文件夹 · Folder of the sweep [results/<sweep>].")
@time_limit_option
@mip_gap_option
@click.option("--dry-run", is_flag=True, help="只列方案 · List what would run and why; run nothing.")
@running_options
def sweep(
    sweep_file: Path,
    changes: tuple[str, ...],
    out: Path | None,
    time_limit: float,
    mip_gap: float,
    dry_run: bool,
    running: Running,
) -> None:
    """多方案计算 · Run every case of a sweep file; what was done before is not done again.

    \b
    计算文件中的全部方案，已算过的不再算；调度相同的方案共用一次逐年调度。
    按一次 Ctrl-C，正在算的方案算完即停，之后用 resume 续算。

    Cases that need the same schedules share one dispatch. Ctrl-C once ends after the cases that run; `resume` goes on.
    """
    from storage_model.cases.many.conduct import begin_sweep
    from storage_model.cases.many.folder import require_place
    from storage_model.cases.many.plan import plan_sweep
    from storage_model.cases.many.read_sweep import read_sweep
    from storage_model.cli.changes import parsed
    from storage_model.dispatch.solver.highs import SolverOptions

    ask = running.ask()
    options = SolverOptions(time_limit_s=time_limit, mip_gap_frac=mip_gap)
    with Progress(silent=running.quiet or running.as_json) as progress:
        progress.stage("读取各方案 · reading the cases")
        asked = read_sweep(sweep_file)
        folder = out or Path("results") / asked.name
        if not dry_run:
            require_place(folder)
        plan = plan_sweep(asked, parsed(changes), options)
    tell_warnings(plan.warnings)
    if dry_run:
        _list(plan, folder, running)
        return
    carried_out(lambda stop, told, say: begin_sweep(plan, folder, ask, stop, told=told, say=say), running)


def _list(plan: "Plan", folder: Path, running: Running) -> None:
    """Say what would run and why, and how many distinct dispatches there are."""
    from storage_model.cases.many.folder import entries_in
    from storage_model.cli.show_table import console, show_table
    from storage_model.report.many.screen import plan_table
    from storage_model.words.format import several

    entries = entries_in(plan, folder)
    lives = {case.life for case in plan.cases if case.number not in entries}
    left = len(plan.cases) - len(entries)
    if running.as_json:
        echo_json({
            "sweep": plan.name, "cases": len(plan.cases), "to_run": left, "dispatches": len(lives),
            "plan": [{"case": case.number, "values": dict(case.values), "life": case.life,
                      "state": entries[case.number].state if case.number in entries else "to_run"}
                     for case in plan.cases],
        })  # fmt: skip
        return
    show_table(plan_table(plan, entries, running.lang), console())
    words = ("{left}/{cases} 个方案待算，{lives} 组不同的逐年调度" if running.lang == "zh" else
             "{left} of {whole} to run, {dispatches}")  # fmt: skip
    whole, dispatches = several(len(plan.cases), "case"), several(len(lives), "distinct dispatch", "es")
    click.echo(words.format(left=left, cases=len(plan.cases), lives=len(lives), whole=whole, dispatches=dispatches))
