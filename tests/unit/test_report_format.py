"""Numbers as people read them, worked by hand."""

import pytest

from storage_model.words.format import STATES, percent, shown, state_label, wan_yuan


@pytest.mark.parametrize(
    ("yuan", "words"),
    [
        (800_000_000.0, "80,000.00"),
        (-1_234_567.0, "-123.46"),
        (49.0, "0.00"),
        (-49.0, "0.00"),  # a cost of less than half a unit is zero, never "-0.00"
    ],
)
def test_wan_yuan_has_two_decimals(yuan: float, words: str) -> None:
    """1 万元 is 10 000 yuan; a factor of 1 000 would show 800,000.00 for the first."""
    assert wan_yuan(yuan) == words


def test_percent_appears_in_reports_only() -> None:
    """0.0234 is 2.34 %; forgetting the factor would show 0.02 %."""
    assert percent(0.0234) == "2.34%"
    assert percent(-0.00001) == "0.00%"


def test_value_and_unit_in_both_languages() -> None:
    """The unit follows the number; percent sticks to it."""
    assert shown(12.77, "years", "zh") == "12.77 年"
    assert shown(12.77, "years", "en") == "12.77 years"
    assert shown(0.06, "frac", "zh") == "6.00%"
    assert shown(0.1, "frac", "zh", "multiple") == "10.00%（多解）"


@pytest.mark.parametrize("state", STATES)
def test_no_value_is_said_in_words(state: str) -> None:
    """Without a value the state is said, never `None`, `nan` or a number."""
    for lang in ("zh", "en"):
        words = shown(None, "frac", lang, state)
        assert words == STATES[state].of(lang)
        assert "None" not in words


def test_a_state_without_words_is_an_error() -> None:
    """A new state must be given words; a blank cell would hide it."""
    with pytest.raises(LookupError, match="surprising"):
        state_label("surprising")
