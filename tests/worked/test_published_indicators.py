"""Printed one-step problems for single indicators; sources in docs/validation-finance.md."""

import numpy as np
import pytest

from storage_model.blocks import FloatArray
from storage_model.finance.indicators.break_even import break_even_price, break_even_utilisation
from storage_model.finance.indicators.coverage import dscr_by_year
from storage_model.finance.indicators.crossing import Target
from storage_model.finance.indicators.crossings import critical
from storage_model.finance.indicators.indicator import Indicator, IndicatorArray
from storage_model.finance.indicators.payback import payback, payback_discounted, since_operation
from storage_model.finance.indicators.rates import irr, npv
from storage_model.finance.sensitivity import coefficient


def number(found: IndicatorArray) -> float:
    """Return the value, which has to exist."""
    value = found.one().value
    assert value is not None
    return value


@pytest.mark.parametrize(
    ("available", "service", "printed"),
    [
        ((1100 + 330 + 60) + (700 + 100) - 275 - 300, 800 + 330 + 60, 1.44),  # two loans, sustaining investment
        (5000 + 3100 - 1000, 3000 + 1000, 1.78),
        ((200 + 45 + 25) + 20 - 50, 80 + 45 + 25, 1.60),
        (180 + 20 - 37.5, 40 + 30, 2.32),
        (200 + 30 - 20, 100, 2.10),
    ],
)
def test_debt_service_coverage(available: float, service: float, printed: float) -> None:
    """(EBIT + write-offs − tax − sustaining investment) / (principal + interest); 1.775 is printed 1.78."""
    assert dscr_by_year(np.array([available]), np.array([service]))[0] == pytest.approx(printed, abs=0.0051)


def test_break_even_of_a_cement_works() -> None:
    """15 000 t at 3000, taxes 220 and variable cost 1400 a ton, 1500 万元 fixed: 72.5 %, 2620 yuan a ton."""
    tons, fixed = 1.5e4, 1500e4
    assert number(break_even_utilisation(fixed, 3000 * tons, 1400 * tons, 220 * tons)) == pytest.approx(0.725, abs=5e-4)
    assert number(break_even_price(fixed, (1400 + 220) * tons, tons, 0.0)) == pytest.approx(2620, abs=0.5)


def test_break_even_utilisation_and_price_of_two_more() -> None:
    """30 000 t: 280/(300 − 150 − 3)/3 = 63.49 %; 20 units: 1300/20 + 230 + 50 = 345."""
    assert number(break_even_utilisation(280, 300 * 3, 150 * 3, 3 * 3)) == pytest.approx(0.6349, abs=5e-5)
    assert number(break_even_price(1300, (230 + 50) * 20, 20, 0.0)) == pytest.approx(345, abs=1e-9)


def test_break_even_with_surtax_on_vat() -> None:
    """1000 at 3.00 with 13 % VAT, input VAT 150, surtax 10 % of the difference, fixed 834.2: 64.4 %, price 2.53."""
    revenue, variable, input_vat = 3000.0, 1680.0, 150.0
    surtax = 0.10 * (0.13 * revenue - input_vat)
    assert number(break_even_utilisation(834.2, revenue, variable, surtax)) == pytest.approx(0.644, abs=5e-4)
    price = break_even_price(834.2, variable - 0.10 * input_vat, 1000.0, 0.10 * 0.13)
    assert number(price) == pytest.approx(2.53, abs=0.005)


def test_payback_of_a_table_of_flows() -> None:
    """−800, −700, 400, then 600 a year: 4 + 500/600 = 4.8."""
    assert number(payback(np.array([-800.0, -700, 400, 600, 600, 600, 600]))) == pytest.approx(4.8, abs=0.05)


def test_payback_counted_from_a_year_zero() -> None:
    """Printed 4.75 and 6.05 with the first spending at a point before year 1; our first period is a year."""
    flows = np.array([-100.0, -150, 30, *[80.0] * 8])
    assert number(since_operation(payback(flows), 1)) == pytest.approx(4.75, abs=0.005)
    assert number(since_operation(payback_discounted(flows, 0.10), 1)) == pytest.approx(6.05, abs=0.005)


def test_present_value_of_a_ten_year_machine() -> None:
    """1200 at once, 350 − 140 a year and 80 at the end, at 10 %: 121.21 (from four-digit factors)."""
    flows = np.array([-1200.0, *[210.0] * 9, 290.0])
    assert npv(flows, 0.10, first_t=0.0) == pytest.approx(121.21, abs=0.02)


def test_sensitivity_coefficients() -> None:
    """+10 % of each factor: investment −10.36, price 18.63, operating cost −7.43."""
    base = Indicator(115.79, "ok")
    for changed, printed in ((-4.21, -10.36), (331.46, 18.63), (29.76, -7.43)):
        assert coefficient(base, Indicator(changed, "ok"), 0.10).value == pytest.approx(printed, abs=0.005)


def worth(changes: FloatArray) -> IndicatorArray:
    """Return 1300 at no change, 98 more for each percent, shape as given."""
    return IndicatorArray.of(1300.0 + 9800.0 * changes)


def test_coefficient_and_critical_point_of_a_price() -> None:
    """320, 1300, 2280 at −10, 0, +10 %: 7.54 for each percent, and −13.27 % leaves nothing."""
    found = [Indicator(value, "ok") for value in (320.0, 1300.0, 2280.0)]
    assert coefficient(found[1], found[2], 0.10).value == pytest.approx(7.54, abs=0.005)
    assert coefficient(found[1], found[0], -0.10).value == pytest.approx(7.54, abs=0.005)
    changes = np.linspace(-0.5, 0.5, 11)
    changes[5] = 0.0
    point = critical(worth, Target(value=0.0), changes, worth(changes[None]))
    assert point.at(0).value == pytest.approx(-0.1327, abs=5e-5)


def closing_cost(changes: FloatArray) -> IndicatorArray:
    """Return the return of 100 spent, 250 earned a year later and 120 spent to close, the last moved."""
    flows = np.stack(np.broadcast_arrays(-100.0, 250.0, -120.0 * (1.0 + changes)), axis=-1)
    return irr(flows)


def test_where_a_return_ceases_to_be_one_it_does_not_equal_its_hurdle() -> None:
    """At 150 to close (+25 %) the rates are 50 % and 0 %, beyond it both are above zero: 40 % is never *the* return.

    A number here would be +25 %, where the return goes from 50 % to none at once. 62 % is met at 142.56, +18.8 %.
    """
    changes = np.round(np.arange(-10, 11) * 0.05, 10)
    found = closing_cost(changes[None])
    assert found.at(0, 14).value == pytest.approx(0.60)
    assert found.at(0, 15).state == "multiple"
    point = critical(closing_cost, Target(value=0.40), changes, found)
    assert (point.at(0).value, point.at(0).state) == (None, "multiple")
    before = critical(closing_cost, Target(value=0.62), changes, found)
    assert before.at(0).value == pytest.approx((-100 + 250 / 1.62) * 1.62**2 / 120 - 1, abs=1e-9)
