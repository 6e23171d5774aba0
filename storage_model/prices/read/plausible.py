"""Values no unit forbids and yet nobody meant."""

from collections.abc import Callable, Sequence

import numpy as np

from storage_model.prices.read.findings import SHOWN, Findings, places
from storage_model.prices.read.written import Written
from storage_model.prices.series import FloatArray

# Offers in Chinese spot markets lie between these; Shandong's floor is the lowest, Shanxi's cap the highest.
LOWEST_YUAN_PER_MWH, HIGHEST_YUAN_PER_MWH = -200.0, 1_500.0
SMALLEST_MEDIAN_YUAN_PER_MWH = 2.0
SPIKE_RANGES = 10.0


def check_values(values: FloatArray, unit: str, written: Written, found: Findings) -> None:
    """Note fractions that are none, negative flows, prices outside every market, flat series and slips of a digit."""

    def at(indices: Sequence[int]) -> str:
        shown = [(written.rows[i], f"{values[i]:g} at {written.text(i)}") for i in indices[:SHOWN]]
        return places(shown, len(indices))

    if unit == "frac":
        odd = np.flatnonzero((values < 0) | (values > 1)).tolist()
        if odd:
            likely = "percent" if np.abs(values).max() > 2 else ""
            fix = "declare `unit: percent`" if likely else "check the cells"
            found.error("E215", f"{len(odd)} values outside 0 to 1: {at(odd)}", "fractions", fix, likely)
    if unit == "m3_per_h":
        odd = np.flatnonzero(values < 0).tolist()
        if odd:
            found.error("E217", f"{len(odd)} negative flows: {at(odd)}", "flows of 0 or more", "check the cells")
    if unit == "yuan_per_mwh":
        odd = np.flatnonzero((values < LOWEST_YUAN_PER_MWH) | (values > HIGHEST_YUAN_PER_MWH)).tolist()
        if odd:
            expected = (
                f"{LOWEST_YUAN_PER_MWH:g} to {HIGHEST_YUAN_PER_MWH:g} yuan/MWh, where Chinese markets keep offers"
            )
            found.warning("W214", f"{len(odd)} prices of {at(odd)}", expected, "check them against the source")
        _check_level(values, found)
    _check_shape(values, unit, at, found)


def _check_level(values: FloatArray, found: Findings) -> None:
    """Note prices a thousand times too small; zeros say nothing about the unit."""
    sizes = np.abs(values[values != 0])
    median = float(np.median(sizes)) if sizes.size else 0.0
    if 0 < median < SMALLEST_MEDIAN_YUAN_PER_MWH:
        got, expected = f"a median price of {median:g} yuan/MWh", "usually 10 to 1500 yuan/MWh"
        found.warning("W103", got, expected, "write `unit: yuan_per_kwh`", "prices in yuan/kWh")


def _check_shape(values: FloatArray, unit: str, at: Callable[[Sequence[int]], str], found: Findings) -> None:
    if len(values) > 1 and np.ptp(values) == 0 and unit.endswith("_per_mwh"):
        expected, fix = "values that move", "check the column; a flat price leaves nothing to earn"
        found.warning("W213", f"{len(values)} times {values[0]:g}", expected, fix)
    low, middle, high = np.quantile(values, [0.01, 0.5, 0.99])
    lone = np.flatnonzero(np.abs(values - middle) > SPIKE_RANGES * (high - low)) if high > low else np.array([], int)
    if lone.size:
        expected = f"values within {SPIKE_RANGES:g} times the usual range {low:g} to {high:g}"
        found.warning("W215", f"{lone.size} lone peaks: {at(lone.tolist())}", expected, "check them against the source")
