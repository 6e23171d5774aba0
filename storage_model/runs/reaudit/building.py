"""What is built, from the inputs: amounts by category, VAT, assets and their depreciation, interest while building."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.runs.reaudit.accounts import ACCOUNTS, scale_of
from storage_model.runs.reaudit.evidence import Evidence, Law, items, listed
from storage_model.runs.reaudit.scope import moved

_CATEGORY_ROWS = {
    "equipment": "equipment_cost",
    "civil": "civil_works_cost",
    "other": "other_construction_cost",
    "land": "land_cost",
    "contingency": "contingency",
}
_CLASSES = ("fixed", "intangible", "other")


def building_laws(evidence: Evidence, project: str) -> Iterator[Law]:
    """Yield the laws of one project's construction."""
    rows, terms = evidence.rows(project), evidence.projects[project]
    scale = scale_of(rows)
    start = evidence.period_of(terms["first_operating_year"]) - terms["construction_years"]

    def law(key: str, apart: FloatArray) -> Law:
        return Law(name=f"{project}.{key}", deviation=float(np.max(np.abs(apart))) / scale, tolerance=ACCOUNTS)

    table = _investment(terms, start, len(evidence.statements.years))
    for category, row in _CATEGORY_ROWS.items():
        expected = sum((line["yuan"] for line in table if line["category"] == category), np.zeros(1))
        yield law(f"{row}.follows_from_inputs", rows[f"investment_estimate.{row}"] - expected)
    vat = sum((line["vat"] for line in table), np.zeros(1))
    yield law("deductible_input_vat", rows["investment_estimate.deductible_input_vat"] - vat)
    for name in _CLASSES:
        formed = sum((line["yuan"] - line["vat"] for line in table if line["asset_class"] == name), np.zeros(1))
        yield law(f"{name}_assets_formed", rows[f"investment_estimate.{name}_assets_formed"] - formed)
    yield from _depreciation(evidence, project, table, law)
    yield from _interest(evidence, project, start, law)


def _investment(terms: Mapping[str, Any], start: int, periods: int) -> list[dict[str, Any]]:
    """Return every row of the investment with its amount and VAT by period, contingency as one more."""
    years = terms["construction_years"]
    phases = np.array(listed(terms, "phasing_frac") or [1.0 / years] * years)
    found = []
    for item in terms["investment"].values():
        yuan = np.zeros(periods)
        yuan[start : start + years] = item["amount_yuan"] * phases
        found.append({**item, "yuan": yuan, "vat": yuan * item["vat_frac"] / (1.0 + item["vat_frac"])})
    extra = items(terms, "contingency")
    if extra:
        planned = sum(item["amount_yuan"] for item in terms["investment"].values())
        rise = (1.0 + extra["price_rise_frac_per_year"]) ** (np.arange(years) + 0.5)
        yuan = np.zeros(periods)
        yuan[start : start + years] = planned * phases * ((1.0 + extra["basic_frac"]) * rise - 1.0)
        of_it = {"category": "contingency", "asset_class": "fixed", "method": "straight_line", "recovered_at_end": True}
        found.append({**extra, **of_it, "yuan": yuan, "vat": 0.0 * yuan})
    return found


def _depreciation(evidence: Evidence, project: str, table: list[dict[str, Any]], law: Any) -> Iterator[Law]:
    """Yield depreciation with and without the interest while building, and amortisation, of what is built at first.

    What policies and later purchases move is left to the law that nothing is left at the end.
    """
    terms, rows = evidence.projects[project], evidence.rows(project)
    if "write-offs" in moved(evidence, project):
        return
    start = evidence.period_of(terms["first_operating_year"])
    charges = {
        name: sum((_charge(line, start, terms["operating_years"]) for line in table if line["asset_class"] == name),
                  np.zeros(len(evidence.statements.years)))
        for name in _CLASSES
    }  # fmt: skip
    fixed = float(rows["investment_estimate.fixed_assets_formed"].sum())
    interest = float(rows["construction_interest.interest_during_construction"].sum())
    with_interest = charges["fixed"] * (1.0 + interest / fixed if fixed else 1.0)
    yield law("depreciation_before_interest", rows["write_offs.depreciation_before_interest"] - charges["fixed"])
    yield law("depreciation", rows["write_offs.depreciation"] - with_interest)
    yield law("intangible_amortisation", rows["write_offs.intangible_amortisation"] - charges["intangible"])
    yield law("other_amortisation", rows["write_offs.other_amortisation"] - charges["other"])


def _charge(line: Mapping[str, Any], start: int, operating_years: int) -> FloatArray:
    """Return the yearly charge on one row, from the first operating year; what is not recovered falls in the last."""
    value, found = float((line["yuan"] - line["vat"]).sum()), np.zeros(len(line["yuan"]))
    shares = _shares(line["method"], line["life_years"], line["residual_frac"])[:operating_years]
    found[start : start + len(shares)] = value * shares
    if not line["recovered_at_end"]:
        found[start + operating_years - 1] += value - value * shares.sum()
    return found


def _shares(method: str, life: int, residual: float) -> FloatArray:
    """Return the share of the value written off in each year of life."""
    if method == "sum_of_years":
        left = np.arange(life, 0, -1.0)
        shares: FloatArray = left / left.sum() * (1.0 - residual)
        return shares
    if method == "double_declining" and life > 2:
        found, book = [], 1.0
        for _ in range(life - 2):
            found.append(min(2.0 * book / life, book - residual))
            book -= found[-1]
        return np.array([*found, (book - residual) / 2.0, (book - residual) / 2.0])
    return np.full(life, (1.0 - residual) / life)


def _interest(evidence: Evidence, project: str, start: int, law: Any) -> Iterator[Law]:
    """Yield what loans draw, and the interest that grows on it while the plant is built."""
    if "loans" in moved(evidence, project):
        return
    terms, rows = evidence.projects[project], evidence.rows(project)
    to_pay = rows["investment_estimate.construction_investment"] - rows["funding_plan.capital_grants"]
    drawn = np.zeros(len(to_pay))
    capitalised, by_owners = drawn.copy(), drawn.copy()
    for loan in items(terms, "loans").values():
        debt, half = 0.0, 0.5 if loan.get("drawn", "evenly") == "evenly" else 1.0
        grows = loan.get("interest_in_construction", "capitalised") == "capitalised"
        for year in range(terms["construction_years"]):
            period = start + year
            draws = loan["share_frac"] * max(0.0, float(to_pay[period]))
            interest = rate_of(loan, year) * (debt + half * draws)
            drawn[period] += draws
            (capitalised if grows else by_owners)[period] += interest
            debt += draws + (interest if grows else 0.0)
    yield law("long_term_loan_drawn", rows["construction_interest.long_term_loan_drawn"] - drawn)
    yield law("interest_capitalised", rows["construction_interest.interest_capitalised"] - capitalised)
    yield law("interest_paid_by_owners", rows["construction_interest.interest_paid_by_owners"] - by_owners)


def rate_of(loan: Mapping[str, Any], year: int) -> float:
    """Return the effective rate of a loan in a year counted from the first construction year."""
    by_year = listed(loan, "rates_by_year_frac")
    nominal = float(by_year[min(year, len(by_year) - 1)]) if by_year else float(loan["rate_frac"])
    times = loan.get("interest_periods_per_year", 1)
    return float((1.0 + nominal / times) ** times - 1.0)
