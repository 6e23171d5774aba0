"""The charts of a page, in the order a reader meets them."""

from dataclasses import dataclass

from storage_model.assets.battery import Battery
from storage_model.cases.answer import CaseAnswer
from storage_model.cases.return_map import return_maps
from storage_model.report.charts.ageing import ageing
from storage_model.report.charts.cumulative_cash import cumulative_cash
from storage_model.report.charts.dispatch_view import dispatch_view
from storage_model.report.charts.figure import Figure
from storage_model.report.charts.first_year import first_year
from storage_model.report.charts.monthly_revenue import monthly_revenue
from storage_model.report.charts.price_duration import price_duration
from storage_model.report.charts.return_chart import return_chart
from storage_model.report.charts.soc_map import soc_map
from storage_model.report.charts.spider import spider
from storage_model.report.charts.tornado import tornado
from storage_model.report.charts.week import week_figure
from storage_model.report.charts.weeks import weeks
from storage_model.report.charts.yearly_revenue import yearly_revenue
from storage_model.words.verdict import shown_projects


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The charts of a case by what they are about; those of batteries are missing where there is none."""

    dispatch: tuple[Figure, ...]
    money: tuple[Figure, ...]
    risk: tuple[Figure, ...]

    def all(self) -> tuple[Figure, ...]:
        """Return every chart."""
        return (*self.dispatch, *self.money, *self.risk)


def figures(answer: CaseAnswer) -> Figures:
    """Return the charts of a case."""
    return Figures(dispatch=_dispatch(answer), money=_money(answer), risk=_risk(answer))


def _dispatch(answer: CaseAnswer) -> tuple[Figure, ...]:
    view, horizon = dispatch_view(answer), answer.site.horizon
    chosen = weeks(view.cash_yuan, horizon.day_of_step())
    found = [week_figure(answer, view, kind, steps) for kind, steps in chosen.items()]
    if _stores(answer):
        found += [soc_map(answer, view), price_duration(view, horizon.step_h)]
    return tuple(found)


def _money(answer: CaseAnswer) -> tuple[Figure, ...]:
    found = [first_year(answer), monthly_revenue(answer), yearly_revenue(answer)]
    if _stores(answer):
        found.append(ageing(answer))
    return (*found, cumulative_cash(answer))


def _risk(answer: CaseAnswer) -> tuple[Figure, ...]:
    maps = return_maps(answer)
    return tuple(
        figure
        for project in shown_projects(answer)
        for figure in (tornado(project), spider(project), return_chart(project, maps[project.name]))
    )


def _stores(answer: CaseAnswer) -> bool:
    return any(isinstance(asset, Battery) for asset in answer.site.assets.values())
