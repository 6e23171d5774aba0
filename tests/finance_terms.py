"""The finance of a small project with every key written down, and what becomes of it, for tests of single keys."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

import numpy as np

from storage_model.cases.project_numbers import project_numbers
from storage_model.finance.evaluate import FinanceResult, evaluate
from storage_model.lifetime.record import Lifetime, YearlyStream
from storage_model.scenario.finance_terms import ProjectTerms

TITLE = {"zh": "试", "en": "trial"}
YEARS = 8
WRITE_OFF = {"life_years": 6, "residual_frac": 0.05, "method": "straight_line", "recovered_at_end": True}
TERMS: Mapping[str, Any] = {
    "title": TITLE,
    "assets": ["station"],
    "construction_years": 2,
    "phasing_frac": [0.4, 0.6],
    "operating_years": 7,
    "first_operating_year": 2027,
    "commissioning": "2027-01-01",
    "investment": {
        "equipment": {
            "title": TITLE, "category": "equipment", "asset_class": "fixed", "amount_yuan": 80e6, "vat_frac": 0.13,
            "life_years": 10, "residual_frac": 0.05, "method": "straight_line", "recovered_at_end": True,
        },
    },
    "contingency": {
        "title": TITLE, "basic_frac": 0.05, "price_rise_frac_per_year": 0.02, "life_years": 10, "residual_frac": 0.05,
    },
    "grants": {
        "fund": {
            "title": TITLE, "amount_yuan": 3e6, "period": 1, "treatment": "deferred", "spread_years": 5, "taxable": True
        },
    },
    "sustaining_investment": {
        "cells": {"title": TITLE, "amount_yuan": 6e6, "operating_years": [4], "vat_frac": 0.13, "write_off": WRITE_OFF}
    },
    "decommissioning": {"amount_yuan": 2e6, "scrap_yuan": 5e5, "vat_frac": 0.09},
    "operating_cost": {
        "upkeep": {
            "title": TITLE, "category": "materials", "yuan_per_year": 1e6, "yuan_per_kw_year": 20.0,
            "share_of_investment_frac_per_year": 0.002, "yuan_per_mwh_out": 5.0,
            "staff": {"count": 10.0, "yuan_per_person_year": 1e5}, "yuan_by_year": [2e5] * 7, "vat_frac": 0.06,
            "escalation_frac_per_year": 0.01,
        },
    },
    "subsidies": {"start": {"title": TITLE, "yuan_by_year": [1e6, 5e5], "taxable": True}},
    "working_capital": {
        "yuan": 1e6, "yuan_per_kw": 20.0,
        "turnover": {"receivable_days": 30.0, "stock_days": 20.0, "cash_days": 20.0, "payable_days": 30.0},
        "own_share_frac": 0.3, "rate_frac": 0.03,
    },
    "loans": {
        "bank": {
            "title": TITLE, "share_frac": 0.6, "rate_frac": 0.05, "rates_by_year_frac": [],
            "interest_periods_per_year": 1, "years": 6, "grace_years": 0, "method": "equal_principal",
            "dscr_target": 1.3, "drawn": "evenly", "interest_in_construction": "capitalised",
        },
        "sculpted": {
            "title": TITLE, "share_frac": 0.1, "rate_frac": 0.05, "years": 7, "method": "sculpted", "dscr_target": 1.2,
        },
    },
    "short_term_loan": {"rate_frac": 0.04},
    "distribution": {
        "statutory_reserve_frac": 0.1, "reserve_cap_frac": 0.05, "discretionary_reserve_frac": 0.05, "payout_frac": 0.9,
        "while_in_debt": True,
    },
    "investors": {
        "state": {"title": TITLE, "capital_share_frac": 0.6, "profit_share_frac": 0.5},
        "town": {"title": TITLE, "capital_share_frac": 0.4, "profit_share_frac": 0.5},
    },
    "tax": {
        "surtax_frac": 0.1,
        "other_taxes": {
            "stamp": {
                "title": TITLE, "yuan_per_year": 1e4, "share_of_revenue_frac": 0.0003,
                "share_of_fixed_assets_frac": 0.001,
            },
        },
        "income_tax_frac": 0.25, "income_tax_by_year_frac": [], "loss_carry_forward_years": 5,
        "holiday": {"exempt_years": 1, "half_years": 2, "counted_from": "operation"},
        "vat_refund_on_levy_frac": 0.5, "vat_refund_streams": None, "vat_refund_taxable": True, "vat_credit": "carried",
    },
    "hurdle": {"project_pre_tax_frac": 0.07, "project_after_tax_frac": 0.06, "equity_frac": 0.08},
    "options": {
        "first_construction_year": "discounted", "within_year": "year_end",
        "pre_financing_values": "without_construction_interest", "vat_shown": "in_lines",
    },
}  # fmt: skip
"""two years of building, seven of running: a loss first, a gap bridged, then profit, tax and dividends"""


def changed(changes: Mapping[str, Any]) -> ProjectTerms:
    """Return the terms with some keys, written with dots, set to other values."""
    terms: Any = deepcopy(dict(TERMS))
    for path, value in changes.items():
        *above, last = path.split(".")
        branch = terms
        for key in above:
            branch = branch[key]
        branch[last] = value
    return ProjectTerms.model_validate(terms)


def valued(changes: Mapping[str, Any], streams: tuple[YearlyStream, ...] | None = None) -> FinanceResult:
    """Return what becomes of the project: it sells more from year to year and buys energy beside its own costs.

    Unless other `streams` are given for the eight years.
    """
    sold = np.array([9e6, 24e6, 28e6, 30e6, 30e6, 31e6, 32e6, 33e6])
    out_mwh = sold / 400
    lifetime = Lifetime(
        calendar_years=tuple(range(2027, 2027 + YEARS)),
        streams=streams
        or (
            YearlyStream(key="energy_sales", asset="station", side="revenue", yuan=sold, vat_frac=0.13),
            YearlyStream(key="charging_energy", asset="station", side="cost", yuan=-0.2 * sold, vat_frac=0.13),
        ),
        out_mwh={"station": out_mwh},
        in_mwh={"station": out_mwh / 0.85},
        figures={"station": np.ones(YEARS)},
    )
    return evaluate(project_numbers(changed(changes), lifetime, rated_mw=20.0, stores=True))
