"""What documents waive of the fees of the dispatched year (充电费用减免)."""

from collections.abc import Iterator

from storage_model.runs.reaudit.evidence import Evidence, StreamRow

_SUFFIX = "_relief"
DEMAND_CHARGE = "demand_charge"


def fee_of(stream: str) -> str | None:
    """Return the fee a stream waives a share of; None for a stream that waives nothing."""
    return stream.removesuffix(_SUFFIX) if stream.endswith(_SUFFIX) else None


def fees_waived(evidence: Evidence, row: StreamRow) -> Iterator[StreamRow]:
    """Yield every fee of the same asset that a relief stands beside."""
    yield from (one for one in evidence.streams if (one.asset, one.key) == (row.asset, fee_of(row.key)))


def waived_frac(evidence: Evidence, role: str, fee: str) -> float:
    """Return the share of a fee that one document waives in the dispatched year, the first operating one [0–1]."""
    policy, year = evidence.inputs["policies"][role], int(evidence.annual["calendar_year"][0])
    in_force = policy["first_year"] <= year <= policy["last_year"]
    return float(policy.get(f"{fee}_frac", 0.0)) if in_force else 0.0


def waived_by_all_frac(evidence: Evidence, row: StreamRow, fee: str) -> float:
    """Return the share of a fee that all documents together waive for an asset, at most the whole fee [0–1]."""
    roles = [
        role
        for role, policy in evidence.inputs["policies"].items()
        if policy["kind"] == "charging_fee_exemption" and row.asset in policy["assets"].values()
    ]
    return min(1.0, sum(waived_frac(evidence, role, fee) for role in roles))
