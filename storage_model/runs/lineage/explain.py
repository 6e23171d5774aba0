"""From a key somebody typed to the tree behind it."""

from collections.abc import Callable, Iterator
from difflib import get_close_matches

from storage_model.runs.lineage.figures import figure_keys, figure_node
from storage_model.runs.lineage.indicators import (
    ARBITRAGE,
    arbitrage,
    dispatch_node,
    first_year_stream,
    first_year_total,
    hurdle_node,
    indicator_node,
    verdict_node,
)
from storage_model.runs.lineage.node import Node
from storage_model.runs.lineage.rows import row_node
from storage_model.runs.lineage.sources import leaf_node
from storage_model.runs.lineage.streams import stream_node
from storage_model.runs.lineage.trail import Trail
from storage_model.words.measures import MEASURES

_BY_STREAM = {f"{side}_by_stream_first_year_yuan": side for side in ("revenue", "cost")}
# What people call the numbers they ask for most.
SHORT = {
    "firr": "irr_project_after_tax_frac",
    "fnpv": "npv_project_after_tax_yuan",
    "payback": "payback_static_years",
    "arbitrage": ARBITRAGE,
    "dscr": "dscr_min",
    "icr": "icr_min",
    "investment": "total_investment_yuan",
}


class UnknownKeyError(LookupError):
    """A key that names nothing in this run, with the nearest that does."""


def explain(trail: Trail, typed: str) -> Node:
    """Return the tree behind a key of the summary, a row, a stream or an input; raises UnknownKeyError."""
    asked = typed.removesuffix("_state")  # why a figure is none stands with the figure
    key = SHORT.get(asked.lower(), asked)
    alone: dict[str, Callable[[], Node]] = {
        "verdict": lambda: verdict_node(trail),
        "hurdle_frac": lambda: hurdle_node(trail),
        ARBITRAGE: lambda: arbitrage(trail),
        "revenue_first_year_yuan": lambda: first_year_total(trail, "revenue"),
        "cost_first_year_yuan": lambda: first_year_total(trail, "cost"),
    }
    if key in alone:
        return alone[key]()
    if key in MEASURES and key in trail.evidence.numbers(trail.project):
        return indicator_node(trail, key)
    above, _, below = key.partition(".")
    if above in _BY_STREAM and below:
        return first_year_stream(trail, below, _BY_STREAM[above])
    if above == "dispatch" and below in trail.evidence.summary["dispatch"]:
        return dispatch_node(trail, below)
    if key in figure_keys(trail):
        return figure_node(trail, key)
    return _row_stream_or_input(trail, key, typed)


def _row_stream_or_input(trail: Trail, key: str, typed: str) -> Node:
    if key in trail.rows:
        return row_node(trail, key)
    same = [row for row in trail.rows if row.partition(".")[2] == key]
    if same:
        return row_node(trail, same[0])
    for row in trail.streams():
        if key in (f"{row.asset}.{row.key}", row.column):
            return stream_node(trail, row)
    if key in trail.leaves:
        return leaf_node(trail, trail.leaves[key])
    known = list(known_keys(trail))
    begun = [k for k in known if k.startswith(f"{key.lower()}_")]  # lcos, roi, npv: the key without its unit
    near = begun[:3] or get_close_matches(key, known, n=3, cutoff=0.5)
    alike = () if near else get_close_matches(key, {k.rpartition(".")[2] for k in known}, n=3)
    near = near or [k for last in alike for k in known if k.rpartition(".")[2] == last]
    hint = f"; did you mean {' or '.join(near[:3])}?" if near else ""
    raise UnknownKeyError(f"nothing is called {typed!r} in this run{hint}")


def known_keys(trail: Trail) -> Iterator[str]:
    """Yield every key that may be asked for."""
    said = trail.evidence.numbers(trail.project)
    yield from SHORT
    yield from ("verdict", "hurdle_frac", "revenue_first_year_yuan", "cost_first_year_yuan", ARBITRAGE)
    yield from (key for key in MEASURES if key in said)
    for above in _BY_STREAM:
        yield from (f"{above}.{stream}" for stream in said[above])
    yield from (f"dispatch.{key}" for key in trail.evidence.summary["dispatch"] if not key.endswith("_state"))
    yield from figure_keys(trail)
    yield from trail.rows
    yield from (f"{row.asset}.{row.key}" for row in trail.streams())
    yield from trail.leaves
