"""Money at the meters year by year: ageing, availability, the path of prices and the terms of policies included."""

from storage_model.blocks import FloatArray
from storage_model.cases.answer import TOGETHER, CaseAnswer
from storage_model.report.charts.ageing import batteries
from storage_model.report.charts.figure import Figure
from storage_model.report.charts.stack import Stack, stack_drawing, stack_table, stream_colours
from storage_model.report.charts.years import star_words, year_names
from storage_model.words.format import percent, wan_yuan
from storage_model.words.label import Label, text


def yearly_revenue(answer: CaseAnswer) -> Figure:
    """Return the figure: all projects together, VAT-inclusive."""
    stack, said, why, star = yearly_stack(answer), _ends(answer), _causes(answer), star_words(answer.lifetime)
    return Figure(
        key="yearly-revenue",
        title=text("逐年收支", "Money by year"),
        alt=text(f"各年收支堆叠柱。{said.zh}", f"Stacked bars by year. {said.en}"),
        note=text(
            f"{said.zh}逐年变化来自{why.zh}、电价走势和政策年限。含增值税；不含人工、保险等固定运营成本。{star.zh}",
            f"{said.en} Years differ by {why.en}, the path of prices and the terms of policies. VAT-inclusive; fixed "
            f"cost such as staff and insurance is in the statements.{star.en}",
        ),
        drawing=stack_drawing(stack),
        table=stack_table(stack, text("年份", "Year")),
    )


def _causes(answer: CaseAnswer) -> Label:
    """Return what changes by itself from year to year: cells, where there are any, else the gas."""
    return text("衰减", "ageing") if batteries(answer) else text("瓦斯气量", "the gas there is")


def _ends(answer: CaseAnswer) -> Label:
    """Return what is left in the first and in the last year."""
    net_yuan, years = yearly_stack(answer).net_yuan, answer.lifetime.calendar_years
    first, last = (wan_yuan(float(net_yuan[place])) for place in (0, -1))
    change = percent(float(net_yuan[-1] / net_yuan[0]) - 1, 1) if net_yuan[0] > 0 else ""
    return text(
        f"净额：{years[0]} 年 {first} 万元，{years[-1]} 年 {last} 万元{f'，变化 {change}' if change else ''}。",
        f"Net: {first} wan yuan in {years[0]}, {last} in {years[-1]}{f', a change of {change}' if change else ''}.",
    )


def yearly_stack(answer: CaseAnswer) -> Stack:
    """Return the streams of all projects by calendar year."""
    streams: dict[str, FloatArray] = {}
    for stream in answer.lifetime.of_assets(answer.projects[TOGETHER].assets):
        streams[stream.key] = stream.yuan + streams.get(stream.key, 0.0)
    return Stack(
        streams={key: values for key, values in streams.items() if values.any()},
        places=year_names(answer.lifetime),
        colours=stream_colours(answer),
    )
