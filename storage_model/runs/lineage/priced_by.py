"""What the price of settled money follows from: the file it was read from, the numbers of a product, a document."""

from storage_model.assets.catalogue import ASSETS
from storage_model.blocks import FloatArray
from storage_model.runs.lineage.node import Node
from storage_model.runs.lineage.sources import document_node, input_nodes, leaf_nodes, series_file_node
from storage_model.runs.lineage.trail import Trail
from storage_model.runs.reaudit.evidence import StreamRow
from storage_model.runs.reaudit.plants import METHANE_MWH_PER_M3
from storage_model.runs.reaudit.prices import own_series_of, price_in, series_of
from storage_model.words.label import Label, text

_ON_PATH = text(
    "均值 × (1 + 水平变化)ⁿ + (价格 − 均值) × (1 − 价差收窄)ⁿ",
    "mean × (1 + level change)ⁿ + (price − mean) × (1 − erosion)ⁿ",
)
_OF_ITS_OWN = text("当年自有电价文件（prices_by_year）", "prices of that year's own file (prices_by_year)")


def priced_by(trail: Trail, row: StreamRow) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the inputs that price money an asset settles itself, then those of its VAT rate, as key paths."""
    kind = ASSETS.get(trail.evidence.assets[row.asset]["kind"])
    named = () if kind is None else kind.priced_by.get(row.key, ())
    paths = tuple(f"assets.{row.asset}.{below}" for below in named)
    rates = tuple(path for path in paths if path.endswith("vat_frac"))
    return tuple(path for path in paths if path not in rates), rates


def numbers_behind(trail: Trail, row: StreamRow) -> list[Node]:
    """Return the numbers and the document behind money that is no plain rate × flow: a limit, a share, a meter."""
    section, _, role = row.origin.partition(".")
    if section == "markets":
        return product_nodes(trail, role)
    if section == "assets":
        return input_nodes(trail, priced_by(trail, row)[0] or (f"assets.{role}.*_yuan_per_*",))
    leaves = trail.numbers_below(f"policies.{role}")
    own = [leaf for leaf in leaves if leaf.key.startswith(f"policies.{role}.{row.key}_")]  # of many fees its own
    return [*leaf_nodes(trail, own or leaves), document_node(trail, role)]


def product_nodes(trail: Trail, product: str) -> list[Node]:
    """Return the numbers of a product as a file gives them, and the files of its series."""
    path = f"markets.{product}"
    named = [key.removesuffix(".file") for key in trail.leaves if key.startswith(f"{path}.") and key.endswith(".file")]
    leaves = [leaf for leaf in trail.numbers_below(path) if leaf.key.rpartition(".")[0] not in named]
    return [*leaf_nodes(trail, leaves), *(series_file_node(trail, key) for key in named)]


def fee_nodes(trail: Trail, role: str, stream: str) -> list[Node]:
    """Return what a document charges or pays per MWh of a stream, and the document."""
    key = "yuan_per_mwh" if stream == "tariff_sales" else f"{stream}_yuan_per_mwh"
    path = f"policies.{role}.{key}"
    leaves = [leaf for name, leaf in trail.leaves.items() if name == path or name.startswith(f"{path}.")]
    return [*leaf_nodes(trail, leaves), document_node(trail, role)]


def price_node(trail: Trail, column: str, side: str) -> Node:
    """Return the price of the year, from the series as read and the path it moves along."""
    return _price_node(trail, f"column:{column}", trail.evidence.dispatch[column], side)


def price_node_of_year(trail: Trail, side: str) -> Node:
    """Return the same of a price that no column of the dispatch holds: as its series leads to it, or its file alone."""
    year, series = _first_year(trail), series_of(trail.evidence, side)
    values = price_in(trail.evidence, side, year)
    if values is not None:
        return _price_node(trail, f"price:{side}", values, side)
    own = own_series_of(trail.evidence, side, year)
    return _series_node(trail, series) if own is None else series_file_node(trail, own)


def _price_node(trail: Trail, key: str, values: FloatArray, side: str) -> Node:
    year = _first_year(trail)
    own = own_series_of(trail.evidence, side, year)
    path = input_nodes(trail, ("price_path.*_frac_per_year",))
    moved = (_series_node(trail, series_of(trail.evidence, side)), *path)
    return Node(
        key=key,
        label=text(f"{year} 年逐时段价格，均值", f"price of {year} by step, mean"),
        unit="yuan_per_mwh",
        value=float(values.mean()),
        kind="rest",
        formula=_ON_PATH if own is None else _OF_ITS_OWN,
        children=moved if own is None else (series_file_node(trail, own),),
        note=_range(values),
        file="dispatch.parquet",
    )


def _first_year(trail: Trail) -> int:
    return int(trail.evidence.annual["calendar_year"][0])


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


def plant_nodes(trail: Trail, row: StreamRow) -> list[Node]:
    """Return what prices a plant's own money by its gross output, and what limits that output."""
    return [*input_nodes(trail, priced_by(trail, row)[0]), _gas_supply(trail, row.asset)]


def _gas_supply(trail: Trail, asset: str) -> Node:
    """Return what limits a plant's output: its gas, with the file the series was read from."""
    flow = trail.evidence.dispatch[f"{asset}_pure_flow_m3_per_h"]
    return Node(
        key=f"series:{asset}.pure_flow",
        label=text("可用瓦斯纯量折合电量", "gas available, as electricity"),
        unit="mwh",
        value=float(flow.sum()) * trail.evidence.step_h * METHANE_MWH_PER_M3
        * float(trail.evidence.assets[asset]["efficiency_frac"]),
        kind="rest",
        children=(series_file_node(trail, f"assets.{asset}.pure_flow"),),
        file="dispatch.parquet",
    )  # fmt: skip


def _range(values: FloatArray) -> Label:
    low, high = float(values.min()), float(values.max())
    return text(f"{low:,.2f} … {high:,.2f}，{len(values)} 个时段", f"{low:,.2f} … {high:,.2f}, {len(values)} steps")
