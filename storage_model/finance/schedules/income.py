"""What comes in: sales, subsidies, grants and when they count as income."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.schedules.vat import vat_inside
from storage_model.finance.terms.investment import Grant
from storage_model.finance.terms.project import Project
from storage_model.finance.timeline import Timeline, total


@dataclass(frozen=True, slots=True, kw_only=True)
class Income:
    """Shape (…, periods) each [yuan].

    `by_key` is revenue by stream and `with_vat` their sum, VAT-inclusive. `subsidy` is paid and earned the same year.
    `grants_in_operation` is grant money received in operating years, `grants_released` what becomes income of deferred
    grants, `deferred` what still stands as a liability. `untaxed` is the part of subsidies and released grants that
    bears no income tax.
    """

    by_key: Mapping[str, FloatArray]
    with_vat: FloatArray
    output_vat: FloatArray
    subsidy: FloatArray
    grants_in_operation: FloatArray
    grants_released: FloatArray
    deferred: FloatArray
    untaxed: FloatArray

    @property
    def revenue(self) -> FloatArray:
        """营业收入 without VAT."""
        return self.with_vat - self.output_vat


def earn(terms: Project) -> Income:
    """Return the income of every year."""
    timeline, nothing = terms.timeline, np.zeros(terms.timeline.periods)
    by_key: dict[str, FloatArray] = {}
    output_vat = subsidy = untaxed = received = released = deferred = nothing
    for stream in terms.revenue:
        yuan = timeline.in_operation(stream.yuan)
        by_key[stream.key] = by_key.get(stream.key, nothing) + yuan
        output_vat = output_vat + vat_inside(yuan, stream.vat_frac)
    for support in terms.subsidies:
        yuan = timeline.in_operation(support.yuan)
        subsidy = subsidy + yuan
        untaxed = untaxed + (0.0 if support.taxable else yuan)
    for grant in terms.grants:
        if grant.treatment == "deferred":
            paid = np.asarray(grant.yuan, dtype=np.float64)
            earned = _released(timeline, grant)
            received = received + timeline.in_operation(timeline.of_operation(paid))
            released = released + earned
            deferred = deferred + np.cumsum(paid - earned, axis=-1)
            untaxed = untaxed + (0.0 if grant.taxable else earned)
    return Income(
        by_key=by_key,
        with_vat=nothing + total(by_key.values()),
        output_vat=output_vat,
        subsidy=subsidy,
        grants_in_operation=received,
        grants_released=released,
        deferred=deferred,
        untaxed=untaxed,
    )


def _released(timeline: Timeline, grant: Grant) -> FloatArray:
    """Return the income by year: equal parts from the year received, or the first operating year.

    The rest at the end.
    """
    paid = np.asarray(grant.yuan, dtype=np.float64)
    released = np.zeros_like(paid)
    for year in range(timeline.periods):
        first = max(year, timeline.construction_years)
        beyond = min(first + grant.spread_years, timeline.periods)
        released[..., first:beyond] += paid[..., year : year + 1] / grant.spread_years
    released[..., -1] += (paid - released).sum(axis=-1)
    return released
