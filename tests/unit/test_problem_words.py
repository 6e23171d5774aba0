"""Every problem tells a reader without English what is wrong and what each of its lines is."""

import re
from pathlib import Path

import pytest

import storage_model
from storage_model.problem_phrases import chinese_of
from storage_model.problem_remedies import REMEDIES
from storage_model.problem_words import MEANINGS
from storage_model.problems import Problem

_CODE = re.compile(r'"([EW]\d{3})"')
_WORDS = ("problem_words.py", "problem_remedies.py")
_DOCS = Path(__file__).parents[2] / "docs"


def test_every_code_that_is_written_anywhere_has_its_chinese_and_none_is_left_over() -> None:
    """A code added without its Chinese words would be told in English alone."""
    source = Path(storage_model.__file__).parent
    said = {
        code
        for path in source.rglob("*.py")
        if path.name not in _WORDS
        for code in _CODE.findall(path.read_text("utf-8"))
    }
    assert said == set(MEANINGS) == set(REMEDIES)


def test_every_code_of_the_documents_has_its_chinese() -> None:
    """A code a reader looks up is one the program says; a range of codes names its ends."""
    told = {code for path in _DOCS.rglob("*.md") for code in re.findall(r"\b[EW]\d{3}\b", path.read_text("utf-8"))}
    assert told
    assert told <= set(REMEDIES)


@pytest.mark.parametrize("catalogue", [MEANINGS, REMEDIES], ids=["meanings", "remedies"])
def test_a_sentence_is_short_chinese_without_the_mark_that_ends_it(catalogue: dict[str, str]) -> None:
    """One line beside others: it holds Chinese characters, no full stop, no line end."""
    for code, words in catalogue.items():
        assert re.search(r"[\u4e00-\u9fff]", words), code
        assert not re.search(r"[。\n]", words), code
        assert len(words) <= 100, code


def test_a_problem_says_in_chinese_what_it_is_and_what_each_line_is() -> None:
    """Place and key stay where they were; the words follow them."""
    problem = Problem(
        code="E123", place="a.yaml:7", key="loans.bank.share_frac", got="80", expected="0 to 1", fix="write 0.8"
    )
    assert problem.text().splitlines() == [
        "E123 a.yaml:7 · loans.bank.share_frac · 比例须在 0 至 1 之间，各项合计不超过 1",
        "    给出 got      80",
        "    应为 expected 0 to 1",
        "    改法 fix      write 0.8",
        "    处理 remedy   写 0 至 1 之间的小数，如 80% 写 0.8；各项借款合计超过 1 的调低，其余为资本金",
    ]


@pytest.mark.parametrize(
    ("words", "chinese"),
    [
        ("nothing", "没有写"),
        ("a whole number", "整数"),
        ("a number [MW]", "数"),
        ("one of battery, gas_plant", "取其一"),
        ("at least 2 values", "至少 2 个值"),
        ("greater than 0 and less than or equal to 1 [a fraction between 0 and 1]", "大于 0、不大于 1"),
        ("Input should be greater than or equal to -0.1", "不小于 -0.1"),
        ("less than 5000 MW", "小于 5000 MW"),
        ("a price in yuan/MWh, usually 10 to 1500", ""),
        ("shares that add up to 0.9", ""),
    ],
)
def test_an_ordinary_phrase_is_said_in_chinese_too(words: str, chinese: str) -> None:
    """What many places say has its Chinese; the words of one place stay as they are."""
    assert chinese_of(words) == chinese


def test_a_phrase_stands_in_both_languages() -> None:
    """The Chinese follows what it says, in what came and in what is allowed."""
    lines = Problem(code="E113", place="a.yaml:7", got="nothing", expected="a number").text().splitlines()
    assert lines[1:3] == ["    给出 got      nothing · 没有写", "    应为 expected a number · 数"]


def test_a_number_out_of_its_range_is_not_called_a_fraction() -> None:
    """E115 is told of prices, hours and counts too: their range is in the row below."""
    assert "应为 0 到 1" not in MEANINGS["E115"]
