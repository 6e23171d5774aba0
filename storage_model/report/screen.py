"""The answer in five lines, for the terminal."""

from pathlib import Path
from typing import TYPE_CHECKING

from storage_model.cases.answer import TOGETHER, CaseAnswer
from storage_model.report.format import number, wan_yuan
from storage_model.report.label import Label, Lang
from storage_model.report.labels import stream_label
from storage_model.report.tables.summary import project_summary
from storage_model.report.verdict import (
    assumed_badge,
    checks_badge,
    dispatch_line,
    indicator_text,
    named_verdict,
    together_first,
)

if TYPE_CHECKING:
    from rich.console import RenderableType

MAIN_STREAMS = 3
_SHORT = {
    "total_investment_yuan": Label(zh="总投资", en="investment", unit="text"),
    "revenue_first_year_yuan": Label(zh="首年收入", en="revenue of the first year", unit="text"),
    "payback_static_years": Label(zh="静态回收期", en="payback", unit="text"),
    "npv_project_after_tax_yuan": Label(zh="税后净现值", en="NPV after tax", unit="text"),
}
_HEADS = {
    "verdict": Label(zh="结论", en="Verdict", unit="text"),
    "money": Label(zh="资金", en="Money", unit="text"),
    "dispatch": Label(zh="调度", en="Dispatch", unit="text"),
    "inputs": Label(zh="依据", en="Inputs", unit="text"),
    "files": Label(zh="文件", en="Files", unit="text"),
}


def answer_screen(answer: CaseAnswer, folder: Path | None, lang: Lang) -> "RenderableType":
    """Return verdict, money, dispatch, inputs and files, one line each where the terminal is wide enough.

    Without a folder the last line is left out.
    """
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    lines = {
        "verdict": "\n".join(named_verdict(project).of(lang) for project in together_first(answer)),
        "money": _money(answer, lang),
        "dispatch": f"{dispatch_line(answer).of(lang)} {checks_badge(answer).of(lang)}",
        "inputs": assumed_badge(answer).of(lang),
    }
    if folder is not None:
        lines["files"] = f"{folder} · report.html · summary.csv"
    for key, words in lines.items():
        # Text, not markup: a title in square brackets stays what it is.
        grid.add_row(Text(_HEADS[key].of(lang), style="dim"), Text(words, style="bold" if key == "verdict" else ""))
    return grid


def _money(answer: CaseAnswer, lang: Lang) -> str:
    together = answer.projects[TOGETHER]
    found = project_summary(answer, together)
    streams = sorted(found["revenue_by_stream_first_year_yuan"].items(), key=lambda row: -row[1])[:MAIN_STREAMS]
    parts = [f"{stream_label(key).of(lang)} {number(yuan, 'yuan')}" for key, yuan in streams]
    comma, semicolon = ("，", "；") if lang == "zh" else (", ", "; ")
    opened, closed, wan = ("（", "）", "万元") if lang == "zh" else (" (", ")", "wan yuan")
    revenue = (
        f"{_SHORT['revenue_first_year_yuan'].of(lang)} {wan_yuan(found['revenue_first_year_yuan'])} {wan}"
        f"{opened}{comma.join(parts)}{closed}"
    )
    indicators = ("total_investment_yuan", "payback_static_years", "npv_project_after_tax_yuan")
    first, *rest = (f"{_SHORT[key].of(lang)} {indicator_text(together, key).of(lang)}" for key in indicators)
    return semicolon.join([first, revenue, *rest])
