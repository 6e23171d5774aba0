"""A year that was not optimised is walked back to the two it lies between, and not to a schedule of its own."""

from dataclasses import replace

import numpy as np
import pytest

from storage_model.runs.lineage.between import settled_words
from storage_model.runs.lineage.explain import explain
from storage_model.runs.lineage.trail import trail_through
from tests.short_runs import short_evidence

# Optimised are 2027, 2028, 2031, 2032, 2035, 2036 and 2041: cells bought after five and nine years stand between.
SAID = [
    (2027, "settled year by year: its schedule at its prices and fees"),
    (2029, "not optimised: on a line between 2028 and 2031"),
    (2040, "not optimised: on a line between 2036 and 2041"),
    (None, "others lie on a line between them"),
]


@pytest.mark.parametrize(("year", "words"), SAID)
def test_a_year_between_names_its_neighbours(year: int | None, words: str) -> None:
    """In both languages; the amount is the mean of theirs, weighed by distance."""
    trail = trail_through(short_evidence("aged"), "station", year=year)
    found = settled_words(trail)
    assert found.en.endswith(words)
    assert all(str(one) in found.zh for one in (2028, 2031) if year == 2029)
    node = explain(trail, "station.energy_sales")
    assert node.formula == found
    if year == 2029:
        yuan = trail.evidence.annual["station_energy_sales_yuan"]
        assert node.value == pytest.approx(yuan[1] + (yuan[4] - yuan[1]) / 3)


def test_runs_of_before_say_it_of_all_years() -> None:
    """They do not mark which years were optimised; where all were nothing changes."""
    aged = short_evidence("aged")
    unmarked = replace(aged, annual={key: one for key, one in aged.annual.items() if key != "dispatched"})
    assert "on a line" in settled_words(trail_through(unmarked, "station", year=2027)).en
    assert settled_words(trail_through(short_evidence("bids"), "station")).en.startswith("settled year by year")
    assert np.sum(aged.annual["dispatched"]) == 7
