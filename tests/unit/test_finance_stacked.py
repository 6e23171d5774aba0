"""Several projects as one record: what differs gets an axis of variants, what does not stays as it is."""

from dataclasses import replace

import numpy as np
import pytest

from storage_model.finance.stacked import stacked
from storage_model.finance.terms.financing import Investor, Loan
from storage_model.finance.terms.project import Project
from tests.finance_base import base_project

BASE = base_project()


def lent(**terms: object) -> Project:
    """Return the project with one loan of these terms."""
    plain = {"share_frac": 0.8, "rate_frac": 0.03, "years": 12, "method": "equal_payment"}
    return replace(BASE, loans=(Loan(**{**plain, **terms}),))  # type: ignore[arg-type]


def test_what_is_alike_stays_as_it_is() -> None:
    """No axis of variants where nothing varies: a number stays a number, years stay years."""
    both = stacked([BASE, base_project()])
    assert both.investment[1].yuan.tolist() == BASE.investment[1].yuan.tolist()  # type: ignore[union-attr]
    assert both.sold_mwh is BASE.sold_mwh
    assert both.loans[0].rate_frac == 0.032
    assert both.investors == (Investor(),)
    assert both.short_term_rate_frac == 0.03


def test_an_amount_by_year_gets_an_axis_of_variants() -> None:
    """Two projects of 15 years → (2, 15), each row one of them; three numbers → (3, 1), good for every year."""
    more = replace(BASE, sold_mwh=BASE.sold_mwh + 1.0)
    both = stacked([BASE, more])
    assert isinstance(both.sold_mwh, np.ndarray)
    assert both.sold_mwh.shape == (2, 15)
    assert (both.sold_mwh[1] - both.sold_mwh[0]).tolist() == [1.0] * 15
    rates = stacked([lent(rate_frac=rate) for rate in (0.02, 0.03, 0.05)]).loans[0].rate_frac
    assert isinstance(rates, np.ndarray)
    assert rates.tolist() == [[0.02], [0.03], [0.05]]


def test_a_number_beside_years_is_that_number_every_year() -> None:
    """0.02 in every year beside years that rise: rows of 15 years both."""
    rising = np.linspace(0.02, 0.05, 15)
    rates = stacked([lent(rate_frac=rising), lent(rate_frac=0.02)]).loans[0].rate_frac
    assert isinstance(rates, np.ndarray)
    assert rates.tolist() == [rising.tolist(), [0.02] * 15]


def test_the_last_alone_may_differ() -> None:
    """Of three, two are alike: still three rows, whichever is the odd one."""
    both = stacked([BASE, BASE, replace(BASE, short_term_rate_frac=0.04)])
    assert isinstance(both.short_term_rate_frac, np.ndarray)
    assert both.short_term_rate_frac.tolist() == [[0.03], [0.03], [0.04]]


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (replace(BASE, loans=()), r"^variants of a project with different numbers of lines$"),
        (lent(years=10), r"^variants of a project that differ in 12$"),
        (lent(method="bullet"), r"^variants of a project that differ in 'equal_payment'$"),
    ],
)  # fmt: skip
def test_what_is_no_amount_may_not_differ(other: Project, said: str) -> None:
    """Years, methods and the number of loans shape the accounts: such projects are no variants of one another."""
    with pytest.raises(ValueError, match=said):
        stacked([lent(), lent(), other])


def test_nobody_lends_is_no_rate() -> None:
    """None is not nought percent: a project without short loans beside one with them is refused."""
    with pytest.raises(ValueError, match=r"^variants of a project that differ in None$"):
        stacked([replace(BASE, short_term_rate_frac=None), BASE])
