"""Two owners of one station (万元): 1000 paid in, a margin of 1210 after a year, no loan, no tax."""

from dataclasses import replace

import pytest

from storage_model.finance.keep_accounts import keep_accounts
from storage_model.finance.statements.investor_cash_flow import investor_cash_flows
from storage_model.finance.terms.financing import Investor
from tests.textbook import fixed_asset, problem, running, sales


def test_capital_by_one_share_and_profit_by_another() -> None:
    """Profit 210, reserve 21, dividends 189, halved; cash left 1210 − 189 = 1021, by what each paid in: 60 and 40 %."""
    terms = problem(
        build=1, run=1, assets=[fixed_asset(1000, life=1)], revenue=[sales(1410)], cost=[running(200)], income_tax=0.0
    )
    owners = (
        Investor(capital_share_frac=0.6, profit_share_frac=0.5),
        Investor(capital_share_frac=0.4, profit_share_frac=0.5),
    )
    first, second = investor_cash_flows(keep_accounts(replace(terms, investors=owners)))
    rows = {statement.key: {row.key: list(row.values) for row in statement.rows} for statement in (first, second)}
    assert list(rows) == ["investor_1_cash_flow", "investor_2_cash_flow"]
    for key, capital, left in (("investor_1_cash_flow", 600.0, 612.6), ("investor_2_cash_flow", 400.0, 408.4)):
        own = rows[key]
        assert own["investor_capital"] == own["investor_outflow"] == pytest.approx([capital, 0.0])
        assert own["investor_dividends"] == pytest.approx([0.0, 94.5])
        assert own["investor_liquidation"] == pytest.approx([0.0, left])
        assert own["investor_inflow"] == pytest.approx([0.0, 94.5 + left])
        assert own["net_investor_cash_flow"] == pytest.approx([-capital, 94.5 + left])
        assert own["cumulative_investor_cash_flow"] == pytest.approx([-capital, 94.5 + left - capital])
