"""compare.html: what a policy reader prints, as charts and tables of finished text in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from storage_model.cases.compare.compare import Comparison
from storage_model.report.charts.figure import Figure
from storage_model.report.comparing.blocks.block import Block
from storage_model.report.comparing.blocks.brief import brief_block
from storage_model.report.comparing.blocks.cases import cases_block, lines_block, money_block
from storage_model.report.comparing.blocks.documents import documents_block
from storage_model.report.comparing.blocks.gains import who_block
from storage_model.report.comparing.blocks.needed import map_block, needed_block
from storage_model.report.comparing.blocks.purse import buys_block, purse_block
from storage_model.report.comparing.charts.all import compare_figures
from storage_model.report.comparing.verdict import case_sentence, doubt, headline
from storage_model.report.comparing.words import COMPARE_WORDS as WORDS
from storage_model.words.label import Label, text
from storage_model.words.versions import versions_line

NO_WORDS: Final = text("")


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparePage:
    """Everything the template shows; `figures` by the key of the table they stand above."""

    title: Label
    sentences: tuple[tuple[str, Label], ...]
    blocks: tuple[Block, ...]
    figures: Mapping[str, tuple[Figure, ...]]
    files: Mapping[str, str]
    versions: str
    verdict: str = ""
    headline: Label = NO_WORDS
    doubt: Label = NO_WORDS


def compare_page_of(comparison: Comparison) -> ComparePage:
    """Return what the page shows of a comparison."""
    answer = comparison.base.answer
    verdict, whole = headline(comparison)
    return ComparePage(
        title=text(f"{WORDS['title'].zh} · {answer.title_zh}", f"{WORDS['title'].en} · {answer.title_en}"),
        verdict=verdict,
        headline=whole,
        doubt=doubt(comparison),
        sentences=tuple(case_sentence(comparison, column) for column in comparison.columns),
        blocks=blocks_of(comparison),
        figures=compare_figures(comparison),
        files=comparison.files,
        versions=versions_line(),
    )


def blocks_of(comparison: Comparison) -> tuple[Block, ...]:
    """Return the tables in the order a reader meets them; those without a row are left out."""
    blocks = (
        brief_block(comparison), cases_block(comparison), needed_block(comparison), who_block(comparison),
        purse_block(comparison), buys_block(comparison), map_block(comparison), money_block(comparison),
        lines_block(comparison), documents_block(comparison),
    )  # fmt: skip
    return tuple(block for block in blocks if block is not None and block.rows)
