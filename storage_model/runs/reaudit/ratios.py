"""The other indicators: modified rate, later paybacks, loan cover, returns on money put in, break-even, LCOS."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.runs.reaudit.evidence import TOGETHER, Evidence, Law
from storage_model.runs.reaudit.returns import FLOW, first_t, hurdles_of, npv, payback_apart
from storage_model.runs.reaudit.scope import unknown_stores
from storage_model.runs.reaudit.ties import sent_mwh

SHARE = 1e-9
# A base smaller than this share of what stands over it is no base.
_NO_BASE = 1e-12
# Share of the debt below which a later loan is rounding.
_DRAWN = 1e-9


def ratio_laws(evidence: Evidence, project: str) -> Iterator[Law]:
    """Yield how far each ratio of the summary is from the statements' rows, relative."""
    rows, said, own = evidence.rows(project), evidence.numbers(project), evidence.own_years(project)
    start = start_of(evidence, project)
    rate = hurdles_of(evidence, project)["project_after_tax"]
    found = {
        "mirr_project_after_tax_frac": _mirr(rows[FLOW["project_after_tax"]][own], rate),
        "llcr": _llcr(rows, start),
        **_mean_year(evidence, project, rows, slice(start, own.stop)),
        **_discounted(evidence, project, rows),
    }
    for key, expected in found.items():
        yield Law(name=f"{project}.{key}", deviation=apart(said[key], expected), tolerance=SHARE)
    for kind in ("static", "discounted"):
        whole, since = said[f"payback_{kind}_years"], said[f"payback_{kind}_from_operation_years"]
        built = start - own.start
        expected = None if whole is None or whole < built else whole - built
        yield Law(
            name=f"{project}.payback_{kind}_from_operation_years", deviation=apart(since, expected), tolerance=SHARE
        )
    far = payback_apart(rows[FLOW["project_pre_tax"]][own], said, "payback_static_pre_tax_years")
    yield Law(name=f"{project}.payback_static_pre_tax_years", deviation=far, tolerance=SHARE)


def start_of(evidence: Evidence, project: str) -> int:
    """Return the place of the first operating year in the statements."""
    names = list(evidence.projects) if project == TOGETHER else [project]
    return min(evidence.period_of(evidence.projects[name]["first_operating_year"]) for name in names)


def _mirr(flows: FloatArray, rate: float) -> float | None:
    last = len(flows) - 1
    spent = -npv(np.minimum(flows, 0.0), rate, 0.0)
    earned = npv(np.maximum(flows, 0.0), rate, 0.0) * (1.0 + rate) ** last
    return None if spent <= 0 or earned <= 0 else float((earned / spent) ** (1.0 / last) - 1.0)


def _llcr(rows: Mapping[str, FloatArray], start: int) -> float | None:
    """Return the value of the cash available while the long-term loan runs, over the debt when operation begins."""
    principal, interest = rows["debt_service.long_term_principal"], rows["debt_service.long_term_interest"]
    service = principal + interest
    opening = rows["debt_service.closing_long_term_loan"] + principal
    closing = rows["debt_service.closing_long_term_loan"]
    if float(np.max(opening[start:] - closing[start - 1 : -1], initial=0.0)) > _DRAWN * max(closing[start - 1], 1.0):
        return None  # another loan is drawn later: the debt at the start is not what the cash repays
    lasts = np.flatnonzero(service[start:] > 0)
    rates = np.divide(interest, opening, out=np.zeros(len(opening)), where=opening > 0)[start:]
    growth = np.cumprod(1.0 + rates)
    value = rows["debt_service.cash_for_debt_service"][start:] / growth
    until = lasts[-1] + 1 if len(lasts) else 0
    return _over(float(value[:until].sum()), float(closing[start - 1]))


def _mean_year(
    evidence: Evidence, project: str, rows: Mapping[str, FloatArray], running: slice
) -> dict[str, float | None]:
    """Return what the mean operating year says: returns on what was put in, and where it breaks even."""

    def mean(row: str) -> float:
        return float(rows[row][running].mean())

    revenue, variable = mean("revenue_and_taxes.revenue_ex_vat"), mean("total_cost.variable_cost")
    fixed, taxes = mean("total_cost.fixed_cost"), mean("revenue_and_taxes.taxes_and_surcharges")
    sold_mwh = float(sent_mwh(evidence, project)[running].mean())
    kept = sold_mwh * (1.0 - (taxes / revenue if revenue > 0 else 0.0))
    invested = float(rows["funding_plan.total_investment"].sum())
    paid_in = float(rows["financial_plan_cash_flow.equity_contributed"].sum())
    return {
        "roi_frac": _over(mean("profit_and_distribution.ebit"), invested),
        "roe_frac": _over(mean("profit_and_distribution.net_profit"), paid_in),
        "bep_utilisation_frac": _over(fixed, revenue - variable - taxes),
        "bep_price_yuan_per_mwh": _over(fixed + variable, kept),
    }


def _discounted(evidence: Evidence, project: str, rows: Mapping[str, FloatArray]) -> dict[str, float | None]:
    """Return the ratios of present values: benefit over cost, and cost per MWh where everything stores."""
    rate, first = hurdles_of(evidence, project)["project_pre_tax"], first_t(evidence, project)
    inflow, net = _inflow_with_vat(rows), rows[FLOW["project_pre_tax"]]
    support = rows["project_cash_flow.subsidy_income"] + rows["project_cash_flow.capital_grants"]
    cost = rows["revenue_and_taxes.revenue_ex_vat"] + support - net
    stores = all(evidence.assets[name]["kind"] == "battery" for name in evidence.assets_of(project))
    sent = sent_mwh(evidence, project)
    found = {"benefit_cost_ratio": _over(npv(inflow, rate, first), npv(inflow - net, rate, first))}
    if not set(unknown_stores(evidence)) & set(evidence.assets_of(project)):
        found["lcos_yuan_per_mwh"] = _over(npv(cost, rate, first), npv(sent, rate, first)) if stores else None
    return found


def _inflow_with_vat(rows: Mapping[str, FloatArray]) -> FloatArray:
    """Return the inflow with VAT inside it, also where the statement shows VAT net."""
    inflow, recovered = rows["project_cash_flow.cash_inflow"], rows.get("project_cash_flow.input_vat_recovered")
    return inflow if recovered is None else inflow - recovered + rows["revenue_and_taxes.output_vat"]


def _over(amount: float, base: float) -> float | None:
    return amount / base if base > abs(amount) * _NO_BASE else None


def apart(said: Any, expected: float | None) -> float:
    """Return how far a number is from what it should be, relative; none against one is as far as it gets."""
    if said is None or expected is None:
        return 0.0 if said is None and expected is None else float("inf")
    return abs(float(said) - expected) / max(1.0, abs(expected))
