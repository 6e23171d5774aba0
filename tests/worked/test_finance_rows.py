"""Rows that are sums, by hand (万元): each part counts once, with its own sign."""

import numpy as np
import pytest

from storage_model.finance.evaluate import evaluate
from storage_model.finance.keep_accounts import keep_accounts
from storage_model.finance.schedules.income import earn
from storage_model.finance.terms.investment import Grant
from storage_model.finance.terms.operation import OperatingCost, WorkingCapital
from tests.textbook import fixed_asset, loan, problem, row, running, sales


def test_sales_of_one_kind_are_added_up() -> None:
    """Two contracts of 100 and 50 → one row of 150."""
    terms = problem(build=1, run=1, assets=[fixed_asset(1000, life=1)], revenue=[sales(100), sales(50)])
    assert {key: list(yuan) for key, yuan in earn(terms).by_key.items()} == {"sales": [0.0, 150.0]}


def test_turnover_assets_are_all_three() -> None:
    """Fuel 360, other 720: receivables 1080 / 12 = 90, stocks 360 / 4 = 90, cash 720 / 12 = 60; payables 30."""
    days = WorkingCapital(receivable_days=30, stock_days=90, cash_days=30, payable_days=30)
    fuel = OperatingCost(category="fuel_and_power", yuan=np.array([360.0, 360.0]), vat_frac=0.0)
    terms = problem(
        build=1, run=2, assets=[fixed_asset(1000, life=2)], revenue=[sales(2000)], cost=[fuel, running(720)],
        working_capital=days,
    )  # fmt: skip
    found = evaluate(terms)
    assert row(found, "working_capital_estimate", "closing_turnover_assets")[1] == pytest.approx(240.0)
    assert row(found, "working_capital_estimate", "closing_working_capital")[1] == pytest.approx(210.0)


def test_debt_is_built_up_of_drawings_and_interest() -> None:
    """500 a year at 8 %, half a year's interest on what is drawn: 520, then 1020 + 41.6 + 20 = 1081.6."""
    terms = problem(
        build=2, run=1, assets=[fixed_asset([500, 500], life=1)], revenue=[sales(2000)],
        loans=(loan([500, 500], 0.08, 1, "equal_principal"),),
    )  # fmt: skip
    found = evaluate(terms)
    built_up = row(found, "construction_interest", "cumulative_debt_built_up")
    assert list(built_up[:2]) == pytest.approx([520.0, 1081.6])
    assert list(row(found, "construction_interest", "opening_debt_built_up")[:2]) == pytest.approx([0.0, 520.0])


def test_what_is_left_of_a_grant_belongs_to_its_own_variant() -> None:
    """Spread over two years where only one is run: half then, the rest at the end, 100 and 200 whole."""
    grant = Grant(yuan=np.array([[100.0, 0.0], [200.0, 0.0]]), treatment="deferred", spread_years=2)
    terms = problem(build=1, run=1, assets=[fixed_asset(1000, life=1)], revenue=[sales(1410)], grants=(grant,))
    income = keep_accounts(terms).income
    assert income.grants_released.tolist() == [[0.0, 100.0], [0.0, 200.0]]
    assert income.deferred.tolist() == [[100.0, 0.0], [200.0, 0.0]]
