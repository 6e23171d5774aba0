"""Every number of the page walked back to price files and documents, a level with every click."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from storage_model.cases.answer import TOGETHER
from storage_model.runs.lineage.explain import explain
from storage_model.runs.lineage.indicators import ARBITRAGE
from storage_model.runs.lineage.node import Node
from storage_model.runs.lineage.show import shown_value
from storage_model.runs.lineage.trail import Trail, trail_through
from storage_model.runs.lineage.unfold import ELSEWHERE, unfolded_all
from storage_model.runs.reaudit.evidence import Evidence
from storage_model.runs.reaudit.scope import stores
from storage_model.words.format import INAPPLICABLE
from storage_model.words.label import Label, text
from storage_model.words.measures import MEASURES

# Payback rests on the same flows as the return; what is earned at the meters is the other half of the story.
FIRST = "irr_project_after_tax_frac"
THEN = ("verdict", "hurdle_frac", "revenue_first_year_yuan", "cost_first_year_yuan")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One number of a walk: what it is, its value, how it follows from the steps below, what to know beside it.

    `anchor` is where a link finds it; `see` the anchor of the place where its own way back is shown.
    """

    label: Label
    value: Label
    formula: Label | None
    note: Label | None
    below: tuple["Step", ...]
    anchor: str = ""
    see: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Walks:
    """Walks of the indicators, then of the rows of statements that no indicator leads to.

    `links` says which anchor shows the way back of an indicator or, as `row:<statement>.<row>`, of a row.
    """

    indicators: tuple[Step, ...] = ()
    rows: tuple[Step, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)


def walks(evidence: Evidence) -> Walks:
    """Return the walks of a run, all projects together; what its files say is all they need."""
    trail = trail_through(evidence, TOGETHER)
    # What stands at a date is told of one year, so that its own key is another than the one asked for.
    indicators = {key: explain(trail, key) for key in _indicators(trail)}
    rows = {f"row:{key}": explain(trail, key) for key in trail.rows}
    asked = {**indicators, **rows}
    shown = unfolded_all([*asked.values()])
    anchors = {node.key: f"w{number}" for number, node in enumerate(_owners(shown))}
    of_indicators = {top.key for top in indicators.values()}
    steps = [(node.key in of_indicators, _step(node, anchors, top=True)) for node in shown]
    return Walks(
        indicators=tuple(step for first, step in steps if first),
        rows=tuple(step for first, step in steps if not first),
        links={key: anchors[top.key] for key, top in asked.items() if top.key in anchors},
    )


def _indicators(trail: Trail) -> Iterator[str]:
    """Yield what is walked back: no arbitrage where nothing is stored, no indicator that applies to no project."""
    said = trail.evidence.numbers(trail.project)
    yield FIRST
    if any(stores(trail.evidence, name) for name in trail.evidence.assets):
        yield ARBITRAGE
    yield from THEN
    every = [said, *trail.evidence.summary["projects"].values()]
    applying = (key for key in MEASURES if any(one.get(f"{key}_state") != INAPPLICABLE for one in every))
    yield from (key for key in applying if key in said)


def _owners(shown: tuple[Node, ...]) -> Iterator[Node]:
    """Yield every number that stands with what is below it."""
    for top in shown:
        yield from (node for node in top.walk() if node.children)


def _step(node: Node, anchors: Mapping[str, str], *, top: bool = False) -> Step:
    sign = "− " if node.sign < 0 and not top else ""
    elsewhere = node.note is ELSEWHERE
    return Step(
        label=text(f"{sign}{node.label.zh}", f"{sign}{node.label.en}"),
        value=text(shown_value(node, "zh"), shown_value(node, "en")),
        formula=node.formula,
        note=node.note if node.note is not None and (node.note.zh or node.note.en) else None,
        below=tuple(_step(child, anchors) for child in node.children),
        anchor=anchors[node.key] if node.children else "",
        see=anchors.get(node.key, "") if elsewhere else "",
    )
