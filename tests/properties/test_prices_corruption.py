"""A damaged file gives the right numbers or a reason with its place; never other numbers, never a traceback."""

import os
import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage_model.prices.read.inspect import inspect_file
from storage_model.prices.read.read_series import read_series
from storage_model.prices.ref import SeriesRef
from storage_model.prices.series import Series
from storage_model.problems import InputError, Problem

SAMPLES = Path(__file__).parents[3] / "shared" / "data" / "real" / "raw_samples"
BERLIN = {"unit": "eur_per_mwh", "delimiter": ";", "date_order": "dmy", "zone": "Europe/Berlin", "label": "start"}
ENTSOE = {
    "column": "Day-ahead Price (EUR/MWh)",
    "unit": "eur_per_mwh",
    "label": "range",
    "date_order": "dmy",
    "zone": "Europe/Berlin",
    "where": {"Sequence": "Sequence Sequence 1"},
}
COMPETITION = {"column": "clearing price (CNY/MWh)", "unit": "yuan_per_mwh", "date": "day", "time": "time"}
# sample → its words, with the days that have to be there
FILES = {
    "competition_24h00_first_3_days.csv": {
        **COMPETITION, "label": "end", "first_day": "2021-12-01", "last_day": "2021-12-03",
    },
    "aemo_PRICE_AND_DEMAND_202401_VIC1_first_3_days.csv": {
        "column": "RRP", "unit": "aud_per_mwh", "timestamp": "SETTLEMENTDATE", "label": "end", "zone": "+10:00",
        "first_day": "2024-01-01", "last_day": "2024-01-03",
    },
    "entsoe_GUI_ENERGY_PRICES_2026-03-14.csv": {**ENTSOE, "first_day": "2026-03-14", "last_day": "2026-03-14"},
    "entsoe_GUI_ENERGY_PRICES_spring_dst_day_2026-03-29.csv": {
        **ENTSOE, "first_day": "2026-03-29", "last_day": "2026-03-29",
    },
    "de_retail_semicolon_dst_autumn_2023-10-29.csv": {
        **BERLIN, "column": "Euro per Mwh", "first_day": "2023-10-28", "last_day": "2023-10-29",
    },
    "de_retail_semicolon_dst_spring_2024-03-31.csv": {
        **BERLIN, "column": "Euro per Mwh", "timestamp": "date from", "first_day": "2024-03-30",
        "last_day": "2024-03-31",
    },
    "shanxi_portal_month_settle_2023-01.json": {
        "column": "realTimePrice", "unit": "yuan_per_mwh", "date": "dataTime", "time": "point", "label": "start",
        "first_day": "2023-01-01", "last_day": "2023-01-01",
    },
    "competition_blank_prices_tail.csv": {
        **COMPETITION, "label": "end", "first_day": "2023-06-30", "last_day": "2023-06-30",
    },
    "gme_bom_semicolon_decimal_comma_daily.csv": {
        **BERLIN, "column": "€/MWh", "decimal": ",", "zone": "Europe/Rome", "first_day": "2020-01-01",
        "last_day": "2020-02-28",
    },
    "shanxi_portal_month_settle_2025-01.json": {
        "column": "dayPrice", "unit": "yuan_per_mwh", "date": "dataTime", "time": "point", "label": "start",
        "first_day": "2025-01-01", "last_day": "2025-01-01",
    },
}  # fmt: skip
# Of each kind to each file: 2,250 in all with every run of the tests, 20,070 when reliability is counted.
DAMAGES, DAMAGES_COUNTED = int(os.environ.get("STORAGE_MODEL_DAMAGES", "25")), 223

Rows = list[str]
Damage = Callable[[Rows, random.Random], Rows]


def _drop(rows: Rows, dice: random.Random) -> Rows:
    at = dice.randrange(1, len(rows))
    return rows[:at] + rows[at + dice.choice([1, 1, 2, 60]) :]


def _double(rows: Rows, dice: random.Random) -> Rows:
    at = dice.randrange(1, len(rows))
    return [*rows[:at], rows[at], *rows[at:]]


def _swap(rows: Rows, dice: random.Random) -> Rows:
    one, other = dice.randrange(1, len(rows)), dice.randrange(1, len(rows))
    rows = list(rows)
    rows[one], rows[other] = rows[other], rows[one]
    return rows


def _cut(rows: Rows, dice: random.Random) -> Rows:
    """The end of the file is lost; half a number at the very end could not be told from a whole one."""
    return rows[: dice.randrange(len(rows))]


def _letter(rows: Rows, dice: random.Random) -> Rows:
    """One character becomes none of the digits, signs and marks a number is made of."""
    at = dice.randrange(len(rows))
    where = dice.randrange(len(rows[at]) or 1)
    # In JSON a tab beside a number is no part of it: such a file is another right one.
    marks = "x元—#?\x00" if "{" in rows[at] else "x元—#?\t\x00"
    return [*rows[:at], rows[at][:where] + dice.choice(marks) + rows[at][where + 1 :], *rows[at + 1 :]]


def _blank(rows: Rows, dice: random.Random) -> Rows:
    at = dice.randrange(len(rows))
    return [*rows[:at], dice.choice(["", ",", ";", '"', ",,,,,", "合计"]), *rows[at + 1 :]]


def _insert(rows: Rows, dice: random.Random) -> Rows:
    at = dice.randrange(len(rows))
    return [*rows[:at], dice.choice(["# note", "来源:交易中心", "NULL,NULL,NULL", rows[0]]), *rows[at:]]


def _shift(rows: Rows, dice: random.Random) -> Rows:
    """A separator too many or too few, where a number has none of its own."""
    at = dice.randrange(1, len(rows))
    mark = ";" if ";" in rows[0] else ","
    changed = rows[at].replace(mark, "", 1) if dice.random() < 0.5 else mark + rows[at]
    return [*rows[:at], changed, *rows[at + 1 :]]


def _block(rows: Rows, dice: random.Random) -> Rows:
    """A piece of the file pasted again at its end."""
    at = dice.randrange(1, len(rows))
    return rows + rows[at : at + dice.randrange(1, 50)]


DAMAGE: dict[str, Damage] = {
    function.__name__.strip("_"): function
    for function in (_drop, _double, _swap, _cut, _letter, _blank, _insert, _shift, _block)
}


def series_of(path: Path, words: dict[str, object]) -> Series:
    """Read a sample with its words."""
    ref = SeriesRef.model_validate({"file": path.name, **words})
    return read_series(path, path.name, ref, "price").series


@pytest.mark.skipif(not SAMPLES.is_dir() and "CI" not in os.environ, reason="the real files lie beside the project")
@pytest.mark.reliability("damaged market files", DAMAGES)
@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("name", FILES)
def test_damaged_market_files_are_right_or_refused(tmp_path: Path, name: str, damage: str) -> None:
    """Seeded damage to real exports: a reader that drops, fills, sorts or shifts would return other numbers."""
    words, dice = FILES[name], random.Random(f"{name} {damage}")
    right = series_of(SAMPLES / name, words)
    rows = (SAMPLES / name).read_text(encoding="utf-8").splitlines()
    if name.endswith("json"):
        rows = rows[0].replace("}, ", "},\n").splitlines()
    for number in range(DAMAGES):
        path = tmp_path / name
        path.write_text("\n".join(DAMAGE[damage](rows, dice)), encoding="utf-8")
        series, refused = outcome(lambda: series_of(path, words))  # noqa: B023 - called at once
        if series is None:
            assert refused
            assert all(problem.got and problem.fix for problem in refused), number
            continue
        assert series.horizon == right.horizon, number
        np.testing.assert_array_equal(series.values, right.values)


def outcome(read: Callable[[], Series]) -> tuple[Series | None, tuple[Problem, ...]]:
    """Return the series, or the problems it was refused for."""
    try:
        return read(), ()
    except InputError as error:
        return None, error.problems


def test_a_column_of_times_without_a_name(tmp_path: Path) -> None:
    """Fuzzing found it: the name is empty, the times are there; looking at such a file raised."""
    path = tmp_path / "x.csv"
    rows = [f"2026-01-01T{hour:02d}:00+08:00,{hour},{hour}" for hour in range(5)]
    path.write_text("\n".join([",p,q", *rows]), encoding="utf-8")
    assert inspect_file(path, {}).series["p"].values.tolist() == [0.0, 1.0, 2.0, 3.0, 4.0]


def _texts() -> st.SearchStrategy[bytes]:
    cell = st.sampled_from(["t", "p", "1", "2026-01-01", "00:15", "2026/1/1 24:00", '"', "", "é", "96", "-5,5", "NaN"])
    mark = st.sampled_from([",", ";", "\t", "\n", "\r\n", "\r", " "])
    return st.lists(st.one_of(cell, mark, st.text(max_size=3))).map(
        lambda parts: "".join(parts).encode("utf-8", "replace")
    )


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.one_of(st.binary(max_size=300), _texts()), kind=st.sampled_from(["csv", "csv.gz", "json", "xls", "xlsx"])
)
def test_any_bytes_at_all_end_in_a_series_or_a_reason(tmp_path: Path, content: bytes, kind: str) -> None:
    """Looking at a file and reading it never raise anything but a told problem."""
    path = tmp_path / f"x.{kind}"
    path.write_bytes(content)
    assert inspect_file(path, {}).problems or inspect_file(path, {}).series
    for words in ({}, {"label": "end", "date": "t", "time": "t"}, {"layout": "wide", "column": "1..96", "date": "t"}):
        ref = SeriesRef.model_validate({"file": "x", "column": "p", "unit": "frac", **words})
        series, refused = outcome(lambda: read_series(path, "x", ref, "p"))  # noqa: B023 - called at once
        assert (series is None) == bool(refused)
