"""An operating year that the life does not have is refused wherever it is named, with the years there are."""

from pathlib import Path

import pytest

from storage_model.cases.ranges import fits
from storage_model.cases.sizing import counts
from storage_model.cases.sizing.asked import Sizing
from storage_model.problems import InputError
from storage_model.scenario.load import load_scenario
from storage_model.scenario.reading.file_kinds import SIZING
from storage_model.scenario.record_file import read_record
from tests.bad_inputs.site import SHIPPED, case_of, make_site
from tests.unit.test_ranges_fits import asked

NEW_CELLS = (
    "after_operating_years: [8, 15, 16], energy_mwh: 40, price_yuan_per_kwh: 450, price_year: 2026, "
    "price_change_frac_per_year: -0.02, vat_frac: 0.13, life_years: 10, residual_frac: 0.05"
)
LATE = ("E138", "operating year 16 of 15", "years from 1 to 15")


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped inputs, of 15 operating years, in a folder of their own."""
    return make_site(tmp_path_factory.mktemp("site"))


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ("lifetime: {mode: representative, dispatched_years: [1, 15, 16]}\n", "lifetime.dispatched_years"),
        (
            f"deltas:\n  new_cells:\n    assets.station.augmentation: {{more: {{{NEW_CELLS}}}}}\n",
            "assets.station.augmentation.more.after_operating_years",
        ),
    ],
)
def test_a_year_beyond_the_life_of_a_case(cases: Path, body: str, key: str) -> None:
    """Year 16 of 15 was left out without a word; year 15 is let stand."""
    with pytest.raises(InputError) as caught:
        load_scenario(case_of(cases, body), {})
    found = [(one.code, one.key, one.got, one.expected) for one in caught.value.problems]
    assert found == [(LATE[0], key, *LATE[1:])]


def test_cells_at_the_end_of_the_life(cases: Path) -> None:
    """Cells planned at the end of year 15 of 15 are never bought: nothing said so."""
    planned = NEW_CELLS.replace("[8, 15, 16]", "[8, 15]")
    body = f"deltas:\n  new_cells:\n    assets.station.augmentation: {{more: {{{planned}}}}}\n"
    with pytest.raises(InputError) as caught:
        load_scenario(case_of(cases, body), {})
    (problem,) = caught.value.problems
    assert (problem.code, problem.expected) == ("E138", "years from 1 to 14")
    assert problem.got == "the end of operating year 15, with which the life ends"


def test_a_year_beyond_the_life_in_a_file_on_top_of_a_case(cases: Path) -> None:
    """Files of uncertainty and of sizes name operating years of the case they are laid over."""
    scenario = load_scenario(case_of(cases, ""), {})
    sizing = read_record(SHIPPED / "sizing" / "shouyang.yaml", Sizing, SIZING).asked
    late = {"dispatched_years": [15, 16]}
    found = [*fits.misfits(asked("fade", **late), scenario)]
    found += counts.misfits(sizing.model_copy(update=late), scenario)
    told = [(one.code, one.key, one.got, one.expected) for one in found]
    assert told == [(LATE[0], "dispatched_years", *LATE[1:])] * 2
