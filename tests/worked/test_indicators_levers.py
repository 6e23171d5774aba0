"""Goal seek and sensitivity through the whole evaluation, by hand where tax is left out [万元]."""

import numpy as np
import pytest

from storage_model.cases.goal_seek import seek_goal
from storage_model.finance.evaluate import evaluate
from storage_model.finance.indicators.crossing import Target
from storage_model.finance.levers import (
    indicator_under,
    scale_investment,
    scale_operating_cost,
    scale_revenue,
    support,
)
from storage_model.finance.sensitivity import coefficient
from storage_model.finance.terms.project import Project
from tests.textbook import fixed_asset, loan, problem, running, sales, value

RATE = "irr_project_after_tax_frac"
WORTH = "npv_project_after_tax_yuan"
NEEDED = 1000 / (1 / 1.1 + 1 / 1.21)  # a year for two years, to return 10 % on 1000: 576.19
TEN_PERCENT = Target(value=0.10)


def small(income_tax: float = 0.0) -> Project:
    """Return a station of 1000 that sells for 700 and spends 200 in each of two years."""
    return problem(
        build=1, run=2, assets=[fixed_asset(1000, life=2)], revenue=[sales(700)], cost=[running(200)],
        income_tax=income_tax,
    )  # fmt: skip


def needed(lever: object, start: float, limit: float, terms: Project | None = None) -> float:
    """Return the setting at which the station returns 10 %."""
    goal = seek_goal(
        indicator_under(terms or small(), lever, RATE),  # type: ignore[arg-type]
        TEN_PERCENT, start=start, limit=limit, step=1e-4,
    )  # fmt: skip
    assert goal.state == "ok"
    assert goal.value is not None
    return goal.value


def test_support_that_returns_ten_percent() -> None:
    """76.19 a year is missing: 7.619 on each of 10 units without tax."""
    assert needed(support(np.array([10.0, 10.0])), 0.0, 50.0) == pytest.approx((NEEDED - 500) / 10)


def test_support_in_the_first_year_only() -> None:
    """All of it in period 2: 1000 × 1.1 − 500 − 500/1.1 = 145.45 on 10 units."""
    first = needed(support(np.array([10.0, 0.0])), 0.0, 50.0)
    assert first == pytest.approx((1100 - 500 - 500 / 1.1) / 10)


def test_taxed_support_has_to_be_higher() -> None:
    """At 25 % tax an untaxed yuan is worth 1.33 taxed ones, as long as there is profit to tax."""
    taxed = needed(support(np.array([10.0, 10.0])), 0.0, 100.0, small(0.25))
    free = needed(support(np.array([10.0, 10.0]), taxable=False), 0.0, 100.0, small(0.25))
    assert taxed == pytest.approx(free / 0.75)


def test_investment_that_returns_ten_percent() -> None:
    """500 a year carries 867.77: the investment has to fall to 86.777 %."""
    assert needed(scale_investment, 1.0, 0.1) == pytest.approx(500 * (1 / 1.1 + 1 / 1.21) / 1000)


def test_sensitivity_of_the_present_value() -> None:
    """FNPV −120.21: +10 % of sales adds 110.44, of cost takes 31.55, of investment 90.91; S = −9.19, 2.62, 7.56.

    Critical points: sales +10.88 %, cost −38.10 %, investment −13.22 %.
    """
    printed = {
        "revenue": (scale_revenue, -9.1875, 0.10884),
        "operating_cost": (scale_operating_cost, 2.625, -0.38095),
        "investment": (scale_investment, 7.5625, -0.13223),
    }
    assert value(evaluate(small()), WORTH) == pytest.approx(-120.21, abs=0.005)
    for factor, (lever, slope, point) in printed.items():
        at = indicator_under(small(), lever, WORTH)
        found = [coefficient(at(1.0), at(1.0 + change), change).value for change in (-0.1, 0.1)]
        assert found == pytest.approx([slope, slope], abs=5e-4), factor
        assert at(1.0 + point).value == pytest.approx(0.0, abs=0.02), factor


def test_a_loan_for_a_share_follows_the_investment() -> None:
    """Half as dear a station borrows half as much; a loan of a fixed sum stays."""
    share = problem(
        build=1, run=5, assets=[fixed_asset(1000, life=5)], revenue=[sales(400)],
        loans=(loan(0.0, 0.05, 5, "equal_principal", share_frac=0.6),),
    )  # fmt: skip
    whole, half = (evaluate(scale_investment(share, factor)) for factor in (1.0, 0.5))
    interest = "interest_during_construction_yuan"
    assert value(half, interest) == pytest.approx(value(whole, interest) / 2)
