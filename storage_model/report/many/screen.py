"""What a sweep would run and why, and what has come of it, as tables of finished text."""

from collections.abc import Mapping

from storage_model.cases.better import LESS_IS_BETTER
from storage_model.cases.many.case_files import case_name
from storage_model.cases.many.conduct import Outcome
from storage_model.cases.many.ledger import Entry
from storage_model.cases.many.plan import Plan
from storage_model.report.format import shown
from storage_model.report.label import Lang
from storage_model.report.labels import summary_label
from storage_model.report.many.tables import contents_of
from storage_model.report.reading.screen_tables import ScreenTable

MOST_SHOWN = 10
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
        rows.append((case_name(case.number), why, *(value_text(case.values.get(key)) for key in plan.axes)))
    head = ("方案", "原因") if lang == "zh" else ("Case", "Why")
    return ScreenTable(title=plan.name, head=(*head, *plan.axes), rows=tuple(rows), left=2)


def best_table(outcome: Outcome, lang: Lang) -> ScreenTable:
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
            *(value_text(values[number].get(key)) for key in plan.axes),
            *(shown(found[number][one], labels[one].unit, lang, found[number][f"{one}_state"]) for one in plan.metrics),
        )
        for number in order[:MOST_SHOWN]
    ]
    head = ("方案" if lang == "zh" else "Case", *plan.axes, *(label.of(lang) for label in labels.values()))
    return ScreenTable(title=plan.name, head=head, rows=tuple(rows))


def value_text(value: object) -> str:
    """Return a value of an axis as people write it; nothing where a case leaves the key as it is."""
    return "—" if value is None else f"{value:,.10g}" if isinstance(value, float) else str(value)


def _why(word: str, lang: Lang) -> str:
    return _WHY[word][0 if lang == "zh" else 1]
