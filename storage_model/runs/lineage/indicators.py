"""Indicators on their way back: rates, present values, paybacks, extremes, first-year money, verdict."""

from dataclasses import replace

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.runs.lineage.node import Node
from storage_model.runs.lineage.rows import row_node
from storage_model.runs.lineage.sources import input_nodes
from storage_model.runs.lineage.streams import first_year_node
from storage_model.runs.lineage.trail import Trail, worth_showing
from storage_model.runs.reaudit.evidence import StreamRow
from storage_model.runs.reaudit.returns import first_t, hurdles_of
from storage_model.runs.reaudit.scope import stores
from storage_model.words.format import VERDICTS, state_label
from storage_model.words.label import Label, Unit, text
from storage_model.words.labels.lookup import row_label, stream_label, summary_label
from storage_model.words.measures import MEASURES, Measure

ARBITRAGE = "arbitrage_first_year_yuan"
_KIND_OF = {
    "project_cash_flow.net_cash_flow_pre_tax": "project_pre_tax",
    "project_cash_flow.net_cash_flow_after_tax": "project_after_tax",
}


def indicator_node(trail: Trail, key: str) -> Node:
    """Return an indicator of the summary with everything it is read from."""
    measure, said = MEASURES[key], trail.evidence.numbers(trail.project)
    value, state = said[key], said[f"{key}_state"]
    below = _below(trail, key, measure, value)
    is_sum = measure.how in ("total", "present_value")
    return Node(
        key=key,
        label=summary_label(key),
        unit=summary_label(key).unit,
        value=value,
        kind="sum" if is_sum else "rest",
        formula=measure.words,
        children=tuple(below),
        note=None if state == "ok" else state_label(state),
        file="summary.json",
    )


def _below(trail: Trail, key: str, measure: Measure, value: float | None) -> list[Node]:
    row = measure.rows[0]
    if measure.how in ("rate", "present_value"):
        rate = (
            value if measure.how == "rate" else hurdles_of(trail.evidence, trail.project)[_KIND_OF.get(row, "equity")]
        )
        found = [] if rate is None else [_present_value(trail, row, rate, measure.how)]
        if measure.how == "present_value":
            # The hurdle and the row stand below the present value, which is the number itself.
            inputs = input_nodes(trail, measure.inputs)
            return [replace(node, children=(*node.children, *inputs)) for node in found]
        return [*found, row_node(trail, row)]
    if measure.how == "payback":
        return [_running(trail, key, row), row_node(trail, row), *input_nodes(trail, measure.inputs)]
    return [*(row_node(trail, one) for one in measure.rows), *input_nodes(trail, measure.inputs)]


def _present_value(trail: Trail, row: str, rate: float, how: str) -> Node:
    """Return the row discounted at a rate, year by year; at a rate of return it adds up to zero."""
    flows, first = trail.rows[row], first_t(trail.evidence, trail.project)
    values = flows * (1.0 + rate) ** -(first + np.arange(len(flows)))
    label = row_label(row.partition(".")[2])
    at = f"{rate:.4%}"
    return Node(
        key=f"present_value:{row}",
        label=text(f"{label.zh}按 {at} 折现之和", f"{label.en} discounted at {at}"),
        unit="yuan",
        value=float(values.sum()),
        kind="rest",
        formula=text(
            "应为零（按各年折现值相加）" if how == "rate" else "各年折现值相加",
            "has to be zero (the discounted years add up)" if how == "rate" else "the discounted years add up",
        ),
        children=(row_node(trail, row),) if how == "present_value" else (),
        by_year=dict(zip(trail.years, map(float, values), strict=True)),
    )


def _running(trail: Trail, key: str, row: str) -> Node:
    """Return the running sum a payback is read from, discounted where it asks for that."""
    flows, label = trail.rows[row], row_label(row.partition(".")[2])
    kind = _KIND_OF.get(row, "equity")
    discounted = "discounted" in key
    rate = hurdles_of(trail.evidence, trail.project)[kind] if discounted else 0.0
    running: FloatArray = np.cumsum(flows * (1.0 + rate) ** -np.arange(len(flows)))
    zh, en = ("折现累计", "running sum, discounted") if discounted else ("累计", "running sum")
    return Node(
        key=f"running:{row}",
        label=text(f"{zh}{label.zh}，期末", f"{en} of {label.en}, at the end"),
        unit="yuan",
        value=float(running[-1]),
        kind="rest",
        formula=text("逐年累计；何年转正见各年", "year by year; the years show where it turns"),
        by_year=dict(zip(trail.years, map(float, running), strict=True)),
    )


def first_year_total(trail: Trail, side: str) -> Node:
    """Return revenue or metered cost of the first operating year, stream by stream."""
    key = f"{side}_first_year_yuan"
    rows = [row for row in trail.streams() if row.side == side]
    return _first_year(trail, key, summary_label(key), rows)


def first_year_stream(trail: Trail, stream: str, side: str) -> Node:
    """Return one stream of the first operating year over the assets of the walk."""
    rows = [row for row in trail.streams() if row.side == side and row.key == stream]
    return _first_year(trail, f"{side}_by_stream_first_year_yuan.{stream}", stream_label(stream), rows)


def arbitrage(trail: Trail) -> Node:
    """Return what buying, selling and the fees on drawn energy leave of the first operating year (价差套利净收益)."""
    stations = {name for name in trail.evidence.assets if stores(trail.evidence, name)}
    rows = [row for row in trail.streams() if row.asset in stations and _by_energy(trail, row)]
    label = Label(zh="首年价差套利净收益（含税）", en="Net arbitrage of the first year (VAT-inclusive)")
    return _first_year(trail, ARBITRAGE, label, rows)


def _by_energy(trail: Trail, row: StreamRow) -> bool:
    """Whether a stream is energy traded, or what the meter pays and is charged for it."""
    section, _, origin = row.origin.partition(".")
    if section == "markets":
        return trail.evidence.inputs["markets"][origin]["kind"] in ("day_ahead_energy", "two_settlement")
    return section == "policies" and row.side == "cost" and row.column in trail.evidence.dispatch


def _first_year(trail: Trail, key: str, label: Label, rows: list[StreamRow]) -> Node:
    nodes = [first_year_node(trail, row) for row in dict.fromkeys(rows)]
    return Node(
        key=key,
        label=label,
        unit="yuan",
        value=sum(node.value or 0.0 for node in nodes),
        kind="sum",
        formula=text("各收支项之和", "sum of its streams"),
        children=worth_showing(trail, nodes),
    )


def verdict_node(trail: Trail) -> Node:
    """Return the verdict: the return after tax beside the hurdle."""
    said = trail.evidence.numbers(trail.project)
    word = VERDICTS[said["verdict"]]
    return Node(
        key="verdict",
        label=text(f"{summary_label('verdict').zh}：{word.zh}", f"{summary_label('verdict').en}: {word.en}"),
        unit="text",
        value=None,
        kind="rest",
        formula=text(
            "税后内部收益率不低于基准收益率即可行", "it pays when the return after tax is at or above the hurdle"
        ),
        children=(hurdle_node(trail), indicator_node(trail, "irr_project_after_tax_frac")),
    )


def hurdle_node(trail: Trail) -> Node:
    """Return the hurdle; of all projects together the mean weighted by investment."""
    mean = text("各项目按建设投资加权", "mean of the projects, weighed by investment")
    return Node(
        key="hurdle_frac",
        label=summary_label("hurdle_frac"),
        unit="frac",
        value=float(trail.evidence.numbers(trail.project)["hurdle_frac"]),
        kind="rest",
        formula=mean if len(trail.projects) > 1 else None,
        children=tuple(input_nodes(trail, ("projects.{project}.hurdle.project_after_tax_frac",))),
    )


def dispatch_node(trail: Trail, key: str) -> Node:
    """Return a number of the dispatched year: objective and bound, energy, cycles, round trip."""
    found = trail.evidence.summary["dispatch"]
    label = summary_label(f"dispatch.{key}")
    rows = dict.fromkeys(row for row in trail.evidence.streams if row.column in trail.evidence.dispatch)
    parts = []
    if key == "objective_yuan":
        for row in rows:
            value, what = float(trail.evidence.dispatch[row.column].sum()), stream_label(row.key)
            unit: Unit = "yuan"
            name = text(f"{row.asset} · {what.zh}", f"{row.asset} · {what.en}")
            parts.append(Node(key=f"dispatch:{row.asset}.{row.key}", label=name, unit=unit, value=value, kind="source",
                              file="dispatch.parquet"))  # fmt: skip
    return Node(
        key=f"dispatch.{key}",
        label=label,
        unit=label.unit,
        value=found[key],
        kind="sum" if parts else "source",
        formula=text("优化年各收支项之和（含不付现项）", "sum of the dispatched year's streams, unpaid ones included")
        if parts
        else None,
        children=tuple(parts),
        file="summary.json",
    )
