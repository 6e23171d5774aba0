"""A comparison on the screen: one line a case, what is needed, where the files are."""

from pathlib import Path

from storage_model.cases.compare.compare import Comparison
from storage_model.report.answer_screen import AnswerScreen, answer_on_screen
from storage_model.report.comparing.page import blocks_of
from storage_model.words.label import Lang

SHOWN = ("cases", "needed", "purse")


def comparison_screen(comparison: Comparison, folder: Path, lang: Lang) -> AnswerScreen:
    """Return cases side by side, the support that is needed and the public purse, as tables for a terminal."""
    blocks = [one for one in blocks_of(comparison) if one.key in SHOWN]
    return answer_on_screen((), blocks, folder / "compare.html", lang)
