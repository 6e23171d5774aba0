"""The statements against themselves: every row that follows from others, and the laws of bookkeeping."""

from collections.abc import Iterator, Mapping

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.runs.reaudit.evidence import TOGETHER, Evidence, Law, items
from storage_model.runs.reaudit.scope import left_out
from storage_model.words.formulas.catalogue import formula_of
from storage_model.words.formulas.evaluate import recomputed
from storage_model.words.formulas.formula import Formula
from storage_model.words.label import Label

# Sums of sums over the years; rounding leaves far less than this share of the investment (0.01 yuan of 800 million).
ACCOUNTS = 1e-11
RATIOS = 1e-9
Rows = Mapping[str, FloatArray]

# What has to be equal, or zero, besides what the formulas say: law → signed rows, year by year.
EQUAL: dict[str, tuple[str, ...]] = {
    "balance_sheet_balances": ("+balance_sheet.total_assets", "-balance_sheet.total_liabilities_and_equity"),
    "funding_equals_uses": ("+funding_plan.total_funding", "-funding_plan.total_investment"),
    "profit_is_ebit_less_interest": (
        "+profit_and_distribution.ebit",
        "-total_cost.interest_expense",
        "-profit_and_distribution.profit_before_tax",
    ),
    "formed_assets_are_the_investment": (
        "+investment_estimate.fixed_assets_formed",
        "+investment_estimate.intangible_assets_formed",
        "+investment_estimate.other_assets_formed",
        "+investment_estimate.deductible_input_vat",
        "-investment_estimate.construction_investment",
    ),
    "equity_flow_is_project_flow_less_debt": (
        "+project_cash_flow.net_cash_flow_pre_tax",
        "-project_cash_flow.recovered_fixed_assets",
        "+equity_cash_flow.recovered_fixed_assets",
        "-profit_and_distribution.income_tax",
        "-project_cash_flow.capital_grants",
        "+project_cash_flow.construction_investment",
        "+project_cash_flow.working_capital_increase",
        "+debt_service.short_term_loan_drawn",
        "-equity_cash_flow.principal_repaid",
        "-equity_cash_flow.interest_paid",
        "-funding_plan.project_equity",
        "-equity_cash_flow.net_cash_flow_after_tax",
    ),
}
# Rows that are never below zero.
NOT_NEGATIVE = (
    "revenue_and_taxes.closing_vat_credit",
    "revenue_and_taxes.vat_payable",
    "profit_and_distribution.income_tax",
    "profit_and_distribution.taxable_profit",
    "profit_and_distribution.dividends",
    "project_cash_flow.adjusted_income_tax",
    "debt_service.closing_long_term_loan",
    "financial_plan_cash_flow.cumulative_cash",
    "write_offs.depreciation",
)
# Rows that have to be zero when the project is over.
ZERO_AT_END = (
    "debt_service.closing_long_term_loan",
    "debt_service.closing_working_capital_loan",
    "debt_service.closing_short_term_loan",
    "balance_sheet.fixed_assets",
    "balance_sheet.intangible_and_other_assets",
    "balance_sheet.construction_in_progress",
    "balance_sheet.working_capital_assets",
)


def scale_of(rows: Rows) -> float:
    """Return the money a project is measured by: its construction investment."""
    return max(1.0, float(np.abs(rows["investment_estimate.construction_investment"]).sum()))


def account_laws(evidence: Evidence, project: str) -> Iterator[Law]:
    """Yield the laws of one project's statements, or of all together."""
    rows = evidence.rows(project)
    scale = scale_of(rows)
    yield from _formulas(evidence, project, rows, scale)
    for name, terms in EQUAL.items():
        apart = sum((rows[term[1:]] * (-1.0 if term[0] == "-" else 1.0) for term in terms), np.zeros(1))
        yield _law(f"{project}.{name}", apart, scale)
    low = {row: -min(0.0, float(rows[row].min())) for row in NOT_NEGATIVE}
    worst = max(low, key=lambda row: low[row])
    yield Law(name=f"{project}.rows_never_negative", deviation=low[worst] / scale, tolerance=ACCOUNTS, detail=worst)
    left = {row: abs(float(rows[row][-1])) for row in ZERO_AT_END}
    worst = max(left, key=lambda row: left[row])
    far = left[worst] / scale
    yield Law(name=f"{project}.nothing_left_at_the_end", deviation=far, tolerance=ACCOUNTS, detail=worst)


def _formulas(evidence: Evidence, project: str, rows: Rows, scale: float) -> Iterator[Law]:
    """Yield one law a statement: its rows are what their formulas say, the worst one named."""
    for statement in evidence.statements.keys_of(project):
        worst, detail = 0.0, ""
        for row, values in evidence.statements.of(project, statement).items():
            formula = _formula(rows, f"{statement}.{row}")
            expected = None if formula is None else recomputed(formula, rows)
            if formula is None or expected is None:
                continue
            far = _ratio_apart(values, expected) if formula.kind == "ratio" else _apart(values - expected) / scale
            if not far <= worst:
                worst, detail = far, row
        yield Law(name=f"{project}.{statement}.rows_follow", deviation=worst, tolerance=ACCOUNTS, detail=detail)


def _formula(rows: Rows, key: str) -> Formula | None:
    """Return how a row follows from others; None of a row that nobody here described."""
    statement, _, row = key.partition(".")
    try:
        return formula_of(statement, row, vat_in_lines="project_cash_flow.vat_payable" in rows)
    except LookupError:
        return None


def not_covered(evidence: Evidence) -> Iterator[Label]:
    """Yield the rows that no formula is known for, each once."""
    found = (evidence.rows(name) for name in (*evidence.projects, TOGETHER))
    unknown = dict.fromkeys(key for rows in found for key in rows if _formula(rows, key) is None)
    yield from (left_out(key, "verify 不认识此行", "verify does not know this row") for key in unknown)


def _ratio_apart(values: FloatArray, expected: FloatArray) -> float:
    """Return how far ratios are from theirs, as a share of the tolerance of money; without a base there is no value."""
    both = np.isfinite(values) & np.isfinite(expected)
    far = np.abs(values - expected)[both] / np.maximum(1.0, np.abs(expected[both]))
    return float(np.max(far, initial=0.0)) * ACCOUNTS / RATIOS


def together_laws(evidence: Evidence) -> Iterator[Law]:
    """Yield whether every row of all together is the sum of the projects' rows, ratios left out."""
    whole, skipped = evidence.rows(TOGETHER), _read_otherwise(evidence)
    apart = [evidence.rows(name) for name in evidence.projects]
    worst, detail = 0.0, ""
    for row, values in whole.items():
        formula = _formula(whole, row)
        if formula is None or formula.kind == "ratio" or row.partition(".")[0] in skipped:
            continue
        added = sum((rows[row] for rows in apart if row in rows), np.zeros(len(values)))
        far = _apart(values - added)
        if not far <= worst:
            worst, detail = far, row
    deviation = worst / scale_of(whole)
    yield Law(name="together.is_the_sum_of_the_projects", deviation=deviation, tolerance=ACCOUNTS, detail=detail)


def _read_otherwise(evidence: Evidence) -> tuple[str, ...]:
    """Return the statements that projects of different conventions show differently; all together follow the first."""
    options = [items(terms, "options") for terms in evidence.projects.values()]
    same = all(one == options[0] for one in options)
    return () if same else ("project_cash_flow", "equity_cash_flow")


def _apart(values: FloatArray) -> float:
    return float(np.max(np.abs(values), initial=0.0))


def _law(name: str, apart: FloatArray, scale: float) -> Law:
    return Law(name=name, deviation=_apart(apart) / scale, tolerance=ACCOUNTS)
