"""When the long-term loans are repaid: the first year from their last instalment on in which nothing is owed at all."""

from collections.abc import Iterator, Mapping

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.runs.reaudit.evidence import TOGETHER, Evidence, Law

SHARE = 1e-9
# Share of the largest debt below which one is rounding.
_SETTLED = 1e-9


def repaid_laws(evidence: Evidence, project: str) -> Iterator[Law]:
    """Yield how far 借款偿还期 is from the rows of the statements; without a value, whether the state says why."""
    said, rows = evidence.numbers(project), evidence.rows(project)
    own = evidence.own_years(project)
    years, state = _repaid({key: values[own] for key, values in rows.items()}, _liquidated(evidence, project)[own])
    value = said["loan_repayment_years"]
    if state == "ok":
        far = float("inf") if value is None else abs(float(value) - years) / max(1.0, years)
    else:
        far = 0.0 if value is None else float("inf")
    right = said["loan_repayment_years_state"] == state
    yield Law(name=f"{project}.loan_repayment_years", deviation=far if right else float("inf"), tolerance=SHARE)


def _repaid(rows: Mapping[str, FloatArray], liquidated: FloatArray) -> tuple[float, str]:
    """Return the years until then and `ok`, or what is the case instead."""
    closing = rows["debt_service.closing_long_term_loan"]
    if (closing <= 0).all():
        return 0.0, "no_debt"
    standing = _settled(closing)
    owed = _settled(closing + rows["debt_service.closing_short_term_loan"] + _lent_by_owners(rows, liquidated))
    before = np.insert(standing, 0, 0.0)[:-1]
    instalments = np.flatnonzero((before > 0) & (standing == 0))
    free = np.flatnonzero(owed == 0)
    free = free[free >= instalments[-1]] if len(instalments) else free[:0]
    if not len(free):
        return 0.0, "beyond_life"
    year = int(free[0])
    due = float(owed[year - 1]) if year else 0.0
    kept = (
        rows["profit_and_distribution.net_profit"] + rows["total_cost.depreciation"] + rows["total_cost.amortisation"]
    )
    return year + (due / float(kept[year]) if kept[year] > due else 1.0), "ok"


def _settled(debt: FloatArray) -> FloatArray:
    return np.where(debt > _SETTLED * debt.max(initial=0.0), debt, 0.0)


def _lent_by_owners(rows: Mapping[str, FloatArray], liquidated: FloatArray) -> FloatArray:
    """Return what lenders got that the project never earned, at each year's end: owners' money beyond plan and what
    assets brought when they were sold, less what owners had.
    """
    plan = "financial_plan_cash_flow"
    beyond_plan = rows[f"{plan}.equity_contributed"] - rows["funding_plan.project_equity"]
    sold = sum(rows[f"{plan}.recovered_{what}"] for what in ("fixed_assets", "other_assets", "working_capital"))
    of_turnover = rows[f"{plan}.principal_repaid"] - rows["debt_service.long_term_principal"]
    of_turnover = of_turnover - rows["debt_service.short_term_principal"]
    had = rows["profit_and_distribution.dividends"] + liquidated
    return np.maximum(np.cumsum(beyond_plan + sold - of_turnover - had), 0.0)


def _liquidated(evidence: Evidence, project: str) -> FloatArray:
    """Return what owners get of a project when it ends, all investors together."""
    names = evidence.projects if project == TOGETHER else (project,)
    found = np.zeros(len(evidence.statements.years))
    for name in names:
        for row, values in evidence.rows(name).items():
            if row.endswith(".investor_liquidation"):
                found = found + np.nan_to_num(values)
    return found
