"""Every key a run can show has words in both languages, drawn by the shipped font."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import storage_model.report
from storage_model.report.fonts.opentype import characters
from storage_model.report.page.words import PAGE_WORDS
from storage_model.words.format import STATES, VERDICTS
from storage_model.words.label import Label
from storage_model.words.labels.checks import CHECK_LABELS
from storage_model.words.labels.lookup import (
    ROW_LABELS,
    STATEMENT_LABELS,
    check_label,
    row_label,
    statement_label,
    stream_label,
    summary_label,
)
from storage_model.words.labels.sections import SECTION_LABELS
from storage_model.words.labels.streams import STREAM_LABELS
from storage_model.words.labels.summary import SUMMARY_LABELS
from storage_model.words.tables.checks import all_checks
from tests.report_answers import small_answer

CHINESE = re.compile("[\u3400-\u9fff]")
TABLES = (
    *(SUMMARY_LABELS, STREAM_LABELS, CHECK_LABELS, SECTION_LABELS, STATEMENT_LABELS, ROW_LABELS),
    *(PAGE_WORDS, STATES, VERDICTS),
)


def _labels() -> Iterator[tuple[str, Label]]:
    for table in TABLES:
        yield from table.items()


def test_every_key_of_a_run_has_words() -> None:
    """Indicators, streams, checks, statements and rows of a real run; one missing raises LookupError."""
    answer = small_answer()
    for project in answer.projects.values():
        for key in project.finance.indicators:
            assert summary_label(key).zh
        for statement in project.finance.statements:
            assert statement_label(statement.key).zh
            for row in statement.rows:
                assert row_label(row.key).zh
    for stream in (*answer.settlement.streams, *answer.lifetime.streams):
        assert stream_label(stream.key).zh
    for check in all_checks(answer).checks:
        assert check_label(check.name).zh


def test_every_stream_a_kind_can_make_has_words() -> None:
    """Keys written in the sources of policies, markets and assets, also those the base case leaves out.

    A kind brings its words along, or they stand in the table; one without any raises LookupError.
    """
    package = Path(storage_model.report.__file__).parents[1]
    sources = [path for folder in ("policies", "markets", "assets") for path in (package / folder).rglob("*.py")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    keys = {*re.findall(r'key="(\w+)", asset=', text), *re.findall(r'^\s*key="(\w+)",$', text, re.MULTILINE)}
    keys |= set(re.findall(r'^\s*"(\w+)": \("(?:in|out|loss)"', text, re.MULTILINE))
    assert len(keys) >= 10
    for key in keys - {"day_ahead_energy"}:
        assert stream_label(key).zh


def test_an_unknown_key_is_an_error_that_names_the_file_to_mend() -> None:
    """A key printed bare would reach a finance reader."""
    with pytest.raises(LookupError, match=r"storage_model/words/labels/streams\.py, or to `words` of the kind") as told:
        stream_label("no_such_stream")
    named = re.findall(r"storage_model/\S+\.py", str(told.value))
    assert all((Path(storage_model.report.__file__).parents[2] / path).is_file() for path in named)


def test_a_check_of_an_asset_keeps_its_name() -> None:
    """`station.energy_balance` names the asset and the law."""
    assert check_label("station.energy_balance").zh == "station · 逐时段能量平衡"


def test_chinese_is_chinese_and_drawn_by_the_font() -> None:
    """Each label has Chinese and English words, and no character is missing from the font."""
    drawn = characters()
    for key, label in _labels():
        assert CHINESE.search(label.zh) or label.zh == label.en, key
        assert not CHINESE.search(label.en), key
        assert set(label.zh + label.en) <= drawn, (key, set(label.zh + label.en) - drawn)
