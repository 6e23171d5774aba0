"""Projects at the edge answer with a state and never with a number that means nothing."""

import json
import math
from typing import Any

import numpy as np
import pytest

from storage_model.finance.evaluate import FinanceResult, evaluate
from storage_model.finance.indicators.indicator import STATES
from storage_model.finance.terms.investment import SustainingLine
from storage_model.finance.terms.tax import IncomeTax
from tests.textbook import fixed_asset, loan, problem, row, running, sales, value

RETURNS = ("irr_project_pre_tax_frac", "irr_project_after_tax_frac", "irr_equity_frac")


def station(**changed: Any) -> FinanceResult:
    """Return a station of 1000 that earns 300 and costs 50 a year for eight years, with some things changed."""
    terms: dict[str, Any] = {
        "build": 1, "run": 8, "assets": [fixed_asset(1000, life=8)], "revenue": [sales(300)], "cost": [running(50)],
        "loans": (loan(600, 0.05, 5, "equal_principal"),),
    }  # fmt: skip
    return evaluate(problem(**(terms | changed)))


def states(result: FinanceResult, *keys: str) -> list[str]:
    """Return the states of some indicators."""
    return [result.indicators[key].state for key in keys]


def test_an_ordinary_station_has_every_number() -> None:
    """The station that the cases below change: all but the price that breaks even, which needs MWh."""
    missing = {key for key, found in station().indicators.items() if found.value is None}
    assert missing <= {"bep_price_yuan_per_mwh", "lcos_yuan_per_mwh"}


def test_zero_debt() -> None:
    """Ratios to debt do not exist; owners have the project's return."""
    result = station(loans=())
    assert set(states(result, "dscr_min", "icr_min", "llcr", "loan_repayment_years")) == {"no_debt"}
    assert value(result, "irr_equity_frac") == pytest.approx(value(result, "irr_project_after_tax_frac"))


def test_zero_equity() -> None:
    """Everything is lent and every year covers it: owners get money for nothing, which is no percentage."""
    result = station(loans=(loan(1000, 0.05, 8, "equal_payment"),))
    assert states(result, "irr_equity_frac", "roe_frac") == ["all_positive", "no_investment"]
    assert value(result, "npv_equity_yuan") > 0


def test_zero_revenue() -> None:
    """Nothing comes in: money only leaves, nothing is paid back, no utilisation breaks even."""
    result = station(revenue=[sales(0)])
    assert states(result, *RETURNS) == ["all_negative"] * 3
    assert states(result, "payback_static_years", "payback_discounted_years") == ["beyond_life"] * 2
    assert states(result, "bep_utilisation_frac", "mirr_project_after_tax_frac") == ["no_margin", "all_negative"]
    assert value(result, "npv_project_after_tax_yuan") < 0


def test_losses_that_expire() -> None:
    """225 lost in two years: with five years to use it, tax begins a year later than with one year."""
    sold = [0.0, 75.0, 300, 300, 300, 300, 300, 300]
    kept, gone = (
        row(
            station(
                cost=[], revenue=[sales(sold)], loans=(), assets=[fixed_asset(1200, life=8)],
                tax=IncomeTax(rate_frac=0.25, loss_years=years),
            ),
            "project_cash_flow", "adjusted_income_tax",
        )
        for years in (5, 1)
    )  # fmt: skip
    # Profit −150, −75, then 150 a year: 225 of losses make up one and a half years, or 75 after one year.
    assert kept[1:6] == pytest.approx([0, 0, 0, 18.75, 37.5])
    assert gone[1:6] == pytest.approx([0, 0, 18.75, 37.5, 37.5])


@pytest.mark.parametrize(("sold", "replaced", "rate"), [(300, 1300, "none"), (500, 2650, "multiple")])
def test_replacement_in_the_last_year(sold: float, replaced: float, rate: str) -> None:
    """The last year takes back what was earned: not paid back, though the sum was above zero before."""
    upkeep = SustainingLine(yuan=np.array([0.0] * 7 + [replaced]), vat_frac=0.0, write_off=None)
    result = station(revenue=[sales(sold)], sustaining=(upkeep,), loans=(), tax=IncomeTax(rate_frac=0.0))
    total = row(result, "project_cash_flow", "cumulative_after_tax")
    assert total[7] > 0 > total[8]
    assert states(result, "payback_static_years", "irr_project_after_tax_frac") == ["beyond_life", rate]
    assert len(result.indicators["irr_project_after_tax_frac"].roots) == (2 if rate == "multiple" else 0)


def test_never_pays_back() -> None:
    """100 a year do not return 1000 in eight years: a return below zero, no payback, no number of years."""
    result = station(revenue=[sales(150)], loans=())
    assert value(result, "irr_project_after_tax_frac") < 0
    assert states(result, "payback_static_years", "payback_discounted_years") == ["beyond_life"] * 2


@pytest.mark.parametrize("changed", [{}, {"revenue": [sales(0)]}, {"loans": ()}, {"assets": [fixed_asset(0, life=8)]}])
def test_no_indicator_is_ever_nan(changed: dict[str, Any]) -> None:
    """Every value is finite or null, every state is one of ours, and the file format takes them as they are."""
    for key, found in station(**({"loans": ()} | changed)).indicators.items():
        assert found.value is None or math.isfinite(found.value), key
        assert found.state in STATES, key
        json.dumps({key: found.value, "state": found.state}, allow_nan=False)
