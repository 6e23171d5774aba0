"""A project the size of the base case, for as many variants as its two factors have."""

from typing import Any

import numpy as np

from storage_model.finance.terms.financing import Loan
from storage_model.finance.terms.investment import InvestmentLine, WriteOff
from storage_model.finance.terms.operation import OperatingCost, Revenue, WorkingCapital
from storage_model.finance.terms.project import Hurdle, Project
from storage_model.finance.terms.tax import IncomeTax, Tax
from storage_model.finance.timeline import Timeline, by_variant

YEARS = 15
FADE = 1.0 - 0.02 * np.arange(YEARS, dtype=np.float64)


def base_project(capex: Any = 1.0, revenue: Any = 1.0) -> Project:
    """Return 800 million yuan over fifteen years; `capex` and `revenue` multiply what they say, shape (…) each."""
    rows: tuple[tuple[Any, float, float, Any, int, float], ...] = (
        ("equipment", 560e6, 0.13, "fixed", 15, 0.05),
        ("civil", 160e6, 0.09, "fixed", 20, 0.05),
        ("other", 64e6, 0.06, "fixed", 15, 0.05),
        ("land", 16e6, 0.0, "intangible", 50, 0.0),
    )
    return Project(
        timeline=Timeline(construction_years=1, operating_years=YEARS),
        investment=tuple(
            InvestmentLine(
                category=category, yuan=yuan * by_variant(capex), vat_frac=vat,
                write_off=WriteOff(asset_class=kind, life_years=life, residual_frac=residual),
            )
            for category, yuan, vat, kind, life, residual in rows
        ),
        revenue=(
            Revenue(key="energy_sales", yuan=150e6 * FADE * by_variant(revenue), vat_frac=0.13),
            Revenue(key="capacity_price", yuan=22e6, vat_frac=0.13),
        ),
        costs=(
            OperatingCost(category="fuel_and_power", yuan=45e6 * FADE, vat_frac=0.13, variable=True),
            OperatingCost(category="repairs", yuan=6e6, vat_frac=0.06),
            OperatingCost(category="other", yuan=1.6e6, vat_frac=0.06),
        ),
        tax=Tax(income=IncomeTax(rate_frac=0.25), surtax_frac=0.1),
        hurdle=Hurdle(project_pre_tax_frac=0.06, project_after_tax_frac=0.06, equity_frac=0.08),
        loans=(Loan(share_frac=0.8, rate_frac=0.032, years=12, method="equal_payment"),),
        working_capital=WorkingCapital(yuan=4e6, own_share_frac=0.3, rate_frac=0.03),
        short_term_rate_frac=0.03,
        sold_mwh=1e5 * FADE,
        discharged_mwh=1e5 * FADE,
    )  # fmt: skip
