"""An amount of the dispatched year, and the mean price that makes its money."""

from storage_model.blocks import FloatArray
from storage_model.runs.lineage.node import Node
from storage_model.runs.lineage.trail import Trail
from storage_model.runs.reaudit.evidence import StreamRow
from storage_model.words.label import Label, text

MEAN_PRICE = text("按电量加权均价", "price, weighed by energy")


def amount_node(trail: Trail, row: StreamRow, over_mw: FloatArray, *, key: str, label: Label, unit: str) -> Node:
    """Return power summed over the hours of the dispatched year."""
    steps = len(over_mw)
    return Node(
        key=f"{key}:{row.asset}.{row.key}",
        label=label,
        unit=unit,
        value=float(over_mw.sum()) * trail.evidence.step_h,
        kind="source",
        note=text(f"dispatch.parquet，{steps} 个时段", f"dispatch.parquet, {steps} steps"),
        file="dispatch.parquet",
    )


def at_mean_price(row: StreamRow, value: float, amount: Node, mean: Label, below: list[Node]) -> list[Node]:
    """Return an amount and the mean price that makes the money of it; nothing of an amount that is none."""
    if not amount.value:
        return []
    price = Node(
        key=f"price:{row.asset}.{row.key}",
        label=mean,
        unit=f"yuan_per_{amount.unit}",
        value=value / amount.value,
        kind="rest",
        children=tuple(below),
    )
    return [amount, price]
