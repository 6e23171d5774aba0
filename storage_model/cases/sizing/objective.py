"""How good sizes are: present value, return on equity, or how little support a firm kilowatt needs; more is better."""

from collections.abc import Sequence

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.cases.sizing.asked import Objective
from storage_model.finance.indicators import rates
from storage_model.finance.indicators.crossing import placed
from storage_model.finance.keep_accounts import keep_accounts
from storage_model.finance.levers import support
from storage_model.finance.measures import Yearly
from storage_model.finance.stacked import alike, stacked
from storage_model.finance.terms.project import Project

FIRST_TRIAL = 100.0
ROUNDS = 30
CLOSE_YUAN = 1.0


def worth_yuan(terms: Project) -> FloatArray:
    """Return the present value after tax at the hurdle, shape (…) [yuan]."""
    accounts = keep_accounts(terms)
    return rates.npv(Yearly.of(accounts).after_tax, accounts.hurdle.project_after_tax_frac, accounts.options.first_t)


def scores(objective: Objective, projects: Sequence[Project], firm_kw: FloatArray) -> FloatArray:
    """Return how good each size is, shape (sizes,): yuan, a return [0–1], or minus the support [yuan/kW and year].

    A return that does not exist counts as minus infinity, or plus infinity where nothing had to be paid in. Sizes that
    buy cells in different years have different accounts: those with the same lines are valued together.
    """
    found = np.empty(len(projects))
    for places in alike(projects):
        found[places] = _scores(objective, stacked([projects[one] for one in places]), firm_kw[places])
    return found


def _scores(objective: Objective, terms: Project, firm_kw: FloatArray) -> FloatArray:
    if objective == "npv":
        return np.broadcast_to(worth_yuan(terms), firm_kw.shape)
    if objective == "least_support":
        return -support_needed(terms, firm_kw)
    found = rates.irr(np.atleast_2d(Yearly.of(keep_accounts(terms)).equity))
    return np.broadcast_to(placed(found), firm_kw.shape)


def support_needed(terms: Project, firm_kw: FloatArray) -> FloatArray:
    """Return the taxable support per firm kW, the same in every operating year, that brings the present value to zero.

    Shape (sizes,) [yuan/kW and year]; negative where a size could do with less than nothing. The value rises with the
    support in straight pieces, so the secant through two trials closes in on the root.
    """
    given = support(firm_kw[:, None] * np.ones(terms.timeline.operating_years))

    def worth(yuan_per_kw: FloatArray) -> FloatArray:
        return np.broadcast_to(worth_yuan(given(terms, yuan_per_kw)), firm_kw.shape)

    before, now = np.zeros(firm_kw.shape), np.full(firm_kw.shape, FIRST_TRIAL)
    at_before, at_now = worth(before), worth(now)
    for _ in range(ROUNDS):
        moving = np.abs(at_now) > CLOSE_YUAN
        if not moving.any():
            break
        rise = np.where(moving, at_now - at_before, 1.0)
        step = np.where(moving, -at_now * (now - before) / rise, 0.0)
        before, at_before, now = now, at_now, now + step
        at_now = worth(now)
    return now
