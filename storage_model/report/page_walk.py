"""The main numbers of the page walked back to price files and documents, a level with every click."""

from dataclasses import dataclass

from storage_model.cases.answer import TOGETHER
from storage_model.report.charts.figure import text
from storage_model.report.label import Label
from storage_model.report.lineage.explain import explain
from storage_model.report.lineage.indicators import ARBITRAGE
from storage_model.report.lineage.node import Node
from storage_model.report.lineage.show import shown_value
from storage_model.report.lineage.trail import trail_of
from storage_model.report.lineage.unfold import unfolded
from storage_model.report.reading.folder import RunFolder

# Payback rests on the same flows as the return; what is earned at the meters is the other half of the story.
KEYS = ("irr_project_after_tax_frac", ARBITRAGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One number of a walk: what it is, its value, how it follows from the steps below, what to know beside it."""

    label: Label
    value: Label
    formula: Label | None
    note: Label | None
    below: tuple["Step", ...]


def walks(run: RunFolder) -> tuple[Step, ...]:
    """Return the walks of a run, all projects together; the files of the run are all they need."""
    trail = trail_of(run, TOGETHER)
    return tuple(_step(unfolded(explain(trail, key)), top=True) for key in KEYS)


def _step(node: Node, *, top: bool = False) -> Step:
    sign = "− " if node.sign < 0 and not top else ""
    return Step(
        label=text(f"{sign}{node.label.zh}", f"{sign}{node.label.en}"),
        value=text(shown_value(node, "zh"), shown_value(node, "en")),
        formula=node.formula,
        note=node.note if node.note is not None and (node.note.zh or node.note.en) else None,
        below=tuple(_step(child) for child in node.children),
    )
