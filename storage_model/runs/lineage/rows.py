"""A row of a statement on its way back: by its formula to other rows, to streams, to inputs."""

from dataclasses import replace

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.runs.lineage.node import Kind, Node
from storage_model.runs.lineage.sources import input_nodes
from storage_model.runs.lineage.streams import cost_nodes, revenue_nodes, vat_nodes
from storage_model.runs.lineage.trail import Trail, worth_showing
from storage_model.words.formulas.catalogue import formula_of
from storage_model.words.formulas.evaluate import rows_behind, values_of_part
from storage_model.words.formulas.formula import Formula, Part
from storage_model.words.formulas.in_words import sum_in_words
from storage_model.words.label import Label, text
from storage_model.words.labels.lookup import row_label, statement_label
from storage_model.words.stocks import is_stock

_OUTPUT_VAT = "revenue_and_taxes.output_vat"


def row_node(trail: Trail, key: str, sign: int = 1) -> Node:
    """Return a row by `statement.row`.

    Without a year a flow is the sum of all years, and what stands at year ends is looked at in one year: its largest.
    """
    if trail.year is not None and not trail.one_year and _only_in(trail, key):
        trail = replace(trail, year=None)  # the year's amount is the whole of it
    place = f"row:{key}{trail.at}"
    return replace(trail.once(place, lambda: _row(trail, key, place)), sign=sign)


def _only_in(trail: Trail, key: str) -> bool:
    """Whether a flow has an amount in no other year, so that its sum says all."""
    if _stands(key) or _rests_on_stocks(_formula(trail, key)):
        return False
    values = trail.rows[key]
    return float(np.abs(values).sum()) == abs(trail.amount(values))


def _row(trail: Trail, key: str, place: str) -> Node:
    values, label = trail.rows[key], row_label(key.partition(".")[2])
    formula = _formula(trail, key)
    if trail.year is None and (_stands(key) or _rests_on_stocks(formula)):
        return _in_its_year(trail, key, values)
    below = _below(trail, key, formula)
    return _written_down(
        Node(
            key=place,
            label=_named(key, label),
            unit=label.unit,
            value=trail.amount(values) if np.isfinite(values).any() else None,
            kind=_kind(key, formula, below),
            formula=_sum_in_words(trail, formula) if formula.kind == "sum" else formula.words,
            children=below,
            by_year=trail.by_year(values),
            file="statements.parquet",
        )
    )


def _kind(key: str, formula: Formula, below: tuple[Node, ...]) -> Kind:
    """Return whether what stands below adds up: a sum of rows, or money settled stream by stream."""
    settled = bool(formula.streams) or key == _OUTPUT_VAT
    return "sum" if below and (formula.kind == "sum" or settled) else "rest"


def _written_down(node: Node) -> Node:
    """Return a row of the input's own amounts as their sum, where they add up to it."""
    amounts = [child.value for child in node.children if child.kind == "source"]
    if node.kind != "rest" or node.value is None or len(amounts) != len(node.children) or None in amounts:
        return node
    adds_up = abs(sum(amount or 0.0 for amount in amounts) - node.value) <= 1e-9 * abs(node.value)
    return replace(node, kind="sum") if amounts and adds_up else node


def _in_its_year(trail: Trail, key: str, values: FloatArray) -> Node:
    """Return a row through the year in which it is largest (a cover: smallest), with that year's formula below."""
    label, finite = row_label(key.partition(".")[2]), np.where(np.isfinite(values), values, 0.0)
    low = np.where(np.isfinite(values), values, np.inf)
    covers = key.rpartition(".")[2] in ("dscr", "icr")
    place = int(np.argmin(low)) if covers and np.isfinite(low).any() else int(np.argmax(np.abs(finite)))
    year = trail.years[place]
    if _stands(key):
        node = row_node(replace(trail, year=year), key)
        return replace(node, by_year=trail.by_year(values), note=text(f"{year} 年", f"in {year}"))
    inside = row_node(replace(trail, year=year), key)
    return Node(
        key=f"row:{key}",
        label=_named(key, label),
        unit=label.unit,
        value=trail.amount(values),
        kind="rest",
        formula=text(f"各年之和；金额最大的年份 {year}", f"sum of the years; the largest is {year}"),
        children=(inside,) if inside.children else (),
        by_year=trail.by_year(values),
        file="statements.parquet",
    )


def _below(trail: Trail, key: str, formula: Formula) -> tuple[Node, ...]:
    """Return the nodes a row follows from."""
    if formula.streams:
        found = _of_streams(trail, key, formula.streams)
        return found or worth_showing(trail, input_nodes(trail, formula.inputs))
    rows = [node for part in formula.parts for node in _of_part(trail, key, part)]
    if key == _OUTPUT_VAT:
        return tuple(vat_nodes(trail))
    return (*worth_showing(trail, rows), *input_nodes(trail, formula.inputs))


def _of_streams(trail: Trail, key: str, streams: str) -> tuple[Node, ...]:
    if streams.startswith("stream:"):
        return tuple(revenue_nodes(trail, streams.removeprefix("stream:")))
    found = cost_nodes(trail, streams)
    added = sum(node.value or 0.0 for node in found)
    # Costs that grow with energy are part of the variable cost too; what streams leave is said as one number.
    rest = trail.amount(trail.rows[key]) - added
    if abs(rest) > 1e-6 * max(1.0, abs(added)):
        label = text("其余：按电量计的年度费用", "rest: yearly costs by the MWh")
        found.append(Node(key=f"rest:{key}{trail.at}", label=label, unit="yuan", value=rest, kind="rest"))
    return tuple(found)


def _of_part(trail: Trail, key: str, part: Part) -> list[Node]:
    """Return the rows a part stands for; one of the year before is shown as what was carried over."""
    if part.before:
        return [_carried(trail, key, part)]
    return [row_node(trail, row, part.sign) for row in rows_behind(part, trail.rows)]


def _carried(trail: Trail, key: str, part: Part) -> Node:
    values = values_of_part(part, trail.rows) * part.sign
    name = part.row.partition(".")[2]
    label, own = row_label(name), part.row == key
    return Node(
        key=f"before:{part.row}{trail.at}",
        label=text(f"上年{label.zh}", f"{label.en}, the year before"),
        unit=label.unit,
        value=trail.amount(values),
        kind="rest",
        sign=part.sign,
        by_year=trail.by_year(values),
        note=text("本表累计", "running sum") if own else None,
        file="statements.parquet",
    )


def _formula(trail: Trail, key: str) -> Formula:
    statement, _, row = key.partition(".")
    return formula_of(statement, row, vat_in_lines="project_cash_flow.vat_payable" in trail.rows)


def _stands(key: str) -> bool:
    statement, _, row = key.partition(".")
    return is_stock(statement, row)


def _rests_on_stocks(formula: Formula) -> bool:
    """Whether a flow is the change of what stands; the sum of all years says nothing about its parts."""
    return formula.kind == "sum" and any(_stands(part.row) for part in formula.parts)


def _named(key: str, label: Label) -> Label:
    """Return a row's name with its statement."""
    statement = statement_label(key.partition(".")[0])
    return text(f"{label.zh}〔{statement.zh}〕", f"{label.en} [{statement.en}]")


def _sum_in_words(trail: Trail, formula: Formula) -> Label:
    """Return a sum as a reader would write it; rows of nothing but zeros are left out where others are not."""

    def moving(part: Part) -> list[str]:
        return [key for key in rows_behind(part, trail.rows) if trail.every or np.any(trail.rows[key])]

    some = any(part.row.endswith("*") or moving(part) for part in formula.parts)
    return sum_in_words(formula, moving if some else lambda part: rows_behind(part, trail.rows))
