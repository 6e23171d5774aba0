"""Values by date of effect: read, asked on a day, averaged over a year, refused."""

from datetime import date
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from storage_model.policies.dated import ByDate, Dated

STEPS = {"2025-10-01": 100.0, "2026-01-01": 165.0, "2028-07-01": 200.0}


class Record(BaseModel):
    """Something with a dated value."""

    rate: ByDate


def dated(written: Any) -> Dated:
    """Return what a file says as a dated value."""
    return Record.model_validate({"rate": written}).rate


def test_one_number_holds_always() -> None:
    """Any day, any year."""
    assert dated(55).on(date(1999, 1, 1)) == 55.0
    assert dated(55).in_year(2080) == 55.0
    assert dated(55).written() == 55.0


def test_a_value_holds_from_its_day_until_the_next() -> None:
    """The day itself counts; before the first there is nothing."""
    rate = dated(STEPS)
    days = [date(2025, 9, 30), date(2025, 10, 1), date(2025, 12, 31), date(2026, 1, 1), date(2040, 1, 1)]
    assert [rate.on(day) for day in days] == [0.0, 100.0, 100.0, 165.0, 200.0]


def test_a_year_is_the_mean_of_its_days() -> None:
    """2025: 92 of 365 days at 100; 2028, a leap year: 182 days at 165, 184 at 200; a whole year is exact."""
    rate = dated(STEPS)
    assert rate.in_year(2024) == 0.0
    assert rate.in_year(2025) == pytest.approx(9200 / 365)
    assert rate.in_year(2026) == 165.0
    assert rate.in_year(2028) == pytest.approx((182 * 165 + 184 * 200) / 366)


def test_the_order_of_a_file_does_not_matter() -> None:
    """Dates sort themselves, and come back as written."""
    assert dated(dict(reversed(STEPS.items()))) == dated(STEPS)
    assert dated(STEPS).written() == STEPS


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        (-1.0, "greater_than_equal"),
        ("165", "float_type"),
        (True, "float_type"),
        (float("inf"), "finite_number"),
        ({}, "value_error"),
        ({"in 2026": 1.0}, "value_error"),
        ({"2026-02-30": 1.0}, "value_error"),
        ({"2026-01-01": -1.0}, "greater_than_equal"),
    ],
)
def test_what_is_refused(written: Any, kind: str) -> None:
    """Negative, quoted, endless, without a date: each says what it is."""
    with pytest.raises(ValidationError) as caught:
        dated(written)
    assert caught.value.errors()[0]["type"] == kind
