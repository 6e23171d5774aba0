"""Energy settled twice and contracts for differences: what was announced or agreed, and the prices of both."""

from storage_model.runs.lineage.amounts import MEAN_PRICE, amount_node, at_mean_price
from storage_model.runs.lineage.node import Kind, Node
from storage_model.runs.lineage.priced_by import price_node_of_year, product_nodes
from storage_model.runs.lineage.trail import Trail
from storage_model.runs.reaudit.evidence import StreamRow
from storage_model.runs.reaudit.trades import ROWS, paid_twice_mw
from storage_model.words.label import Label, text

Walked = tuple[Kind, Label, list[Node]]

_ANNOUNCED = text("逐时段 日前申报电量 × 日前价 之和", "energy announced × day-ahead price, summed over the steps")
_DEVIATING = text(
    "逐时段 （计量 − 日前申报）电量 × 实时价 之和",
    "(metered − announced) energy × real-time price, summed over the steps",
)
_DIFFERENCE = text(
    "逐时段 合约电量 × （合约价 − 参考价） 之和", "energy agreed × (contract − reference price), summed over the steps"
)
_AGREED = text("合约电量", "energy agreed")
_WORDS = {
    "energy_sales": text("日前申报售出电量", "energy announced as sold"),
    "charging_energy": text("日前申报购入电量", "energy announced as bought"),
    "real_time_sales": text("计量多于申报的售出电量，净额", "energy sold beyond what was announced, net"),
    "real_time_purchases": text("计量多于申报的购入电量，净额", "energy bought beyond what was announced, net"),
}


def trade(trail: Trail, row: StreamRow, value: float) -> Walked | None:
    """Return how the money of a trade follows from what is below it, or None for money of another kind."""
    section, _, market = row.origin.partition(".")
    kind = trail.evidence.inputs["markets"][market]["kind"] if section == "markets" else ""
    if kind == "two_settlement" and row.key in ROWS:
        return _settled_twice(trail, row, value, market)
    return _contract(trail, row, market) if kind == "contract_for_difference" else None


def _settled_twice(trail: Trail, row: StreamRow, value: float, market: str) -> Walked:
    price, announced = price_node_of_year(trail, ROWS[row.key].price), ROWS[row.key].of_position
    paid_mw = paid_twice_mw(trail.evidence, row, market)
    energy = amount_node(trail, row, paid_mw, key="energy", label=_WORDS[row.key], unit="mwh")
    if announced:
        parts = at_mean_price(row, value, energy, MEAN_PRICE, [price])
        return ("product", _ANNOUNCED, parts) if parts else ("rest", _ANNOUNCED, [energy, price])
    # What lies above the position and what lies below may cancel: no mean price has a meaning.
    return "rest", _DEVIATING, [energy, price]


def _contract(trail: Trail, row: StreamRow, market: str) -> Walked:
    agreed_mw = trail.evidence.dispatch[f"{market}_quantity_mw"]
    energy = amount_node(trail, row, agreed_mw, key="energy", label=_AGREED, unit="mwh")
    reference = trail.evidence.inputs["markets"][market]["reference"]
    price = price_node_of_year(trail, "sale" if reference == "day_ahead" else "real_time_sale")
    return "rest", _DIFFERENCE, [energy, price, *product_nodes(trail, market)]
