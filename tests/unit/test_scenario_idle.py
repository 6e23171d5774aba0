"""Users of gas that stand still because no gas suits them are named; those that run some of the time are not."""

from pathlib import Path

import pytest

from storage_model.scenario.load import load_scenario
from tests.bad_inputs.site import make_site

HUB = "title: {{zh: 试, en: trial}}\nextends: qiyuan_hub_at_market.yaml\ndeltas:\n  one:\n    {change}\n"


def warned(tmp_path: Path, change: str) -> list[tuple[str, str, str]]:
    """Return key, what came and what is expected of each W114 of the shipped hub with one change."""
    cases = make_site(tmp_path)
    (cases / "one.yaml").write_text(HUB.format(change=change), encoding="utf-8")
    found = load_scenario(cases / "one.yaml", {}).warnings
    return [(one.key, one.got, one.expected) for one in found if one.code == "W114"]


@pytest.mark.parametrize(
    ("change", "key", "expected"),
    [
        (
            "assets.hub.gensets.lean_sets.minimum_methane_frac: 0.25",
            "assets.hub.gensets.lean_sets.minimum_methane_frac",
            "gas of 0.25 or more in some step of the year",
        ),
        ("assets.hub.oxidiser.supplies: [drained]", "assets.hub.oxidiser", "gas below 0.08 in some step of the year"),
        (
            "assets.hub.flare.minimum_methane_frac: 0.3",
            "assets.hub.flare.minimum_methane_frac",
            "gas of 0.3 or more in some step of the year",
        ),
    ],
)
def test_a_user_no_gas_suits_is_named(tmp_path: Path, change: str, key: str, expected: str) -> None:
    """The drained gas has some 12 %: sets for 25 %, a flare for 30 % and oxidation below 8 % never get any of it."""
    ((where, came, wanted),) = warned(tmp_path, change)
    assert (where, wanted) == (key, expected)
    assert came.startswith("gas of 0.1")


@pytest.mark.parametrize(
    "change", ["assets.hub.gensets.lean_sets.minimum_methane_frac: 0.1", "assets.hub.commitment: relaxed"]
)
def test_users_that_get_gas_are_left_alone(tmp_path: Path, change: str) -> None:
    """Sets that lean gas stops now and then, and the hub as it is shipped."""
    assert warned(tmp_path, change) == []
