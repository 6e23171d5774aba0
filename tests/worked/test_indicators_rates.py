"""Present values and rates of return against published or hand-made flows (万元)."""

import numpy as np
import pytest

from storage_model.blocks import FloatArray
from storage_model.finance.indicators.indicator import State
from storage_model.finance.indicators.rates import YEAR_START, irr, irr_of_one, mirr, npv


def flows(*values: float) -> FloatArray:
    """Yearly flows, period 1 first."""
    return np.array(values, dtype=np.float64)


# Published case with VAT and adjusted income tax: net flows after and before tax.
AFTER_TAX = flows(-700.0, 137.11, 459.85, 459.85, 459.85, 459.85, 637.85)
PRE_TAX = flows(-700.0, 195.48, 575.80, 575.80, 575.80, 575.80, 753.80)
# Published case with input credit, subsidy and maintenance investment.
WITH_CREDIT = flows(-1000.0, 206.60, 409.10, 366.10, 340.35, 355.35, 936.95)


def test_published_present_values() -> None:
    """1008.95, 1420.45 and 711.79; discounting from t = 0 would give 1109.84 instead of 1008.95."""
    assert npv(AFTER_TAX, 0.10) == pytest.approx(1008.95, abs=0.005)
    assert npv(PRE_TAX, 0.10) == pytest.approx(1420.45, abs=0.005)
    assert npv(WITH_CREDIT, 0.10) == pytest.approx(711.79, abs=0.005)
    assert npv(AFTER_TAX, 0.10, YEAR_START) == pytest.approx(1109.84, abs=0.005)


def test_published_rates_of_return() -> None:
    """45.57 %, 57.97 % and 29.09 %, one root each."""
    for series, printed in ((AFTER_TAX, 0.4557), (PRE_TAX, 0.5797), (WITH_CREDIT, 0.2909)):
        found = irr_of_one(series)
        assert found.value == pytest.approx(printed, abs=5e-5)
        assert found.roots == (found.value,)


def test_timing_of_the_first_year() -> None:
    """−110 and 121 at 10 %: −100 + 100 = 0 at year end; t = 0 multiplies by 1.1, mid-year by 1.1^0.5."""
    series = flows(-110.0, 242.0)
    assert npv(series, 0.10) == pytest.approx(100.0)
    assert npv(series, 0.10, YEAR_START) == pytest.approx(110.0)
    assert npv(series, 0.10, 0.5) == pytest.approx(100.0 * 1.1**0.5)


@pytest.mark.parametrize(
    ("series", "state", "roots"),
    [
        (flows(-1000, 2300, -1320), State.MULTIPLE, (0.10, 0.20)),  # pyxirr says 20 %, numpy-financial 10 %
        (flows(-1000, 3600, -4310, 1716), State.MULTIPLE, (0.10, 0.20, 0.30)),
        (flows(-1000, 2200, -1210), State.MULTIPLE, (0.10, 0.10)),  # touches: present value never above zero
        (flows(-100, 200, -100), State.MULTIPLE, (0.0, 0.0)),
        (flows(-1000, 100, -100), State.NONE, ()),
        (flows(100, -200, 150), State.NONE, ()),
        (flows(1000, -1100), State.BORROWING, (0.10,)),
        (flows(-1, -2, 0), State.ALL_NEGATIVE, ()),
        (flows(1, 0, 2), State.ALL_POSITIVE, ()),
        (flows(0, 0), State.NO_FLOWS, ()),
    ],
)
def test_no_single_return_is_a_state(series: FloatArray, state: State, roots: tuple[float, ...]) -> None:
    """Each kind of "none" by its name, every root listed; a number here would be a lie."""
    found = irr_of_one(series)
    assert (found.value, found.state) == (None, state)
    assert found.roots == pytest.approx(roots, abs=1e-10)
    assert irr(series[None, :]).at(0).state == state
    assert irr(series).one() == found


@pytest.mark.parametrize(
    ("series", "value", "roots"),
    [
        (flows(-100, 110), 0.10, (0.10,)),
        (flows(0, -100, 0, 121, 0), 0.10, (0.10,)),  # idle years at either end
        (flows(-100, 100), 0.0, (0.0,)),
        (flows(-1, 3, -3, 1), 0.0, (0.0,)),  # threefold, and still one crossing
        (flows(-100, 50), -0.5, (-0.5,)),
        (flows(-1, 0, 0, 1e9), 999.0, (999.0,)),
        (flows(-100, 150, -50), 0.0, (-0.5, 0.0)),  # −100 + 150x − 50x²: x = 1 and 2; spends, earns, closes at a cost
        (flows(-100, 170, -66), 0.10, (-0.4, 0.10)),  # (1.1x − 1)(100 − 60x)
        (flows(-100, 130, -36), -0.1, (-0.6, -0.1)),  # loses: 130 − 36 does not return 100
    ],
)
def test_one_return(series: FloatArray, value: float, roots: tuple[float, ...]) -> None:
    """A second root below zero (closing cost) is listed and does not take the return away."""
    found = irr_of_one(series)
    assert found.value == pytest.approx(value, abs=1e-9)
    assert found.roots == pytest.approx(roots, abs=1e-9)
    assert irr(series[None, :]).at(0).value == pytest.approx(value, abs=1e-9)
    assert irr(series).one() == found


def test_many_at_once_keep_their_places() -> None:
    """Shape (2, 3) in, (2, 3) out; the ambiguous one keeps its roots under its own index."""
    many = np.stack([[flows(-100, 110, 0), flows(-1000, 2300, -1320), flows(0, 0, 0)],
                     [flows(-100, 0, 121), flows(-100, -1, -1), flows(-100, 60, 60)]])  # fmt: skip
    found = irr(many)
    assert found.values.shape == (2, 3)
    assert found.at(0, 0).value == pytest.approx(0.10)
    assert found.at(0, 1).roots == pytest.approx((0.10, 0.20))
    assert [found.at(0, 2).state, found.at(1, 1).state] == ["no_flows", "all_negative"]
    assert found.at(1, 0).value == pytest.approx(0.10, abs=1e-12)
    assert found.at(1, 2).value == pytest.approx((3 + 69**0.5) / 10 - 1)


def test_mirr_by_hand() -> None:
    """Spent 1000 + 133.1/1.1³ = 1100; earned 500 × 1.05² + 700 × 1.05 = 1286.25; (1286.25/1100)^(1/3) − 1."""
    found = mirr(flows(-1000, 500, 700, 0) + flows(0, 0, 0, -133.1), 0.10, 0.05).one()
    spent = 1000 + 133.1 / 1.1**3
    assert spent == pytest.approx(1100.0)
    assert found.value == pytest.approx((1286.25 / 1100.0) ** (1 / 3) - 1)


def test_mirr_answers_where_the_rate_does_not() -> None:
    """Two roots, one modified rate: 2300 × 1.1 over 1000 + 1320/1.21."""
    found = mirr(flows(-1000, 2300, -1320), 0.10, 0.10).one()
    assert found.value == pytest.approx((2530 / (1000 + 1320 / 1.21)) ** 0.5 - 1)
    assert [mirr(flows(*v), 0.1, 0.1).one().state for v in ((-1, -1), (1, 1), (0, 0))] == [
        "all_negative",
        "all_positive",
        "no_flows",
    ]
