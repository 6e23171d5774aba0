"""The real price files as the product reads them, the published optima beside them, and the station they are for."""

import csv
import gzip
import os
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from storage_model.dispatch.audit import audit_dispatch
from storage_model.dispatch.optimise import Dispatch, optimise
from storage_model.dispatch.settle import settle
from storage_model.dispatch.solver.highs import SolverOptions
from storage_model.horizon import Horizon
from storage_model.prices.read.read_series import read_series
from storage_model.prices.ref import SeriesRef
from storage_model.prices.series import Series
from tests.sites import battery, site, spot

REAL = Path(__file__).parents[3] / "shared" / "data" / "real"
needs_real_files = pytest.mark.skipif(
    not REAL.is_dir() and "CI" not in os.environ, reason="the real price files lie beside the project, not in it"
)
# Name in the table of optima → file and the words that read it.
FILES: dict[str, tuple[str, dict[str, str]]] = {
    "shandong_202112_202212": (
        "shandong_15min_202112_202212.csv.gz", {"column": "price_cny_mwh", "unit": "yuan_per_mwh"}
    ),
    "de_lu_2019_2022": (
        "de_lu_da_hourly_2019_2022.csv.gz",
        {"column": "price_da_eur_mwh", "unit": "eur_per_mwh", "zone": "Europe/Berlin"},
    ),
    "caiso_2020_da": (
        "caiso_2020_energy_regulation_hourly.csv.gz",
        {"column": "price_da_usd_mwh", "unit": "usd_per_mwh", "label": "start", "zone": "-08:00"},
    ),
    "nem_vic1_2024": ("nem_vic1_5min_2024.csv.gz", {"column": "price_rt_aud_mwh", "unit": "aud_per_mwh"}),
}  # fmt: skip


@cache
def series_of(name: str, first_day: str | None = None, last_day: str | None = None) -> Series:
    """Return a price series, whole or from a first to a last day."""
    file, words = FILES[name]
    days = {key: day for key, day in (("first_day", first_day), ("last_day", last_day)) if day is not None}
    return read_series(REAL / file, file, SeriesRef.model_validate({"file": file, **words, **days}), "price").series


@cache
def published(name: str, energy_mwh: float) -> dict[date, float]:
    """Return the published optimum of every day."""
    with gzip.open(REAL / "reference_optima_daily.csv.gz", "rt", encoding="utf-8") as text:
        rows = list(csv.DictReader(text))
    wanted = [row for row in rows if row["series"] == name and float(row["energy_mwh"]) == energy_mwh]
    return {date.fromisoformat(row["date"]): float(row["value"]) for row in wanted}


def days_alone(series: Series, energy_mwh: float, gap: float = 1e-7) -> tuple[Dispatch, dict[date, float]]:
    """Return dispatch, audited, and money by market day: 1 MW, 85 % round trip, empty at each midnight, no costs."""
    one_way = float(np.sqrt(0.85))
    station = battery(
        power_mw=1.0, energy_mwh=energy_mwh, charge_efficiency_frac=one_way, discharge_efficiency_frac=one_way,
        ends={"every": "day", "rule": "fixed", "soc_frac": 0.0},
    )  # fmt: skip
    whole = site({"battery": station}, [spot(series.values)], series.horizon)
    dispatch = optimise(whole, SolverOptions(mip_gap_frac=gap))
    settlement = settle(whole, dispatch.schedules, dispatch.products)
    audit_dispatch(whole, dispatch, settlement).require()
    yuan = np.add.reduce([stream.yuan for stream in settlement.streams])
    by_day = np.bincount(series.horizon.day_of_step(), yuan)
    return dispatch, dict(zip(market_days(series.horizon), by_day.tolist(), strict=True))


def market_days(horizon: Horizon) -> list[date]:
    """Return the days of the market's calendar, in order."""
    return [day.astype(object) for day in np.unique(horizon.starts().astype("datetime64[D]"))]
