"""What policies change in the numbers of a project: grants, loans, taxes, write-offs."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce
from math import ceil
from typing import Final

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.terms.financing import Loan, effective_frac
from storage_model.finance.terms.investment import Grant, InvestmentLine
from storage_model.finance.terms.project import Project
from storage_model.finance.terms.tax import IncomeTax, Tax, Vat, credit_refund_frac
from storage_model.finance.timeline import Amount, Timeline
from storage_model.policies.terms_finance import (
    FinanceTerm,
    GrantTerm,
    IncomeTaxTerm,
    InterestTerm,
    LoanTerm,
    VatTerm,
    WriteOffTerm,
)

_ROUNDING: Final = 1e-9  # 15 years × 0.6 are nine years, whatever the last binary digit says


def supported(project: Project, terms: Iterable[FinanceTerm]) -> Project:
    """Return the project under every term; without any it is the same record.

    Other loans come before points off their rate, so that the order of files does not matter.
    """
    return reduce(_under, sorted(terms, key=lambda term: isinstance(term, InterestTerm)), project)


def _under(project: Project, term: FinanceTerm) -> Project:
    if isinstance(term, GrantTerm):
        return replace(project, grants=(*project.grants, _grant(term, project.timeline)))
    if isinstance(term, LoanTerm | InterestTerm):
        return replace(project, loans=loans_under(project.loans, term, project.timeline))
    if isinstance(term, IncomeTaxTerm | VatTerm):
        return replace(project, tax=_taxed(project, term))
    if isinstance(term, WriteOffTerm):
        return replace(project, investment=tuple(_written_off(line, term) for line in project.investment))
    return project  # what goes back is known only once the accounts are kept


def loans_under(loans: Sequence[Loan], term: LoanTerm | InterestTerm, timeline: Timeline) -> tuple[Loan, ...]:
    """Return the long-term loans on the terms a policy grants, or with its points off their rates."""
    if isinstance(term, LoanTerm):
        return tuple(_on_terms(loan, term) for loan in loans)
    return tuple(_subsidised(loan, term, timeline) for loan in loans)


def _taxed(project: Project, term: IncomeTaxTerm | VatTerm) -> Tax:
    if isinstance(term, IncomeTaxTerm):
        return replace(project.tax, income=_income_tax(project.tax.income, term, project.timeline))
    return replace(project.tax, vat=_vat(project.tax.vat, term, project.timeline))


def _grant(term: GrantTerm, timeline: Timeline) -> Grant:
    return Grant(
        yuan=term.yuan * (np.arange(1, timeline.periods + 1) == term.period),
        treatment=term.treatment,
        spread_years=term.spread_years,
        taxable=term.taxable,
    )


def _on_terms(loan: Loan, term: LoanTerm) -> Loan:
    return replace(
        loan,
        share_frac=loan.share_frac if term.share_frac is None else term.share_frac,
        rate_frac=loan.rate_frac if term.rate_frac is None else _as_charged(loan, term.rate_frac),
        years=loan.years if term.years is None else term.years,
        grace_years=loan.grace_years if term.grace_years is None else term.grace_years,
        method=loan.method if term.method is None else term.method,
    )


def _as_charged(loan: Loan, nominal_frac: float) -> Amount:
    """Return what a granted rate comes to with interest charged as often as on the loan it eases."""
    return effective_frac(nominal_frac, loan.interest_periods_per_year)


def _subsidised(loan: Loan, term: InterestTerm, timeline: Timeline) -> Loan:
    period = np.arange(1, timeline.periods + 1)
    points = term.points_frac * ((period >= term.first_period) & (period <= term.last_period))
    return replace(loan, rate_frac=np.maximum(_by_year(loan.rate_frac, timeline.periods) - points, 0.0))


def _income_tax(own: IncomeTax, term: IncomeTaxTerm, timeline: Timeline) -> IncomeTax:
    rate = _by_year(own.rate_frac, timeline.operating_years)
    year = np.arange(1, timeline.operating_years + 1)
    if term.rate_frac is not None:
        rate = np.where((year >= term.first_operating) & (year <= term.last_operating), term.rate_frac, rate)
    holiday = term.exempt_years + term.half_years > 0
    return replace(
        own,
        rate_frac=rate,
        exempt_years=term.exempt_years if holiday else own.exempt_years,
        half_years=term.half_years if holiday else own.half_years,
        holiday_from=term.counted_from if holiday else own.holiday_from,
        loss_years=own.loss_years if term.loss_years is None else term.loss_years,
    )


def _vat(own: Vat, term: VatTerm, timeline: Timeline) -> Vat:
    """Return the rule with what is given back; a share that the project has already is not given back twice."""
    year = np.arange(1, timeline.operating_years + 1)
    given = term.refund_on_levy_frac * ((year >= term.first_operating) & (year <= term.last_operating))
    levied = own.refund_on_levy_frac
    if term.refund_on_levy_frac:
        levied = np.maximum(own.refund_on_levy_frac, given * own.refunded_share_frac)
    return replace(
        own,
        credit_refund_frac=own.credit_refund_frac if term.credit is None else credit_refund_frac(term.credit, timeline),
        refund_on_levy_frac=levied,
        refund_on_levy_taxable=term.refund_taxable if term.refund_on_levy_frac else own.refund_on_levy_taxable,
    )


def _written_off(line: InvestmentLine, term: WriteOffTerm) -> InvestmentLine:
    if line.category not in term.categories:
        return line
    own = line.write_off
    return replace(
        line,
        write_off=replace(
            own,
            life_years=max(1, ceil(own.life_years * term.life_share_frac - _ROUNDING)),
            method=own.method if term.method is None else term.method,
        ),
    )


def _by_year(values: Amount, years: int) -> FloatArray:
    """Return one number for each year, shape (years,)."""
    return np.broadcast_to(np.asarray(values, dtype=np.float64), (years,)).copy()
