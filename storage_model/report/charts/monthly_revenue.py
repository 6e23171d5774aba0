"""Money at the meters month by month of the first operating year."""

import numpy as np

from storage_model.cases.answer import CaseAnswer
from storage_model.report.charts.figure import Figure
from storage_model.report.charts.months import month_name
from storage_model.report.charts.stack import Stack, stack_drawing, stack_table, stream_colours
from storage_model.words.format import wan_yuan
from storage_model.words.label import text


def monthly_revenue(answer: CaseAnswer) -> Figure:
    """Return the figure; what is paid by the year (capacity price, lease) is not of any month and left out."""
    stack = monthly_stack(answer)
    best, worst = int(np.argmax(stack.net_yuan)), int(np.argmin(stack.net_yuan))
    extremes = [(stack.places[place], wan_yuan(float(stack.net_yuan[place]))) for place in (best, worst)]
    zh = "，".join(f"{name.zh} {yuan} 万元" for name, yuan in extremes)
    en = ", ".join(f"{name.en} {yuan} wan yuan" for name, yuan in extremes)
    return Figure(
        key="monthly-revenue",
        title=text("逐月收支（首个运营年）", "Money by month (first operating year)"),
        alt=text(f"各月收支堆叠柱。净额最高与最低：{zh}。", f"Stacked bars by month. Highest and lowest net: {en}."),
        note=text(
            f"净额最高与最低：{zh}。含增值税，停运折减前；按年结算的项（如容量电价）不计入。",
            f"Highest and lowest net: {en}. VAT-inclusive, before outages; "
            "money paid by the year (capacity price) is left out.",
        ),
        drawing=stack_drawing(stack),
        table=stack_table(stack, text("月份", "Month")),
    )


def monthly_stack(answer: CaseAnswer) -> Stack:
    """Return cash streams of all assets by calendar month, in the order of the horizon."""
    months = answer.site.horizon.starts().astype("datetime64[M]")
    found, place = np.unique(months, return_inverse=True)
    streams = {key: np.zeros(len(found)) for key in answer.settlement.by_key()}
    for stream in answer.settlement.streams:
        if stream.cash:
            streams[stream.key] += np.bincount(place, weights=stream.yuan, minlength=len(found))
    return Stack(
        streams={key: values for key, values in streams.items() if values.any()},
        places=[month_name(month) for month in found],
        colours=stream_colours(answer),
    )
