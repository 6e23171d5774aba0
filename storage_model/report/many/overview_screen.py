"""A sweep that has ended on the screen: how it ended, its axes, its metrics, what moves them, and how to go on."""

import json
import shlex
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from storage_model.cases.better import LESS_IS_BETTER
from storage_model.cases.many.case_files import case_name
from storage_model.cases.many.conduct import Outcome
from storage_model.cases.many.plan import Fixed, Plan
from storage_model.facts import is_number
from storage_model.report.many.mend import ways_to_mend
from storage_model.report.many.overview import End, MetricRange, Told, axis_values
from storage_model.report.many.screen import MOST_SHOWN, short_names, value_text
from storage_model.report.many.swings import Swing, Unmoved
from storage_model.runs.reading.find import RESULTS
from storage_model.runs.reading.screen_tables import ScreenTable
from storage_model.scenario.reading.read_yaml import read_scalar
from storage_model.words.format import VERDICTS, number, several, shown, state_label
from storage_model.words.label import Label, Lang, text
from storage_model.words.labels.lookup import summary_label

MOST_VALUES = 8
_NONE = "—"
_AXES_HEAD = (text("变动的数", "What moves"), text("取值", "values"), text("个数", "count"))
_METRICS_HEAD = (
    text("指标", "Metric"),
    text("最低", "lowest"),
    text("方案", "case"),
    text("最高", "highest"),
    text("方案", "case"),
    text("最优", "best"),
    text("方案", "case"),
    text("无值", "without value"),
)
_SWINGS_HEAD = (
    text("变动的数", "What moves"),
    text("最低时取值", "at its lowest"),
    text("指标", "metric"),
    text("最高时取值", "at its highest"),
    text("指标", "metric"),
    text("变幅", "swing"),
    text("其余取法", "settings of the others"),
    text("无值的取值", "no value at"),
)
_FAILED_HEAD = (text("失败方案", "Failed case"), text("原因", "why"))
_ALONE = text(
    "各数单独变动，其余不变（多种取法时为均值）",
    "each alone, the others held; a mean where these have several settings",
)
_POINTS = text("个百分点", "points")
_AS_IN_BASE = text("同基准", "as in the base")


def head_lines(outcome: Outcome, told: Told, where: Path | None, lang: Lang) -> dict[str, str]:
    """Return counts, base, verdicts, best case and files in a line each, by their head."""
    plan, best, zh = outcome.plan, outcome.standing.best, lang == "zh"
    done, failed, cases, lives = len(told), len(outcome.failed), len(plan.cases), len(plan.lives)
    counts = several(cases, "case"), several(lives, "distinct dispatch", "es")
    lines = {
        text("多方案", "Sweep"): f"{plan.name}：{cases} 个方案，完成 {done}，失败 {failed}；{lives} 组调度" if zh else
        f"{plan.name}: {counts[0]}, {done} done, {failed} failed; {counts[1]}",
        text("基准", "Base"): f"{plan.base} · {plan.project}" + "".join(f" · {one}" for one in _settings(plan.fixed)),
    }  # fmt: skip
    verdicts = Counter(found["verdict"] for found in told.values())
    if verdicts:
        words = ((VERDICTS[word].of(lang), count) for word, count in verdicts.items())
        lines[text("结论", "Verdict")] = ("，" if zh else ", ").join(f"{word} {count}" for word, count in words)
    if best is not None:
        label, moved = summary_label(best.metric), plan.cases[best.number - 1].values
        named = zip(short_names(plan.axes), plan.axes, strict=True)
        values = [f"{name} {value_text(moved[key])}" for name, key in named if key in moved]
        found = f"{label.of(lang)} {shown(best.value, label.unit, lang)}"
        lines[text("最优", "Best")] = " · ".join([case_name(best.number), found, *values])
    if where is not None:
        lines[text("文件", "Files")] = f"{where} · summary.csv · cases.parquet"
    return {head.of(lang): words for head, words in lines.items()}


def axes_table(plan: Plan, lang: Lang) -> ScreenTable:
    """Return every key that moves with its values, or their ends where they are many."""
    rows = []
    for axis in plan.axes:
        values = axis_values(plan, axis)
        numbers = [one for one in values if is_number(one)]
        if len(values) <= MOST_VALUES or len(numbers) < len(values):
            more = ["…"] if len(values) > MOST_VALUES else []
            told = ", ".join([*map(value_text, values[:MOST_VALUES]), *more])
        else:
            told = f"{value_text(min(numbers))} … {value_text(max(numbers))}"
        rows.append((axis, told, f"{len(values):,}"))
    return ScreenTable(title="", head=tuple(head.of(lang) for head in _AXES_HEAD), rows=tuple(rows), left=2)


def metrics_table(ranges: Sequence[MetricRange], lang: Lang) -> ScreenTable:
    """Return lowest, highest and better value of every metric, each with its case, and how many answers have none."""
    rows = []
    for one in ranges:
        label = summary_label(one.metric)
        cells = [cell for end in (one.lowest, one.highest, one.best) for cell in _end(end, one.metric, lang)]
        without = " · ".join(f"{state_label(state).of(lang)} {count}" for state, count in one.without.items())
        rows.append((label.of(lang), *cells, without or "0"))
    return ScreenTable(title="", head=tuple(head.of(lang) for head in _METRICS_HEAD), rows=tuple(rows))


def swings_table(swings: Sequence[Swing], metric: str, lang: Lang) -> ScreenTable:
    """Return what each axis moves with the others held, the widest first."""
    label = summary_label(metric)
    rows = [
        (
            one.axis,
            _value(one.low_value, lang),
            shown(one.low, label.unit, lang),
            _value(one.high_value, lang),
            shown(one.high, label.unit, lang),
            _apart(one.high - one.low, label, lang),
            f"{one.groups:,}",
            ", ".join(_value(value, lang) for value in one.without),
        )
        for one in swings
    ]
    title = f"{label.of(lang)} · {_ALONE.of(lang)}"
    shown_columns = len(_SWINGS_HEAD) if any(one.without for one in swings) else len(_SWINGS_HEAD) - 1
    head = tuple(head.of(lang) for head in _SWINGS_HEAD[:shown_columns])
    return ScreenTable(title=title, head=head, rows=tuple(row[:shown_columns] for row in rows))


def failed_table(outcome: Outcome, lang: Lang) -> ScreenTable:
    """Return the first failed cases with the kind of their failure and its first words."""
    rows = tuple((case_name(one.number), one.told) for one in outcome.failed[:MOST_SHOWN])
    return ScreenTable(title="", head=tuple(head.of(lang) for head in _FAILED_HEAD), rows=rows, left=2)


def ways_on(outcome: Outcome, name: str, lang: Lang, *, server: bool) -> Iterator[str]:
    """Yield commands that go on from here, each with what it is for; `name` is what the sweep was called by."""
    plan, best = outcome.plan, outcome.standing.best
    way = "" if plan.metrics[0].startswith(LESS_IS_BETTER) else " DESC"
    asked = f'storage-model query {shlex.quote(name)} "SELECT * FROM cases ORDER BY {plan.metrics[0]}{way}"'
    every = text("每个方案的数", "the numbers of every case").of(lang)
    yield f"{every}:  {asked}{' --server URL' if server else ''}"
    if best is not None:
        values = {**plan.fixed, **plan.cases[best.number - 1].values}
        changes = "".join(f" --set {shlex.quote(one)}" for one in _settings(values))
        target = shlex.quote(str(RESULTS / f"{Path(name).name.partition('@')[0]}_{case_name(best.number)}"))
        whole = text("最优方案的报告与工作簿", "page and workbook of the best case").of(lang)
        yield f"{whole}:  storage-model run {shlex.quote(plan.base)}{changes} --out {target}"
    if not server:
        yield from (f"{words.of(lang)}:  {command}" for words, command in ways_to_mend(outcome, name))


def _settings(values: Fixed) -> Iterator[str]:
    """Yield values as `--set` takes them; a word that would be read as something else is quoted."""
    for key, value in values.items():
        plain = isinstance(value, str) and read_scalar(value) == value
        yield f"{key}={value if plain else json.dumps(value, ensure_ascii=False)}"


def _end(end: End | None, metric: str, lang: Lang) -> tuple[str, str]:
    if end is None:
        return _NONE, ""
    return shown(end.value, summary_label(metric).unit, lang, end.state), case_name(end.number)


def _apart(width: float, label: Label, lang: Lang) -> str:
    """Return how far two values lie apart; two shares lie percentage points apart, not percent."""
    if label.unit != "frac":
        return shown(width, label.unit, lang)
    return f"{number(width, label.unit)} {_POINTS.of(lang)}"


def _value(value: object, lang: Lang) -> str:
    return _AS_IN_BASE.of(lang) if value is Unmoved.BASE else value_text(value)
