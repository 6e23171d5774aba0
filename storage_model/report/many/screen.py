"""What a sweep would run and why, and what has come of it, as tables of finished text."""

from collections.abc import Mapping, Sequence

from storage_model.cases.better import LESS_IS_BETTER
from storage_model.cases.many.case_files import case_name
from storage_model.cases.many.conduct import Outcome
from storage_model.cases.many.ledger import Entry
from storage_model.cases.many.plan import Plan
from storage_model.cases.many.points import Point
from storage_model.report.many.listed import ListedMany
from storage_model.report.many.tables import contents_of
from storage_model.runs.layout import COMPARISON, RANGES, SIZING, SWEEP
from storage_model.runs.reading.screen_tables import STATES, ScreenTable
from storage_model.scenario.merging.many_keys import EVERY, TIMES
from storage_model.words.format import number, percent, shown
from storage_model.words.label import Lang, text
from storage_model.words.labels.lookup import summary_label

MOST_SHOWN = 10
KINDS = {
    SWEEP: text("多方案计算", "sweep"),
    COMPARISON: text("方案比较", "comparison"),
    RANGES: text("不确定性分析", "ranges"),
    SIZING: text("规模优选", "sizing"),
}
_MANY_HEAD = (
    text("文件夹", "Folder"),
    text("类别", "what"),
    text("状态", "state"),
    text("最优（或中位）", "best, or middle"),
    text("方案数", "cases"),
    text("完成", "done"),
    text("失败", "failed"),
    text("余下", "left"),
    text("写出时间", "written"),
)
_WHY = {
    "dispatch": ("新调度", "new dispatch"),
    "shares": ("共用调度", "shares the dispatch of"),
    "done": ("已完成", "done"),
    "failed": ("曾失败", "failed before"),
}


def plan_table(plan: Plan, entries: Mapping[int, Entry], lang: Lang) -> ScreenTable:
    """Return every case with what moves and why it would run, or would not."""
    owner: dict[str, int] = {}
    rows = []
    for case in plan.cases:
        entry = entries.get(case.number)
        first = case.number if entry else owner.setdefault(case.life, case.number)
        if entry is not None:
            why = _why(entry.state, lang)
        elif first == case.number:
            why = _why("dispatch", lang)
        else:
            why = f"{_why('shares', lang)} {case_name(first)}"
        rows.append((case_name(case.number), why, *(_moved(case.values, key) for key in plan.axes)))
    head = ("方案", "原因") if lang == "zh" else ("Case", "Why")
    return ScreenTable(title=plan.name, head=(*head, *short_names(plan.axes)), rows=tuple(rows), left=2)


def best_table(outcome: Outcome, lang: Lang, *, most: int = MOST_SHOWN) -> ScreenTable:
    """Return the best cases by the first metric, with what they moved and every metric."""
    plan, contents = outcome.plan, contents_of(outcome)
    leading = plan.metrics[0]
    sign = 1.0 if leading.startswith(LESS_IS_BETTER) else -1.0
    found = {number: content["projects"][plan.project] for number, content in contents.items()}
    order = sorted(
        found,
        key=lambda number: (found[number][leading] is None, sign * (found[number][leading] or 0.0), number),
    )
    values = {case.number: case.values for case in plan.cases}
    labels = {metric: summary_label(metric) for metric in plan.metrics}
    rows = [
        (
            case_name(number),
            *(_moved(values[number], key) for key in plan.axes),
            *(shown(found[number][one], labels[one].unit, lang, found[number][f"{one}_state"]) for one in plan.metrics),
        )
        for number in order[:most]
    ]
    head = ("方案" if lang == "zh" else "Case", *short_names(plan.axes), *(label.of(lang) for label in labels.values()))
    return ScreenTable(title=plan.name, head=head, rows=tuple(rows))


def many_table(found: Sequence[ListedMany], lang: Lang) -> ScreenTable:
    """Return one line a folder of many cases: what it is, how far, what was found."""
    rows = []
    for one in found:
        counts = ("" if count is None else f"{count:,}" for count in (one.cases, one.done, one.failed, one.left))
        state, written = STATES[one.state].of(lang), one.written[:16].replace("T", " ")
        rows.append((str(one.folder), KINDS[one.kind].of(lang), state, _found_words(one, lang), *counts, written))
    return ScreenTable(title="", head=tuple(label.of(lang) for label in _MANY_HEAD), rows=tuple(rows), left=4)


def _found_words(one: ListedMany, lang: Lang) -> str:
    """Return the best case, the middle of a range or the best size in a few words."""
    found = one.found
    if found is None:
        return ""
    if one.kind == SIZING:
        sets = {"zh": "台", "en": "sets"}[lang]
        more = f" · {found['sets']} {sets}" if "sets" in found else ""
        return f"{number(found['power_mw'], 'mw')} MW / {number(found['energy_mwh'], 'mwh')} MWh{more}"
    label = summary_label(found["metric"])
    if one.kind == RANGES:
        missed = {"zh": "低于基准的概率", "en": "chance to miss the hurdle"}[lang]
        middle = "—" if found["p50"] is None else shown(found["p50"], label.unit, lang)
        return f"P50 {label.of(lang)} {middle} · {missed} {percent(found['missed_hurdle_frac'], 1)}"
    if found["best"] is None:
        return ""
    return f"{found['best']} · {label.of(lang)} {shown(found['value'], label.unit, lang)}"


def short_names(axes: Sequence[str]) -> tuple[str, ...]:
    """Return each key path as its last words: two names, or as many words as tell it from the others."""
    return tuple(_shortest(key.split("."), [other.split(".") for other in axes if other != key]) for key in axes)


def _shortest(words: list[str], others: list[list[str]]) -> str:
    for count in range(2, len(words)):
        last = words[-count:]
        names = [word for word in last if word not in (EVERY, TIMES)]
        if len(names) >= 2 and last[0] != EVERY and all(other[-count:] != last for other in others):
            return ".".join(last)
    return ".".join(words)


def value_text(value: object) -> str:
    """Return a value of an axis as people write it; null takes a key out."""
    return "null" if value is None else f"{value:,.10g}" if isinstance(value, float) else str(value)


def _moved(values: Point, key: str) -> str:
    """Return the value of one axis in a case; nothing where the case leaves the key as it is."""
    return value_text(values[key]) if key in values else "—"


def _why(word: str, lang: Lang) -> str:
    return _WHY[word][0 if lang == "zh" else 1]
