"""Days an asset names, as planned maintenance does, are days of the price year: others would never come."""

from pathlib import Path

import pytest

from storage_model.problems import InputError
from storage_model.scenario.load import load_scenario
from tests.bad_inputs.site import case_of, make_site


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped inputs at prices of 2026, in a folder of their own."""
    return make_site(tmp_path_factory.mktemp("site"))


def maintained(first_day: str, last_day: str) -> str:
    """Return the body of a case with one span of maintenance, at a full day of which the station stands still."""
    spans = f"[{{first_day: 2026-03-02, last_day: 2026-03-06}}, {{first_day: {first_day}, last_day: {last_day}}}]"
    return f"deltas:\n  stands_still:\n    assets.station.maintenance: {spans}\n"


@pytest.mark.parametrize("days", [("2027-04-07", "2027-04-13"), ("2026-12-28", "2027-01-03")])
def test_a_day_that_never_comes_is_refused(cases: Path, days: tuple[str, str]) -> None:
    """Days of the first operating year, 2027, were left out without a word: the price year is 2026."""
    with pytest.raises(InputError) as caught:
        load_scenario(case_of(cases, maintained(*days)), {})
    (problem,) = caught.value.problems
    assert (problem.code, problem.key) == ("E319", "assets.station.maintenance.1")
    assert problem.got == f"{days[0]} to {days[1]}"
    assert problem.expected == "days of prices.day_ahead, 2026-01-01 to 2026-12-31"
    assert "bad.yaml" in problem.place


def test_the_first_and_the_last_day_of_the_year_are_let_stand(cases: Path) -> None:
    """The year ends with 31 December, not with the midnight after it."""
    for day in ("2026-01-01", "2026-12-31"):
        assert load_scenario(case_of(cases, maintained(day, day)), {}).assets
