"""From the money of the dispatched year to energy, price, the file the price was read from, the document of a fee."""

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.facts import is_number
from storage_model.report.label import Label, text
from storage_model.report.labels import stream_label
from storage_model.report.lineage.node import Node
from storage_model.report.lineage.sources import document_node, input_nodes, leaf_nodes, series_file_node
from storage_model.report.lineage.trail import Trail
from storage_model.report.reaudit.evidence import StreamRow
from storage_model.report.reaudit.held import held_for
from storage_model.report.reaudit.money import FLOWS, traded
from storage_model.report.reaudit.plants import METHANE_MWH_PER_M3

_SIDES = {"energy_sales": ("out", "sale", 1), "charging_energy": ("in", "purchase", -1)}
_ENERGY = text("计量电量", "energy metered")
_MEAN_PRICE = text("按电量加权均价", "price, weighed by energy")
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
# Money a plant settles itself: the inputs that price it, below the asset.
_PRICED_BY = {
    "gas_fuel": ("supplies.*.gas_price_yuan_per_m3",),
    "gas_venting": ("supplies.*.venting_cost_yuan_per_m3",),
    "gas_flaring": ("flare.cost_yuan_per_m3",),
    "gas_variable_om": ("gensets.*.variable_om_yuan_per_mwh",),
    "genset_upkeep": ("gensets.*.running_cost_yuan_per_h",),
    "genset_overhaul": ("gensets.*.overhaul_cost_yuan", "gensets.*.overhaul_interval_h"),
    "genset_starts": ("gensets.*.start_cost_yuan",),
    "oxidiser_om": ("oxidiser.om_yuan_per_m3",),
    "enrichment_om": ("enrichment.om_yuan_per_m3",),
    "gas_sales": ("enrichment.price_yuan_per_m3",),
    "heat_sales": ("heat.price_yuan_per_gj",),
    "mine_power": ("site_supply.price_yuan_per_mwh",),
    "carbon_credits": ("carbon.*",),
}
_GROSS = text("机组发电量", "gross output")


def dispatched_year(trail: Trail, row: StreamRow) -> Node | None:
    """Return a stream's money over the dispatched year as energy × price, or None for money no meter decides."""
    table = trail.evidence.dispatch
    if row.column not in table:
        return None
    value = float(table[row.column].sum())
    held = f"{row.origin.partition('.')[2]}_{row.key}_yuan_per_mw_h" in table
    parts = _held_parts(trail, row, value) if held else _parts(trail, row, value)
    return Node(
        key=f"dispatch:{row.asset}.{row.key}",
        label=text("优化年（首个运营年，满可用率）", "dispatched year (the first, fully available)"),
        unit="yuan",
        value=value,
        kind="product" if parts else "rest",
        formula=_HELD if held else _METERED if parts else _BY_MONTH.get(row.key, _SETTLED),
        children=tuple(parts or _document(trail, row)),
        note=_busiest(trail, row),
    )


def _document(trail: Trail, row: StreamRow) -> list[Node]:
    """Return the numbers and the document behind money that is no plain rate × flow: a limit, a share, a meter."""
    section, _, role = row.origin.partition(".")
    if section == "markets":
        return _terms_of(trail, f"markets.{role}.")
    if section == "assets":
        found = input_nodes(trail, tuple(f"assets.{role}.{below}" for below in _PRICED_BY.get(row.key, ())))
        return found or input_nodes(trail, (f"assets.{role}.*_yuan_per_*",))
    leaves = [
        leaf for key, leaf in trail.leaves.items() if key.startswith(f"policies.{role}.") and is_number(leaf.value)
    ]
    own = [leaf for leaf in leaves if leaf.key.startswith(f"policies.{role}.{row.key}_")]  # of many fees its own
    return [*leaf_nodes(trail, own or leaves), document_node(trail, role)]


def _parts(trail: Trail, row: StreamRow, value: float) -> list[Node]:
    """Return energy and mean price; their product is the money."""
    flow = _flow_mw(trail, row)
    if flow is None:
        return []
    flow_mw, what, below = flow
    energy_mwh = float(flow_mw.sum()) * trail.evidence.step_h
    if energy_mwh == 0.0:
        return []
    return [
        Node(
            key=f"energy:{row.asset}.{row.key}", label=what, unit="mwh", value=energy_mwh, kind="source",
            note=text(f"dispatch.parquet，{len(flow_mw)} 个时段", f"dispatch.parquet, {len(flow_mw)} steps"),
            file="dispatch.parquet",
        ),
        Node(
            key=f"price:{row.asset}.{row.key}", label=_MEAN_PRICE, unit="yuan_per_mwh", value=value / energy_mwh,
            kind="rest", children=tuple(below),
        ),
    ]  # fmt: skip


def _held_parts(trail: Trail, row: StreamRow, value: float) -> list[Node]:
    """Return MW held over all hours and the mean pay for one; their product is the money, unless products share it."""
    market = row.origin.partition(".")[2]
    if sum(one.column == row.column for one in trail.evidence.streams) > 1:
        return []
    held_mw = held_for(trail.evidence, row, market)
    held_mw_h = float(held_mw.sum()) * trail.evidence.step_h
    if held_mw_h == 0.0:
        return []
    return [
        Node(
            key=f"held:{row.asset}.{row.key}", label=text("保持功率 × 小时", "power held × hours"), unit="mw_h",
            value=held_mw_h, kind="source",
            note=text(f"dispatch.parquet，{len(held_mw)} 个时段", f"dispatch.parquet, {len(held_mw)} steps"),
            file="dispatch.parquet",
        ),
        Node(
            key=f"price:{row.asset}.{row.key}", label=text("按保持功率加权均价", "price, weighed by power held"),
            unit="yuan_per_mw_h", value=value / held_mw_h, kind="rest",
            children=tuple(_terms_of(trail, f"markets.{market}.")),
        ),
    ]  # fmt: skip


def _terms_of(trail: Trail, below: str) -> list[Node]:
    """Return the numbers of a product as a file gives them, and the files of its series."""
    named = [key.removesuffix(".file") for key in trail.leaves if key.startswith(below) and key.endswith(".file")]
    leaves = [
        leaf for key, leaf in trail.leaves.items()
        if key.startswith(below) and key.rpartition(".")[0] not in named
        and is_number(leaf.value)
    ]  # fmt: skip
    return [*leaf_nodes(trail, leaves), *(series_file_node(trail, key) for key in named)]


def _flow_mw(trail: Trail, row: StreamRow) -> tuple[FloatArray, Label, list[Node]] | None:
    """Return the flow a stream is paid on, what it is called, and what its price follows from."""
    evidence, (section, _, origin) = trail.evidence, row.origin.partition(".")
    if section == "markets" and row.key in _SIDES:
        side, price, _ = _SIDES[row.key]
        column = f"{origin}_{price}_yuan_per_mwh"
        if column not in evidence.dispatch:
            return None
        what = text("售出电量", "energy sold") if side == "out" else text("购入电量", "energy bought")
        return traded(evidence, row.asset, side), what, [_price_node(trail, column, price)]
    if section == "policies" and row.key in FLOWS:
        return FLOWS[row.key](evidence, row.asset), _ENERGY, fee_nodes(trail, origin, row.key)
    if section == "assets" and evidence.assets[origin]["kind"] == "gas_plant":
        patterns = {
            "gas_variable_om": (f"assets.{origin}.variable_om_yuan_per_mwh",),
            "gas_fuel": (f"assets.{origin}.gas_price_yuan_per_m3", f"assets.{origin}.efficiency_frac"),
        }
        below = input_nodes(trail, patterns.get(row.key, ()))
        return evidence.dispatch[f"{origin}_power_mw"], _GROSS, [*below, *_gas_supply(trail, origin)]
    return None


def _price_node(trail: Trail, column: str, side: str) -> Node:
    """Return the price of the year, from the series as read and the path it moves along."""
    evidence = trail.evidence
    names = ("day_ahead",) if side == "sale" else ("purchase", "day_ahead")
    series = next(name for name in names if f"series_{name}_yuan_per_mwh" in evidence.dispatch)
    year = int(evidence.annual["calendar_year"][0])
    return Node(
        key=f"column:{column}",
        label=text(f"{year} 年逐时段价格，均值", f"price of {year} by step, mean"),
        unit="yuan_per_mwh",
        value=float(evidence.dispatch[column].mean()),
        kind="rest",
        formula=text(
            "均值 × (1 + 水平变化)ⁿ + (价格 − 均值) × (1 − 价差收窄)ⁿ",
            "mean × (1 + level change)ⁿ + (price − mean) × (1 − erosion)ⁿ",
        ),
        children=(_series_node(trail, series), *input_nodes(trail, ("price_path.*_frac_per_year",))),
        note=_range(evidence.dispatch[column]),
        file="dispatch.parquet",
    )


def _series_node(trail: Trail, name: str) -> Node:
    """Return a price series as it was read, with its file."""
    values = trail.evidence.dispatch[f"series_{name}_yuan_per_mwh"]
    return Node(
        key=f"series:{name}",
        label=text("价格序列（原值），均值", "price series as read, mean"),
        unit="yuan_per_mwh",
        value=float(values.mean()),
        kind="rest",
        children=(series_file_node(trail, f"prices.{name}"),),
        note=_range(values),
        file="dispatch.parquet",
    )


def _gas_supply(trail: Trail, asset: str) -> list[Node]:
    """Return what limits a plant's output: its gas, with the file the series was read from."""
    flow = trail.evidence.dispatch[f"{asset}_pure_flow_m3_per_h"]
    return [
        Node(
            key=f"series:{asset}.pure_flow",
            label=text("可用瓦斯纯量折合电量", "gas available, as electricity"),
            unit="mwh",
            value=float(flow.sum()) * trail.evidence.step_h * METHANE_MWH_PER_M3
            * float(trail.evidence.assets[asset]["efficiency_frac"]),
            kind="rest",
            children=(series_file_node(trail, f"assets.{asset}.pure_flow"),),
            file="dispatch.parquet",
        )
    ]  # fmt: skip


def fee_nodes(trail: Trail, role: str, stream: str) -> list[Node]:
    """Return what a document charges or pays per MWh of a stream, and the document."""
    key = "yuan_per_mwh" if stream == "tariff_sales" else f"{stream}_yuan_per_mwh"
    path = f"policies.{role}.{key}"
    leaves = [leaf for name, leaf in trail.leaves.items() if name == path or name.startswith(f"{path}.")]
    return [*leaf_nodes(trail, leaves), document_node(trail, role)]


def _range(values: FloatArray) -> Label:
    low, high = float(values.min()), float(values.max())
    return text(f"{low:,.2f} … {high:,.2f}，{len(values)} 个时段", f"{low:,.2f} … {high:,.2f}, {len(values)} steps")


def _busiest(trail: Trail, row: StreamRow) -> Label:
    """Return the step that weighs most, so that a reader can look one up."""
    values = trail.evidence.dispatch[row.column]
    step = int(np.argmax(np.abs(values)))
    start = str(trail.evidence.dispatch["start"][step])[:16].replace("T", " ")
    what = stream_label(row.key)
    return text(
        f"{what.zh}最大的时段 {start}：{values[step]:,.2f} 元", f"largest step {start}: {values[step]:,.2f} yuan"
    )
