"""Where tables meet: settled money in the statements, first-year money in the summary, costs and VAT by stream."""

from collections.abc import Iterator

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.runs.reaudit.accounts import ACCOUNTS, scale_of
from storage_model.runs.reaudit.evidence import TOGETHER, Evidence, Law, StreamRow, items, listed, rated_mw
from storage_model.runs.reaudit.scope import VARIABLE_COST, first_year_share, moved
from storage_model.runs.reaudit.yearly import KW_PER_MW
from storage_model.runs.reaudit.years import yearly_yuan

SHARE = 1e-9
CATEGORY_ROWS = {
    "materials": "materials_cost",
    "fuel_and_power": "fuel_and_power_cost",
    "staff": "staff_cost",
    "repairs": "repair_cost",
    "other": "other_cost",
}
# Costs of policies that are the same whatever energy is metered.
_STANDING = ("demand_charge", "demand_charge_relief", "conduct_penalties")


def tie_laws(evidence: Evidence, project: str) -> Iterator[Law]:
    """Yield how one project's statements tie to the money settled year by year and to the inputs of its costs."""
    rows = evidence.rows(project)
    scale = scale_of(rows)
    streams = streams_of(evidence, project)

    def law(key: str, apart: FloatArray) -> Law:
        return Law(name=f"{project}.{key}", deviation=float(np.max(np.abs(apart))) / scale, tolerance=ACCOUNTS)

    revenue: dict[str, FloatArray] = {}
    for row in streams:
        if row.side == "revenue":
            revenue[row.key] = revenue.get(row.key, np.zeros(1)) + in_periods(evidence, project, row)
    for key, values in revenue.items():
        yield law(f"{key}.revenue_is_settled", rows[f"revenue_and_taxes.revenue_{key}"] - values)
    yield law("output_vat", rows["revenue_and_taxes.output_vat"] - _vat(evidence, project, "revenue"))
    yearly = list(yearly_costs(evidence, project))
    vat = _vat(evidence, project, "cost") + sum((part for *_, part in yearly), np.zeros(1))
    yield law("input_vat_of_operation", rows["financial_plan_cash_flow.running_input_vat"] - vat)
    for category, name in CATEGORY_ROWS.items():
        metered = (ex_vat(evidence, project, one) for one in streams if one.category == category)
        planned = (yuan for _, kind, yuan, _ in yearly if kind == category)
        expected = sum((*metered, *planned), np.zeros(1))
        yield law(f"{name}.follows_from_streams_and_inputs", rows[f"total_cost.{name}"] - expected)
    later = rows["project_cash_flow.sustaining_investment"] + rows["project_cash_flow.decommissioning_cost"]
    yield law("later_investment", later - _bought(evidence, project) - _planned_later(evidence, project))
    if VARIABLE_COST in moved(evidence, project):
        return
    moving = [one for one in streams if one.side == "cost" and one.key not in _STANDING]
    variable = sum((ex_vat(evidence, project, one) for one in moving), np.zeros(1))
    yield law("variable_cost", rows["total_cost.variable_cost"] - variable - _by_energy(evidence, project))


def _bought(evidence: Evidence, project: str) -> FloatArray:
    """Return by period what the assets of a project buy while they operate, less what old parts bring [yuan]."""
    found = np.zeros(len(evidence.statements.years))
    for year, *yuan in zip(
        evidence.annual["calendar_year"],
        *(evidence.annual[f"{name}_purchases_yuan"] for name in evidence.assets_of(project)),
        strict=True,
    ):
        if (period := evidence.period_of(int(year))) < len(found):
            found[period] += sum(yuan)
    return found


def _planned_later(evidence: Evidence, project: str) -> FloatArray:
    """Return by period what the inputs plan to spend after construction: sustaining investment, taking down [yuan]."""
    terms, found = evidence.projects[project], np.zeros(len(evidence.statements.years))
    before = evidence.period_of(terms["first_operating_year"]) - 1
    for item in items(terms, "sustaining_investment").values():
        for year in listed(item, "operating_years"):
            found[before + int(year)] += item["amount_yuan"]
    if down := items(terms, "decommissioning"):
        found[before + terms["operating_years"]] += down["amount_yuan"] - down.get("scrap_yuan", 0.0)
    return found


def summary_laws(evidence: Evidence, project: str) -> Iterator[Law]:
    """Yield first-year money of the summary from the first year of annual.parquet."""
    said = evidence.numbers(project)
    owned = set(evidence.assets_of(project))
    for side in ("revenue", "cost"):
        by_key: dict[str, float] = {}
        for row in evidence.streams:
            if row.asset in owned and row.side == side and row.cash:
                by_key[row.key] = by_key.get(row.key, 0.0) + float(yearly_yuan(evidence, row)[0])
        found = said[f"{side}_by_stream_first_year_yuan"]
        keys = set(found) | set(by_key)
        far = max((abs(found.get(key, np.inf) - by_key.get(key, np.inf)) for key in keys), default=0.0)
        scale = max(1.0, abs(said[f"{side}_first_year_yuan"]))
        yield Law(name=f"{project}.{side}_by_stream_of_the_first_year", deviation=far / scale, tolerance=SHARE)
        apart = abs(said[f"{side}_first_year_yuan"] - sum(by_key.values())) / scale
        yield Law(name=f"{project}.{side}_of_the_first_year", deviation=apart, tolerance=SHARE)


def streams_of(evidence: Evidence, project: str) -> list[StreamRow]:
    """Return what is paid and received by a project's assets."""
    owned = set(evidence.assets_of(project))
    return [row for row in evidence.streams if row.asset in owned and row.cash]


def in_periods(evidence: Evidence, project: str, row: StreamRow) -> FloatArray:
    """Return a stream by period of the statements: only in the years the project operates."""
    found = np.zeros(len(evidence.statements.years))
    terms = evidence.projects[project]
    first, years = terms["first_operating_year"], terms["operating_years"]
    for year, yuan in zip(evidence.annual["calendar_year"], yearly_yuan(evidence, row), strict=True):
        if first <= year < first + years:
            found[evidence.period_of(int(year))] += yuan
    return found


def ex_vat(evidence: Evidence, project: str, row: StreamRow) -> FloatArray:
    """Return a cost stream by period as a positive amount without VAT."""
    found: FloatArray = -in_periods(evidence, project, row) / (1.0 + row.vat_frac)
    return found


def refunded_share(evidence: Evidence, project: str) -> FloatArray:
    """Return the share of a project's output VAT that lies in what the refund on levy is for, by period."""
    named, whole = listed(evidence.projects[project]["tax"], "vat_refund_streams"), _vat(evidence, project, "revenue")
    if not named:
        return np.ones_like(whole)
    of_named = _vat(evidence, project, "revenue", keys=named)
    return np.clip(np.divide(of_named, whole, out=np.zeros_like(whole), where=whole > 0), 0.0, 1.0)


def _vat(evidence: Evidence, project: str, side: str, keys: list[str] | None = None) -> FloatArray:
    """Return the VAT inside the streams of one side, by period, positive; of some kinds only where they are named."""
    sign = 1.0 if side == "revenue" else -1.0
    found = np.zeros(len(evidence.statements.years))
    for row in streams_of(evidence, project):
        if row.side == side and (keys is None or row.key in keys):
            found += sign * in_periods(evidence, project, row) * row.vat_frac / (1.0 + row.vat_frac)
    return found


def yearly_costs(evidence: Evidence, project: str) -> Iterator[tuple[str, str, FloatArray, FloatArray]]:
    """Yield name, category, amount without VAT and VAT by period of each part of each yearly cost."""
    terms = evidence.projects[project]
    years = terms["operating_years"]
    start = evidence.period_of(terms["first_operating_year"])
    invested = float(evidence.rows(project)["investment_estimate.construction_investment"].sum())
    rated_kw = rated_kw_of(evidence, project)
    out_mwh = sent_mwh(evidence, project)[start : start + years]
    for name, cost in items(terms, "operating_cost").items():
        growth = (1.0 + cost["escalation_frac_per_year"]) ** np.arange(years)
        counted = np.ones(years)
        counted[0] = first_year_share(terms)
        fixed = cost.get("yuan_per_year", 0.0) + cost.get("yuan_per_kw_year", 0.0) * rated_kw
        fixed += cost.get("share_of_investment_frac_per_year", 0.0) * invested
        planned = np.zeros(years)
        given = listed(cost, "yuan_by_year")[:years]
        planned[: len(given)] = given
        yuan = (fixed * counted + cost.get("yuan_per_mwh_out", 0.0) * out_mwh) * growth + planned
        vat = yuan * cost["vat_frac"] / (1.0 + cost["vat_frac"])
        yield name, cost["category"], _placed(evidence, start, yuan - vat), _placed(evidence, start, vat)
        staff = items(cost, "staff")
        if staff:
            pay = staff["count"] * staff["yuan_per_person_year"] * growth * counted
            yield name, "staff", _placed(evidence, start, pay), _placed(evidence, start, 0.0 * pay)


def _by_energy(evidence: Evidence, project: str) -> FloatArray:
    """Return the part of the yearly costs that is paid by the MWh, without VAT, by period."""
    terms, found = evidence.projects[project], np.zeros(len(evidence.statements.years))
    start = evidence.period_of(terms["first_operating_year"])
    out_mwh = sent_mwh(evidence, project)
    for cost in items(terms, "operating_cost").values():
        growth = (1.0 + cost["escalation_frac_per_year"]) ** np.arange(-start, len(found) - start)
        found += cost.get("yuan_per_mwh_out", 0.0) * out_mwh * growth / (1.0 + cost["vat_frac"])
    return found


def sent_mwh(evidence: Evidence, project: str) -> FloatArray:
    """Return the energy sent by period, in the years each project operates."""
    found = np.zeros(len(evidence.statements.years))
    for name in evidence.projects if project == TOGETHER else (project,):
        terms = evidence.projects[name]
        start = evidence.period_of(terms["first_operating_year"])
        first = int(np.searchsorted(evidence.annual["calendar_year"], terms["first_operating_year"]))
        years = terms["operating_years"]
        for asset in terms["assets"].values():
            found[start : start + years] += evidence.annual[f"{asset}_out_mwh"][first : first + years]
    return found


def rated_kw_of(evidence: Evidence, project: str) -> float:
    """Return the rated power of a project's assets [kW]."""
    return KW_PER_MW * sum(rated_mw(evidence, name) for name in evidence.assets_of(project))


def _placed(evidence: Evidence, start: int, yuan: FloatArray) -> FloatArray:
    found = np.zeros(len(evidence.statements.years))
    found[start : start + len(yuan)] = yuan
    return found
