"""The re-audit of a run as tables of finished text."""

from storage_model.runs.reading.screen_tables import ScreenTable
from storage_model.runs.reaudit.evidence import Law
from storage_model.runs.reaudit.whole import FAMILIES, Reaudit
from storage_model.words.label import Lang, text
from storage_model.words.labels.laws import chinese_of_law

_HEAD = (
    text("复核", "Audit"),
    text("条数", "laws"),
    text("不符", "broken"),
    text("最大偏差/容差", "worst of its tolerance"),
)
_LAW_HEAD = (
    text("定律", "law"),
    text("偏差", "deviation"),
    text("容差", "allowed"),
)


def family_table(audit: Reaudit, lang: Lang) -> ScreenTable:
    """Return one line a family: how many laws, how many broken, how near the worst comes to what is allowed."""
    rows = []
    for key, laws in audit.laws.items():
        broken = sum(not law.passed for law in laws)
        rows.append((FAMILIES[key][0].of(lang), str(len(laws)), str(broken), _worst(laws)))
    return ScreenTable(title="", head=tuple(label.of(lang) for label in _HEAD), rows=tuple(rows))


def law_table(audit: Reaudit, lang: Lang) -> ScreenTable:
    """Return every law with its deviation; in Chinese its meaning follows its name."""
    rows = [
        (
            f"{law.name} · {chinese_of_law(law.name)}" if lang == "zh" else law.name,
            f"{law.deviation:.1e}",
            f"{law.tolerance:.0e}",
        )
        for laws in audit.laws.values()
        for law in laws
    ]
    return ScreenTable(title="", head=tuple(label.of(lang) for label in _LAW_HEAD), rows=tuple(rows))


def _worst(laws: tuple[Law, ...]) -> str:
    shares = [law.deviation / law.tolerance if law.tolerance else float(law.deviation > 0) for law in laws]
    return f"{max(shares, default=0.0):.1e}"
