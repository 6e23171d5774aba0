"""Every problem tells a reader without English what is wrong and what each of its lines is."""

import re
from pathlib import Path

import storage_model
from storage_model.problem_words import MEANINGS
from storage_model.problems import Problem

_CODE = re.compile(r'"([EW]\d{3})"')
_WORDS = "problem_words.py"


def test_every_code_that_is_written_anywhere_has_its_chinese_and_none_is_left_over() -> None:
    """A code added without its Chinese words would be told in English alone."""
    source = Path(storage_model.__file__).parent
    said = {
        code for path in source.rglob("*.py") if path.name != _WORDS for code in _CODE.findall(path.read_text("utf-8"))
    }
    assert said == set(MEANINGS)


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
    ]
