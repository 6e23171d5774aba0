"""Changed inputs, said twice: as cells of the workbook and as terms of the evaluation that is run again."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import isfinite
from typing import Any

from pydantic import BaseModel

from storage_model.cases.answer import CaseAnswer
from storage_model.cases.value import value_projects
from storage_model.lifetime.record import Lifetime, YearlyStream
from storage_model.report.labels import figure_label, row_label
from storage_model.report.workbook.grid import FIRST_YEAR, Row, Single
from storage_model.report.workbook.indicators.states import state_cell
from storage_model.report.workbook.inputs.gather import factor_key
from storage_model.report.workbook.model import Model
from storage_model.units import YUAN_PER_WAN_YUAN

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
    from storage_model.report.labels import stream_label
    from storage_model.report.workbook.sheet import Band, Line

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


def too_far(found: Found) -> bool:
    """Whether a number misses the evaluation's by more than 1e-6 yuan, or a ratio by more than 1e-9 of itself."""
    if isinstance(found.made, str) or isinstance(found.asked, str):
        return found.made != found.asked
    allowed = MONEY_YUAN if found.money else RATIO * max(1.0, abs(found.asked))
    return not abs(found.made - found.asked) <= allowed


MONEY_YUAN, RATIO = 1e-6, 1e-9


def all_changes(answer: CaseAnswer) -> tuple[Change, ...]:
    """Return the changes every recomputation is held against, for the shipped base case."""
    return (
        Change(name="nothing"),
        _capex(answer),
        Change(
            name="loan rate one point up, capacity price up",
            cells={
                "projects.station.loans.bank.rate_frac": 0.042,
                "projects.gas.loans.bank.rate_frac": 0.042,
                "policies.capacity_price.rate_yuan_per_kw_year": 330.0,
            },
            terms={"projects.station.loans.bank.rate_frac": 0.042, "projects.gas.loans.bank.rate_frac": 0.042},
            stream=lambda stream: _times(stream, 2.0) if stream.key == "capacity_price" else stream,
        ),
        Change(
            name="revenue five percent down",
            cells={factor_key(project, "revenue"): 0.95 for project in ("station", "gas")},
            stream=lambda stream: _times(stream, 0.95) if stream.side == "revenue" else stream,
        ),
        Change(
            name="a loss year",
            factors={("gas", "tariff_sales", 3): 0.05, ("station", "energy_sales", 5): 4.0},
            stream=_loss_year,
        ),
        Change(
            name="a tax holiday, other repayment, cheaper plant that pays",
            cells={
                **{f"projects.station.investment.{row}.amount_yuan": 2000.0 for row in _ROWS},
                **{f"projects.{one}.tax.holiday.exempt_years": 3.0 for one in ("station", "gas")},
                **{f"projects.{one}.tax.holiday.half_years": 3.0 for one in ("station", "gas")},
                "projects.station.loans.bank.years": 8.0,
                "projects.station.loans.bank.grace_years": 2.0,
                "projects.station.tax.loss_carry_forward_years": 2.0,
            },
            terms={
                **{f"projects.station.investment.{row}.amount_yuan": 2000e4 for row in _ROWS},
                **{f"projects.{one}.tax.holiday.exempt_years": 3 for one in ("station", "gas")},
                **{f"projects.{one}.tax.holiday.half_years": 3 for one in ("station", "gas")},
                "projects.station.loans.bank.years": 8,
                "projects.station.loans.bank.grace_years": 2,
                "projects.station.tax.loss_carry_forward_years": 2,
            },
        ),
    )


_ROWS = ("equipment", "civil", "other", "land")


def _capex(answer: CaseAnswer) -> Change:
    """Return an investment ten percent up, typed as a factor."""
    terms = {
        f"projects.{project}.investment.{row}.amount_yuan": item.amount_yuan * 1.1
        for project, own in answer.scenario.projects.items()
        for row, item in own.investment.items()
    }
    cells = {factor_key(project, "investment"): 1.1 for project in answer.scenario.projects}
    return Change(name="capex ten percent up", cells=cells, terms=terms)


def _times(stream: YearlyStream, factor: float) -> YearlyStream:
    return replace(stream, yuan=stream.yuan * factor)


def _loss_year(stream: YearlyStream) -> YearlyStream:
    yuan = stream.yuan.copy()
    if stream.key == "tariff_sales":
        yuan[2] *= 0.05
    if stream.key == "energy_sales":
        yuan[4] *= 4.0
    return replace(stream, yuan=yuan)
