"""The tables of single figures: indicators once more, sums over the life, coefficients of the sensitivity."""

from collections.abc import Iterator

from storage_model.runs.reaudit.accounts import scale_of
from storage_model.runs.reaudit.evidence import TOGETHER, Evidence, Law
from storage_model.runs.reaudit.ratios import SHARE, apart, start_of
from storage_model.runs.reaudit.ties import sent_mwh

# Figure → the row of which it is the sum over all years.
_SUMS = {
    "equity_planned_yuan": "funding_plan.project_equity",
    "revenue_all_years_yuan": "revenue_and_taxes.revenue_ex_vat",
    "other_income_all_years_yuan": "profit_and_distribution.other_income",
    "operating_cost_all_years_yuan": "total_cost.operating_cost_ex_vat",
    "total_cost_all_years_yuan": "total_cost.total_cost",
    "taxes_and_surcharges_all_years_yuan": "revenue_and_taxes.taxes_and_surcharges",
    "vat_paid_all_years_yuan": "revenue_and_taxes.vat_payable",
    "profit_all_years_yuan": "profit_and_distribution.profit_before_tax",
    "income_tax_all_years_yuan": "profit_and_distribution.income_tax",
    "net_profit_all_years_yuan": "profit_and_distribution.net_profit",
}


def figure_laws(evidence: Evidence) -> Iterator[Law]:
    """Yield how far single figures are from the summary, from the rows they sum up, and from each other."""
    yield _as_in_the_summary(evidence)
    for name in (*evidence.projects, TOGETHER):
        yield _sums(evidence, name)
    yield _coefficients(evidence)


def _as_in_the_summary(evidence: Evidence) -> Law:
    worst, detail = 0.0, ""
    for figure in evidence.statements.figures:
        said = evidence.numbers(figure.project)
        if figure.factor is None and figure.row in said:
            same = figure.state == said[f"{figure.row}_state"]
            far = apart(figure.value, said[figure.row]) if same else float("inf")
            worst, detail = (worst, detail) if far <= worst else (far, f"{figure.project} {figure.row}")
    return Law(name="indicator_summary_is_the_summary", deviation=worst, tolerance=SHARE, detail=detail)


def _sums(evidence: Evidence, project: str) -> Law:
    """Return how far sums over the life are from their rows, and the mean year's energy from what is sold."""
    rows, scale = evidence.rows(project), scale_of(evidence.rows(project))
    said = {one.row: one.value for one in evidence.statements.figures if one.project == project and one.factor is None}
    equity, invested = (float(rows[f"funding_plan.{row}"].sum()) for row in ("project_equity", "total_investment"))
    building = [f"funding_plan.{row}" for row in ("long_term_loan_drawn", "interest_capitalised")]
    running = slice(start_of(evidence, project), evidence.own_years(project).stop)
    sold_mwh = float(sent_mwh(evidence, project)[running].mean())
    far = {
        **{key: _apart(said, key, float(rows[row].sum())) / scale for key, row in _SUMS.items()},
        "long_term_debt_yuan": _apart(said, "long_term_debt_yuan", sum(float(rows[row].sum()) for row in building))
        / scale,
        "equity_share_frac": apart(said.get("equity_share_frac"), equity / invested if invested > 0 else None),
        "sold_mean_year_mwh": _apart(said, "sold_mean_year_mwh", sold_mwh) / max(1.0, sold_mwh),
    }
    worst = max(far, key=lambda key: far[key])
    return Law(name=f"{project}.sums_over_the_life", deviation=far[worst], tolerance=SHARE, detail=worst)


def _apart(said: dict[str, float | None], key: str, expected: float) -> float:
    value = said.get(key)
    return float("inf") if value is None else abs(value - expected)


def _coefficients(evidence: Evidence) -> Law:
    figures = evidence.statements.figures
    base = {(one.project, one.row): one.value for one in figures if one.factor is None}
    at = {(one.project, one.row, one.factor, one.change_frac): one.value for one in figures if one.factor is not None}
    worst, detail = 0.0, ""
    for (project, row, factor, change), value in at.items():
        share = at.get((project, f"coefficient_of_{row}", factor, change))
        whole = base.get((project, row))
        if share is not None and value is not None and whole and change:
            far = apart(share, (value - whole) / whole / change)
            worst, detail = (worst, detail) if far <= worst else (far, f"{project} {row} {factor} {change:g}")
    return Law(name="coefficients_of_the_sensitivity", deviation=worst, tolerance=1e-6, detail=detail)
