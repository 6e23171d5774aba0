"""What is listed as the programming interface exists, is all of it on the page, and has words."""

import re

import pytest

import storage_model
from tests.guide import DOCS

PAGE = (DOCS / "api.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", storage_model.__all__)
def test_a_listed_name_is_there(name: str) -> None:
    """It can be imported from the package and says what it does."""
    assert getattr(storage_model, name).__doc__


def test_the_page_shows_what_is_listed() -> None:
    """No more, no less."""
    shown = re.findall(r"^\.\. auto\w+:: storage_model\.[\w.]+\.(\w+)$", PAGE, re.MULTILINE)
    assert sorted(shown) == sorted(storage_model.__all__)


def test_other_names_are_refused() -> None:
    """As by any module."""
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = storage_model.nothing
