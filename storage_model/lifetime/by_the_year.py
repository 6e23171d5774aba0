"""What is paid by the year, on top of what the meters of a life bring: yearly amounts, guaranteed margins."""

from dataclasses import replace

import numpy as np

from storage_model.lifetime.guarantee import with_margin_floors
from storage_model.lifetime.plan import LifePlan
from storage_model.lifetime.record import Lifetime, YearlyStream
from storage_model.policies.terms import YearlyTerm


def with_yearly_terms(metered: Lifetime, plan: LifePlan) -> Lifetime:
    """Return a life's table with the yearly amounts of its plan, then what margins it guarantees."""
    streams = tuple(_of_term(term, plan) for term in plan.yearly_terms)
    table = replace(metered, streams=(*metered.streams, *streams))
    return with_margin_floors(table, plan.margin_floors, plan.spans, {term.key for term in plan.yearly_terms})


def _of_term(term: YearlyTerm, plan: LifePlan) -> YearlyStream:
    """Return a yearly amount, in the years of the term and as far as the asset operates in them."""
    span = plan.spans[term.asset]
    paid = [term.yuan_in(year) * span.share_of(year) for year in plan.calendar_years]
    return YearlyStream(key=term.key, asset=term.asset, side=term.side, yuan=np.array(paid), vat_frac=term.vat_frac)
