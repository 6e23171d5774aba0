"""The guide to the answer explains every line of the screen and every state an indicator can have."""

import re

from storage_model.words.answer_words import HEADS
from storage_model.words.format import OK, STATES
from tests.guide import DOCS

GUIDE = (DOCS / "reading-the-answer.md").read_text(encoding="utf-8")


def test_every_state_is_explained() -> None:
    """A row of the table holds each state; a new one needs its row."""
    table = GUIDE.split("| state |", 1)[1].split("\n\n", 1)[0]
    firsts = (line.split("|")[1] for line in table.splitlines()[2:])
    assert {state for first in firsts for state in re.findall(r"`(\w+)`", first)} == {OK, *STATES}


def test_every_line_of_the_screen_is_explained() -> None:
    """Each head stands in bold, in both languages."""
    for head in HEADS.values():
        assert f"**{head.zh} / {head.en}**" in GUIDE


def test_the_chinese_guide_has_every_state_and_head() -> None:
    """Under the words reports use."""
    page = (DOCS / "zh" / "reading-the-answer.md").read_text(encoding="utf-8")
    table = page.split("| 状态 |", 1)[1]
    assert [state for state, label in STATES.items() if label.zh not in table] == []
    assert [head.zh for head in HEADS.values() if f"**{head.zh}**" not in page] == []
