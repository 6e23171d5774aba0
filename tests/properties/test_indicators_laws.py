"""Laws of rates, paybacks and ratios over made-up flows."""

from typing import Any

import numpy as np
import pytest
import pyxirr
from hypothesis import given, settings
from hypothesis import strategies as st

from storage_model.blocks import FloatArray
from storage_model.finance.indicators.coverage import dscr_by_year, lowest_coverage
from storage_model.finance.indicators.payback import payback, payback_discounted
from storage_model.finance.indicators.rates import irr, irr_of_one, mirr, npv

money = st.integers(-1000, 1000).map(float)


def series(values: st.SearchStrategy[float] = money, at_least: int = 2) -> st.SearchStrategy[FloatArray]:
    """Up to thirty yearly flows."""
    return st.lists(values, min_size=at_least, max_size=30).map(lambda v: np.array(v, dtype=np.float64))


def present_value(flows: FloatArray, rate: float) -> float:
    """Return the present value over the sum of its terms' sizes: between −1 and 1."""
    return float(npv(flows, rate) / npv(np.abs(flows), rate))


@given(series())
def test_present_value_at_every_root_is_zero(flows: FloatArray) -> None:
    """Every listed rate solves the equation; a wrong root would leave a share of the terms' sizes."""
    for root in irr_of_one(flows).roots:
        assert root > -1
        assert abs(present_value(flows, root)) < 1e-9


@given(series())
def test_no_root_is_missed(flows: FloatArray) -> None:
    """Wherever the present value changes sign between two of many rates, a listed root lies between them."""
    roots = np.array(irr_of_one(flows).roots)
    rates = np.concatenate([np.linspace(-0.95, 1.0, 118), np.geomspace(1.01, 500, 40)])
    values = np.array([present_value(flows, rate) if flows.any() else 0.0 for rate in rates])
    for left, right in zip(np.arange(157), np.arange(1, 158), strict=True):
        if values[left] * values[right] < 0 and min(abs(values[[left, right]])) > 1e-9:
            assert ((rates[left] <= roots) & (roots <= rates[right])).any()


@given(series())
def test_a_return_separates_gain_from_loss(flows: FloatArray) -> None:
    """With a return, the present value is above zero at rates from zero up to it and below zero beyond."""
    rate = irr_of_one(flows).value
    if rate is None:
        return
    for other in (0.0, 0.05, 0.10, 0.5, 3.0):
        if abs(other - rate) > 1e-6 and abs(present_value(flows, other)) > 1e-9:
            assert (present_value(flows, other) > 0) == (other < rate)


@settings(max_examples=50)
@given(st.lists(series(at_least=12).map(lambda f: f[:12]), min_size=1, max_size=6))
def test_together_as_one_by_one(rows: list[FloatArray]) -> None:
    """Same states, and the same values to 1e-9 (of 1 + r), whichever way they were found."""
    found = irr(np.stack(rows))
    for number, flows in enumerate(rows):
        one, of_many = irr_of_one(flows), found.at(number)
        assert of_many.state == one.state
        if one.value is not None and of_many.value is not None:
            assert of_many.value == pytest.approx(one.value, abs=1e-9 * (1 + one.value))


def test_thousands_of_stations_are_found_together() -> None:
    """Two years of construction, replacement, closing cost, half of them losing: few need the search one by one.

    Were they searched one by one, ten thousand variants would take minutes.
    """
    random = np.random.default_rng(7)
    flows = np.concatenate([-random.uniform(5, 10, (2000, 2)), random.uniform(0.2, 1.6, (2000, 20))], axis=1)
    flows[:, 12] -= 3.0
    flows[:, -1] -= 2.0
    found = irr(flows)
    assert len(found.roots) < 0.2 * len(flows)
    for number in range(0, 2000, 20):
        one = irr_of_one(flows[number])
        assert found.at(number).state == one.state
        if one.value is not None:
            assert found.at(number).value == pytest.approx(one.value, abs=1e-9)


def investment(draw: Any) -> FloatArray:
    """Return spending, then income in every year: one root."""
    spent = draw(st.lists(st.floats(1.0, 1e4), min_size=1, max_size=3))
    earned = draw(st.lists(st.floats(1.0, 1e4), min_size=1, max_size=25))
    return np.array([-s for s in spent] + earned)


@given(st.data())
def test_second_opinion(data: st.DataObject) -> None:
    """An independent library finds the same rate; where it finds none, ours still solves the equation."""
    flows = investment(data.draw)
    ours, theirs = irr_of_one(flows).value, pyxirr.irr(flows.tolist())
    assert ours is not None
    assert abs(present_value(flows, ours)) < 1e-9
    if theirs is not None:
        assert theirs == pytest.approx(ours, rel=1e-6, abs=1e-6)


@given(st.data(), st.floats(1e-3, 1e6))
def test_multiplying_every_flow_changes_no_rate_and_no_time(data: st.DataObject, factor: float) -> None:
    """Double money, same return and same payback."""
    flows = investment(data.draw)
    assert irr_of_one(factor * flows).value == pytest.approx(irr_of_one(flows).value, rel=1e-9, abs=1e-9)
    once, again = payback(flows).one(), payback(factor * flows).one()
    assert again.state == once.state
    if once.value is not None:
        assert again.value == pytest.approx(once.value, rel=1e-9)


@given(st.data(), st.floats(0.0, 0.5))
def test_modified_rate_second_opinion(data: st.DataObject, rate: float) -> None:
    """The same modified rate as an independent library's."""
    flows = investment(data.draw)
    assert mirr(flows, rate, rate / 2).one().value == pytest.approx(
        pyxirr.mirr(flows.tolist(), rate, rate / 2), rel=1e-9
    )


@given(st.data(), st.floats(0.001, 0.3))
def test_discounting_never_shortens_a_payback(data: st.DataObject, rate: float) -> None:
    """Paid back with discounting means paid back without, and no later; both lie within the life."""
    flows = investment(data.draw)
    static, discounted = payback(flows).one().value, payback_discounted(flows, rate).one().value
    if discounted is not None:
        assert static is not None
        assert 0 < static <= discounted + 1e-9 <= len(flows) + 1e-9


@given(st.data())
def test_paid_back_with_discounting_exactly_when_worth_it(data: st.DataObject) -> None:
    """For spending followed by income: a discounted payback exists exactly when the present value is above zero."""
    flows = investment(data.draw)
    share = present_value(flows, 0.08)
    if abs(share) > 1e-9:
        assert (payback_discounted(flows, 0.08).one().state == "ok") == (share > 0)


@given(st.lists(st.tuples(st.floats(-100, 100), st.floats(0, 100)), min_size=1, max_size=20))
def test_the_lowest_coverage_is_one_of_the_years(years: list[tuple[float, float]]) -> None:
    """Never below any year's ratio, and equal to one of them; no debt in any year is a state."""
    available, service = np.array(years).T
    by_year = dscr_by_year(available, service)
    found = lowest_coverage(by_year).one()
    if np.isnan(by_year).all():
        assert found.state == "no_debt"
    else:
        assert found.value == np.nanmin(by_year)
