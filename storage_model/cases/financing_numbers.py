"""The loans, taxes, owners and conventions people write, as numbers an evaluation reads."""

from collections.abc import Sequence

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.schedules.vat import vat_inside
from storage_model.finance.terms.financing import Distribution, Investor, Loan, effective_frac
from storage_model.finance.terms.operation import Revenue
from storage_model.finance.terms.project import Hurdle, Options
from storage_model.finance.terms.tax import IncomeTax, OtherTax, Tax, Vat, credit_refund_frac
from storage_model.finance.timeline import Amount, Timeline
from storage_model.scenario.finance_terms import ProjectTerms
from storage_model.scenario.finance_terms.financing import Loan as LoanTerms


def loans(terms: ProjectTerms) -> tuple[Loan, ...]:
    """Return the long-term loans."""
    return tuple(
        Loan(
            share_frac=loan.share_frac,
            rate_frac=_rates(loan, terms.periods),
            years=loan.years,
            grace_years=loan.grace_years,
            method=loan.method,
            dscr_target=loan.dscr_target,
            drawn=loan.drawn,
            interest_in_construction=loan.interest_in_construction,
            interest_periods_per_year=loan.interest_periods_per_year,
        )
        for loan in terms.loans.values()
    )


def _rates(loan: LoanTerms, periods: int) -> Amount:
    """Return the effective rate of each year, shape (periods,)."""
    nominal = _held(loan.rates_by_year_frac or [loan.rate_frac], periods)
    return effective_frac(nominal, loan.interest_periods_per_year)


def tax(terms: ProjectTerms, timeline: Timeline, revenue: Sequence[Revenue]) -> Tax:
    """Return all taxes."""
    own, holiday = terms.tax, terms.tax.holiday
    refunded_share = _refunded_share(own.vat_refund_streams, revenue)
    return Tax(
        income=IncomeTax(
            rate_frac=_held(own.income_tax_by_year_frac or [own.income_tax_frac], timeline.operating_years),
            loss_years=own.loss_carry_forward_years,
            exempt_years=holiday.exempt_years,
            half_years=holiday.half_years,
            holiday_from=holiday.counted_from,
        ),
        vat=Vat(
            credit_refund_frac=credit_refund_frac(own.vat_credit, timeline),
            refund_on_levy_frac=own.vat_refund_on_levy_frac * refunded_share,
            refund_on_levy_taxable=own.vat_refund_taxable,
            refunded_share_frac=refunded_share,
        ),
        surtax_frac=own.surtax_frac,
        others=tuple(
            OtherTax(
                yuan=other.yuan_per_year,
                share_of_revenue_frac=other.share_of_revenue_frac,
                share_of_fixed_assets_frac=other.share_of_fixed_assets_frac,
            )
            for other in own.other_taxes.values()
        ),
    )


def _refunded_share(streams: Sequence[str] | None, revenue: Sequence[Revenue]) -> FloatArray | float:
    """Return the share of the output VAT that lies in revenue whose VAT is refunded, shape (…, operating)."""
    if streams is None:
        return 1.0
    inside = [(one.key, vat_inside(np.asarray(one.yuan, dtype=np.float64), one.vat_frac)) for one in revenue]
    whole = np.asarray(sum((yuan for _, yuan in inside), np.zeros(1)))
    named = np.asarray(sum((yuan for key, yuan in inside if key in streams), np.zeros(1)))
    nothing = np.zeros(np.broadcast_shapes(named.shape, whole.shape))
    return np.clip(np.divide(named, whole, out=nothing, where=whole > 0), 0.0, 1.0)


def distribution(terms: ProjectTerms) -> Distribution:
    """Return what becomes of profit."""
    return Distribution(**terms.distribution.model_dump())


def investors(terms: ProjectTerms) -> tuple[Investor, ...]:
    """Return the owners; one of everything when none is named."""
    named = tuple(
        Investor(capital_share_frac=owner.capital_share_frac, profit_share_frac=owner.profit_share_frac)
        for owner in terms.investors.values()
    )
    return named or (Investor(),)


def hurdle(terms: ProjectTerms) -> Hurdle:
    """Return the returns asked for."""
    return Hurdle(
        project_pre_tax_frac=terms.hurdle.project_pre_tax_frac,
        project_after_tax_frac=terms.hurdle.project_after_tax_frac,
        equity_frac=terms.hurdle.equity_frac,
    )


def options(terms: ProjectTerms) -> Options:
    """Return the conventions; money in mid-year is discounted half a year less."""
    own = terms.options
    first_t = 1.0 if own.first_construction_year == "discounted" else 0.0
    return Options(
        first_t=first_t - (0.5 if own.within_year == "mid_year" else 0.0),
        pre_financing_values=own.pre_financing_values,
        vat_shown=own.vat_shown,
    )


def _held(values: list[float], years: int) -> FloatArray:
    """Return values by year, the last one held, shape (years,)."""
    return np.array([values[min(year, len(values) - 1)] for year in range(years)])
