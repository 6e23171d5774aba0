"""年度电量与衰减: energy, ageing and money of every operating year, and the factors a reader may put on each stream."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from storage_model.assets.battery import Battery
from storage_model.blocks import FloatArray
from storage_model.cases.answer import CaseAnswer
from storage_model.cases.project_numbers import operating
from storage_model.lifetime.record import YearlyStream
from storage_model.policies.capacity_price import CapacityPrice
from storage_model.policies.dated import Dated
from storage_model.policies.terms import YearlyTerm
from storage_model.scenario.policy_terms import asset_terms
from storage_model.units import YUAN_PER_WAN_YUAN
from storage_model.words.label import Label, Unit
from storage_model.words.labels.lookup import stream_label
from storage_model.workbook.block import Course
from storage_model.workbook.formula import Formula, added
from storage_model.workbook.grid import Row
from storage_model.workbook.inputs.front import Front, MeteredRow
from storage_model.workbook.inputs.gather import factor_key
from storage_model.workbook.inputs.sheet import InputSheet
from storage_model.workbook.sheet import YearSheet

NAME: Final = "年度电量与衰减 Yearly"
_TITLE = Label(zh="年度电量与衰减", en="Energy, ageing and money by operating year", unit="none")
_ABOUT = Label(
    zh="灰色斜体为调度与逐年结算的结果数值（改动物理参数或电价曲线须重新运行）；蓝色为可改的逐年系数；金额含税，万元",
    en="grey italic: results of dispatch and settlement, changed only by a new run; blue: factors by year that may be "
    "changed; money with VAT, in 10,000 yuan",
    unit="none",
)
_SAME_FRAC: Final = 1e-9
_FIGURES: Final = {
    "cells_mwh": Label(zh="电芯装机电量", en="cells installed", unit="mwh"),
    "usable_mwh": Label(zh="年中可用电量", en="usable energy, mid-year", unit="mwh"),
    "soh_frac": Label(zh="年中健康度", en="health, mid-year", unit="frac"),
    "soh_end_frac": Label(zh="年末健康度", en="health, year end", unit="frac"),
    "equivalent_cycles": Label(zh="等效满循环（电芯）", en="equivalent full cycles of the cells", unit="times"),
}


def yearly_sheet(years: int) -> YearSheet:
    """Return the empty sheet."""
    return YearSheet(name=NAME, title=_TITLE, about=_ABOUT, years=years)


@dataclass(frozen=True, slots=True, kw_only=True)
class Yearly:
    """One project's part of the sheet while it is put together."""

    sheet: YearSheet
    answer: CaseAnswer
    inputs: InputSheet
    project: str
    course: Course

    def of(self, by_calendar_year: FloatArray) -> list[float]:
        """Return the years in which the project operates."""
        terms = self.answer.scenario.projects[self.project]
        return [float(value) for value in operating(terms, self.answer.lifetime, by_calendar_year)]

    def given(self, zh: str, en: str, unit: Unit, values: Sequence[float]) -> Row:
        """Add a row of results."""
        label, summed = Label(zh=zh, en=en, unit=unit), unit == "yuan"
        return self.sheet.values(label, list(values), first=self.course.running[0], summed=summed)

    def factor(self, zh: str, en: str) -> Row:
        """Add a row of ones that a reader may change."""
        ones: list[float | str] = [1.0] * self.course.run
        label = Label(zh=f"　× {zh}逐年系数", en=f"   × factor on {en}", unit="ratio")
        return self.sheet.values(label, ones, first=self.course.running[0], look="input")


def add_project(yearly: Yearly) -> Front:
    """Add one project to the sheet and return what is known of its numbers."""
    answer, terms = yearly.answer, yearly.answer.scenario.projects[yearly.project]
    yearly.sheet.band(terms.title.zh, terms.title.en)
    out_mwh = _energy(yearly)
    streams = answer.lifetime.of_assets(terms.assets)
    return Front(
        name=yearly.project,
        scenario=answer.scenario,
        inputs=yearly.inputs,
        course=yearly.course,
        revenue=tuple(_stream(yearly, stream) for stream in streams if stream.side == "revenue"),
        costs=tuple(_stream(yearly, stream) for stream in streams if stream.side == "cost"),
        out_mwh=out_mwh,
        purchases=tuple(one for name in terms.assets for one in answer.lifetime.purchases.get(name, ())),
    )


def _energy(yearly: Yearly) -> Row:
    lifetime, site = yearly.answer.lifetime, yearly.answer.site
    names = yearly.answer.scenario.projects[yearly.project].assets
    yearly.sheet.band("电量与衰减", "Energy and ageing", small=True)
    if not all(lifetime.dispatched):
        chosen = yearly.of(np.array(lifetime.dispatched, dtype=np.float64))
        yearly.given("已优化的年份（0 为插值）", "Years optimised, 0 where between them", "count", chosen)
    for name in names:
        out = yearly.of(lifetime.out_mwh[name])
        yearly.given(f"{name}：供电量", f"{name}: energy out", "mwh", out)
        yearly.given(f"{name}：下网电量", f"{name}: energy in", "mwh", yearly.of(lifetime.in_mwh[name]))
        for key, values in lifetime.figures[name].items():
            words = _figure_words(key)
            yearly.given(f"{name}：{words.zh}", f"{name}: {words.en}", words.unit, yearly.of(values))
        asset = site.assets[name]
        if isinstance(asset, Battery):
            cycles = [value / asset.energy_mwh for value in out]
            yearly.given(f"{name}：等效循环次数", f"{name}: full cycles", "times", cycles)
    whole = np.sum([lifetime.out_mwh[name] for name in names], axis=0)
    return yearly.given("供电量合计", "Energy out, all assets", "mwh", yearly.of(whole))


def _figure_words(key: str) -> Label:
    """Return the words of an asset's own figure; those of single deliveries keep the name of their cells."""
    if key in _FIGURES:
        return _FIGURES[key]
    unit: Unit = "frac" if key.endswith("_frac") else "mwh" if key.endswith("_mwh") else "ratio"
    cells = key.removeprefix("cells_").removesuffix("_soh_end_frac")
    if key == f"cells_{cells}_soh_end_frac":
        return Label(zh=f"{cells} 年末健康度", en=f"{cells}: health at year end", unit=unit)
    return Label(zh=key, en=key, unit=unit)


def _stream(yearly: Yearly, stream: YearlyStream) -> MeteredRow:
    """Add what one stream earned or cost, and the reader's factors; positive on both sides."""
    words = stream_label(stream.key)
    yearly.sheet.band(words.zh, words.en, small=True)
    sign = 1.0 if stream.side == "revenue" else -1.0
    wan = [sign * value / YUAN_PER_WAN_YUAN for value in yearly.of(stream.yuan)]
    base = _capacity(yearly, stream, wan)
    if base is None:
        side = ("收入", "revenue") if sign > 0 else ("成本", "cost")
        base = yearly.given(f"{words.zh}（{side[0]}，含税）", f"{words.en} ({side[1]}, with VAT)", "yuan", wan)
    overall = yearly.inputs.cells[
        factor_key(yearly.project, "revenue" if stream.side == "revenue" else "operating_cost")
    ]
    return MeteredRow(label=words, made=base * yearly.factor(words.zh, words.en) * overall)


def _capacity(yearly: Yearly, stream: YearlyStream, wan: Sequence[float]) -> Formula | None:
    """Return price × credited kW of the capacity price; None for any other stream, or where that is not all of it.

    A price that changes by date stays a result.
    """
    policies, cells = yearly.answer.scenario.policies, yearly.inputs.cells
    roles = [role for role, policy in policies.items() if isinstance(policy, CapacityPrice)]
    rates = {role: cells[_rate_key(role)] for role in roles if _rate_key(role) in cells}
    if stream.key != "capacity_price" or not rates:
        return None
    credited = {role: _credited_kw(yearly, role) for role in rates}
    by_year = [
        sum(rate.number(0) * credited[role][year] for role, rate in rates.items()) / YUAN_PER_WAN_YUAN
        for year in range(len(wan))
    ]
    if not np.allclose(by_year, wan, rtol=_SAME_FRAC, atol=_SAME_FRAC):
        return None
    rows = {role: yearly.given("可计容量", "Credited capacity [kW]", "count", credited[role]) for role in rates}
    return added(rate * rows[role] for role, rate in rates.items()) / YUAN_PER_WAN_YUAN


def _rate_key(role: str) -> str:
    return f"policies.{role}.rate_yuan_per_kw_year"


def _credited_kw(yearly: Yearly, role: str) -> list[float]:
    """Return the kW a capacity price is paid for in each operating year: the amount at a price of one."""
    scenario, lifetime = yearly.answer.scenario, yearly.answer.lifetime
    unit = scenario.policies[role].model_copy(update={"rate_yuan_per_kw_year": Dated.always(1.0)})
    owned = scenario.projects[yearly.project].assets
    terms = [
        term
        for one, term in asset_terms(replace(scenario, policies={**scenario.policies, role: unit}))
        if one == role and term.asset in owned and isinstance(term, YearlyTerm) and term.key == "capacity_price"
    ]
    by_year = yearly.of(np.array([sum(term.yuan_in(year) for term in terms) for year in lifetime.calendar_years]))
    return [by_year[0] * scenario.projects[yearly.project].first_year_share_frac, *by_year[1:]]
