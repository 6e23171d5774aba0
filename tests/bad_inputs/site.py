"""A copy of the shipped inputs with small made-up series, for tests that break something in it."""

import shutil
from datetime import datetime, timedelta, timezone
from math import sin, tau
from pathlib import Path

SHIPPED = Path(__file__).parents[2] / "inputs"
START = datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=8)))
HOURS = 8_760


def make_site(folder: Path) -> Path:
    """Copy the shipped inputs below `folder`, write the series they name, return the folder of cases."""
    inputs = folder / "inputs"
    for part in ("cases", "projects", "policies"):
        shutil.copytree(SHIPPED / part, inputs / part)
    (inputs / "prices").mkdir()
    stamps = [(START + timedelta(hours=hour)).isoformat() for hour in range(HOURS)]
    prices = [round(230 + 180 * sin(tau * hour / 24), 1) for hour in range(HOURS)]
    rows = [f"{stamp},{price},{price}" for stamp, price in zip(stamps, prices, strict=True)]
    for name in ("shanxi_2025_like.csv", "shanxi_2026_like.csv"):
        _write(inputs / "prices" / name, "start,da_yuan_per_mwh,rt_yuan_per_mwh", rows)
    gas = [f"{stamp},50,0.12" for stamp in stamps]
    _write(inputs / "prices" / "qiyuan_gas_like.csv", "start,pure_m3_per_min,methane_frac", gas)
    _write_hub_series(inputs / "prices", stamps, prices)
    return inputs / "cases"


def _write_hub_series(folder: Path, stamps: list[str], prices: list[float]) -> None:
    """Write what else the hub is fed with: lean gas, ventilation air, a mine's heat, hourly prices."""
    gas = "start,pure_m3_per_min,methane_frac"
    _write(folder / "qiyuan_low_pressure_like.csv", gas, [f"{stamp},25,0.04" for stamp in stamps])
    _write(folder / "qiyuan_ventilation_like.csv", gas, [f"{stamp},45,0.003" for stamp in stamps])
    _write(folder / "qiyuan_heat_like.csv", "start,heat_mw", [f"{stamp},3" for stamp in stamps])
    hourly = [f"{stamp},{price}" for stamp, price in zip(stamps, prices, strict=True)]
    _write(folder / "shanxi_typical_days_2026.csv", "start,da_yuan_per_mwh", hourly)


def case_of(cases: Path, body: str, name: str = "bad.yaml") -> Path:
    """Write a case that extends the shipped base case; the body starts at line 3."""
    path = cases / name
    path.write_text("title: {zh: 试, en: trial}\nextends: shouyang_base.yaml\n" + body, encoding="utf-8")
    return path


def _write(path: Path, head: str, rows: list[str]) -> None:
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
