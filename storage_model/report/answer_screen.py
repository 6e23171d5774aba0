"""An answer of several cases on the screen: sentences, then a few of the page's tables, then where the page is."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from storage_model.report.comparing.blocks.block import Block
from storage_model.runs.reading.screen_tables import ScreenTable
from storage_model.words.label import Label, Lang


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerScreen:
    """What a terminal says of an answer, as finished text."""

    sentences: tuple[str, ...] = ()
    tables: tuple[ScreenTable, ...]
    page: Path


def answer_on_screen(sentences: Sequence[Label], blocks: Sequence[Block], page: Path, lang: Lang) -> AnswerScreen:
    """Return words and tables in one language."""
    return AnswerScreen(
        sentences=tuple(sentence.of(lang) for sentence in sentences),
        tables=tuple(_table(block, lang) for block in blocks),
        page=page,
    )


def _table(block: Block, lang: Lang) -> ScreenTable:
    return ScreenTable(
        title=block.title.of(lang),
        head=tuple(head.of(lang) for head in block.heads),
        rows=tuple(tuple(cell.of(lang) for cell in row) for row in block.rows),
    )
