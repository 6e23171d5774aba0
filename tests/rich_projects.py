"""Projects that use much of what a file may say, made from the shipped one: for readers that must cope with it all."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from storage_model.cases.run_case import run_case
from storage_model.report.run_folder import write_run_folder
from tests.bad_inputs.site import make_site

Change = Callable[[dict[str, Any]], None]
TITLE = {"zh": "试", "en": "trial"}


def _shorter(project: dict[str, Any], years: int = 5) -> None:
    """A few operating years, so that a life is quickly dispatched."""
    for terms in project["projects"].values():
        terms["operating_years"] = years
        terms["loans"]["bank"]["years"] = years


def much_finance(project: dict[str, Any]) -> None:
    """Two uneven construction years, contingency, grants of both kinds, later investment, two loans, two owners."""
    _shorter(project)
    station = project["projects"]["station"]
    station |= {
        "construction_years": 2,
        "phasing_frac": [0.4, 0.6],
        "contingency": {"title": TITLE, "basic_frac": 0.05, "price_rise_frac_per_year": 0.02, "life_years": 12,
                        "residual_frac": 0.05},
        "grants": {
            "cheaper": {"title": TITLE, "amount_yuan": 2e7, "period": 1, "treatment": "reduces_base"},
            "later": {"title": TITLE, "amount_yuan": 1e7, "period": 3, "treatment": "deferred", "spread_years": 4,
                      "taxable": False},
        },
        "sustaining_investment": {
            "fans": {"title": TITLE, "amount_yuan": 5e6, "operating_years": [2, 4], "vat_frac": 0.13},
            "cells": {"title": TITLE, "amount_yuan": 3e7, "operating_years": [3], "vat_frac": 0.13,
                      "write_off": {"life_years": 8, "residual_frac": 0.05}},
        },
        "decommissioning": {"amount_yuan": 8e6, "scrap_yuan": 3e6, "vat_frac": 0.06},
        "subsidies": {"city": {"title": TITLE, "yuan_by_year": [4e6, 3e6], "taxable": False}},
        "investors": {
            "one": {"title": TITLE, "capital_share_frac": 0.6, "profit_share_frac": 0.5},
            "two": {"title": TITLE, "capital_share_frac": 0.4, "profit_share_frac": 0.5},
        },
    }  # fmt: skip
    bank = station["loans"]["bank"]
    station["loans"] = {
        "bank": {**bank, "share_frac": 0.5, "years": 4, "grace_years": 1, "method": "equal_principal",
                 "interest_periods_per_year": 4},
        "fund": {**bank, "share_frac": 0.2, "years": 5, "rates_by_year_frac": [0.03, 0.04], "drawn": "year_start",
                 "interest_in_construction": "paid_by_owners"},
    }  # fmt: skip
    station["working_capital"]["turnover"] = {
        "receivable_days": 60,
        "stock_days": 20,
        "cash_days": 10,
        "payable_days": 30,
    }
    station["operating_cost"]["people"] = {
        "title": TITLE, "category": "staff", "vat_frac": 0.0, "escalation_frac_per_year": 0.03,
        "staff": {"count": 20, "yuan_per_person_year": 150_000.0},
    }  # fmt: skip
    station["operating_cost"]["by_energy"] = {
        "title": TITLE, "category": "materials", "vat_frac": 0.13, "escalation_frac_per_year": 0.01,
        "yuan_per_mwh_out": 7.0, "yuan_by_year": [1e6, 0.0, 2e6],
    }  # fmt: skip
    station["tax"]["other_taxes"] = {
        "stamps": {
            "title": TITLE,
            "yuan_per_year": 1e5,
            "share_of_revenue_frac": 0.0003,
            "share_of_fixed_assets_frac": 0.001,
        }
    }


def odd_years(project: dict[str, Any]) -> None:
    """Projects begin in different years, one in its course; a tax holiday from the first profit; money in mid-year."""
    _shorter(project)
    station, gas = (project["projects"][name] for name in ("station", "gas"))
    shared = {
        "within_year": "mid_year",
        "first_construction_year": "undiscounted",
        "pre_financing_values": "with_construction_interest",
    }
    station |= {"commissioning": "2027-07-01", "options": {**shared}}
    gas |= {"first_operating_year": 2028, "options": {**shared}}
    gas["tax"]["holiday"] = {"exempt_years": 2, "half_years": 1, "counted_from": "first_profit"}
    gas["tax"]["vat_credit"] = "refunded_at_start"
    gas["loans"]["bank"] |= {"method": "bullet"}
    for item, method in zip(
        gas["investment"].values(), ("double_declining", "sum_of_years", "straight_line", "straight_line"), strict=False
    ):
        item |= {"method": method, "life_years": 5, "recovered_at_end": False}


def a_busy_station(project: dict[str, Any]) -> None:
    """Limits of every kind on the station: maintenance, cycles, a ramp, days that end as they began."""
    _shorter(project, years=1)
    project["assets"]["station"] |= {
        "auxiliary_share_frac": 0.01,
        "self_discharge_frac_per_h": 0.0005,
        "charge_power_mw": 150.0,
        "forced_outage_frac": 0.02,
        "variable_cost_yuan_per_mwh": 3.0,
        "variable_cost_vat_frac": 0.13,
        "maintenance": [{"first_day": "2026-03-01", "last_day": "2026-03-05", "available_share_frac": 0.5}],
        "cycles": {"per_day": 1.0},
        "ramp_mw_per_min": 2.0,
        "ends": {"every": "day", "rule": "cyclic"},
    }
    loan = project["projects"]["station"]["loans"]["bank"]
    loan["method"] = "sculpted"


def wearing_cells(project: dict[str, Any]) -> None:
    """Cells exchanged when they are worn, gas sold at market too, no short-term lender."""
    _shorter(project)
    project["markets"]["day_ahead"]["participants"] = ["station", "gas_plant"]
    del project["projects"]["station"]["short_term_loan"]


def fees_in_two_parts(project: dict[str, Any]) -> None:
    """Energy fees and a demand charge, VAT shown net; the case has shares of the fees waived."""
    _shorter(project, years=2)
    for terms in project["projects"].values():
        terms["options"] = {"vat_shown": "net"}


_WAIVED = """policies:
  charging_fees: ../policies/charging_fees_2025_regime_b.yaml
  relief: ../policies/charging_fee_exemption_regime_c.yaml
deltas:
  in_part: {policies.relief.demand_charge_frac: 0.6, policies.relief.loss_funds_frac: 0.3}
"""


RICH: dict[str, tuple[Change, str]] = {
    "much finance": (much_finance, ""),
    "odd years": (odd_years, ""),
    "a busy station": (a_busy_station, ""),
    "at market": (wearing_cells, "policies: {gas_tariff: null}\n"),
    "fees waived": (fees_in_two_parts, _WAIVED),
}


def rich_run(folder: Path, name: str) -> Path:
    """Return a written run of one of these projects, below a project folder of its own."""
    change, more = RICH[name]
    cases = make_site(folder)
    path = cases.parent / "projects" / "shouyang.yaml"
    yaml = YAML(typ="safe", pure=True)
    project = yaml.load(path.read_text(encoding="utf-8"))
    change(project)
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(json.loads(json.dumps(project, default=str)), file)  # every value written out, nothing shared
    case = cases / "rich.yaml"
    case.write_text(f"title: {{zh: 试, en: trial}}\nextends: shouyang_base.yaml\n{more}", encoding="utf-8")
    target = folder / "results" / "rich"
    write_run_folder(run_case(case), target, lang="zh")
    return target
