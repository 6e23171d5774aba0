"""The formulation as reviewed: two steps of every block, compared letter by letter.

After a deliberate change run `python -m tests.formulation.lp_texts` and read `git diff tests/formulation`.
"""

from pathlib import Path

import pytest

from tests.formulation.lp_texts import FOLDER, STORED, write


@pytest.mark.parametrize("name", STORED)
def test_text_is_the_stored_one(name: str, tmp_path: Path) -> None:
    """A changed coefficient, sign, bound or name shows as a changed line."""
    stored = (FOLDER / f"{name}.lp").read_text(encoding="utf-8")
    assert write(name, tmp_path) == stored


def test_every_stored_text_is_compared() -> None:
    """No text lies about that nothing reads."""
    assert {path.stem for path in FOLDER.glob("*.lp")} == set(STORED)


def test_stored_balance_reads_as_by_hand() -> None:
    """Quarter-hours, 0.9 and 0.8: stored[1] - stored[0] - 0.225 charge + 0.3125 discharge = 0, and the window 1
    to 19 MWh.
    """
    text = (FOLDER / "battery.lp").read_text(encoding="utf-8")
    balance = text.split("c_e_assets(battery)_energy_balance(0)_:")[1].split("=")[0].split("\n")[1:-1]
    assert [line.replace("assets(battery)_", "").strip() for line in balance] == [
        "+0.3125 discharge_mw(0)", "-1 stored_mwh(0)", "+1 stored_mwh(1)", "-0.225 charge_mw(0)",
    ]  # fmt: skip
    assert "   1.0 <= assets(battery)_stored_mwh(0) <= 19.0" in text
