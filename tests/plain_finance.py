"""A project's finance year by year in plain Python, written from the rules and not from the engine.

One construction year, straight-line assets, one loan in level payments, VAT credit, losses carried five years, a
short-term loan for years short of cash, working capital partly lent.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from storage_model.finance.terms.financing import Loan
from storage_model.finance.terms.investment import InvestmentLine, WriteOff
from storage_model.finance.terms.operation import OperatingCost, Revenue, WorkingCapital
from storage_model.finance.terms.project import Hurdle, Project
from storage_model.finance.terms.tax import IncomeTax, Tax, Vat
from storage_model.finance.timeline import Timeline

INCOME_TAX, SURTAX, LOSS_YEARS, VAT, RATE_OF_WORKING_CAPITAL = 0.25, 0.1, 5, 0.13, 0.03


@dataclass(frozen=True, kw_only=True)
class Simple:
    """The numbers of one project, amounts VAT-inclusive."""

    invested: float
    land: float
    life: int
    residual: float
    sold: tuple[float, ...]
    spent: tuple[float, ...]
    share: float
    rate: float
    years: int
    working_capital: float
    own: float
    short_rate: float
    refund_on_levy: float


@dataclass
class Flows:
    """What comes of it by year; the first is that of construction."""

    pre_tax: list[float] = field(default_factory=list)
    after_tax: list[float] = field(default_factory=list)
    equity: list[float] = field(default_factory=list)
    available: list[float] = field(default_factory=list)
    service: list[float] = field(default_factory=list)


def in_plain_python(p: Simple) -> Flows:
    """Return flows and debt service of every year."""
    found = Flows()
    drawn = p.share * (p.invested + p.land)
    building = drawn * p.rate / 2
    found.pre_tax = [-p.invested - p.land]
    found.after_tax = [-p.invested - p.land]
    found.equity = [drawn - p.invested - p.land]
    plant, credit = p.invested / (1 + VAT), p.invested * VAT / (1 + VAT)
    loan, short, kept = drawn + building, 0.0, 0.0
    losses: list[float] = []
    losses_before: list[float] = []
    undistributed, reserve, capital = 0.0, 0.0, p.invested + p.land - drawn + p.own * p.working_capital
    lent, run = (1 - p.own) * p.working_capital, len(p.sold)
    value, financed = plant, plant + building
    for year, (sold, spent) in enumerate(zip(p.sold, p.spent, strict=True), 1):
        last = year == run
        vat = sold * VAT / (1 + VAT) - spent * VAT / (1 + VAT) - credit
        paid, credit = max(vat, 0.0), max(-vat, 0.0)
        back, surtax = p.refund_on_levy * paid, SURTAX * paid
        ebitda = (sold - spent) / (1 + VAT) + back - surtax
        cash = sold - spent - paid + back - surtax
        wears = (1 - p.residual) / p.life if year <= p.life else 0.0
        value, financed = value - plant * wears, financed - (plant + building) * wears
        interest = loan * p.rate + lent * RATE_OF_WORKING_CAPITAL + short * p.short_rate
        profit = ebitda - (plant + building) * wears - p.land / 50 - interest
        tax = INCOME_TAX * _taxed(profit, losses)
        adjusted = INCOME_TAX * _taxed(ebitda - plant * wears - p.land / 50, losses_before)
        left = p.years - year + 1
        principal = loan * p.rate / ((1 + p.rate) ** left - 1) if left > 0 else 0.0
        land = p.land * (1 - run / 50)
        tied = (p.working_capital if last else 0.0) - (p.working_capital if year == 1 else 0.0)
        found.pre_tax.append(cash + tied + (value + land if last else 0.0))
        found.after_tax.append(found.pre_tax[-1] - adjusted)
        found.available.append(ebitda - tax)
        found.service.append(interest + principal + short)
        own = p.own * p.working_capital
        without_bridge = cash - tax - interest - principal - short + (financed + land + own if last else 0.0)
        loan, short = loan - principal, 0.0 if last else max(-(kept + without_bridge), 0.0)
        found.equity.append(without_bridge + short - (own if year == 1 else 0.0))
        kept = max(kept + without_bridge, 0.0)
        net = profit - tax
        base = max(min(net, net + undistributed), 0.0)
        saved = min(base / 10, max(capital / 2 - reserve, 0.0))
        dividend = max(min(undistributed + net - saved, kept), 0.0)
        undistributed, reserve, kept = undistributed + net - saved - dividend, reserve + saved, kept - dividend
    return found


def _taxed(profit: float, losses: list[float]) -> float:
    """Return the part of a profit that is taxed; strike off the oldest losses first, drop those too old."""
    if len(losses) > LOSS_YEARS:
        losses.pop(0)
    left = max(profit, 0.0)
    for age, loss in enumerate(losses):
        used = min(loss, left)
        losses[age], left = loss - used, left - used
    losses.append(max(-profit, 0.0))
    return left


def for_the_engine(p: Simple) -> Project:
    """Return the same project as the evaluation reads it."""
    return Project(
        timeline=Timeline(construction_years=1, operating_years=len(p.sold)),
        investment=(
            _row(p.invested, VAT, WriteOff(asset_class="fixed", life_years=p.life, residual_frac=p.residual)),
            _row(p.land, 0.0, WriteOff(asset_class="intangible", life_years=50)),
        ),
        revenue=(Revenue(key="sales", yuan=np.array(p.sold), vat_frac=VAT),),
        costs=(OperatingCost(category="other", yuan=np.array(p.spent), vat_frac=VAT),),
        tax=Tax(
            income=IncomeTax(rate_frac=INCOME_TAX, loss_years=LOSS_YEARS),
            vat=Vat(refund_on_levy_frac=p.refund_on_levy),
            surtax_frac=SURTAX,
        ),
        hurdle=Hurdle(project_pre_tax_frac=0.07, project_after_tax_frac=0.06, equity_frac=0.08),
        loans=(Loan(share_frac=p.share, rate_frac=p.rate, years=p.years, method="equal_payment"),),
        working_capital=WorkingCapital(yuan=p.working_capital, own_share_frac=p.own, rate_frac=RATE_OF_WORKING_CAPITAL),
        short_term_rate_frac=p.short_rate,
    )


def _row(yuan: float, vat_frac: float, write_off: Any) -> InvestmentLine:
    return InvestmentLine(category="equipment", yuan=yuan, vat_frac=vat_frac, write_off=write_off)
