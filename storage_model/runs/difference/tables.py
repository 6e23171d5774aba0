"""The difference of two runs as tables of finished text, and as data."""

from collections.abc import Mapping, Sequence
from typing import Any

from storage_model.runs.difference.inputs import Changed
from storage_model.runs.difference.lines import Line
from storage_model.runs.reading.screen_tables import MAIN, ScreenTable
from storage_model.words.answer_words import value_words
from storage_model.words.format import VERDICTS, number, unit_words
from storage_model.words.label import Label, Lang, text
from storage_model.words.labels.lookup import summary_label

LEAST_YUAN = 0.005
_W = {
    "inputs": text("变动的输入", "Inputs that changed"),
    "moved": text("净现值逐项变动", "What moved the present value"),
    "indicators": text("指标", "Indicators"),
    "change": text("变动", "change"),
    "rest": text("其余未变动的各行（-v 列出）", "lines that did not move (-v lists them)"),
    "total": text("合计", "total"),
    "of_value": text("对净现值", "on the present value"),
    "life": text("计算期合计", "over the life"),
    "from": text("来源", "set by"),
}


def input_table(changed: Sequence[Changed], names: tuple[str, str], lang: Lang) -> ScreenTable:
    """Return what changed, key by key, with the place that set the second value."""
    rows = tuple((one.key, _written(one.before), _written(one.after), one.after_origin) for one in changed)
    return ScreenTable(title=_W["inputs"].of(lang), head=("", *names, _W["from"].of(lang)), rows=rows)


def indicator_table(
    before: Mapping[str, Any], after: Mapping[str, Any], names: tuple[str, str], lang: Lang
) -> ScreenTable:
    """Return verdict and main indicators of both runs and the change where both have a value."""
    verdicts = (VERDICTS[found["verdict"]].of(lang) for found in (before, after))
    rows = [(summary_label("verdict").of(lang), *verdicts, "")]
    for key in MAIN:
        label, both = summary_label(key), (before[key], after[key])
        moved = "" if None in both else signed(both[1] - both[0], label, lang)
        rows.append((label.of(lang), value_words(before, key, lang), value_words(after, key, lang), moved))
    return ScreenTable(title=_W["indicators"].of(lang), head=("", *names, _W["change"].of(lang)), rows=tuple(rows))


def line_table(
    lines: Sequence[Line], moved_yuan: float, names: tuple[str, str], lang: Lang, *, every: bool
) -> ScreenTable:
    """Return each line that moved, largest first, and the total; lines that did not move as one, unless asked for."""
    shown = [line for line in lines if every or abs(line.moved_yuan) >= LEAST_YUAN]
    rows: list[tuple[str, ...]] = [
        (
            line.label.of(lang),
            number(line.before_total_yuan, "yuan"),
            number(line.after_total_yuan, "yuan"),
            _plus(line.moved_yuan),
        )
        for line in sorted(shown, key=lambda line: -abs(line.moved_yuan))
    ]
    hidden = [line for line in lines if line not in shown]
    if hidden:
        sums = [sum(getattr(line, f"{run}_total_yuan") for line in hidden) for run in ("before", "after")]
        moved = sum(line.moved_yuan for line in hidden)
        rows.append((_W["rest"].of(lang), *(number(yuan, "yuan") for yuan in sums), _plus(moved)))
    totals = (sum(line.before_total_yuan for line in lines), sum(line.after_total_yuan for line in lines))
    rows.append((_W["total"].of(lang), *(number(yuan, "yuan") for yuan in totals), _plus(moved_yuan)))
    life = tuple(f"{name} · {_W['life'].of(lang)}" for name in names)
    title = f"{_W['moved'].of(lang)} [{unit_words('yuan', lang)}]"
    strong = (*(False for _ in rows[:-1]), True)
    return ScreenTable(title=title, head=("", *life, _W["of_value"].of(lang)), rows=tuple(rows), strong=strong)


def signed(value: float, label: Label, lang: Lang) -> str:
    """Return a change with its sign and unit; of a share, in percentage points."""
    unit = "pp" if label.unit == "frac" else unit_words(label.unit, lang)
    sign = "+" if value > 0 else ""
    return f"{sign}{number(value, label.unit)}{' ' if unit else ''}{unit}"


def _plus(yuan: float) -> str:
    return f"{'+' if yuan > 0 else ''}{number(yuan, 'yuan')}"


def _written(value: Any) -> str:
    if value is None:
        return "—"
    return f"{value:.10g}" if isinstance(value, float) else str(value)
