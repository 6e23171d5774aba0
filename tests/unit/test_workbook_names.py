"""Names of input cells: no spreadsheet takes one for an address, and no two are the same."""

import re

from hypothesis import given
from hypothesis import strategies as st

from storage_model.workbook.inputs.names import cell_name
from tests.workbook_cases import full_model, small_model

# A column up to XFD with a row, with or without dollars; R, C and R1C1 in all their forms.
A1 = re.compile(r"\$?[A-Z]{1,3}\$?[0-9]{1,7}", re.IGNORECASE)
R1C1 = re.compile(r"R?(\[?-?[0-9]*\]?)C?(\[?-?[0-9]*\]?)", re.IGNORECASE)
ALLOWED = re.compile(r"[A-Za-z_][0-9A-Za-z_.]{0,254}")


def _fine(name: str) -> bool:
    return bool(ALLOWED.fullmatch(name)) and not A1.fullmatch(name) and not R1C1.fullmatch(name)


@given(st.text(max_size=300))
def test_any_key_makes_a_name(key: str) -> None:
    """Keys are what people write: Chinese, spaces, REV1, R1C1, nothing at all, longer than a name may be."""
    assert _fine(cell_name(key, ()))


def test_the_patterns_know_addresses() -> None:
    """What the test above would not let through."""
    assert not any(map(_fine, ("REV1", "rev1", "XFD1048576", "R1C1", "r", "C", "RC", "R[1]C", "1a", "a b", "")))


def test_every_name_of_a_workbook_is_its_own() -> None:
    """Keys that differ only in signs get different names; Excel does not tell capital letters from small ones."""
    for model in (small_model(), full_model()):
        names = [cell.name for cell in model.inputs.cells.values()]
        assert all(map(_fine, names))
        assert len({name.casefold() for name in names}) == len(names)
    assert cell_name("a.b", {"in_a_b"}) == "in_a_b_2"
