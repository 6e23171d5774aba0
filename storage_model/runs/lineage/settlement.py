"""From the money of the dispatched year to what was metered or held, and its mean price."""

from dataclasses import replace

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.runs.lineage.amounts import MEAN_PRICE, amount_node, at_mean_price
from storage_model.runs.lineage.figures import figure_node
from storage_model.runs.lineage.node import Node
from storage_model.runs.lineage.priced_by import fee_nodes, numbers_behind, plant_nodes, price_node, product_nodes
from storage_model.runs.lineage.trades import Walked, trade
from storage_model.runs.lineage.trail import Trail
from storage_model.runs.reaudit.evidence import StreamRow
from storage_model.runs.reaudit.held import held_for
from storage_model.runs.reaudit.hub import Hub
from storage_model.runs.reaudit.hub_money import credits_t_per_h
from storage_model.runs.reaudit.money import FLOWS, traded
from storage_model.words.label import Label, text
from storage_model.words.labels.lookup import stream_label

_SIDES = {"energy_sales": ("out", "sale"), "charging_energy": ("in", "purchase")}
_ENERGY = text("计量电量", "energy metered")
_METERED = text("逐时段 电量 × 价格 之和", "energy × price, summed over the steps")
_SETTLED = text("逐时段结算之和", "settled step by step, summed")
_BY_MONTH = {
    "demand_charge": text(
        "各月最大用电功率 × 需量电价 × 计收比例", "highest drawn power of each month × rate × share charged"
    ),
    "demand_charge_relief": text(
        "各月最大用电功率 × 需量电价 × 计收比例 × 免收比例",
        "highest drawn power of each month × rate × share charged × share waived",
    ),
}
_HELD = text("逐时段 保持功率 × 价格 之和", "power held × price, summed over the steps")
_GROSS = text("机组发电量", "gross output")
_CREDITED = text("逐时段 减排量 × 单价 × 可售比例 之和", "tonnes × price × share that is sold, summed over the steps")


def dispatched_year(trail: Trail, row: StreamRow) -> Node | None:
    """Return a stream's money over the dispatched year as energy × price, or None for money no meter decides."""
    table = trail.evidence.dispatch
    if row.column not in table:
        return None
    value = float(table[row.column].sum())
    kind, formula, below = trade(trail, row, value) or _metered(trail, row, value)
    return Node(
        key=f"dispatch:{row.asset}.{row.key}",
        label=text("优化年（首个运营年，满可用率）", "dispatched year (the first, fully available)"),
        unit="yuan",
        value=value,
        kind=kind,
        formula=formula,
        children=tuple(below),
        note=_busiest(trail, row),
    )


def _metered(trail: Trail, row: StreamRow, value: float) -> Walked:
    """Return how money follows from what was metered, held or credited."""
    held = f"{row.origin.partition('.')[2]}_{row.key}_yuan_per_mw_h" in trail.evidence.dispatch
    credited = row.key == "carbon_credits"
    parts = (_held_parts if held else _credit_parts if credited else _parts)(trail, row, value)
    formula = _HELD if held else _CREDITED if credited else _METERED if parts else _BY_MONTH.get(row.key, _SETTLED)
    return "product" if parts else "rest", formula, parts or numbers_behind(trail, row)


def _parts(trail: Trail, row: StreamRow, value: float) -> list[Node]:
    """Return energy and mean price; their product is the money."""
    flow = _flow_mw(trail, row)
    if flow is None:
        return []
    flow_mw, what, below = flow
    energy = amount_node(trail, row, flow_mw, key="energy", label=what, unit="mwh")
    return at_mean_price(row, value, energy, MEAN_PRICE, below)


def _credit_parts(trail: Trail, row: StreamRow, value: float) -> list[Node]:
    """Return the tonnes a hub's oxidation avoids and what one brings; their product is the money."""
    if trail.evidence.assets[row.asset]["kind"] != "gas_hub":
        return []
    avoided_t = float(credits_t_per_h(Hub(trail.evidence, row.asset)).sum()) * trail.evidence.step_h
    node = figure_node(trail, "methane.credits_t")
    tonnes = replace(node, key=f"credits:{row.asset}", value=avoided_t, file="dispatch.parquet")
    return at_mean_price(
        row, value, tonnes, text("每吨所得（元/t）", "what a tonne brings (yuan/t)"), numbers_behind(trail, row)
    )


def _held_parts(trail: Trail, row: StreamRow, value: float) -> list[Node]:
    """Return MW held over all hours and the mean pay for one; their product is the money, unless products share it."""
    market = row.origin.partition(".")[2]
    if sum(one.column == row.column for one in trail.evidence.streams) > 1:
        return []
    what = text("保持功率 × 小时", "power held × hours")
    mean = text("按保持功率加权均价", "price, weighed by power held")
    held = amount_node(trail, row, held_for(trail.evidence, row, market), key="held", label=what, unit="mw_h")
    return at_mean_price(row, value, held, mean, product_nodes(trail, market))


def _flow_mw(trail: Trail, row: StreamRow) -> tuple[FloatArray, Label, list[Node]] | None:
    """Return the flow a stream is paid on, what it is called, and what its price follows from."""
    evidence, (section, _, origin) = trail.evidence, row.origin.partition(".")
    if section == "markets" and row.key in _SIDES:
        side, price = _SIDES[row.key]
        column = f"{origin}_{price}_yuan_per_mwh"
        if column not in evidence.dispatch:
            return None
        what = text("售出电量", "energy sold") if side == "out" else text("购入电量", "energy bought")
        return traded(evidence, row.asset, side), what, [price_node(trail, column, price)]
    if section == "policies" and row.key in FLOWS:
        return FLOWS[row.key](evidence, row.asset), _ENERGY, fee_nodes(trail, origin, row.key)
    if section == "assets" and evidence.assets[origin]["kind"] == "gas_plant":
        return evidence.dispatch[f"{origin}_power_mw"], _GROSS, plant_nodes(trail, row)
    return None


def _busiest(trail: Trail, row: StreamRow) -> Label:
    """Return the step that weighs most, so that a reader can look one up."""
    values = trail.evidence.dispatch[row.column]
    step = int(np.argmax(np.abs(values)))
    start = str(trail.evidence.dispatch["start"][step])[:16].replace("T", " ")
    what = stream_label(row.key)
    return text(
        f"{what.zh}最大的时段 {start}：{values[step]:,.2f} 元", f"largest step {start}: {values[step]:,.2f} yuan"
    )
