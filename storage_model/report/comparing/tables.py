"""The tables of a comparison: cases side by side, cash flow by line and year, the purse, shares, the map."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from storage_model.cases.compare.break_even import IsoReturn
from storage_model.cases.compare.compare import Comparison
from storage_model.report.comparing.content import RUNNING_SUMS
from storage_model.words.labels.lookup import stream_label, summary_label
from storage_model.words.tables.parquet import Columns

Row = tuple[Any, ...]


def case_rows(comparison: Comparison) -> Iterator[Row]:
    """Yield key, 中文, English, unit, then a cell for each case: verdict, indicators, streams of the first year."""
    columns = comparison.columns
    yield ("key", "中文", "English", "unit", *(column.scenario.name for column in columns))
    label = summary_label("verdict")
    yield ("verdict", label.zh, label.en, label.unit, *(column.answer.verdict for column in columns))
    for key in comparison.base.answer.finance.indicators:
        label = summary_label(key)
        cells = (column.answer.finance.indicators.get(key) for column in columns)
        yield (key, label.zh, label.en, label.unit, *(None if one is None else one.value for one in cells))
    for key in dict.fromkeys(key for column in columns for key in column.streams):
        label = stream_label(key)
        first = (float(column.streams[key][0]) if key in column.streams else None for column in columns)
        yield (f"first_year.{key}", f"首年 · {label.zh}", f"First year · {label.en}", label.unit, *first)


def line_columns(comparison: Comparison) -> Columns:
    """Return case, kind (stream or cash flow), key, year, amount and its difference to the base, a row for each."""
    rows: list[Row] = []
    base = comparison.base
    for column in comparison.columns:
        name, first = column.scenario.name, column.purse.first_year
        operation = column.lifetime.calendar_years[0]
        for key in dict.fromkeys([*column.streams, *base.streams]):
            rows += _rows((name, "stream", key), operation, column.streams.get(key), base.streams.get(key))
        for key in (key for key in column.rows if key not in RUNNING_SUMS):
            rows += _rows((name, "cash_flow", key), first, column.rows[key], base.rows.get(key))
    return _columns(rows, ("case", "kind", "line", "year", "amount_yuan", "difference_yuan"))


def purse_columns(comparison: Comparison) -> Columns:
    """Return case, payer, year and amount: what each payer pays or forgoes, and the taxes the projects pay."""
    rows: list[Row] = []
    for column in comparison.columns:
        amounts: dict[str, Any] = {str(payer): yuan for payer, yuan in column.purse.by_payer.items()}
        for payer, yuan in {**amounts, "taxes_paid": column.purse.taxes_paid}.items():
            rows += [
                (column.scenario.name, payer, column.purse.first_year + number, float(one))
                for number, one in enumerate(yuan)
            ]
    return _columns(rows, ("case", "payer", "year", "amount_yuan"))


def share_rows(comparison: Comparison) -> Iterator[Row]:
    """Yield case, instrument and its share of the gain in present value, alone and last [yuan]."""
    yield ("case", "instrument", "shared_yuan", "alone_yuan", "last_yuan", "gain_of_the_case_yuan")
    for found in comparison.shares:
        for share in found.worth.shares if found.worth else ():
            total = found.worth.total if found.worth else None
            yield (found.case, share.name, share.shared, share.alone, share.last, total)


def map_columns(found: IsoReturn) -> Columns:
    """Return both parameters and the indicator, a row for each pair; NaN where there is no value."""
    rows = [
        (first, second, np.nan if one.value is None else one.value, str(one.state))
        for first, row in zip(found.first.values, found.indicators, strict=True)
        for second, one in zip(found.second.values, row, strict=True)
    ]
    return _columns(rows, (found.first.parameter.path, found.second.parameter.path, found.aim.key, "state"))


def _rows(line: tuple[str, str, str], first: int, yuan: Any, base: Any) -> list[Row]:
    """Return the years of a line, called by its case, its kind and its key, from the `first` on."""
    length = len(base if yuan is None else yuan)
    own = np.zeros(length) if yuan is None else yuan
    other = base if base is not None and len(base) == length else np.zeros(length)
    return [
        (*line, first + number, float(one), float(one - beside))
        for number, (one, beside) in enumerate(zip(own, other, strict=True))
    ]


def _columns(rows: Sequence[Row], names: Sequence[str]) -> Columns:
    return {name: np.array([row[number] for row in rows]) for number, name in enumerate(names)}
