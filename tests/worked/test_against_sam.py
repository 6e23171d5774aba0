"""An independent programme, NREL's System Advisor Model, values the same project: see docs/validation-finance.md.

No tax, no VAT, no reserves, investment at t = 0, no interest during construction: what is left of both is the loan, the
yearly flows, discounting, the rate of return and debt coverage.
"""

from functools import lru_cache
from typing import Any

import numpy as np
import pytest
from PySAM import Singleowner

from storage_model.finance.evaluate import FinanceResult, evaluate
from storage_model.finance.indicators.rates import YEAR_START
from storage_model.finance.terms.project import Options
from tests.textbook import fixed_asset, loan, problem, row, running, sales, value

YEARS, TENOR = 15, 10
COST, SHARE, RATE, DISCOUNT = 2.5e6, 0.60, 0.05, 0.06
PRICE_PER_KWH, PRICE_GROWTH, FADE = 0.05, 0.010, 0.005
POWER_KW, COST_PER_KW, COST_GROWTH = 1000.0, 20.0, 0.02
LEVEL, EVEN_PRINCIPAL = 0, 1  # SAM's payment_option


@lru_cache
def sam(share: float, payment: int, price: float = PRICE_PER_KWH) -> Any:
    """Return SAM's model after its run: 1 MW at full output, single owner, everything we leave out set to zero."""
    model = Singleowner.default("CustomGenerationProfileSingleOwner")
    given = {
        "SystemOutput": {
            "gen": [POWER_KW] * 8760, "system_pre_curtailment_kwac": [POWER_KW] * 8760, "degradation": [100 * FADE],
        },
        "Revenue": {
            "ppa_soln_mode": 1, "ppa_price_input": [price], "ppa_escalation": 100 * PRICE_GROWTH,
            "ppa_multiplier_model": 0, "dispatch_tod_factors": [1.0] * 9,
        },
        "SystemCosts": {
            "total_installed_cost": COST, "om_capacity": [COST_PER_KW], "om_capacity_escal": 100 * COST_GROWTH,
            "om_fixed": [0], "om_production": [0], "om_fuel_cost": [0],
        },
        "FinancialParameters": {
            "analysis_period": YEARS, "system_capacity": POWER_KW, "real_discount_rate": 100 * DISCOUNT,
            "inflation_rate": 0, "federal_tax_rate": [0], "state_tax_rate": [0], "property_tax_rate": 0,
            "insurance_rate": 0, "salvage_percentage": 0, "construction_financing_cost": 0, "debt_option": 0,
            "debt_percent": 100 * share, "term_int_rate": 100 * RATE, "term_tenor": TENOR, "payment_option": payment,
            "cost_debt_closing": 0, "cost_debt_fee": 0, "cost_other_financing": 0, "loan_moratorium": 0,
            "dscr_reserve_months": 0, "months_working_reserve": 0, "months_receivables_reserve": 0,
            "equip1_reserve_cost": 0, "equip2_reserve_cost": 0, "equip3_reserve_cost": 0, "reserves_interest": 0,
        },
    }  # fmt: skip
    for group, settings in given.items():
        for key, setting in settings.items():
            setattr(getattr(model, group), key, setting)
    model.execute(0)
    return model


def ours(share: float, method: str, price: float = PRICE_PER_KWH) -> FinanceResult:
    """Return our valuation: one construction year at t = 0, without interest on the loan until operation."""
    year = np.arange(YEARS)
    revenue = POWER_KW * 8760 * price * ((1 + PRICE_GROWTH) * (1 - FADE)) ** year
    cost = POWER_KW * COST_PER_KW * (1 + COST_GROWTH) ** year
    rates = np.array([0.0] + [RATE] * YEARS)
    return evaluate(
        problem(
            build=1, run=YEARS, assets=[fixed_asset(COST, life=YEARS)], revenue=[sales(revenue)], cost=[running(cost)],
            income_tax=0.0, rate=DISCOUNT, options=Options(first_t=YEAR_START),
            loans=(loan(share * COST, rates, TENOR, method),) if share else (),
        )
    )  # fmt: skip


METHODS = {LEVEL: "equal_payment", EVEN_PRINCIPAL: "equal_principal"}


def test_without_debt() -> None:
    """Same flows, present value 1.66 million and return 14.93 %; t = 1 would make 1.57 million of it."""
    result, theirs = ours(0.0, "equal_payment"), sam(0.0, LEVEL).Outputs
    assert row(result, "project_cash_flow", "net_cash_flow_after_tax") == pytest.approx(
        np.array(theirs.cf_project_return_aftertax), rel=1e-9
    )
    assert value(result, "npv_project_after_tax_yuan") == pytest.approx(theirs.project_return_aftertax_npv, rel=1e-6)
    assert value(result, "irr_project_after_tax_frac") == pytest.approx(
        theirs.project_return_aftertax_irr / 100, abs=1e-6
    )
    assert result.indicators["dscr_min"].state == "no_debt"  # SAM prints 1.8e308


@pytest.mark.parametrize("payment", METHODS)
def test_with_debt(payment: int) -> None:
    """60 % lent for ten years at 5 %, level payments or even principal: owners' flows, value, return, tightest DSCR."""
    result, theirs = ours(SHARE, METHODS[payment]), sam(SHARE, payment).Outputs
    assert row(result, "equity_cash_flow", "net_cash_flow_after_tax") == pytest.approx(
        np.array(theirs.cf_project_return_aftertax), rel=1e-9
    )
    assert value(result, "npv_equity_yuan") == pytest.approx(theirs.project_return_aftertax_npv, rel=1e-6)
    assert value(result, "irr_equity_frac") == pytest.approx(theirs.project_return_aftertax_irr / 100, abs=1e-6)
    assert value(result, "dscr_min") == pytest.approx(theirs.min_dscr, rel=1e-6)


def test_a_loss_has_a_value_in_both() -> None:
    """At 0.025 a kWh the project loses: a present value below zero, and a return below the 6 % discount rate."""
    result, theirs = ours(0.0, "equal_payment", price=0.025), sam(0.0, LEVEL, price=0.025).Outputs
    npv = value(result, "npv_project_after_tax_yuan")
    assert npv < 0
    assert npv == pytest.approx(theirs.project_return_aftertax_npv, rel=1e-6)
    assert value(result, "irr_project_after_tax_frac") == pytest.approx(
        theirs.project_return_aftertax_irr / 100, abs=1e-6
    )
