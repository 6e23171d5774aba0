"""What goes back to the payer once a project earns more than it needs."""

from dataclasses import replace

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.keep_accounts import keep_accounts
from storage_model.finance.statements.project_cash_flow import net_cash_flow_after_tax
from storage_model.finance.terms.operation import Subsidy
from storage_model.finance.terms.project import Project
from storage_model.policies.terms_finance import ClawbackTerm


def returned_yuan(after_tax_yuan: FloatArray, support_yuan: FloatArray, term: ClawbackTerm) -> FloatArray:
    """Return what each year gives back, shape (periods,) [yuan].

    Cash after tax is compounded at the threshold; where the sum turns positive, the year's cash lies above the return,
    and a share of it goes back: never more than the support received so far less what went back before.
    """
    returned, surplus = np.zeros(len(after_tax_yuan)), 0.0
    for year, cash in enumerate(after_tax_yuan):
        surplus = surplus * (1.0 + term.above_irr_frac) + cash
        kept_support = support_yuan[: year + 1].sum() - returned.sum()
        above = max(0.0, min(surplus, cash))
        returned[year] = max(0.0, min(term.share_frac * above, kept_support))
        surplus -= returned[year]
    return returned


def with_clawback(project: Project, term: ClawbackTerm, support_yuan: FloatArray) -> Project:
    """Return the project with what it gives back, a negative subsidy that saves no tax; none where nothing goes back.

    `support_yuan` is the cash support of every year, shape (periods,).
    """
    after_tax = net_cash_flow_after_tax(keep_accounts(project))
    returned = project.timeline.of_operation(returned_yuan(after_tax, support_yuan, term))
    if not returned.any():
        return project
    return replace(project, subsidies=(*project.subsidies, Subsidy(yuan=-returned, taxable=False)))
