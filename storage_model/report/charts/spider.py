"""How the return moves with each factor from −20 % to +20 %: one line a factor, the steepest named first."""

import numpy as np

from storage_model.cases.answer import ProjectAnswer
from storage_model.finance.sensitivity import FactorSensitivity
from storage_model.finance.statements.sensitivity_analysis import Block
from storage_model.report.charts.drawing import marks
from storage_model.report.charts.drawing.axes import Panel, across_axis, upward_axis
from storage_model.report.charts.drawing.canvas import WIDTH, Drawing
from storage_model.report.charts.drawing.colours import INK, SALES, STORED
from storage_model.report.charts.drawing.ink import Ink
from storage_model.report.charts.drawing.legend import Entry, legend, legend_height
from storage_model.report.charts.drawing.scale import Scale, covering
from storage_model.report.charts.figure import Figure, Table
from storage_model.words.format import percent, state_label
from storage_model.words.label import Label, text
from storage_model.words.labels.lookup import factor_label

MOST_LINES = len(SALES)
LEFT, RIGHT, ABOVE, HEIGHT = 58, 18, 30, 230


def spider(project: ProjectAnswer) -> Figure:
    """Return the figure of one project's return after tax; the dispatch is held."""
    found = project.finance.sensitivity_analysis.blocks[0]
    drawn = _steepest(found)
    first = factor_label(drawn[0].factor) if drawn else text("无", "none")
    low, high = _ends(found, drawn)
    return Figure(
        key=f"spider-{project.name}",
        title=text(f"{project.title_zh}：单因素 −20% 至 +20%", f"{project.title_en}: one factor, −20% to +20%"),
        alt=text(
            f"折线图：各因素变动时的税后内部收益率，最陡者为{first.zh}，收益率由 {low} 至 {high}。",
            f"Lines of the return after tax over the change of each factor; the steepest is {first.en}, "
            f"from {low} to {high}.",
        ),
        note=text(
            f"线越陡越敏感；水平线为基准收益率 {percent(found.target)}，与某线的交点为该因素的临界点。调度保持不变。",
            f"The steeper, the more it matters; the level line is the hurdle of {percent(found.target)}, which a line "
            "crosses at its critical point. Dispatch is held.",
        ),
        drawing=_drawing(found, drawn),
        table=_table(found, drawn),
    )


def _ends(found: Block, drawn: list[FactorSensitivity]) -> tuple[str, str]:
    """Return the returns at both ends of the steepest line."""
    values = _values(found, drawn[0]) if drawn else [np.nan]
    known = [value for value in values if np.isfinite(value)] or [found.target]
    return percent(known[0]), percent(known[-1])


def _steepest(found: Block) -> list[FactorSensitivity]:
    """Return the factors that move the return most, as many as there are colours."""
    moved = sorted(found.factors, key=lambda one: -_span(one))
    return [one for one in moved if _span(one) > 0][:MOST_LINES]


def _span(one: FactorSensitivity) -> float:
    values = [at.value for at in one.at if at.value is not None]
    return max(values) - min(values) if len(values) > 1 else 0.0


def _drawing(found: Block, drawn: list[FactorSensitivity]) -> Drawing:
    entries = [Entry(factor_label(one.factor), colour, "line") for one, colour in zip(drawn, SALES, strict=False)]
    entries.append(Entry(text("基准收益率", "hurdle"), STORED, "dashes"))
    panel = Panel(left=LEFT, top=legend_height(entries) + ABOVE, width=WIDTH - LEFT - RIGHT, height=HEIGHT)
    lines = [(np.array(_changes(one)), np.array(_values(found, one))) for one in drawn]
    every = [value for _, values in lines for value in values.tolist()]
    up = covering([*every, found.target], panel.bottom, panel.top, zero=False)
    ends = (drawn[0].changes_frac[0], drawn[0].changes_frac[-1]) if drawn else (-0.2, 0.2)
    across = Scale(low=ends[0], high=ends[1], start=panel.left, end=panel.right)
    inks: list[Ink] = [*legend(entries)]
    inks += upward_axis(panel, up, text("税后收益率", "Return after tax"), shown=lambda rate: percent(rate, 1))
    inks += across_axis(
        panel, across, text("因素变动", "Change of the factor"), shown=lambda change: percent(change, 0)
    )
    level = np.full(2, up.at(found.target))
    inks.append(marks.line(np.array([panel.left, panel.right]), level, STORED, dashes="4 3"))
    for (changes, values), colour in zip(lines, SALES, strict=False):
        inks.append(marks.line(across.places(changes), up.places(values), colour))
    if found.base.value is not None:
        inks += marks.dots([across.at(0.0)], [up.at(found.base.value)], INK, radius=3.6)
    return Drawing(height=panel.bottom + 40, inks=inks)


def _changes(one: FactorSensitivity) -> list[float]:
    """Return the changes with the case itself among them."""
    return sorted([*one.changes_frac, 0.0])


def _values(found: Block, one: FactorSensitivity) -> list[float]:
    """Return the return at each change, NaN where there is none."""
    at = {change: indicator.value for change, indicator in zip(one.changes_frac, one.at, strict=True)}
    at[0.0] = found.base.value
    return [np.nan if at[change] is None else float(at[change] or 0.0) for change in _changes(one)]


def _table(found: Block, drawn: list[FactorSensitivity]) -> Table:
    changes = _changes(drawn[0]) if drawn else []
    head = (text("因素", "Factor"), *(text(f"{change:+.0%}") for change in changes))
    rows = tuple((factor_label(one.factor), *(_cell(found, value) for value in _values(found, one))) for one in drawn)
    return Table(head=head, rows=rows)


def _cell(found: Block, value: float) -> Label:
    if np.isnan(value):
        state = found.base.state if found.base.value is None else "none"
        return state_label(state)
    return text(percent(value))
