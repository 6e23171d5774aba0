"""Changed inputs, said twice: as cells of the workbook and as terms of the evaluation that is run again."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import isfinite
from typing import Any

from pydantic import BaseModel

from storage_model.cases.answer import CaseAnswer
from storage_model.cases.value import value_projects
from storage_model.lifetime.record import Lifetime, YearlyStream
from storage_model.units import YUAN_PER_WAN_YUAN
from storage_model.words.labels.lookup import figure_label, row_label, stream_label
from storage_model.workbook.grid import FIRST_YEAR, Row, Single
from storage_model.workbook.indicators.states import state_cell
from storage_model.workbook.inputs.gather import factor_key
from storage_model.workbook.model import Model
from storage_model.workbook.sheet import Band, Line

Cell = tuple[str, int, int]
"""sheet, row and column, counted from 1"""
Read = Callable[[str, int, int], Any]
Stream = Callable[[YearlyStream], YearlyStream]


@dataclass(frozen=True, kw_only=True)
class Change:
    """One set of changed inputs.

    `cells` maps input keys to what is typed into the workbook, `factors` (project, stream, operating year from 1) to a
    factor typed into the yearly sheet; `terms` maps keys to what the evaluation is told, `stream` changes the yearly
    streams it is told of.
    """

    name: str
    cells: Mapping[str, float] = field(default_factory=dict)
    factors: Mapping[tuple[str, str, int], float] = field(default_factory=dict)
    terms: Mapping[str, Any] = field(default_factory=dict)
    stream: Stream = lambda stream: stream


def typed(model: Model, change: Change) -> dict[Cell, float]:
    """Return what a reader types, by cell."""
    found = {_cell_of(model.inputs.cells[key]): value for key, value in change.cells.items()}
    for (project, stream, year), value in change.factors.items():
        row = _factor_row(model, project, stream)
        found[row.home, row.line + 1, FIRST_YEAR + row.over[year - 1] + 1] = value
    return found


def _cell_of(cell: Single) -> Cell:
    return cell.home, cell.line + 1, ord(cell.letter) - ord("A") + 1


def _factor_row(model: Model, project: str, stream: str) -> Row:
    """Return the row of factors on a stream: the input row that follows the stream's name in the project's block."""
    title, words = model.answer.projects[project].title_zh, stream_label(stream).zh
    inside = named = False
    for line in model.yearly.lines:
        if isinstance(line, Band):
            inside = line.label.zh == title if not line.small else inside
            named = line.small and line.label.zh == words
        elif isinstance(line, Line) and inside and named and line.row is not None and line.row.look == "input":
            return line.row
    raise LookupError(f"no factors on {stream} of {project}")


def run_again(answer: CaseAnswer, change: Change) -> CaseAnswer:
    """Return the answer of the evaluation with the same changes, the dispatch held."""
    scenario, lifetime = answer.scenario, answer.lifetime
    projects = dict(scenario.projects)
    for key, value in change.terms.items():
        project, _, path = key.removeprefix("projects.").partition(".")
        projects[project] = _with(projects[project], path.split("."), value)
    changed = replace(scenario, projects=projects)
    lived: Lifetime = replace(lifetime, streams=tuple(change.stream(stream) for stream in lifetime.streams))
    life = replace(answer.life, lifetime=lived)
    return replace(answer, life=life, projects=value_projects(changed, lived))


def _with(record: Any, path: list[str], value: Any) -> Any:
    """Return a record with one field changed, however deep."""
    head, *rest = path
    if isinstance(record, BaseModel):
        return record.model_copy(update={head: _with(getattr(record, head), rest, value) if rest else value})
    if isinstance(record, Mapping):
        return {**record, head: _with(record[head], rest, value) if rest else value}
    number = int(head)
    return [*record[:number], _with(record[number], rest, value) if rest else value, *record[number + 1 :]]


@dataclass(frozen=True, kw_only=True)
class Found:
    """One number of the workbook as recomputed, beside the evaluation's; money in yuan."""

    place: str
    money: bool
    made: float | str
    asked: float | str


def compared(model: Model, again: CaseAnswer, read: Read) -> Iterator[Found]:
    """Yield every statement cell and every indicator of every project."""
    for account in model.core.accounts:
        finance = again.projects[account.told.name].finance
        for statement in finance.statements:
            for row in statement.rows:
                cell, money = account.tables[statement.key][row.key], row_label(row.key).unit == "yuan"
                for column, asked in enumerate(row.values):
                    made = read(cell.home, cell.line + 1, FIRST_YEAR + column + 1)
                    place = f"{account.told.name}.{statement.key}.{row.key}[{column}]"
                    value = float(asked) if isfinite(asked) else ""
                    yield Found(place=place, money=money, made=_in_yuan(made, money), asked=value)
        for figure in finance.indicator_summary.rows:
            single, money = account.cells[figure.key], figure_label(figure.key).unit == "yuan"
            made = read(single.home, single.line + 1, ord(single.letter) - ord("A") + 1)
            asked = figure.found.value if figure.found.value is not None else state_cell(figure.found.state)
            place = f"{account.told.name}.{figure.key}"
            yield Found(place=place, money=money, made=_in_yuan(made, money), asked=asked)


def _in_yuan(made: Any, money: bool) -> float | str:
    if made is None or isinstance(made, str):
        return made or ""
    return float(made) * (YUAN_PER_WAN_YUAN if money else 1.0)


def too_far(found: Found, digits_frac: float = 0.0) -> bool:
    """Whether a number misses the evaluation's by more than 1e-6 yuan, or a ratio by more than 1e-9 of itself.

    `digits_frac` is the share of a number that a program's own writing of it loses.
    """
    if isinstance(found.made, str) or isinstance(found.asked, str):
        return found.made != found.asked
    allowed = MONEY_YUAN if found.money else RATIO * max(1.0, abs(found.asked))
    return not abs(found.made - found.asked) <= allowed + digits_frac * abs(found.asked)


MONEY_YUAN, RATIO = 1e-6, 1e-9


def small_changes() -> tuple[Change, ...]:
    """Return the changes of the shipped base case, each said twice."""
    both = ("station", "gas")
    return (
        Change(name="nothing"),
        Change(
            name="capex ten percent up",
            cells={factor_key(project, "investment"): 1.1 for project in both},
            terms={key: _AMOUNTS[key] * 1.1 for key in _AMOUNTS},
        ),
        Change(
            name="loan rate one point up, capacity price doubled",
            cells={
                **{f"projects.{project}.loans.bank.rate_frac": 0.042 for project in both},
                "policies.capacity_price.rate_yuan_per_kw_year": 330.0,
            },
            terms={f"projects.{project}.loans.bank.rate_frac": 0.042 for project in both},
            stream=lambda stream: _times(stream, 2.0) if stream.key == "capacity_price" else stream,
        ),
        Change(
            name="revenue five percent down, running cost three percent up",
            cells={
                **{factor_key(project, "revenue"): 0.95 for project in both},
                factor_key("station", "operating_cost"): 1.03,
            },
            terms={
                "projects.station.operating_cost.upkeep.yuan_per_kw_year": 30.0 * 1.03,
                "projects.station.operating_cost.insurance.share_of_investment_frac_per_year": 0.002 * 1.03,
            },
            stream=_five_down,
        ),
        Change(
            name="a loss year and a year of high prices",
            factors={("gas", "tariff_sales", 3): 0.05, ("station", "energy_sales", 5): 4.0},
            stream=_loss_year,
        ),
        Change(
            name="a tax holiday, another loan, a plant so cheap that it pays",
            cells={
                **{f"projects.station.investment.{row}.amount_yuan": 2000.0 for row in _ROWS},
                **{f"projects.{one}.tax.holiday.{key}_years": 3.0 for one in both for key in ("exempt", "half")},
                **{f"projects.station.{key}": float(value) for key, value in _OTHER_TERMS.items()},
            },
            terms={
                **{f"projects.station.investment.{row}.amount_yuan": 2000e4 for row in _ROWS},
                **{f"projects.{one}.tax.holiday.{key}_years": 3 for one in both for key in ("exempt", "half")},
                **{f"projects.station.{key}": value for key, value in _OTHER_TERMS.items()},
            },
        ),
    )


def full_changes() -> tuple[Change, ...]:
    """Return the changes of the case that uses everything."""
    return (
        Change(name="nothing"),
        Change(
            name="prices trebled: it pays",
            cells={factor_key("station", "revenue"): 3.0},
            stream=lambda stream: _times(stream, 3.0) if _is_sale(stream, "station") else stream,
        ),
        Change(
            name="prices doubled, every other number another one",
            cells={
                factor_key("station", "revenue"): 2.0,
                **{f"projects.station.{key}": typed for key, (typed, _) in _FULL.items()},
            },
            terms={f"projects.station.{key}": told for key, (_, told) in _FULL.items()},
            stream=lambda stream: _times(stream, 2.0) if _is_sale(stream, "station") else stream,
        ),
    )


_ROWS = ("equipment", "civil", "other", "land")
_AMOUNTS = {
    **{
        f"projects.station.investment.{row}.amount_yuan": yuan
        for row, yuan in zip(_ROWS, (560e6, 160e6, 64e6, 16e6), strict=True)
    },
    **{
        f"projects.gas.investment.{row}.amount_yuan": yuan
        for row, yuan in zip(_ROWS, (31.5e6, 9e6, 3.6e6, 0.9e6), strict=True)
    },
}
_OTHER_TERMS = {"loans.bank.years": 8, "loans.bank.grace_years": 2, "tax.loss_carry_forward_years": 2}
# Key below the project → what is typed, what the evaluation is told.
_FULL: Mapping[str, tuple[float, Any]] = {
    "phasing_frac.0": (0.5, 0.5),
    "phasing_frac.1": (0.5, 0.5),
    "contingency.basic_frac": (0.05, 0.05),
    "contingency.price_rise_frac_per_year": (0.03, 0.03),
    "investment.equipment.life_years": (7, 7),
    "investment.civil.life_years": (9, 9),
    "investment.other.residual_frac": (0.2, 0.2),
    "grants.state.amount_yuan": (3000.0, 30e6),
    "grants.city.spread_years": (6, 6),
    "sustaining_investment.cells.amount_yuan": (7000.0, 70e6),
    "sustaining_investment.cells.write_off.life_years": (4, 4),
    "sustaining_investment.roof.write_off.life_years": (3, 3),
    "decommissioning.scrap_yuan": (900.0, 9e6),
    "operating_cost.upkeep.escalation_frac_per_year": (0.03, 0.03),
    "operating_cost.upkeep.yuan_per_mwh_out": (8.0, 8.0),
    "operating_cost.upkeep.staff.count": (30, 30),
    "operating_cost.upkeep.yuan_by_year.2": (55.0, 550e3),
    "subsidies.discharge.yuan_by_year.1": (1000.0, 10e6),
    "working_capital.turnover.receivable_days": (90.0, 90.0),
    "working_capital.yuan_per_kw": (35.0, 35.0),
    "working_capital.own_share_frac": (0.5, 0.5),
    "loans.bank.rate_frac": (0.05, 0.05),
    "loans.bank.dscr_target": (1.5, 1.5),
    "loans.bank.years": (10, 10),
    "loans.policy.rates_by_year_frac.2": (0.045, 0.045),
    "loans.policy.grace_years": (1, 1),
    "loans.policy.share_frac": (0.3, 0.3),
    "short_term_loan.rate_frac": (0.06, 0.06),
    "tax.surtax_frac": (0.12, 0.12),
    "tax.income_tax_by_year_frac.1": (0.2, 0.2),
    "tax.loss_carry_forward_years": (1, 1),
    "tax.holiday.exempt_years": (1, 1),
    "tax.holiday.half_years": (3, 3),
    "tax.other_taxes.property.share_of_fixed_assets_frac": (0.003, 0.003),
    "distribution.payout_frac": (0.7, 0.7),
    "distribution.reserve_cap_frac": (0.2, 0.2),
    "distribution.statutory_reserve_frac": (0.15, 0.15),
    "investors.one.profit_share_frac": (0.8, 0.8),
    "investors.two.profit_share_frac": (0.2, 0.2),
    "hurdle.project_after_tax_frac": (0.09, 0.09),
}


def _is_sale(stream: YearlyStream, asset: str) -> bool:
    return stream.side == "revenue" and stream.asset == asset


def _times(stream: YearlyStream, factor: float) -> YearlyStream:
    return replace(stream, yuan=stream.yuan * factor)


def _five_down(stream: YearlyStream) -> YearlyStream:
    if stream.side == "revenue":
        return _times(stream, 0.95)
    return _times(stream, 1.03) if stream.asset == "station" else stream


def _loss_year(stream: YearlyStream) -> YearlyStream:
    yuan = stream.yuan.copy()
    if stream.key == "tariff_sales":
        yuan[2] *= 0.05
    if stream.key == "energy_sales":
        yuan[4] *= 4.0
    return replace(stream, yuan=yuan)
