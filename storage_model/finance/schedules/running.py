"""Running cost by category and what is spent on the plant while it runs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.schedules.vat import vat_inside
from storage_model.finance.terms.operation import CostCategory
from storage_model.finance.terms.project import Project
from storage_model.finance.timeline import total


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """Shape (…, periods) each [yuan], without VAT unless the name says so.

    `sustaining_with_vat` and `decommissioning_with_vat` are what is paid; `expensed` the part of both that is a cost
    of its year, `capitalised` the part that becomes an asset.
    """

    by_category: Mapping[str, FloatArray]
    variable: FloatArray
    input_vat: FloatArray
    sustaining_with_vat: FloatArray
    decommissioning_with_vat: FloatArray
    sustaining_input_vat: FloatArray
    expensed: FloatArray
    capitalised: FloatArray

    @property
    def operating_cost(self) -> FloatArray:
        """经营成本: cost without VAT, depreciation, amortisation and interest."""
        return total(self.by_category.values())


def run(terms: Project) -> Running:
    """Return the running cost and the sustaining investment of every year."""
    nothing = np.zeros(terms.timeline.periods)
    by_category = dict.fromkeys(get_args(CostCategory), nothing)
    variable = input_vat = nothing
    for cost in terms.costs:
        yuan = terms.timeline.in_operation(cost.yuan)
        vat = vat_inside(yuan, cost.vat_frac)
        by_category[cost.category] = by_category[cost.category] + (yuan - vat)
        input_vat = input_vat + vat
        if cost.variable:
            variable = variable + (yuan - vat)
    paid = {"sustaining": nothing, "decommissioning": nothing}
    sustaining_vat = expensed = capitalised = nothing
    for line in terms.sustaining:
        yuan = terms.timeline.in_operation(line.yuan)
        vat = vat_inside(yuan, line.vat_frac)
        paid[line.kind] = paid[line.kind] + yuan
        sustaining_vat = sustaining_vat + vat
        if line.write_off is None:
            expensed = expensed + (yuan - vat)
        else:
            capitalised = capitalised + (yuan - vat)
    return Running(
        by_category=by_category,
        variable=variable,
        input_vat=input_vat,
        sustaining_with_vat=paid["sustaining"],
        decommissioning_with_vat=paid["decommissioning"],
        sustaining_input_vat=sustaining_vat,
        expensed=expensed,
        capitalised=capitalised,
    )
