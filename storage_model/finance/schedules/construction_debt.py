"""Long-term loans while the plant is built: what is drawn, what interest grows on it, what owners put in."""

from dataclasses import dataclass

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.schedules.investment import Investment
from storage_model.finance.terms.financing import Loan
from storage_model.finance.terms.project import Project
from storage_model.finance.timeline import YEARS_APART, by_variant


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """One loan until operation begins, shape (…, periods) each [yuan]; `balance` of shape (…) stands at that moment."""

    drawn: FloatArray
    capitalised: FloatArray
    paid_by_owners: FloatArray
    balance: FloatArray

    @property
    def interest(self) -> FloatArray:
        """Interest during construction, whoever bears it."""
        return self.capitalised + self.paid_by_owners


def draw_loans(terms: Project, investment: Investment) -> tuple[Drawing, ...]:
    """Return the drawings of all loans; 建设期利息 of a year = (debt at its start + half of what is drawn) × rate."""
    to_pay = np.maximum(investment.total - investment.grants, 0.0)
    return tuple(_draw(terms, loan, to_pay) for loan in terms.loans)


def _draw(terms: Project, loan: Loan, to_pay: FloatArray) -> Drawing:
    timeline = terms.timeline
    drawn = timeline.in_construction(loan.yuan) + by_variant(loan.share_frac) * to_pay
    rate, of_the_year = np.asarray(loan.rate_frac, dtype=np.float64), 0.5 if loan.drawn == "evenly" else 1.0
    rates = np.broadcast_to(rate, (*rate.shape[:-1], timeline.periods))
    shape = np.broadcast_shapes(drawn.shape, rates.shape)
    interest, debt = np.zeros(shape, order=YEARS_APART), np.zeros(shape[:-1])
    grows = loan.interest_in_construction == "capitalised"
    for year in range(timeline.construction_years):
        interest[..., year] = rates[..., year] * (debt + of_the_year * drawn[..., year])
        debt = debt + drawn[..., year] + (interest[..., year] if grows else 0.0)
    none = np.zeros_like(interest)
    return Drawing(
        drawn=drawn,
        capitalised=interest if grows else none,
        paid_by_owners=none if grows else interest,
        balance=debt,
    )
