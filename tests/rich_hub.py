"""A written run of a hub that has everything: holder, enrichment, blending, gas that gets scarcer."""

from functools import lru_cache
from pathlib import Path

import numpy as np

from storage_model.cases.run_case import run_case
from storage_model.report.run_folder import write_run_folder
from tests.bad_inputs.site import make_site
from tests.kept import kept_folder

_FOLDER = kept_folder("rich-hub-")

PARTS = """
    holder: {capacity_m3: 30000.0, methane_frac: 0.1, least_share_frac: 0.1, supplies: [drained]}
    enrichment:
      capacity_m3_per_h: 800.0
      minimum_methane_frac: 0.3
      recovery_frac: 0.9
      power_use_kwh_per_m3: 0.4
      om_yuan_per_m3: 0.05
      price_yuan_per_m3: 1.4
      price_vat_frac: 0.09
      supplies: [rich]
"""
RICH = """
      rich:
        pure_flow: {file: ../prices/qiyuan_rich_like.csv, column: pure_m3_per_min, unit: m3_per_min}
        methane: {file: ../prices/qiyuan_rich_like.csv, column: methane_frac, unit: frac}
        gas_price_yuan_per_m3: 0.2
"""
CASE = """
title: {zh: 试, en: trial}
extends: qiyuan_hub_at_market.yaml
project: ../projects/qiyuan_rich.yaml
lifetime: {mode: representative, dispatched_years: [1, 15]}
"""


@lru_cache(maxsize=1)
def rich_run() -> Path:
    """Return the run's folder; not to be changed."""
    folder = _FOLDER
    cases = make_site(folder)
    _write_series(folder / "inputs" / "prices")
    _write_project(folder / "inputs" / "projects")
    (cases / "rich.yaml").write_text(CASE, encoding="utf-8")
    target = folder / "results" / "rich"
    write_run_folder(
        run_case(cases / "rich.yaml"), target, lang="zh", solver={"seed": 0}, wall_times_s=lambda: {"solve": 1.5}
    )
    return target


def _write_project(projects: Path) -> None:
    """Change the shipped hub: three sets that may blend, a holder, enrichment, fans, gas by the year."""
    text = (projects / "qiyuan_hub.yaml").read_text(encoding="utf-8")
    for old, new in (
        ("commitment: integer", "commitment: relaxed"),
        ("sets: {value: 10,", "sets: {value: 3,"),
        ("supplies: [drained]\n        own_use_frac",
         "supplies: [drained, holder]\n        blending: true\n        own_use_frac"),
        ("column: pure_m3_per_min, unit: m3_per_min}\n        methane: {file: ../prices/qiyuan_gas_like.csv",
         "column: pure_m3_per_min, unit: m3_per_min, change_frac_per_year: -0.04}\n"
         "        methane: {file: ../prices/qiyuan_gas_like.csv"),
        ("turbine_mw: {value: 3.0,", "fan_kwh_per_m3: 0.0005\n      turbine_mw: {value: 3.0,"),
        ("    gensets:\n      lean_sets:", RICH.lstrip("\n") + "    gensets:\n      lean_sets:"),
        ("    heat:\n      demand:", PARTS.lstrip("\n") + "    heat:\n      demand:"),
    ):  # fmt: skip
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (projects / "qiyuan_rich.yaml").write_text(text, encoding="utf-8")


def _write_series(prices: Path) -> None:
    """Write drained gas that is unsafe now and then, and a little rich gas."""
    stamps = [
        row.split(",")[0] for row in (prices / "qiyuan_gas_like.csv").read_text(encoding="utf-8").split("\n")[1:-1]
    ]
    rng, hours = np.random.default_rng(3), np.arange(len(stamps))
    flow = np.round(12.0 + 6.0 * np.sin(hours / 30.0) + rng.uniform(-1.0, 1.0, len(hours)), 3)
    methane = np.round(0.1 + 0.02 * np.sin(hours / 17.0), 4)
    for name, series in (
        ("qiyuan_gas_like.csv", zip(stamps, flow, methane, strict=True)),
        ("qiyuan_rich_like.csv", ((stamp, 6.0, 0.4) for stamp in stamps)),
    ):
        lines = ["start,pure_m3_per_min,methane_frac", *(f"{stamp},{pure},{frac}" for stamp, pure, frac in series)]
        (prices / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
