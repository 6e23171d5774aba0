"""月度调度: what the first operating year does month by month; results of the dispatch, not formulas."""

from typing import Final

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.cases.answer import CaseAnswer
from storage_model.markets.day_ahead_energy import DayAheadEnergy
from storage_model.units import YUAN_PER_WAN_YUAN
from storage_model.words.label import Label, Unit
from storage_model.words.labels.lookup import stream_label
from storage_model.workbook.sheets.plain import PlainBlock, PlainCell, PlainSheet, words
from storage_model.workbook.units import UNIT_WORDS

NAME: Final = "月度调度 Monthly"
_MONTHS: Final = range(1, 13)


def months_sheet(answer: CaseAnswer) -> PlainSheet:
    """Return energy, prices and money of each calendar month."""
    return PlainSheet(
        name=NAME,
        title=Label(zh="月度调度", en="Dispatch by month", unit="none"),
        about=Label(
            zh="首个运营年（停运折减前）的调度结果数值；逐时段数据见 dispatch.parquet",
            en="results of the first operating year, before outages; every step is in dispatch.parquet",
            unit="none",
        ),
        blocks=(
            PlainBlock(
                title=None,
                heads=("项目", "Item", "单位", "全年 Year", *(f"{month}月" for month in _MONTHS)),
                rows=(*_energy(answer), *_prices(answer), *_money(answer)),
            ),
        ),
        widths=(25, 27, 8, 12, *[10] * 12),
    )


def _by_month(answer: CaseAnswer, values: FloatArray) -> list[float]:
    month = answer.site.horizon.month_of_step()
    return [float(values[month == one].sum()) for one in _MONTHS]


def _row(zh: str, en: str, unit: Unit, parts: list[float]) -> list[PlainCell]:
    return [words(zh), words(en), words(UNIT_WORDS[unit]), (sum(parts), unit), *((part, unit) for part in parts)]


def _energy(answer: CaseAnswer) -> list[list[PlainCell]]:
    step_h, rows = answer.site.horizon.step_h, []
    for name, flows in answer.site.flows(answer.dispatch.schedules, answer.dispatch.products).items():
        for zh, en, power in (("供电量", "energy out", flows.out_mw), ("下网电量", "energy in", flows.in_mw)):
            parts = _by_month(answer, power * step_h)
            rows.append(_row(f"{name}：{zh}", f"{name}: {en}", "mwh", parts))
    return rows


def _prices(answer: CaseAnswer) -> list[list[PlainCell]]:
    """Return mean sale prices of the market: over time, and weighted by what was sold and bought at market."""
    spot = next((market for market in answer.site.markets if isinstance(market, DayAheadEnergy)), None)
    if spot is None:
        return []
    flows = answer.site.flows(answer.dispatch.schedules, answer.dispatch.products)
    out_mw = np.sum([flows[name].traded_out_mw for name in spot.participants], axis=0)
    in_mw = np.sum([flows[name].traded_in_mw for name in spot.participants], axis=0)
    even = np.ones_like(out_mw)
    return [
        _price(answer, "日前均价", "Mean day-ahead price", spot.sale_yuan_per_mwh, even),
        _price(answer, "售电加权均价", "Mean price sold at", spot.sale_yuan_per_mwh, out_mw),
        _price(answer, "购电加权均价", "Mean price bought at", spot.purchase_yuan_per_mwh, in_mw),
    ]


def _price(answer: CaseAnswer, zh: str, en: str, price: FloatArray, weight: FloatArray) -> list[PlainCell]:
    paid, weighed = _by_month(answer, price * weight), _by_month(answer, weight)
    pairs = [(sum(paid), sum(weighed)), *zip(paid, weighed, strict=True)]
    cells: list[PlainCell] = [(top / base, "yuan_per_mwh") if base > 0 else ("", "text") for top, base in pairs]
    return [words(zh), words(en), words("元/MWh"), *cells]


def _money(answer: CaseAnswer) -> list[list[PlainCell]]:
    rows = []
    for stream in answer.settlement.streams:
        if stream.cash:
            label = stream_label(stream.key)
            parts = [value / YUAN_PER_WAN_YUAN for value in _by_month(answer, stream.yuan)]
            en = f"{stream.asset}: {label.en}"
            rows.append(_row(f"{stream.asset}：{label.zh}", en, "yuan", parts))
    return rows
