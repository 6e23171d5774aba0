"""Revenue and metered cost of the first operating year, stream by stream."""

from storage_model.cases.answer import TOGETHER, CaseAnswer
from storage_model.report.charts.drawing import marks
from storage_model.report.charts.drawing.axes import Panel, across_axis, pointer
from storage_model.report.charts.drawing.canvas import WIDTH, Drawing
from storage_model.report.charts.drawing.colours import CHARGE, DISCHARGE
from storage_model.report.charts.drawing.ink import SIZE, Ink, words
from storage_model.report.charts.drawing.legend import LINE, Entry, legend
from storage_model.report.charts.drawing.scale import covering
from storage_model.report.charts.figure import Figure, Table
from storage_model.report.fonts.opentype import width_em
from storage_model.units import YUAN_PER_WAN_YUAN
from storage_model.words.format import wan_yuan
from storage_model.words.label import Label, text
from storage_model.words.labels.lookup import stream_label

Streams = list[tuple[Label, str, float]]
ROW, BAR = 24, 14
ROOM_FOR_NUMBERS = 0.12


def first_year(answer: CaseAnswer) -> Figure:
    """Return the figure: all projects together, VAT-inclusive, fading and availability included."""
    streams = first_year_streams(answer)
    revenue, cost = (sum(yuan for _, side, yuan in streams if side == wanted) for wanted in ("revenue", "cost"))
    year = answer.lifetime.calendar_years[0]
    return Figure(
        key="first-year",
        title=text(f"首年（{year}）收入与计量成本", f"Revenue and metered cost of the first year ({year})"),
        alt=text(
            f"横条图：各收支项金额。收入合计 {wan_yuan(revenue)} 万元，计量成本合计 {wan_yuan(cost)} 万元。",
            f"Bars of money by stream. Revenue {wan_yuan(revenue)}, metered cost {wan_yuan(cost)} wan yuan.",
        ),
        note=text(
            f"收入合计 {wan_yuan(revenue)} 万元，计量成本合计 {wan_yuan(cost)} 万元。"
            "含增值税；不含人工、保险等固定运营成本，见现金流量表。",
            f"Revenue {wan_yuan(revenue)}, metered cost {wan_yuan(cost)} wan yuan. "
            "VAT-inclusive; fixed cost such as staff and insurance is in the statements.",
        ),
        drawing=_drawing(streams),
        table=_table(streams, revenue, cost),
    )


def first_year_streams(answer: CaseAnswer) -> Streams:
    """Return words, side and yuan of every stream, the largest revenue first, the largest cost last.

    What brings and costs nothing in any year is left out: energy bought by a plant that only sells.
    """
    streams = answer.lifetime.of_assets(answer.projects[TOGETHER].assets)
    found = [(stream_label(one.key), one.side, float(one.yuan[0])) for one in streams if one.yuan.any()]
    return sorted(found, key=lambda row: -row[2])


def _drawing(streams: Streams) -> Drawing:
    left = 16 + SIZE * max(width_em(words_) for label, _, _ in streams for words_ in (label.zh, label.en))
    panel = Panel(left=left, top=LINE + 12, width=WIDTH - left, height=ROW * len(streams))
    amounts = [yuan / YUAN_PER_WAN_YUAN for _, _, yuan in streams]
    scale = covering(amounts, panel.left, panel.right, room=ROOM_FOR_NUMBERS)
    entries = [Entry(text("收入", "revenue"), CHARGE), Entry(text("成本", "cost"), DISCHARGE)]
    inks: list[Ink] = [*legend(entries), *across_axis(panel, scale, text("万元", "wan yuan"))]
    for number, ((label, side, yuan), amount) in enumerate(zip(streams, amounts, strict=True)):
        middle, end = panel.top + (number + 0.5) * ROW, scale.at(amount)
        box = (min(scale.at(0), end), middle - BAR / 2, max(scale.at(0), end), middle + BAR / 2)
        inks.append(marks.bars([box], CHARGE if side == "revenue" else DISCHARGE))
        inks += words(panel.left - 10, middle + 4, label, anchor="end")
        inks += pointer(end, middle, text(wan_yuan(yuan)), right=amount >= 0)
    return Drawing(height=panel.bottom + 40, inks=inks)


def _table(streams: Streams, revenue: float, cost: float) -> Table:
    total = [(text("收入合计", "Revenue, total"), revenue), (text("计量成本合计", "Metered cost, total"), cost)]
    rows = [(label, text(wan_yuan(yuan))) for label, _, yuan in streams]
    rows += [(label, text(wan_yuan(yuan))) for label, yuan in total]
    return Table(head=(text("收支项", "Stream"), text("金额 万元", "wan yuan")), rows=tuple(rows))
