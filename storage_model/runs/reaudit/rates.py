"""Prices and fees the year was settled at, from the series as read and the policies as written."""

from collections.abc import Iterator

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.runs.reaudit.evidence import Evidence, Law, StreamRow, listed
from storage_model.runs.reaudit.money import FLOWS
from storage_model.runs.reaudit.prices import price_in
from storage_model.runs.reaudit.reliefs import fee_of, fees_waived, waived_frac
from storage_model.runs.reaudit.scope import left_out
from storage_model.words.label import Label

RATE_YUAN_PER_MWH = 1e-9
# A fee leaves the project, a tariff comes in.
SIGNS = {"tariff_sales": 1.0}


def rate_laws(evidence: Evidence) -> Iterator[Law]:
    """Yield one law for each price and each fee by step."""
    first_year = int(evidence.annual["calendar_year"][0])
    for market, terms in evidence.inputs.get("markets", {}).items():
        if terms["kind"] == "day_ahead_energy":
            for side in ("sale", "purchase"):
                price = price_in(evidence, side, first_year)
                if price is not None:
                    apart = evidence.dispatch[f"{market}_{side}_yuan_per_mwh"] - price
                    yield _law(f"{market}.{side}_price_of_the_year", apart)
    for row in evidence.streams:
        section, _, role = row.origin.partition(".")
        if section == "policies" and (fee_of(row.key) or row.key) in FLOWS and _documents(evidence, row) == 1:
            rate = evidence.dispatch[f"{role}_{row.key}_{row.asset}_yuan_per_mwh"]
            yield _law(f"{role}.{row.key}.rate_of_the_document", rate - _rate_by_step(evidence, role, row))


def _documents(evidence: Evidence, row: StreamRow) -> int:
    """Return how many policies pay or charge a stream of one name; each stands in a column of its own."""
    return sum((one.asset, one.key, one.origin) == (row.asset, row.key, row.origin) for one in evidence.streams)


def not_covered(evidence: Evidence) -> Iterator[Label]:
    """Yield prices of the year that are not recomputed."""
    for market, terms in evidence.inputs.get("markets", {}).items():
        if (
            terms["kind"] == "day_ahead_energy"
            and price_in(evidence, "sale", int(evidence.annual["calendar_year"][0])) is None
        ):
            yield left_out(
                f"markets.{market}",
                "由序列推得的当年电价（价格次序变动，或该年有自己的电价）",
                "prices of the year from the series (ranks move, or the year has its own)",
            )


def _rate_by_step(evidence: Evidence, role: str, row: StreamRow) -> FloatArray:
    """Return what a policy charges or pays per MWh of a stream; for a relief, what it gives back of the fees."""
    fee = fee_of(row.key)
    if fee is None:
        return fee_by_step(evidence, role, row.key)
    roles = [one.origin.partition(".")[2] for one in fees_waived(evidence, row)]
    charged = np.sum([fee_by_step(evidence, other, fee) for other in roles], axis=0)
    given: FloatArray = -waived_frac(evidence, role, fee) * charged
    return given


def fee_by_step(evidence: Evidence, role: str, stream: str) -> FloatArray:
    """Return what a policy charges or pays per MWh of a stream, by step, positive to the project."""
    policy = evidence.inputs["policies"][role]
    key = "yuan_per_mwh" if stream == "tariff_sales" else f"{stream}_yuan_per_mwh"
    by_month = [float(value) for value in listed(policy, key)]
    months = evidence.months()
    rates = np.array(by_month)[months - 1] if len(by_month) > 1 else np.full(len(months), by_month[0])
    signed: FloatArray = SIGNS.get(stream, -1.0) * rates
    return signed


def _law(name: str, apart: FloatArray) -> Law:
    return Law(name=name, deviation=float(np.max(np.abs(apart))), tolerance=RATE_YUAN_PER_MWH)
