"""Indicators from the statements: present values, rates, paybacks, coverage; and the summary against all of them."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.runs.reaudit.accounts import scale_of
from storage_model.runs.reaudit.evidence import TOGETHER, Evidence, Law, items

SHARE = 1e-9
# Share of the largest flow below which one is rounding left of amounts that cancel.
_DUST = 1e-12
FLOW = {
    "project_pre_tax": "project_cash_flow.net_cash_flow_pre_tax",
    "project_after_tax": "project_cash_flow.net_cash_flow_after_tax",
    "equity": "equity_cash_flow.net_cash_flow_after_tax",
}
_AMOUNTS = {
    "total_investment_yuan": "funding_plan.total_investment",
    "static_investment_yuan": "investment_estimate.construction_investment",
    "interest_during_construction_yuan": "construction_interest.interest_during_construction",
    "working_capital_yuan": "working_capital_estimate.working_capital_increase",
}
_GRID = np.concatenate([np.linspace(-0.9, 1.0, 400), np.geomspace(1.01, 100.0, 100)])


def return_laws(evidence: Evidence, project: str) -> Iterator[Law]:
    """Yield the laws of what the summary says about one project, or all together."""
    rows, said = evidence.rows(project), evidence.numbers(project)

    def law(key: str, far: float, tolerance: float = SHARE) -> Law:
        return Law(name=f"{project}.{key}", deviation=far, tolerance=tolerance)

    scale = scale_of(rows)
    for key, row in _AMOUNTS.items():
        yield law(key, abs(said[key] - float(rows[row].sum())) / scale)
    first, hurdles = first_t(evidence, project), hurdles_of(evidence, project)
    yield law("hurdle_frac", abs(said["hurdle_frac"] - hurdles["project_after_tax"]))
    for kind, row in FLOW.items():
        value = npv(rows[row], hurdles[kind], first)
        yield law(f"npv_{kind}_yuan", abs(said[f"npv_{kind}_yuan"] - value) / scale)
        yield law(f"irr_{kind}_frac", _npv_at_rate(rows[row], said, f"irr_{kind}_frac") / scale)
    after_tax = rows[FLOW["project_after_tax"]][evidence.own_years(project)]
    discounted = after_tax * (1.0 + hurdles["project_after_tax"]) ** -np.arange(len(after_tax))
    yield law("payback_static_years", payback_apart(after_tax, said, "payback_static_years"))
    yield law("payback_discounted_years", payback_apart(discounted, said, "payback_discounted_years"))
    for key, row, pick in (
        ("dscr_min", "debt_service.dscr", np.nanmin),
        ("icr_min", "debt_service.icr", np.nanmin),
        ("liability_ratio_max_frac", "balance_sheet.liability_ratio", np.nanmax),
    ):
        yield law(key, _extreme_apart(rows[row], said, key, pick))
    yield law("verdict", 0.0 if said["verdict"] == verdict_of(said) else 1.0, 0.0)


def npv(flows: FloatArray, rate: float, first_t: float) -> float:
    """Return the present value of yearly flows [yuan]; the first one stands at `first_t`."""
    return float((flows * (1.0 + rate) ** -(first_t + np.arange(len(flows)))).sum())


def hurdles_of(evidence: Evidence, project: str) -> dict[str, float]:
    """Return the returns asked of a project; of all together, their mean weighted by construction investment."""
    names = list(evidence.projects) if project == TOGETHER else [project]
    weights = np.array([evidence.rows(name)["investment_estimate.construction_investment"].sum() for name in names])
    weights = weights if weights.sum() > 0 else np.ones(len(names))
    asked = [evidence.projects[name]["hurdle"] for name in names]
    return {kind: float(np.average([hurdle[f"{kind}_frac"] for hurdle in asked], weights=weights)) for kind in FLOW}


def verdict_of(said: Mapping[str, Any]) -> str:
    """Return the verdict that a return and a hurdle make."""
    rate = said["irr_project_after_tax_frac"]
    if rate is None:
        return "no_return"
    return "pays" if rate >= said["hurdle_frac"] else "does_not_pay"


def first_t(evidence: Evidence, project: str) -> float:
    """Return the exponent of the first construction year's discount factor."""
    name = next(iter(evidence.projects)) if project == TOGETHER else project
    options = items(evidence.projects[name], "options")
    first = 0.0 if options.get("first_construction_year") == "undiscounted" else 1.0
    return first - (0.5 if options.get("within_year") == "mid_year" else 0.0)


def _npv_at_rate(flows: FloatArray, said: Mapping[str, Any], key: str) -> float:
    """Return the present value at a rate of return; without a rate, whether the flows indeed have none that counts."""
    rate, state = said[key], said[f"{key}_state"]
    flows = np.where(np.abs(flows) <= _DUST * np.abs(flows).max(initial=0.0), 0.0, flows)
    if rate is not None:
        # Weighed by the largest discounted flow, so that a rate below zero is not held against its own growth.
        factors = (1.0 + rate) ** -np.arange(len(flows), dtype=np.float64)
        return abs(float((flows * factors).sum())) / max(1.0, float(factors.max()))
    values = np.array([npv(flows, float(at), 0.0) for at in _GRID])
    crossings = int((np.diff(np.sign(values)) != 0).sum())
    first = flows[np.flatnonzero(flows)[:1]]
    one_sided = {"all_negative": bool((flows <= 0).all()), "all_positive": bool((flows >= 0).all())}
    holds = {
        "none": crossings == 0,
        "no_flows": not flows.any(),
        "borrowing": bool((first > 0).all()),
        "multiple": crossings != 1,
        **one_sided,
    }
    return 0.0 if holds.get(state, False) else float("inf")


def payback_apart(flows: FloatArray, said: Mapping[str, Any], key: str) -> float:
    """Return how far a payback is from the first year the running sum comes back to zero, as a share of a year."""
    years, state = said[key], said[f"{key}_state"]
    running = np.cumsum(flows)
    running = np.where(np.abs(running) <= _DUST * np.abs(flows).max(), 0.0, running)
    if state == "beyond_life":
        return 0.0 if years is None and running[-1] < 0 else float("inf")
    if state == "no_investment":
        return 0.0 if years is None and (running >= 0).all() else float("inf")
    before = np.insert(running, 0, 0.0)[:-1]
    back = np.flatnonzero((before < 0) & (running >= 0))
    if years is None or not len(back):
        return float("inf")
    return abs(float(years) - float(back[0] - before[back[0]] / flows[back[0]]))


def _extreme_apart(values: FloatArray, said: Mapping[str, Any], key: str, pick: Any) -> float:
    if np.isnan(values).all():
        return 0.0 if said[key] is None else float("inf")
    if said[key] is None:
        return float("inf")
    expected = float(pick(values))
    return float(abs(said[key] - expected) / max(1.0, abs(expected)))
