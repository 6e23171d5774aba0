"""What `storage-model show` says of a sweep."""

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from storage_model.cli.options import echo_json

if TYPE_CHECKING:
    from storage_model.cases.many.conduct import Outcome
    from storage_model.report.many.overview import End, Told
    from storage_model.runs.reading.folder import RunFolder
    from storage_model.words.label import Lang


def show_sweep(
    run: "RunFolder", where: Path | None, name: str, lang: "Lang", *, as_json: bool, tables: bool, every: bool
) -> None:
    """Say how a sweep ended, and with `tables` its axes, metrics, what moves them, best and failed cases.

    `every` shows all cases, and what moves each metric; `where` is its folder, None for that of a server.
    """
    from storage_model.report.many.tables import contents_of
    from storage_model.report.many.whole import outcome_of

    outcome = outcome_of(run)
    told = {number: content["projects"][outcome.plan.project] for number, content in contents_of(outcome).items()}
    if as_json:
        echo_json(_as_data(outcome, told))
    else:
        _show(outcome, told, where, name, lang, tables=tables, every=every)


def _show(
    outcome: "Outcome", told: "Told", where: Path | None, name: str, lang: "Lang", *, tables: bool, every: bool
) -> None:
    from storage_model.cli.show_table import console, show_table
    from storage_model.report.many import overview_screen as screen
    from storage_model.report.many.overview import metric_range
    from storage_model.report.many.screen import MOST_SHOWN, best_table
    from storage_model.report.many.swings import swings_of
    from storage_model.report.screen import lines_screen

    plan, on = outcome.plan, console()
    lines = screen.head_lines(outcome, told, where, lang)
    on.print(lines_screen(lines, strong=next(iter(lines))))
    if not tables:
        return
    show_table(screen.axes_table(plan, lang), on)
    if told:
        show_table(screen.metrics_table([metric_range(told, metric) for metric in plan.metrics], lang), on)
        for metric in plan.metrics if every else plan.metrics[:1]:
            swings = swings_of(plan, told, metric)
            if swings:
                show_table(screen.swings_table(swings, metric, lang), on)
        best = best_table(outcome, lang, most=len(told) if every else MOST_SHOWN)
        words = "最优的 {0} 个方案（共完成 {1} 个）" if lang == "zh" else "The best {0} of {1} cases done"
        show_table(replace(best, title=words.format(len(best.rows), len(told))), on)
    if outcome.failed:
        show_table(screen.failed_table(outcome, lang), on)
    for words in screen.ways_on(outcome, name, lang, server=where is None):
        click.echo(words)


def _as_data(outcome: "Outcome", told: "Told") -> dict[str, Any]:
    from collections import Counter

    from storage_model.report.many.folder import told as told_of
    from storage_model.report.many.overview import axis_values, metric_range
    from storage_model.report.many.swings import swings_of

    plan = outcome.plan
    ranges = {metric: metric_range(told, metric) for metric in plan.metrics}
    return {
        **{key: value for key, value in told_of(outcome).items() if key not in ("folder", "interrupted")},
        "base": plan.base,
        "fixed": dict(plan.fixed),
        "project": plan.project,
        "verdicts": dict(Counter(found["verdict"] for found in told.values())),
        "axes": {axis: list(axis_values(plan, axis)) for axis in plan.axes},
        "metrics": {
            metric: {"lowest": _end(one.lowest), "highest": _end(one.highest), "best": _end(one.best),
                     "without": dict(one.without)}
            for metric, one in ranges.items()
        },
        "swings": {metric: [asdict(one) for one in swings_of(plan, told, metric)] for metric in plan.metrics},
    }  # fmt: skip


def _end(end: "End | None") -> dict[str, Any] | None:
    return None if end is None else {"case": end.number, "value": end.value, "state": end.state}
