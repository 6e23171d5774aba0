"""Energy settled twice and contracts for differences: what is announced, positions within limits, the money of both."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.runs.reaudit.evidence import Evidence, Law, StreamRow, by_month, listed, rated_mw
from storage_model.runs.reaudit.held_laws import called_mw
from storage_model.runs.reaudit.own_use import used_of_all_mw
from storage_model.runs.reaudit.prices import price_in

PHYSICS, RATE = 1e-6, 1e-9
# Columns of a contract and the law about each.
CONTRACT = ("quantity_mw", "contract_yuan_per_mwh", "reference_yuan_per_mwh")
CONTRACT_LAWS = ("quantity_of_the_contract", "price_of_the_contract", "reference_price_of_the_contract")


class PaidTwice(NamedTuple):
    """Price, side of the meter and sign of a stream; whether the position is paid or what the meter adds to it."""

    price: str
    side: str
    sign: float
    of_position: bool


ROWS = {
    "energy_sales": PaidTwice("sale", "out", 1.0, of_position=True),
    "charging_energy": PaidTwice("purchase", "in", -1.0, of_position=True),
    "real_time_sales": PaidTwice("real_time_sale", "out", 1.0, of_position=False),
    "real_time_purchases": PaidTwice("real_time_purchase", "in", -1.0, of_position=False),
}


def position_laws(evidence: Evidence) -> Iterator[Law]:
    """Yield how far positions are from the plan they are, from being sold or bought, from what is scheduled."""
    for market, terms in evidence.inputs.get("markets", {}).items():
        if terms["kind"] == "two_settlement":
            for asset in listed(terms, "participants"):
                yield from _of_position(evidence, market, terms, asset)


def _of_position(evidence: Evidence, market: str, terms: Mapping[str, Any], asset: str) -> Iterator[Law]:
    sold, bought = (_position(evidence, market, asset, side) for side in ("out", "in"))
    planned_out, planned_in = (_flow(evidence, asset, side, "planned") for side in ("out", "in"))
    rated = rated_mw(evidence, asset)

    def law(key: str, far_mw: FloatArray) -> Law:
        return Law(
            name=f"{market}.{asset}.{key}", deviation=float(np.max(far_mw, initial=0.0)) / rated, tolerance=PHYSICS
        )

    if terms["position"] == "plan":
        # A plan may lie below zero by itself: what is expected to be called makes up for the hub's own consumption.
        yield law("position_is_the_plan", np.maximum(np.abs(sold - planned_out), np.abs(bought - planned_in)))
        return
    yield law("position_not_negative", np.maximum(-sold, -bought))
    if terms["position"] == "free":
        yield law("sold_or_bought", np.minimum(sold, bought))
    most_mw = terms.get("most_deviation_mw")
    if most_mw is not None:
        yield law("close_to_position", np.abs(planned_out - planned_in - sold + bought) - most_mw)


def traded_twice_yuan(evidence: Evidence, row: StreamRow, market: str) -> FloatArray | None:
    """Return position × day-ahead price, or (metered − position) × real-time price, by step [yuan].

    None where a price of the year does not follow from the series.
    """
    rate = price_in(evidence, ROWS[row.key].price, int(evidence.annual["calendar_year"][0]))
    if rate is None:
        return None
    money: FloatArray = ROWS[row.key].sign * evidence.step_h * rate * paid_twice_mw(evidence, row, market)
    return money


def paid_twice_mw(evidence: Evidence, row: StreamRow, market: str) -> FloatArray:
    """Return what a stream pays for by step: the position, or what the meter adds to it [MW]."""
    _, side, _, of_position = ROWS[row.key]
    position = _position(evidence, market, row.asset, side)
    return position if of_position else _flow(evidence, row.asset, side, "traded") - position


def contract_yuan(evidence: Evidence, market: str) -> FloatArray:
    """Return quantity × (contract − reference price) by step, as the columns of the contract say them [yuan]."""
    quantity, contract, reference = (evidence.dispatch[f"{market}_{column}"] for column in CONTRACT)
    gained: FloatArray = evidence.step_h * quantity * (contract - reference)
    return gained


def contract_laws(evidence: Evidence) -> Iterator[Law]:
    """Yield how far quantity and price of each contract are from its months, its reference from that market's price."""
    for market, terms in evidence.inputs.get("markets", {}).items():
        if terms["kind"] != "contract_for_difference":
            continue
        side = "sale" if terms["reference"] == "day_ahead" else "real_time_sale"
        expected = (
            by_month(evidence, terms, "quantity_mw"),
            by_month(evidence, terms, "price_yuan_per_mwh"),
            price_in(evidence, side, int(evidence.annual["calendar_year"][0])),
        )
        for column, law, values in zip(CONTRACT, CONTRACT_LAWS, expected, strict=True):
            if values is not None:  # what a series gives is held against its file
                apart = evidence.dispatch[f"{market}_{column}"] - values
                yield Law(name=f"{market}.{law}", deviation=float(np.max(np.abs(apart))), tolerance=RATE)


def announced_laws(evidence: Evidence) -> Iterator[Law]:
    """Yield how far what an asset announces is from its meters, less own supply and what is expected to be called."""
    for asset in evidence.assets:
        called = called_mw(evidence, asset)
        if f"{asset}_planned_out_mw" in evidence.dispatch and called is not None:
            claimed = {"in": called[0], "out": called[1] + used_of_all_mw(evidence, asset)}
            apart = [
                _flow(evidence, asset, side, "planned") + mw - evidence.dispatch[f"{asset}_{side}_mw"]
                for side, mw in claimed.items()
            ]
            far_mw = float(np.max(np.abs(apart)))
            yield Law(
                name=f"{asset}.announced_less_calls", deviation=far_mw / rated_mw(evidence, asset), tolerance=PHYSICS
            )


def _position(evidence: Evidence, market: str, asset: str, side: str) -> FloatArray:
    found: FloatArray = evidence.dispatch[f"{market}_{asset}_position_{side}_mw"]
    return found


def _flow(evidence: Evidence, asset: str, side: str, which: str) -> FloatArray:
    """Return what an asset trades or planned; its meter where no product claims a part of it."""
    table = evidence.dispatch
    found: FloatArray = table.get(f"{asset}_{which}_{side}_mw", table[f"{asset}_{side}_mw"])
    return found
