"""Who earned what: the share of each instrument in the gain of its case."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from storage_model.cases.compare.compare import Comparison
from storage_model.cases.compare.shares import Shares
from storage_model.report.charts.figure import Figure, Table
from storage_model.report.comparing.blocks.block import money, titled
from storage_model.report.comparing.blocks.gains import instrument
from storage_model.report.comparing.charts.bars import Bar, Group, bar_drawing
from storage_model.report.comparing.words import COMPARE_WORDS as WORDS
from storage_model.units import YUAN_PER_WAN_YUAN
from storage_model.words.format import wan_yuan
from storage_model.words.label import text

MOST_BARS = 18
"""in one drawing, so that it stands on a sheet of paper"""


def gains_charts(comparison: Comparison) -> Iterator[Figure]:
    """Yield figures of all shared gains, grouped by case; a new one where the bars would not fit on a sheet."""
    shared = [found for found in comparison.shares if found.worth is not None]
    held: list[Shares] = []
    for found in shared:
        if held and sum(len(one.players) for one in (*held, found)) > MOST_BARS:
            yield _figure(comparison, held)
            held = []
        held.append(found)
    if held:
        yield _figure(comparison, held)


def _figure(comparison: Comparison, shared: Sequence[Shares]) -> Figure:
    rows = [
        (titled(comparison.case(found.case).scenario.title), instrument(comparison, found.case, one.name), one.shared)
        for found in shared
        for one in (found.worth.shares if found.worth else ())
    ]
    groups = [
        Group(
            title=title,
            bars=tuple(
                Bar(name=name, value=yuan / YUAN_PER_WAN_YUAN, said=money(yuan)) for _, name, yuan in of_one_case
            ),
        )
        for title, of_one_case in groupby(rows, key=lambda row: row[0])
    ]
    _, name, yuan = max(rows, key=lambda row: row[2])
    words = text(f"最大一项：{name.zh}，{wan_yuan(yuan)} 万元。", f"The largest: {name.en}, {wan_yuan(yuan)} wan yuan.")
    return Figure(
        key=f"gains-{shared[0].case}",
        title=WORDS["who"],
        alt=text(f"横条图：各项政策分摊的净现值。{words.zh}", f"Bars of the net present value shared. {words.en}"),
        note=text(f"{words.zh}各方案内各条之和等于该方案的净现值增量。", f"{words.en} Bars of a case sum to its gain."),
        drawing=bar_drawing(groups, WORDS["shared_axis"], shown=lambda wan: f"{wan:,.0f}"),
        table=Table(
            head=(WORDS["case"], WORDS["instrument"], WORDS["shared"]),
            rows=tuple((title, name, money(yuan)) for title, name, yuan in rows),
        ),
    )
