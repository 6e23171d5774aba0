"""Money of one kind by operating year: from a statement's row to the settlement of the dispatched year."""

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.cases.project_numbers import FIXED_COSTS
from storage_model.runs.lineage.between import settled_words
from storage_model.runs.lineage.node import Kind, Node
from storage_model.runs.lineage.priced_by import priced_by
from storage_model.runs.lineage.settlement import dispatched_year
from storage_model.runs.lineage.sources import document_node, input_nodes, leaf_node, leaf_nodes
from storage_model.runs.lineage.trail import Trail, worth_showing
from storage_model.runs.reaudit.evidence import StreamRow, items
from storage_model.runs.reaudit.scope import stores
from storage_model.runs.reaudit.ties import in_periods, yearly_costs
from storage_model.runs.reaudit.years import yearly_yuan
from storage_model.words.label import Label, text
from storage_model.words.labels.lookup import stream_label

_FOLLOWED = text("优化年按可用率执行（站用电不变）", "the dispatched year followed as far as available; supply stays")
_LATER = text("只计起算日以后，按可用率执行", "only from the day its money counts, as far as available")
_BY_DOCUMENT = text("按文件逐年计付", "paid by the year, by document")
_SHARE = text("优化年 × 可用率", "dispatched year × availability")
_WHOLE = text("与优化年相同", "the dispatched year as it is")


def by_period(trail: Trail, row: StreamRow) -> FloatArray:
    """Return a stream by period of the statements."""
    return in_periods(trail.evidence, trail.evidence.owner_of(row.asset), row)


def stream_node(trail: Trail, row: StreamRow) -> Node:
    """Return one stream over the years of the walk, with the first year's settlement and its documents below."""
    key = f"stream:{row.asset}.{row.key}{trail.at}"
    return trail.once(key, lambda: _stream(trail, row, key))


def _stream(trail: Trail, row: StreamRow, key: str) -> Node:
    values, what = by_period(trail, row), stream_label(row.key)
    return Node(
        key=key,
        label=text(f"{row.asset} · {what.zh}", f"{row.asset} · {what.en}"),
        unit="yuan",
        value=trail.amount(values),
        kind="rest",
        formula=settled_words(trail) if row.column in trail.evidence.dispatch else _BY_DOCUMENT,
        children=tuple(_below(trail, row)),
        by_year=trail.by_year(values),
        note=text("含增值税；annual.parquet", "VAT-inclusive; annual.parquet"),
        file="annual.parquet",
    )


def _below(trail: Trail, row: StreamRow) -> list[Node]:
    if row.column not in trail.evidence.dispatch:
        return _of_document(trail, row)
    return [first_year_node(trail, row)]


def first_year_node(trail: Trail, row: StreamRow) -> Node:
    """Return the first operating year of a stream: the dispatched schedule, as far as the asset is available."""
    key = f"first_year:{row.asset}.{row.key}"
    return trail.once(key, lambda: _first_year(trail, row, key))


def _first_year(trail: Trail, row: StreamRow, key: str) -> Node:
    value = float(yearly_yuan(trail.evidence, row)[0])
    dispatched = dispatched_year(trail, row)
    kind: Kind
    if dispatched is None:
        kind, formula, below = "rest", _BY_DOCUMENT, _of_document(trail, row)
    else:
        kind, formula, below = _followed(trail, row, dispatched, value)
    year, what = int(trail.evidence.annual["calendar_year"][0]), stream_label(row.key)
    return Node(
        key=key,
        label=text(f"{what.zh} · 首个运营年 {year}", f"{what.en}: first operating year {year}"),
        unit="yuan",
        value=value,
        kind=kind,
        formula=formula,
        children=tuple(below),
        file="annual.parquet",
    )


def _followed(trail: Trail, row: StreamRow, dispatched: Node, value: float) -> tuple[Kind, Label, list[Node]]:
    """Return how a year's money follows from the dispatched year and from what: as it is, or less what outages take."""
    money = dispatched.value or 0.0
    if abs(money - value) <= 1e-9 * abs(value):
        return "sum", _WHOLE, [dispatched]
    shares = _availability(trail, row)
    if any(abs(money * (share.value or 0.0) - value) <= 1e-9 * abs(value) for share in shares):
        return "product", _SHARE, [dispatched, *shares]
    return "rest", _LATER if row.asset in trail.evidence.counts_from else _FOLLOWED, [dispatched, *shares]


def _availability(trail: Trail, row: StreamRow) -> list[Node]:
    """Return the share of a battery's schedule that outages leave; gas plants know theirs in the schedule."""
    leaf = trail.leaves.get(f"assets.{row.asset}.availability_frac")
    return [leaf_node(trail, leaf)] if stores(trail.evidence, row.asset) and leaf is not None else []


def _of_document(trail: Trail, row: StreamRow) -> list[Node]:
    """Return the numbers of a document that pays by the year, and the document; nothing for money of another kind."""
    section, _, role = row.origin.partition(".")
    if section != "policies":
        return []
    numbers = leaf_nodes(trail, trail.numbers_below(f"policies.{role}"))
    assets = input_nodes(trail, (f"assets.{row.asset}.power_mw", f"assets.{row.asset}.energy_mwh"))
    return [*numbers, *assets, document_node(trail, role)]


def revenue_nodes(trail: Trail, stream: str) -> list[Node]:
    """Return the streams of one name that a row of revenue adds up."""
    return [stream_node(trail, row) for row in trail.streams() if row.key == stream and row.side == "revenue"]


def cost_nodes(trail: Trail, category: str) -> list[Node]:
    """Return what an element of cost adds up, each without VAT: streams of that kind, and yearly costs of the input.

    `variable` stands for everything that moves with the meter.
    """
    moving = category == "variable"
    kept = (row for row in trail.streams() if row.side == "cost")
    rows = [row for row in kept if (row.key not in FIXED_COSTS if moving else row.category == category)]
    found = [_without_vat(trail, row) for row in rows]
    if category != "variable":
        for project in trail.projects:
            found += _yearly_costs(trail, project, category)
    return list(worth_showing(trail, found))


def _without_vat(trail: Trail, row: StreamRow) -> Node:
    values = -by_period(trail, row) / (1.0 + row.vat_frac)
    what = stream_label(row.key)
    rate = Node(
        key=f"vat:{row.asset}.{row.key}",
        label=text("不含税系数 −1 ÷ (1 + 税率)", "without VAT, as a cost: −1 / (1 + rate)"),
        unit="none",
        value=-1.0 / (1.0 + row.vat_frac),
        kind="rest",
        children=tuple(_vat_leaf(trail, row)),
    )
    return Node(
        key=f"cost:{row.asset}.{row.key}{trail.at}",
        label=text(f"{row.asset} · {what.zh}，不含税", f"{row.asset} · {what.en}, no VAT"),
        unit="yuan",
        value=trail.amount(values),
        kind="product",
        children=(stream_node(trail, row), rate),
        by_year=trail.by_year(values),
    )


def _vat_leaf(trail: Trail, row: StreamRow) -> list[Node]:
    """Return the input a stream's VAT rate is; of an asset that does not tell, those that are as high."""
    if not row.origin.startswith("assets."):
        return input_nodes(trail, (f"{row.origin}.vat_frac",))
    named = priced_by(trail, row)[1]
    found = input_nodes(trail, named or (f"{row.origin}.*vat_frac",))
    return found if named else [node for node in found if node.value == row.vat_frac]


def _yearly_costs(trail: Trail, project: str, category: str) -> list[Node]:
    """Return each yearly cost of the input that belongs to an element of cost, without VAT."""
    found = []
    for name, kind, values, _ in yearly_costs(trail.evidence, project):
        if kind != category or not np.any(values):
            continue
        title = items(items(trail.evidence.projects[project], "operating_cost")[name], "title")
        path = f"projects.{project}.operating_cost.{name}"
        found.append(
            Node(
                key=f"yearly:{project}.{name}.{kind}{trail.at}",
                label=text(f"{project} · {title.get('zh', name)}", f"{project} · {title.get('en', name)}"),
                unit="yuan",
                value=trail.amount(values),
                kind="rest",
                formula=text(
                    "(固定额 + 按功率 + 按投资 + 按电量) × 增长，不含税",
                    "(amount + by kW + by investment + by MWh) × growth, no VAT",
                ),
                children=tuple(_numbers_below(trail, path)),
                by_year=trail.by_year(values),
            )
        )
    return found


def _numbers_below(trail: Trail, path: str) -> list[Node]:
    return leaf_nodes(trail, [leaf for leaf in trail.numbers_below(path) if leaf.value != 0])


def vat_nodes(trail: Trail) -> list[Node]:
    """Return the VAT inside each stream of revenue."""
    found = []
    for row in trail.streams():
        if row.side == "revenue":
            values, what = by_period(trail, row) * row.vat_frac / (1.0 + row.vat_frac), stream_label(row.key)
            found.append(
                Node(
                    key=f"output_vat:{row.asset}.{row.key}{trail.at}",
                    label=text(f"{row.asset} · {what.zh}所含税", f"VAT inside {row.asset} · {what.en}"),
                    unit="yuan", value=trail.amount(values), kind="rest", by_year=trail.by_year(values),
                    children=tuple(_vat_leaf(trail, row)),
                )
            )  # fmt: skip
    return list(worth_showing(trail, found))
