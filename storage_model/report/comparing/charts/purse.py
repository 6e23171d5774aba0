"""The public purse by year: what each payer pays or forgoes in a case, and what comes back as tax."""

from collections.abc import Iterator
from typing import Final

from storage_model.blocks import FloatArray
from storage_model.cases.compare.column import Column
from storage_model.cases.compare.compare import Comparison
from storage_model.cases.compare.purse import EVERYBODY
from storage_model.report.charts.drawing.colours import COSTS, SALES
from storage_model.report.charts.figure import Figure
from storage_model.report.charts.stack import Stack, stack_drawing, stack_table
from storage_model.report.comparing.words import COMPARE_WORDS as WORDS
from storage_model.words.format import wan_yuan
from storage_model.words.label import text

_COLOURS: Final = dict(zip(EVERYBODY, (SALES[0], SALES[1], COSTS[1], SALES[2], SALES[4], SALES[5]), strict=True))


def purse_charts(comparison: Comparison) -> Iterator[Figure]:
    """Yield a figure for every case that anybody pays for."""
    for column in comparison.columns:
        if any(yuan.any() for yuan in column.purse.by_payer.values()):
            yield _figure(column)


def _figure(column: Column) -> Figure:
    purse, title = column.purse, column.scenario.title
    paid: dict[str, FloatArray] = {payer: yuan for payer, yuan in purse.by_payer.items() if yuan.any()}
    stack = Stack(
        streams=paid,
        places=[text(str(purse.first_year + number)) for number in range(len(purse.taxes_paid))],
        colours={payer: _COLOURS[payer] for payer in EVERYBODY if payer in paid},
        words=lambda payer: WORDS[payer],
        net=text("合计", "sum"),
    )
    whole, taxes = wan_yuan(float(stack.net_yuan.sum())), wan_yuan(float(purse.taxes_paid.sum()))
    said = text(
        f"各年合计 {whole} 万元；项目同期净缴税（已扣退税） {taxes} 万元。",
        f"All years: {whole} wan yuan; the projects pay {taxes} wan yuan of tax meanwhile, refunds taken off.",
    )
    return Figure(
        key=f"purse-{column.scenario.name}",
        title=text(f"{title.zh}：各付费方逐年支出", f"{title.en}: paid by year"),
        alt=text(f"各年支付方堆叠柱。{said.zh}", f"Stacked bars by payer and year. {said.en}"),
        note=text(f"{said.zh}未折现；税收为减免额。", f"{said.en} Not discounted; tax is what is forgone."),
        drawing=stack_drawing(stack),
        table=stack_table(stack, WORDS["year"]),
    )
