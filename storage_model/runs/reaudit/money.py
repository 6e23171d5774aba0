"""Money of the dispatched year: every stream recomputed from rates and metered energy, step by step."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.runs.reaudit.battery import through_the_converter
from storage_model.runs.reaudit.evidence import Evidence, Law, StreamRow
from storage_model.runs.reaudit.held import held_yuan
from storage_model.runs.reaudit.held_rules import HOLDERS
from storage_model.runs.reaudit.hub_money import hub_money, metered_policy
from storage_model.runs.reaudit.own_use import own_use_yuan
from storage_model.runs.reaudit.plants import METHANE_MWH_PER_M3
from storage_model.runs.reaudit.reliefs import DEMAND_CHARGE, fee_of, fees_waived, waived_by_all_frac
from storage_model.runs.reaudit.scope import unknown_stores
from storage_model.runs.reaudit.trades import contract_yuan, traded_twice_yuan
from storage_model.runs.reaudit.yearly import KW_PER_MW

# A step's money is price × energy of a few digits each; rounding leaves far less than a hundredth of a fen.
STEP_YUAN = 1e-4
SHARE = 1e-9
# A schedule this near its bound is proved, relative.
PROVED = 1e-6

# What the fee, tariff or tax of a policy is charged on.
FLOWS: dict[str, Callable[[Evidence, str], FloatArray]] = {
    "line_loss_fee": lambda e, asset: e.dispatch[f"{asset}_in_mw"],
    "system_operation_fee": lambda e, asset: e.dispatch[f"{asset}_in_mw"],
    "loss_tariff": lambda e, asset: e.dispatch[f"{asset}_in_mw"] - e.dispatch[f"{asset}_out_mw"],
    "loss_funds": lambda e, asset: e.dispatch[f"{asset}_in_mw"] - e.dispatch[f"{asset}_out_mw"],
    "tariff_sales": lambda e, asset: traded(e, asset, "out"),
}


def traded(evidence: Evidence, asset: str, side: str) -> FloatArray:
    """Return what energy markets pay for: the meter less what other products settle [MW]."""
    table = evidence.dispatch
    found: FloatArray = table.get(f"{asset}_traded_{side}_mw", table[f"{asset}_{side}_mw"])
    return found


def money_laws(evidence: Evidence) -> Iterator[Law]:
    """Yield one law for each stream that can be recomputed."""
    by_column: dict[str, list[StreamRow]] = {}
    for row in evidence.streams:
        if row.column in evidence.dispatch:
            by_column.setdefault(row.column, []).append(row)
    for column, rows in by_column.items():
        parts = [part for row in rows if (part := recomputed(evidence, row)) is not None]
        if len(parts) == len(rows):
            apart = evidence.dispatch[column] - np.sum(parts, axis=0)
            name = f"{rows[0].asset}.{rows[0].key}.money_of_each_step"
            yield Law(name=name, deviation=float(np.max(np.abs(apart))), tolerance=STEP_YUAN)


def not_recomputed(evidence: Evidence) -> list[str]:
    """Return the streams whose money nothing here recomputes."""
    rows = (row for row in evidence.streams if row.column in evidence.dispatch)
    return [f"{row.asset}.{row.key}" for row in rows if recomputed(evidence, row) is None]


def recomputed(evidence: Evidence, row: StreamRow) -> FloatArray | None:
    """Return the money of a stream by step, from inputs and columns [yuan]; None for a kind unknown here."""
    section, _, origin = row.origin.partition(".")
    if section == "markets":
        return _of_market(evidence, row, origin)
    if section == "policies":
        return _of_policy(evidence, row, origin)
    return _of_asset(evidence, row)


def _of_market(evidence: Evidence, row: StreamRow, market: str) -> FloatArray | None:
    kind = evidence.inputs["markets"][market]["kind"]
    if kind in HOLDERS:
        return held_yuan(evidence, row, market)
    return TRADES[kind](evidence, row, market) if kind in TRADES else None


def _day_ahead_yuan(evidence: Evidence, row: StreamRow, market: str) -> FloatArray:
    table, step_h = evidence.dispatch, evidence.step_h
    if row.key == "energy_sales":
        sales: FloatArray = step_h * traded(evidence, row.asset, "out") * table[f"{market}_sale_yuan_per_mwh"]
        return sales
    bought: FloatArray = -step_h * traded(evidence, row.asset, "in") * table[f"{market}_purchase_yuan_per_mwh"]
    return bought


# Products of energy whose decisions and money are held against their inputs.
TRADES: dict[str, Callable[[Evidence, StreamRow, str], FloatArray | None]] = {
    "day_ahead_energy": _day_ahead_yuan,
    "two_settlement": traded_twice_yuan,
    "contract_for_difference": lambda evidence, _, market: contract_yuan(evidence, market),
    "own_supply": lambda evidence, row, market: own_use_yuan(evidence, market, row.asset),
}


def _of_policy(evidence: Evidence, row: StreamRow, role: str) -> FloatArray | None:
    fee = fee_of(row.key)
    if row.key == DEMAND_CHARGE:
        return _demand_charge(evidence, row, evidence.inputs["policies"][role])
    if fee == DEMAND_CHARGE:
        return _demand_charge_waived(evidence, row)
    flow = FLOWS.get(fee or row.key)
    if flow is None:
        return metered_policy(evidence, row, evidence.inputs["policies"][role])
    rate = evidence.dispatch[f"{role}_{row.key}_{row.asset}_yuan_per_mwh"]
    money: FloatArray = evidence.step_h * rate * flow(evidence, row.asset)
    return money


def _demand_charge_waived(evidence: Evidence, row: StreamRow) -> FloatArray:
    """Return what comes back of every demand charge of the asset, on the steps of its peaks."""
    charged = [money for fee in fees_waived(evidence, row) if (money := recomputed(evidence, fee)) is not None]
    back: FloatArray = -waived_by_all_frac(evidence, row, DEMAND_CHARGE) * np.sum(charged, axis=0)
    return back


def _demand_charge(evidence: Evidence, row: StreamRow, policy: Any) -> FloatArray:
    """Return the charge on each month's highest drawn power, booked on the step of the peak."""
    drawn_mw, months = evidence.dispatch[f"{row.asset}_in_mw"], evidence.months()
    rate = policy["demand_charge_yuan_per_kw_month"] * KW_PER_MW * policy["demand_charge_share_frac"]
    money = np.zeros(len(drawn_mw))
    for month in np.unique(months):
        steps = np.flatnonzero(months == month)
        peak = steps[np.argmax(drawn_mw[steps])]
        money[peak] = -rate * drawn_mw[peak]
    return money


def _of_asset(evidence: Evidence, row: StreamRow) -> FloatArray | None:
    asset, table, step_h = evidence.assets[row.asset], evidence.dispatch, evidence.step_h
    if asset["kind"] == "gas_plant":
        gross_mwh = step_h * table[f"{row.asset}_power_mw"]
        per_mwh = {
            "gas_variable_om": asset["variable_om_yuan_per_mwh"],
            "gas_fuel": asset["gas_price_yuan_per_m3"] / METHANE_MWH_PER_M3 / asset["efficiency_frac"],
        }
        burned: FloatArray = -per_mwh.get(row.key, 0.0) * gross_mwh
        return burned if row.key in per_mwh else None
    if asset["kind"] == "gas_hub":
        return hub_money(evidence, row)
    if asset["kind"] != "battery":
        return None
    sent_mwh = step_h * table[f"{row.asset}_out_mw"]
    if row.key == "battery_variable_om":
        paid: FloatArray = -asset["variable_cost_yuan_per_mwh"] * sent_mwh
        return paid
    if not asset.get("wear_on_activation", True):
        sent_mwh = step_h * table[f"{row.asset}_discharge_mw"]
    searched = evidence.summary["lifetime"]["wear_cost_yuan_per_mwh"]
    wear_cost_yuan_per_mwh = asset["wear_cost_yuan_per_mwh"] if searched is None else searched
    worn: FloatArray = -wear_cost_yuan_per_mwh * sent_mwh
    return worn


def total_laws(evidence: Evidence) -> Iterator[Law]:
    """Yield what the whole dispatched year has to add up to: objective, cash, proof, energy of the summary."""
    found, table = evidence.summary["dispatch"], evidence.dispatch
    columns = dict.fromkeys(row.column for row in evidence.streams if row.column in table)
    every_yuan = sum(float(table[column].sum()) for column in columns)
    scale = max(1.0, abs(every_yuan))
    gap = found["dual_bound_yuan"] - found["objective_yuan"]
    laws = {
        "streams_add_up_to_the_objective": abs(every_yuan - found["objective_yuan"]) / scale,
        "gap_of_the_summary": abs(abs(gap) / scale - abs(found["gap_frac"])),
    }
    yield from (Law(name=f"dispatch.{name}", deviation=far, tolerance=SHARE) for name, far in laws.items())
    proved = evidence.summary["status"] == "verified"
    yield Law(name="dispatch.dual_bound_gap", deviation=abs(gap) / scale if proved else 0.0, tolerance=PROVED)
    yield from _energy(evidence)


def _energy(evidence: Evidence) -> Iterator[Law]:
    """Yield energy, cycles and round trip of all stations together, station supply left out.

    Nothing where the summary counts a battery of a kind unknown here among them.
    """
    if unknown_stores(evidence):
        return
    found = evidence.summary["dispatch"]
    batteries = {name: asset for name, asset in evidence.assets.items() if asset["kind"] == "battery"}
    passed_mw = [through_the_converter(evidence, name) for name in batteries]
    charged, discharged = (sum(evidence.step_h * float(one[side].sum()) for one in passed_mw) for side in (0, 1))
    rated_mwh = sum(asset["energy_mwh"] for asset in batteries.values())
    expected = {
        "energy_charged_mwh": charged,
        "energy_discharged_mwh": discharged,
        "full_cycles": discharged / rated_mwh if rated_mwh else None,
        "round_trip_frac": discharged / charged if charged else None,
    }
    for key, value in expected.items():
        said = found[key]
        far = float("inf") if (value is None) != (said is None) else abs((value or 0.0) - (said or 0.0))
        yield Law(name=f"dispatch.{key}", deviation=far / max(1.0, abs(value or 0.0)), tolerance=SHARE)
