"""A textbook problem in a few lines: amounts in 万元 as printed, neutral where the problem is silent."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.evaluate import FinanceResult
from storage_model.finance.terms.financing import Loan
from storage_model.finance.terms.investment import InvestmentLine, SustainingLine, WriteOff
from storage_model.finance.terms.operation import OperatingCost, Revenue, Subsidy, WorkingCapital
from storage_model.finance.terms.project import Hurdle, Project
from storage_model.finance.terms.tax import IncomeTax, Tax, Vat
from storage_model.finance.timeline import Timeline

Yearly = float | Sequence[float]


def rate_inside(amount: Yearly, vat: Yearly) -> float:
    """Return the VAT rate of amounts with so much VAT inside; every year must carry the same."""
    amounts, inside = np.broadcast_arrays(np.asarray(amount, float), np.asarray(vat, float))
    rates = {round(float(v / (a - v)), 12) for a, v in zip(amounts.ravel(), inside.ravel(), strict=True) if a}
    if len(rates) > 1:
        raise ValueError(f"one VAT rate expected, found {sorted(rates)}")
    return float(inside.sum() / (amounts.sum() - inside.sum())) if amounts.any() else 0.0


def fixed_asset(
    amount: Yearly, *, vat: Yearly = 0.0, life: int, residual: float = 0.0, asset_class: Any = "fixed", **other: Any
) -> InvestmentLine:
    """Return an investment row, amounts by construction year including so much deductible VAT."""
    write_off = WriteOff(asset_class=asset_class, life_years=life, residual_frac=residual, **other)
    return InvestmentLine(
        category="equipment", yuan=np.asarray(amount, float), vat_frac=rate_inside(amount, vat), write_off=write_off
    )


def sales(amount: Yearly, vat: Yearly = 0.0) -> Revenue:
    """Return revenue by operating year including so much output VAT."""
    return Revenue(key="sales", yuan=np.asarray(amount, float), vat_frac=rate_inside(amount, vat))


def running(amount: Yearly, vat: Yearly = 0.0, *, variable: bool = False) -> OperatingCost:
    """Return operating cost by operating year including so much input VAT."""
    return OperatingCost(
        category="other", yuan=np.asarray(amount, float), vat_frac=rate_inside(amount, vat), variable=variable
    )


def expensed(amount: Yearly) -> SustainingLine:
    """Return sustaining investment by operating year that is a cost of its year."""
    return SustainingLine(yuan=np.asarray(amount, float), vat_frac=0.0, write_off=None)


def subsidy(amount: Yearly, *, taxable: bool = True) -> Subsidy:
    """Return a subsidy by operating year."""
    return Subsidy(yuan=np.asarray(amount, float), taxable=taxable)


def loan(amount: Yearly, rate: Any, years: int, method: Any, **other: Any) -> Loan:
    """Return a loan drawn by construction year."""
    return Loan(yuan=np.asarray(amount, float), rate_frac=rate, years=years, method=method, **other)


def problem(
    *,
    build: int,
    run: int,
    assets: Sequence[InvestmentLine],
    revenue: Sequence[Revenue],
    cost: Sequence[OperatingCost] = (),
    working_capital: WorkingCapital | Yearly = 0.0,
    surtax: float = 0.0,
    income_tax: float = 0.25,
    tax: IncomeTax | None = None,
    vat: Vat | None = None,
    rate: float = 0.10,
    **other: Any,
) -> Project:
    """Return the terms of a problem; working capital given as a number is equity, paid in the first operating year."""
    if not isinstance(working_capital, WorkingCapital):
        working_capital = WorkingCapital(yuan=np.asarray(working_capital, float))
    return Project(
        timeline=Timeline(construction_years=build, operating_years=run),
        investment=tuple(assets),
        revenue=tuple(revenue),
        costs=tuple(cost),
        working_capital=working_capital,
        tax=Tax(income=tax or IncomeTax(rate_frac=income_tax), vat=vat or Vat(), surtax_frac=surtax),
        hurdle=Hurdle(project_pre_tax_frac=rate, project_after_tax_frac=rate, equity_frac=rate),
        **other,
    )


def row(result: FinanceResult, statement: str, key: str) -> FloatArray:
    """Return one row of one statement."""
    return result.row(statement, key)


def value(result: FinanceResult, key: str) -> float:
    """Return an indicator that has to have a value."""
    found = result.indicators[key]
    if found.value is None:
        raise LookupError(f"{key} is {found.state}")
    return found.value
