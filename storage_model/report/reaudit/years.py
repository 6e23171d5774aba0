"""Every operating year: money that follows from the year's energy and the documents, whatever the schedule was."""

from collections.abc import Iterator

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.report.reaudit.evidence import Evidence, Law, StreamRow, listed
from storage_model.report.reaudit.money import KW_PER_MW, SHARE
from storage_model.report.reaudit.plants import METHANE_MWH_PER_M3

YEAR_SHARE = 1e-9


def year_laws(evidence: Evidence) -> Iterator[Law]:
    """Yield the laws of annual.parquet."""
    years = evidence.annual["calendar_year"]
    yield Law(name="annual.years_run_on", deviation=float(np.abs(np.diff(years) - 1).max(initial=0)), tolerance=0.0)
    for name, asset in evidence.assets.items():
        yield from _of_asset(evidence, name, asset["kind"])
    for row in evidence.streams:
        if row.cash:
            yield from _of_stream(evidence, row)


def yearly_yuan(evidence: Evidence, row: StreamRow) -> FloatArray:
    """Return a stream by operating year; streams of one name share a column."""
    found: FloatArray = evidence.annual[f"{row.asset}_{row.key}_yuan"]
    return found


def _of_asset(evidence: Evidence, name: str, kind: str) -> Iterator[Law]:
    asset, annual = evidence.assets[name], evidence.annual
    out_mwh, in_mwh, share = annual[f"{name}_out_mwh"], annual[f"{name}_in_mwh"], annual[f"{name}_usable_share_frac"]
    below = max(0.0, -float(out_mwh.min()), -float(in_mwh.min()))
    yield Law(name=f"{name}.energy_not_negative", deviation=below, tolerance=SHARE)
    beyond = max(0.0, float(share.max()) - 1.0, -float(share.min()))
    yield Law(name=f"{name}.usable_share_from_0_to_1", deviation=beyond, tolerance=1e-12)
    if kind != "battery":
        return
    cycles = np.max(np.abs(annual[f"{name}_full_cycles"] - out_mwh / asset["energy_mwh"]))
    yield Law(name=f"{name}.full_cycles", deviation=float(cycles), tolerance=SHARE)
    best = max(
        [asset["charge_efficiency_frac"] * asset["discharge_efficiency_frac"]]
        + [
            (one.get("charge_efficiency_frac") or asset["charge_efficiency_frac"])
            * (one.get("discharge_efficiency_frac") or asset["discharge_efficiency_frac"])
            for one in (asset.get("cohorts") or {}).values()
        ]
    )
    gained = np.max(out_mwh - best * in_mwh - asset["energy_mwh"]) / asset["energy_mwh"]
    yield Law(name=f"{name}.sends_no_more_than_it_draws", deviation=max(0.0, float(gained)), tolerance=1e-6)


def _of_stream(evidence: Evidence, row: StreamRow) -> Iterator[Law]:
    yuan, section = yearly_yuan(evidence, row), row.origin.partition(".")[0]
    name = f"{row.asset}.{row.key}.money_of_each_year"
    scale = max(1.0, float(np.abs(yuan).max()))
    expected = _by_document(evidence, row) if section == "policies" else _by_energy(evidence, row)
    if expected is not None:
        low, high = expected
        far = float(np.max(np.maximum(low - yuan, yuan - high), initial=0.0))
        yield Law(name=name, deviation=far / scale, tolerance=YEAR_SHARE)


def _by_document(evidence: Evidence, row: StreamRow) -> tuple[FloatArray, FloatArray] | None:
    """Return between which amounts a year's money lies by its document: one amount for yearly terms and flat rates."""
    policy, annual = evidence.inputs["policies"][row.origin.partition(".")[2]], evidence.annual
    if row.key in ("capacity_price", "capacity_lease"):
        paid = _capacity(evidence, row, policy)
        return paid, paid
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


def _capacity(evidence: Evidence, row: StreamRow, policy: dict[str, float]) -> FloatArray:
    """Return a yearly pay for capacity in the years it is paid."""
    asset, years = evidence.assets[row.asset], evidence.annual["calendar_year"]
    power_mw = asset.get("power_mw") or asset["sets"] * asset["set_power_mw"]
    hours = asset["energy_mwh"] / power_mw if "energy_mwh" in asset else float("inf")
    firm_kw = power_mw * KW_PER_MW * min(1.0, hours / policy["required_hours"])
    if row.key == "capacity_lease":
        amount = policy["rent_yuan_per_kw_year"] * policy["leased_frac"] * firm_kw
    else:
        coefficients = policy["supply_coefficient_frac"] * policy["reliability_frac"] * (1 - policy["auxiliary_frac"])
        amount = policy["rate_yuan_per_kw_year"] * coefficients * firm_kw
    return np.where((years >= policy["first_year"]) & (years <= policy["last_year"]), amount, 0.0)


def _by_energy(evidence: Evidence, row: StreamRow) -> tuple[FloatArray, FloatArray] | None:
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
