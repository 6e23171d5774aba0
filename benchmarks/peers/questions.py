"""The questions: a battery year by the hour and by the quarter, with regulation beside it, gas sets, a sweep."""

from pathlib import Path

import numpy as np

from benchmarks.bench_gas import PRICES, PURE
from benchmarks.sites import SALE
from storage_model.blocks import FloatArray
from storage_model.units import METHANE_MWH_PER_M3

BATTERY = {
    "power_mw": 200.0, "energy_mwh": 360.0, "charge_efficiency_frac": 0.933, "discharge_efficiency_frac": 0.933,
    "wear_yuan_per_mwh": 55.0,
}  # fmt: skip
SETS = {
    "set_mw": 1.0, "efficiency_frac": 0.35, "minimum_load_frac": 0.5, "minimum_up_h": 4.0, "minimum_down_h": 2.0,
    "start_yuan": 200.0, "variable_yuan_per_mwh": 65.0, "gap_frac": 1e-4, "limit_s": 60.0, "step_h": 1.0,
}  # fmt: skip
HOURLY = SALE.reshape(-1, 4).mean(axis=1)
FIRST_HOUR = 24 * 7 * 20
# Hours without gas at both ends: every set is off there, however a tool treats what lies outside.
QUIET_H = 6


def write(folder: Path, *, hours: int = 8760) -> dict[str, Path]:
    """Write the questions as npz files; `hours` shortens the battery's year. Return them by name."""
    questions = {
        "battery_hourly": battery(HOURLY[:hours], 1.0),
        "battery_quarter_hourly": battery(SALE[: 4 * hours], 0.25),
        "regulation": with_regulation(HOURLY[:hours]),
        "commitment": commitment(sets=20, hours=min(hours, 168)),
        "sweep": battery(HOURLY[:hours], 1.0),
    }
    files = {name: folder / f"{name}.npz" for name in questions}
    for name, question in questions.items():
        np.savez(files[name], **question)  # type: ignore[arg-type]
    return files


def battery(sale: FloatArray, step_h: float) -> dict[str, object]:
    """Return a battery at prices; buying costs more than selling earns at any time, so nobody trades past the store."""
    return {**BATTERY, "sale": sale, "purchase": np.round(1.02 * sale + 10.0, 2), "step_h": step_h}


def with_regulation(sale: FloatArray) -> dict[str, object]:
    """Return the same beside power held up and down, dearer in the evening and at noon [yuan/MW·h]."""
    rng, hour = np.random.default_rng(3), np.arange(len(sale)) % 24
    up = 6 + 6 * np.exp(-(((hour - 19) / 3) ** 2)) + rng.uniform(0, 4, len(sale))
    down = 5 + 4 * np.exp(-(((hour - 12) / 3) ** 2)) + rng.uniform(0, 3, len(sale))
    held = {"up": np.round(up, 2), "down": np.round(down, 2), "most_mw": 60.0, "sustain_h": 0.5}
    return {**battery(sale, 1.0), **held}


def commitment(sets: int, hours: int) -> dict[str, object]:
    """Return gas sets on gas for five to twenty of twenty, some hours of them without any."""
    these = slice(FIRST_HOUR, FIRST_HOUR + hours)
    gas_mw = PURE[these] * METHANE_MWH_PER_M3 * sets / 20
    gas_mw[:QUIET_H] = gas_mw[-QUIET_H:] = 0.0
    return {**SETS, "sets": float(sets), "sale": PRICES[these], "gas_mw": gas_mw}
