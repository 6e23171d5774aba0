"""Every operating year: health, energy, and money that follows from the year's energy and the documents."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.runs.reaudit.cells import cell_laws
from storage_model.runs.reaudit.evidence import PLANTS, Evidence, Law, StreamRow, items, listed, rated_mw
from storage_model.runs.reaudit.money import SHARE, recomputed
from storage_model.runs.reaudit.plants import METHANE_MWH_PER_M3
from storage_model.runs.reaudit.reliefs import DEMAND_CHARGE, fee_of
from storage_model.runs.reaudit.scope import first_year_share
from storage_model.runs.reaudit.yearly import yearly_amounts

YEAR_SHARE = 1e-9
# Plants that only make electricity; what they take the mine sells them.
BURNING = ("gas_plant", "gas_hub")
Band = tuple[FloatArray, FloatArray]


def year_laws(evidence: Evidence) -> Iterator[Law]:
    """Yield the laws of annual.parquet."""
    years, counted = evidence.annual["calendar_year"], evidence.annual["operating_year"]
    leap = np.abs(np.diff(years) - 1).max(initial=0)
    miscounted = np.abs(counted - np.arange(1, len(counted) + 1)).max(initial=0)
    yield Law(name="annual.years_run_on", deviation=float(max(leap, miscounted)), tolerance=0.0)
    yield Law(name="annual.years_dispatched", deviation=_dispatched_apart(evidence), tolerance=0.0)
    for name, asset in evidence.assets.items():
        yield from _energy(evidence, name)
        if asset["kind"] == "battery":
            yield from _health(evidence, name, asset)
            yield from cell_laws(evidence, name)
    for row in dict.fromkeys(row for row in evidence.streams if row.cash):
        yield from _of_stream(evidence, row)


def _dispatched_apart(evidence: Evidence) -> float:
    """Return by how many the years marked as optimised differ from those told; the first and the last always are."""
    if "dispatched" not in evidence.annual:  # a run made before they were marked
        return 0.0
    marks = np.asarray(evidence.annual["dispatched"])
    odd = np.count_nonzero((marks != 0) & (marks != 1)) + np.count_nonzero(marks[[0, -1]] != 1)
    return float(odd + abs(marks.sum() - evidence.summary["lifetime"]["dispatched_years"]))


def not_recomputed(evidence: Evidence) -> list[str]:
    """Return the streams paid by the year whose money nothing here recomputes."""
    paid = (row for row in evidence.streams if row.column not in evidence.dispatch)
    return [f"{row.asset}.{row.key}" for row in paid if _by_document(evidence, row) is None]


def yearly_yuan(evidence: Evidence, row: StreamRow) -> FloatArray:
    """Return a stream by operating year; streams of one name share a column."""
    found: FloatArray = evidence.annual[f"{row.asset}_{row.key}_yuan"]
    return found


def _energy(evidence: Evidence, name: str) -> Iterator[Law]:
    out_mwh, in_mwh = evidence.annual[f"{name}_out_mwh"], evidence.annual[f"{name}_in_mwh"]
    below = max(0.0, -float(out_mwh.min()), -float(in_mwh.min()))
    yield Law(name=f"{name}.energy_not_negative", deviation=below, tolerance=SHARE)
    rated = rated_mw(evidence, name)
    apart = float(np.abs(evidence.annual[f"{name}_rated_mw"] - rated).max()) / max(rated, 1e-9)
    yield Law(name=f"{name}.rated_power_of_the_inputs", deviation=apart, tolerance=SHARE)
    if evidence.assets[name]["kind"] in BURNING:
        yield Law(name=f"{name}.draws_nothing", deviation=float(np.abs(in_mwh).max()), tolerance=SHARE)


def _health(evidence: Evidence, name: str, asset: Any) -> Iterator[Law]:
    """Yield the laws of a station's cells: health from 0 to 1, usable within installed, no energy from nowhere."""
    annual = evidence.annual
    out_mwh, in_mwh, cells = annual[f"{name}_out_mwh"], annual[f"{name}_in_mwh"], annual[f"{name}_cells_mwh"]
    health, after = annual[f"{name}_soh_frac"], annual[f"{name}_soh_end_frac"]
    beyond = max(0.0, float(max(health.max(), after.max())) - 1.0, -float(min(health.min(), after.min())))
    yield Law(name=f"{name}.health_from_0_to_1", deviation=beyond, tolerance=1e-12)
    usable = float(np.max(annual[f"{name}_usable_mwh"] / np.maximum(cells, 1e-9) - health, initial=0.0))
    yield Law(name=f"{name}.usable_within_health", deviation=usable, tolerance=1e-9)
    if _operates_from_the_start(evidence, name):
        apart = abs(float(annual[f"{name}_usable_mwh"][0]) - float(evidence.dispatch[f"{name}_usable_mwh"][0]))
        left = 1.0 - asset.get("forced_outage_frac", 0.0)
        law = f"{name}.dispatched_with_what_is_usable"
        yield Law(name=law, deviation=apart if left == 1.0 else 0.0, tolerance=1e-6)
    cycles = np.max(np.abs(annual[f"{name}_full_cycles"] - out_mwh / asset["energy_mwh"]))
    yield Law(name=f"{name}.full_cycles", deviation=float(cycles), tolerance=SHARE)
    own = asset["charge_efficiency_frac"], asset["discharge_efficiency_frac"]
    groups = [*items(asset, "cohorts").values(), *items(asset, "augmentation").values()]
    best = max(
        [own[0] * own[1]]
        + [
            (one.get("charge_efficiency_frac") or own[0]) * (one.get("discharge_efficiency_frac") or own[1])
            for one in groups
        ]
    )
    gained = np.max((out_mwh - best * in_mwh - cells) / np.maximum(cells, 1.0), initial=0.0)
    yield Law(name=f"{name}.sends_no_more_than_it_draws", deviation=float(gained), tolerance=1e-6)


def _of_stream(evidence: Evidence, row: StreamRow) -> Iterator[Law]:
    """Yield that a year's money lies where its document or its energy puts it, and the first year's where it ran."""
    yuan, section = yearly_yuan(evidence, row), row.origin.partition(".")[0]
    alone = sum((one.asset, one.key) == (row.asset, row.key) for one in evidence.streams) == 1
    expected = _by_document(evidence, row) if section == "policies" else _by_energy(evidence, row)
    scale = max(1.0, float(np.abs(yuan).max()))
    if expected is not None and alone:
        low, high = expected
        far = float(np.max(np.maximum(low - yuan, yuan - high), initial=0.0))
        yield Law(name=f"{row.asset}.{row.key}.money_of_each_year", deviation=far / scale, tolerance=YEAR_SHARE)
    first = _first_year(evidence, row) if alone else None
    if first is not None:
        far = abs(first - float(yuan[0])) / scale
        yield Law(name=f"{row.asset}.{row.key}.first_year_from_the_schedule", deviation=far, tolerance=YEAR_SHARE)


def _operates_from_the_start(evidence: Evidence, asset: str) -> bool:
    """Whether an asset operates through the whole first year of the site."""
    owner = evidence.projects[evidence.owner_of(asset)]
    whole = first_year_share(owner) == 1.0
    return whole and owner["first_operating_year"] == int(evidence.annual["calendar_year"][0])


def _first_year(evidence: Evidence, row: StreamRow) -> float | None:
    """Return the first year's money: the schedule followed as far as the asset is available, settled again.

    None for what no schedule decides, and where the first year begins in its course or products call power.
    """
    if not _operates_from_the_start(evidence, row.asset) or row.column not in evidence.dispatch:
        return None
    if (fee_of(row.key) or row.key) == DEMAND_CHARGE:
        charged = recomputed(evidence, row)  # an outage leaves the month's peak
        return None if charged is None else float(charged.sum())
    moved = f"{row.asset}_traded_out_mw", f"{row.origin.partition('.')[2]}_{row.asset}_position_out_mw"
    if any(column in evidence.dispatch for column in moved):
        return None
    followed = _followed(evidence, row.asset)
    money = None if followed is None else recomputed(replace(evidence, dispatch=followed), row)
    return None if money is None else float(money.sum())


def _followed(evidence: Evidence, name: str) -> dict[str, Any] | None:
    """Return the dispatch table with the asset's schedule scaled to its availability; station supply stays."""
    asset, table = evidence.assets[name], dict(evidence.dispatch)
    out_mw, in_mw = table[f"{name}_out_mw"], table[f"{name}_in_mw"]
    if asset["kind"] == "gas_plant":
        return table  # its availability limits the sets while it runs
    if asset["kind"] != "battery":
        return None
    share, supply = asset["availability_frac"], asset.get("auxiliary_share_frac", 0.0)
    drawn_mw = (in_mw - asset["auxiliary_mw"] - supply * out_mw) / (1.0 + supply)
    metered_mw = share * drawn_mw + asset["auxiliary_mw"] + supply * share * (drawn_mw + out_mw)
    return {**table, f"{name}_out_mw": share * out_mw, f"{name}_in_mw": metered_mw}


def _by_document(evidence: Evidence, row: StreamRow) -> Band | None:
    """Return between which amounts a year's money lies by its document: one amount for yearly terms and flat rates."""
    policy, annual = evidence.inputs["policies"][row.origin.partition(".")[2]], evidence.annual
    if policy["kind"] in ("capacity_price", "capacity_lease"):
        known = evidence.assets[row.asset]["kind"] in PLANTS  # how long another kind lasts is not known here
        return yearly_amounts(evidence, row, policy) if known else None
    out_mwh, in_mwh = annual[f"{row.asset}_out_mwh"], annual[f"{row.asset}_in_mwh"]
    energy = {
        "line_loss_fee": in_mwh,
        "system_operation_fee": in_mwh,
        "loss_tariff": in_mwh - out_mwh,
        "loss_funds": in_mwh - out_mwh,
        "tariff_sales": out_mwh,
    }
    if row.key not in energy or (row.key == "tariff_sales" and f"{row.asset}_traded_out_mw" in evidence.dispatch):
        return None
    sign = 1.0 if row.key == "tariff_sales" else -1.0
    key = "yuan_per_mwh" if row.key == "tariff_sales" else f"{row.key}_yuan_per_mwh"
    rates = [float(rate) for rate in listed(policy, key)]
    ends = [sign * rate * energy[row.key] for rate in (min(rates), max(rates))]
    # By the month the loss may turn negative while the year's is not; only a flat rate bounds it.
    if row.key.startswith("loss_") and min(rates) != max(rates):
        return None
    return np.minimum(*ends), np.maximum(*ends)


def _by_energy(evidence: Evidence, row: StreamRow) -> Band | None:
    """Return the year's money of a plant's own costs, which follow its gross output."""
    asset = evidence.assets[row.asset]
    if asset["kind"] != "gas_plant":
        return None
    gross_mwh = evidence.annual[f"{row.asset}_out_mwh"] / (1.0 - asset["own_use_frac"])
    per_mwh = {
        "gas_variable_om": asset["variable_om_yuan_per_mwh"],
        "gas_fuel": asset["gas_price_yuan_per_m3"] / METHANE_MWH_PER_M3 / asset["efficiency_frac"],
    }
    if row.key not in per_mwh:
        return None
    paid = -per_mwh[row.key] * gross_mwh
    return paid, paid
