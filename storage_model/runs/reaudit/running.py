"""What a project owes year by year, from its inputs: interest, repayment, VAT, surcharges, income tax."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.runs.reaudit.accounts import ACCOUNTS, scale_of
from storage_model.runs.reaudit.building import rate_of
from storage_model.runs.reaudit.evidence import Evidence, Law, items, listed
from storage_model.runs.reaudit.scope import moved
from storage_model.runs.reaudit.ties import rated_kw_of, refunded_share

SCHEDULED = ("equal_payment", "equal_principal", "bullet")


def running_laws(evidence: Evidence, project: str) -> Iterator[Law]:
    """Yield the laws of one project's operating years."""
    rows, terms = evidence.rows(project), evidence.projects[project]
    scale = scale_of(rows)

    def law(key: str, apart: FloatArray) -> Law:
        return Law(name=f"{project}.{key}", deviation=float(np.max(np.abs(apart))) / scale, tolerance=ACCOUNTS)

    elsewhere = moved(evidence, project)
    if "loans" not in elsewhere:
        yield from _loans(evidence, project, law)
    refunded = None if "VAT refunds" in elsewhere else refunded_share(evidence, project)
    yield from _vat(rows, terms["tax"], law, refunded)
    if "income tax" not in elsewhere:
        yield from _taxes(evidence, project, law)
    yield from _working_capital(evidence, project, law)
    yield from _shared(rows, law)


def _loans(evidence: Evidence, project: str, law: Any) -> Iterator[Law]:
    """Yield interest and principal of each long-term loan that has a schedule, and interest of the short-term one."""
    rows, terms = evidence.rows(project), evidence.projects[project]
    loans = list(items(terms, "loans").values())
    for number, loan in enumerate(loans, 1):
        own = "long_term" if len(loans) == 1 else f"loan_{number}"
        closing = rows[f"debt_service.closing_{own}" + ("_loan" if len(loans) == 1 else "")]
        opening = np.insert(closing, 0, 0.0)[:-1]
        interest, principal = _scheduled(evidence, terms, loan, opening)
        yield law(f"{own}_interest", rows[f"debt_service.{own}_interest"] - interest)
        if loan["method"] in SCHEDULED:
            yield law(f"{own}_principal", rows[f"debt_service.{own}_principal"] - principal)
    short = items(terms, "short_term_loan")
    before = np.insert(rows["debt_service.closing_short_term_loan"], 0, 0.0)[:-1]
    yield law("short_term_interest", rows["debt_service.short_term_interest"] - before * short.get("rate_frac", 0.0))


def _scheduled(
    evidence: Evidence, terms: Mapping[str, Any], loan: Mapping[str, Any], opening: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return interest and principal of a loan by period, from what stood at each year's start."""
    start = evidence.period_of(terms["first_operating_year"])
    first = start - terms["construction_years"]
    interest, principal = np.zeros(len(opening)), np.zeros(len(opening))
    for year in range(terms["operating_years"]):
        balance, rate = float(opening[start + year]), rate_of(loan, start + year - first)
        interest[start + year] = balance * rate
        principal[start + year] = _principal(loan, terms, year + 1, balance, rate)
    return interest, principal


def _principal(loan: Mapping[str, Any], terms: Mapping[str, Any], year: int, balance: float, rate: float) -> float:
    """Return what falls due in an operating year by the loan's own schedule."""
    last = min(loan["years"], terms["operating_years"])
    if year == last:
        return balance
    if year > last or year <= loan.get("grace_years", 0) or loan["method"] == "bullet":
        return 0.0
    left = loan["years"] - year + 1
    if loan["method"] == "equal_principal" or rate == 0.0:
        return float(balance / left)
    return float(balance * rate / ((1.0 + rate) ** left - 1.0))


def _vat(
    rows: Mapping[str, FloatArray], tax: Mapping[str, Any], law: Any, refunded_share: FloatArray | None
) -> Iterator[Law]:
    """Yield VAT paid, the surcharges on it, and what is refunded of it unless something else moves that."""
    of = {key.partition(".")[2]: values for key, values in rows.items() if key.startswith("revenue_and_taxes.")}
    due = of["output_vat"] - of["input_vat"] - of["deductible_input_vat"] - of["opening_vat_credit"]
    yield law("vat_payable", of["vat_payable"] - np.maximum(due, 0.0))
    surcharged = bears_surcharges(of["vat_payable"], of["vat_credit_refunded"])
    yield law("surcharges", of["surcharges"] - surcharged * tax["surtax_frac"])
    if refunded_share is None:
        return
    if tax.get("vat_credit", "carried") == "carried":
        yield law("vat_credit_refunded", of["vat_credit_refunded"])
    levied = of["vat_payable"] * tax["vat_refund_on_levy_frac"] * refunded_share
    yield law("vat_refunded_on_levy", of["vat_refunded_on_levy"] - levied)


def bears_surcharges(paid: FloatArray, refunded: FloatArray) -> FloatArray:
    """Return what of the VAT paid bears surcharges: the credit refunded in earlier years comes off first."""
    bears, left = np.zeros(len(paid)), 0.0
    for year, due in enumerate(paid):
        bears[year] = max(0.0, float(due) - left)
        left += float(refunded[year]) - (float(due) - bears[year])
    return bears


def _taxes(evidence: Evidence, project: str, law: Any) -> Iterator[Law]:
    """Yield taxable profit, losses made up, income tax, and the income tax a project without loans would pay."""
    rows, terms = evidence.rows(project), evidence.projects[project]
    start = evidence.period_of(terms["first_operating_year"])
    years = slice(start, start + terms["operating_years"])
    profit = rows["profit_and_distribution.profit_before_tax"] - rows["profit_and_distribution.untaxed_income"]
    taxable, used, tax = income_tax(terms["tax"], profit[years])
    for key, expected in (("taxable_profit", taxable), ("losses_made_up", used), ("income_tax", tax)):
        yield law(key, rows[f"profit_and_distribution.{key}"][years] - expected)
    strict = items(terms, "options").get("pre_financing_values", "without_construction_interest")
    before = rows["profit_and_distribution.ebit"] - rows["profit_and_distribution.untaxed_income"]
    if strict == "without_construction_interest":
        before = before + rows["write_offs.depreciation"] - rows["write_offs.depreciation_before_interest"]
    adjusted = income_tax(terms["tax"], before[years])[2]
    yield law("adjusted_income_tax", rows["project_cash_flow.adjusted_income_tax"][years] - adjusted)


def income_tax(terms: Mapping[str, Any], profit: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return taxable profit, losses made up and income tax by operating year; the oldest losses go first and expire."""
    holiday, lasts = terms["holiday"], terms["loss_carry_forward_years"]
    rates = listed(terms, "income_tax_by_year_frac") or [terms["income_tax_frac"]]
    losses: list[list[float]] = []  # year, what is left of its loss
    taxable, used, tax = np.zeros(len(profit)), np.zeros(len(profit)), np.zeros(len(profit))
    in_profit = 0
    for year, gain in enumerate(profit):
        losses = [loss for loss in losses if year - loss[0] <= lasts]
        for loss in losses:
            taken = min(loss[1], max(0.0, float(gain)) - used[year])
            loss[1] -= taken
            used[year] += taken
        if gain < 0:
            losses.append([year, -float(gain)])
        taxable[year] = max(0.0, float(gain)) - used[year]
        in_profit += 1 if in_profit or taxable[year] > 0 else 0
        passed = year if holiday.get("counted_from", "operation") == "operation" else in_profit - 1
        exempt, half = holiday["exempt_years"], holiday["half_years"]
        due = 0.0 if passed < exempt else 0.5 if passed < exempt + half else 1.0
        tax[year] = taxable[year] * rates[min(year, len(rates) - 1)] * due
    return taxable, used, tax


def _working_capital(evidence: Evidence, project: str, law: Any) -> Iterator[Law]:
    """Yield what running the project ties up, whose money it is, and the interest on the lent part."""
    rows, terms = evidence.rows(project), evidence.projects[project]
    of, own = "working_capital_estimate", terms["working_capital"]
    start = evidence.period_of(terms["first_operating_year"])
    running = np.zeros(len(evidence.statements.years))
    running[start : start + terms["operating_years"]] = 1.0
    rated_kw = rated_kw_of(evidence, project)
    lump = own.get("yuan", 0.0) + own["yuan_per_kw"] * rated_kw
    yield law("closing_lump_sum", rows[f"{of}.closing_lump_sum"] - lump * running)
    increase = rows[f"{of}.working_capital_increase"] * running
    yield law("equity_for_working_capital", rows[f"{of}.equity_for_working_capital"] - increase * own["own_share_frac"])
    lent = np.cumsum(rows[f"{of}.working_capital_loan_drawn"])
    interest = rows["debt_service.working_capital_interest"] - lent * own["rate_frac"] * running
    yield law("working_capital_interest", interest * running)
    turnover = items(own, "turnover")
    bought = rows["total_cost.materials_cost"] + rows["total_cost.fuel_and_power_cost"]
    kept = rows["total_cost.staff_cost"] + rows["total_cost.other_cost"]
    of_days = {
        "closing_receivables": rows["total_cost.operating_cost_ex_vat"] * turnover.get("receivable_days", 0.0),
        "closing_stocks": bought * turnover.get("stock_days", 0.0),
        "closing_cash_on_hand": kept * turnover.get("cash_days", 0.0),
        "closing_payables": bought * turnover.get("payable_days", 0.0),
    }
    for key, yuan_days in of_days.items():
        yield law(key, rows[f"{of}.{key}"] - yuan_days / 360.0)


def _shared(rows: Mapping[str, FloatArray], law: Any) -> Iterator[Law]:
    """Yield that investors together pay and get what the company takes and gives."""
    sums = {
        "investor_capital": rows["financial_plan_cash_flow.equity_contributed"],
        "investor_dividends": rows["profit_and_distribution.dividends"],
    }
    for key, whole in sums.items():
        parts = [values for name, values in rows.items() if name.endswith(f"_cash_flow.{key}")]
        yield law(f"{key}_of_all", np.sum(parts, axis=0) - whole)
