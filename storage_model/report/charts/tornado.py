"""How the return moves when one factor moves by a tenth, the factor that moves it most on top."""

from storage_model.cases.answer import ProjectAnswer
from storage_model.finance.indicators.indicator import Indicator
from storage_model.finance.sensitivity import FactorSensitivity
from storage_model.finance.statements.sensitivity_analysis import Block
from storage_model.report.charts.drawing import marks
from storage_model.report.charts.drawing.axes import Panel, across_axis, pointer
from storage_model.report.charts.drawing.canvas import WIDTH, Drawing
from storage_model.report.charts.drawing.colours import CHARGE, DISCHARGE, INK, STORED
from storage_model.report.charts.drawing.ink import SIZE, Ink, mark, words
from storage_model.report.charts.drawing.legend import LINE, Entry, legend
from storage_model.report.charts.drawing.scale import covering
from storage_model.report.charts.figure import Figure, Table
from storage_model.report.fonts.opentype import width_em
from storage_model.words.format import percent, shown, state_label
from storage_model.words.label import Label, text
from storage_model.words.labels.lookup import factor_label

MOVE_FRAC = 0.1
MOVES_SAID = 3
SEEN = 1e-5
"""of return; a factor that moves less (a loan, before financing) has no bar"""
ROW, BAR = 26, 15
ROOM_FOR_NUMBERS = 0.14
NEAR = 4.0
"""times the span of the bars that a scale may take to reach the hurdle"""


def tornado(project: ProjectAnswer) -> Figure:
    """Return the figure of one project's return after tax; the dispatch is held, so help counts a little too low."""
    found = project.finance.sensitivity_analysis.blocks[0]
    base = {lang: shown(found.base.value, "frac", lang, found.base.state) for lang in ("zh", "en")}
    hurdle = percent(found.target)
    needed = _needed(found)
    return Figure(
        key=f"tornado-{project.name}",
        title=text(f"{project.title_zh}：单因素 ±10%", f"{project.title_en}: one factor ±10%"),
        alt=text(
            f"横条图：各因素变动 ±10% 时的税后内部收益率，基准方案 {base['zh']}，基准收益率 {hurdle}。{needed.zh}",
            f"Bars of the return after tax when each factor moves by ±10%; the case stands at {base['en']}, "
            f"the hurdle at {hurdle}. {needed.en}",
        ),
        note=text(
            f"基准方案税后收益率 {base['zh']}。{needed.zh}调度保持不变；按投资比例计的成本不随投资变动。",
            f"The case returns {base['en']} after tax. {needed.en} Dispatch is held; "
            "costs written as a share of the investment stay.",
        ),
        drawing=_drawing(found),
        table=_table(found),
    )


def _needed(found: Block) -> Label:
    """Return in words which single moves, the smallest of them, just meet the hurdle."""
    crossing = [
        (
            abs(one.critical_change_frac.value),
            factor_label(one.factor),
            _indicator(one.critical_change_frac, signed=True),
        )
        for one in found.factors
        if one.critical_change_frac.value is not None
    ]
    if not crossing:
        return text(
            "单一因素变动 −95% 至 +300% 都达不到基准收益率。",
            "No factor alone reaches the hurdle between −95% and +300%.",
        )
    nearest = sorted(crossing, key=lambda move: move[0])[:MOVES_SAID]
    zh = "，".join(f"{label.zh} {change.zh}" for _, label, change in nearest)
    en = ", ".join(f"{label.en[0].lower()}{label.en[1:]} {change.en}" for _, label, change in nearest)
    return text(f"单独变动到恰为基准收益率：{zh}。", f"Alone, each of these just meets the hurdle: {en}.")


def _signed(change: float, said: str) -> str:
    return f"+{said}" if change > 0 else said


def _drawing(found: Block) -> Drawing:
    rows = [(one, _at(one, -MOVE_FRAC).value, _at(one, MOVE_FRAC).value) for one in found.factors]
    drawn = sorted(
        (
            (one, low, high)
            for one, low, high in rows
            if low is not None and high is not None and abs(high - low) > SEEN
        ),
        key=lambda row: -abs(row[2] - row[1]),
    )
    labels = [factor_label(one.factor) for one in found.factors]
    left = 16 + SIZE * max(width_em(said) for label in labels for said in (label.zh, label.en))
    panel = Panel(left=left, top=LINE + 12, width=WIDTH - left, height=ROW * max(1, len(drawn)))
    base = found.base.value
    returns = [value for _, *ends in drawn for value in ends] + ([] if base is None else [base])
    hurdle = found.target if _near(found.target, returns) else None
    shown_too = [] if hurdle is None else [hurdle]
    scale = covering([*returns, *shown_too], panel.left, panel.right, zero=False, room=ROOM_FOR_NUMBERS)
    entries = [Entry(text("因素 +10%", "factor +10%"), CHARGE), Entry(text("因素 −10%", "factor −10%"), DISCHARGE)]
    if hurdle is not None:
        entries.append(Entry(text("基准收益率", "hurdle"), STORED, "line"))
    entries.append(Entry(text("本方案", "this case"), INK, "line"))
    inks: list[Ink] = [*legend(entries)]
    axis = text("项目投资财务内部收益率（税后）", "Return of the project after tax")
    inks += across_axis(panel, scale, axis, shown=lambda rate: percent(rate, 1))
    for number, (one, low, high) in enumerate(drawn):
        middle = panel.top + (number + 0.5) * ROW
        start = low if base is None else base
        for end, colour in ((low, DISCHARGE), (high, CHARGE)):
            lower, upper = sorted((scale.at(start), scale.at(end)))
            inks.append(marks.bars([(lower, middle - BAR / 2, upper, middle + BAR / 2)], colour))
            inks += pointer(scale.at(end), middle, text(percent(end)), right=end >= start)
        inks += words(panel.left - 10, middle + 4, factor_label(one.factor), anchor="end")
    for value, colour in ((hurdle, STORED), (base, INK)):
        if value is not None:
            x = scale.at(value)
            inks.append(mark("line", x1=x, x2=x, y1=panel.top - 4, y2=panel.bottom, stroke=colour, stroke_width=1.6))
    return Drawing(height=panel.bottom + 40, inks=inks)


def _near(value: float, returns: list[float]) -> bool:
    """Whether a scale that holds the value too leaves the bars long enough to see."""
    if not returns:
        return True
    span = max(returns) - min(returns)
    return max(*returns, value) - min(*returns, value) <= NEAR * span


def _at(one: FactorSensitivity, change_frac: float) -> Indicator:
    return one.at[one.changes_frac.index(change_frac)]


def _table(found: Block) -> Table:
    head = (
        text("因素", "Factor"),
        *(text(_signed(change, percent(change, 0))) for change in found.factors[0].changes_frac),
        text("敏感度系数（+10%）", "Coefficient at +10%"),
        text("临界点", "Critical change"),
    )
    rows = tuple(
        (
            factor_label(one.factor),
            *(_indicator(value) for value in one.at),
            _ratio(one.coefficients[one.changes_frac.index(MOVE_FRAC)]),
            _indicator(one.critical_change_frac, signed=True),
        )
        for one in found.factors
    )
    return Table(head=head, rows=rows)


def _indicator(found: Indicator, *, signed: bool = False) -> Label:
    if found.value is None:
        return state_label(found.state)
    return text(_signed(found.value, percent(found.value)) if signed else percent(found.value))


def _ratio(found: Indicator) -> Label:
    if found.value is None:
        return state_label(found.state)
    return text(f"{found.value:,.2f}")
