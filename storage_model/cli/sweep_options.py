"""Options of every command that runs many cases, what they mean, and what is said at the end."""

import os
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from storage_model.cli.options import Decorator, echo_json, files_only_option, lang_option
from storage_model.cli.progress import Progress

if TYPE_CHECKING:
    from storage_model.cases.many.conduct import Ask, Outcome
    from storage_model.cases.many.run import Stop
    from storage_model.cases.many.standing import Best, Standing
    from storage_model.words.label import Lang

CORES = os.cpu_count() or 1
_OPTIONS: tuple[Decorator, ...] = (
    click.option("--jobs", type=click.IntRange(min=1), default=CORES, show_default="cores",
                 help="并行数 · Processes on this machine."),
    click.option("--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True,
                 help="计算引擎 · Here, or on a Dask scheduler."),
    click.option("--scheduler", metavar="tcp://HOST:PORT", help="调度器地址 · Address of the Dask scheduler."),
    click.option("--deadline", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS",
                 help="单方案时限 · Seconds a case may take."),
    click.option("--memory-mb", type=click.FloatRange(min=0, min_open=True), metavar="N",
                 help="单方案内存 · Memory a case may take beyond its process."),
    lang_option,
    click.option("--json", "as_json", is_flag=True, help="输出 JSON · Print the sweep in a few keys as JSON."),
    files_only_option,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """What the shared options say."""

    jobs: int
    engine: str
    scheduler: str | None
    deadline: float | None
    memory_mb: float | None
    lang: "Lang"
    as_json: bool
    quiet: bool

    def ask(self, *, retry: bool = False) -> "Ask":
        """Return how to run; a scheduler without `--engine dask`, or the other way round, is a wrong command line."""
        from storage_model.cases.many.cluster import Cluster
        from storage_model.cases.many.conduct import Ask
        from storage_model.cases.many.engine import Engine
        from storage_model.cases.many.limits import Limits
        from storage_model.cases.many.pool import EachAlone, Pool

        if (self.engine == "dask") != (self.scheduler is not None):
            raise click.UsageError("--engine dask and --scheduler tcp://HOST:PORT belong together")

        def engine() -> Engine:
            return Pool(self.jobs) if self.scheduler is None else Cluster(self.scheduler)

        limits = Limits(deadline_s=self.deadline, memory_mb=self.memory_mb)
        return Ask(engine=engine, alone=lambda: EachAlone(self.jobs), limits=limits, retry=retry)


def running_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of running many cases; the command is given one `running` instead of each."""

    @wraps(command)
    def gathered(*args: Any, **options: Any) -> None:
        own = {name: options.pop(name) for name in Running.__dataclass_fields__}
        command(*args, running=Running(**own), **options)

    decorated: Callable[..., None] = gathered
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated


class Watch:
    """Says how far a sweep is and which case is best so far."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def __call__(self, standing: "Standing") -> None:
        """Hear of one more answer or failure."""
        best = standing.best
        words = [f"失败 {standing.failed} failed"] if standing.failed else []
        words += [f"最优 best {_best_words(best)}"] if best else []
        note = "".join(f"，{word}" for word in words)
        whole = len(standing.plan.cases)
        self._progress.tick(standing.done + standing.failed, whole, note, began=standing.began)


def _best_words(best: "Best") -> str:
    """Return the best case so far in the words and the unit of its metric."""
    from storage_model.cases.many.case_files import case_name
    from storage_model.words.format import shown
    from storage_model.words.labels.lookup import summary_label

    label = summary_label(best.metric)
    return f"{case_name(best.number)} {label.zh} {shown(best.value, label.unit, 'zh')}"


def carried_out(
    work: "Callable[[Stop, Callable[[Standing], None], Callable[[str], None]], Outcome]", running: Running
) -> None:
    """Run a sweep, write its tables, say what came of it; exit status 7 with failed cases, 130 when ended early."""
    from storage_model.cases.many.run import Stop
    from storage_model.cli.interrupt import stopping
    from storage_model.report.many.folder import told, write_sweep

    stop = Stop()
    with Progress(silent=running.quiet or running.as_json) as progress, stopping(stop):
        progress.stage("计算各方案 · running the cases")
        outcome = work(stop, Watch(progress), lambda words: click.echo(words, err=True))
        if not outcome.interrupted:
            progress.stage("写出结果 · writing the tables")
            write_sweep(outcome)
    if running.as_json:
        echo_json(told(outcome))
    elif not running.quiet:
        _show(outcome, running.lang)
    _leave(outcome)


def _show(outcome: "Outcome", lang: "Lang") -> None:
    from storage_model.cli.show_table import console, show_table
    from storage_model.report.many.folder import told
    from storage_model.report.many.screen import best_table
    from storage_model.words.format import several

    found = told(outcome)
    if found["done"]:
        show_table(best_table(outcome, lang), console())
    words = ("{done}/{cases} 个方案完成，{dispatches} 组调度；{folder}" if lang == "zh" else
             "{done} of {whole} done, {lives}; {folder}")  # fmt: skip
    whole, lives = several(found["cases"], "case"), several(found["dispatches"], "distinct dispatch", "es")
    click.echo(words.format(**found, whole=whole, lives=lives))


def _leave(outcome: "Outcome") -> None:
    """Leave with the exit status that fits; failed cases are named, the first few with their reason."""
    from storage_model.problems import CasesFailedError
    from storage_model.report.many.mend import ways_to_mend
    from storage_model.words.format import several

    if outcome.interrupted:
        left, folder = len(outcome.plan.cases) - len(outcome.entries), shlex.quote(str(outcome.folder))
        click.echo(f"余下 {left} 个方案 · {several(left, 'case')} left: storage-model resume {folder}", err=True)
        raise KeyboardInterrupt
    failed = outcome.failed
    if failed:
        named = [f"  {one.number:04d} {one.told}" for one in failed]
        more = [f"  … {len(named) - 10} more in sweep.json"] if len(named) > 10 else []
        head = f"{len(failed)} 个方案失败 · {several(len(failed), 'case')} failed"
        ways = [f"{words.zh} · {words.en}: {way}" for words, way in ways_to_mend(outcome, str(outcome.folder))]
        raise CasesFailedError("\n".join([head, *named[:10], *more, *ways]))
