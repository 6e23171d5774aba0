"""A published law for LFP/graphite cells: square roots of time and of throughput.

Calendar: Naumann et al., Journal of Energy Storage 17 (2018); cycles: Naumann et al., Journal of Power Sources 451
(2020); a Sony/Murata 26650 cell. Large cells of grid batteries usually age more slowly: `scale` calibrates both parts.
"""

from math import exp, sqrt
from typing import Literal, Self

import numpy as np

from storage_model.assets.ageing.wear import AgeingLaw, Use, Wear
from storage_model.records import Positive

SECONDS_PER_YEAR = 365.0 * 24.0 * 3_600.0
GAS_CONSTANT_J_PER_MOL_K = 8.314_459_8
ZERO_C_IN_K = 273.15
# Calendar: loss = k(T) · (c·(SOC − 0.5)³ + d) · √seconds.
REFERENCE_RATE_PER_SQRT_S, REFERENCE_K, ACTIVATION_J_PER_MOL = 1.2571e-5, 298.15, 17_126.0
SOC_CUBIC, SOC_CONSTANT = 2.8575, 0.60225
# Cycles: percent lost = (a·C + b) · (c·(depth − 0.6)³ + d) · √full cycles.
RATE_SLOPE_H, RATE_CONSTANT, DEPTH_CUBIC, DEPTH_CONSTANT = 0.0630, 0.0971, 4.0253, 1.0923
TESTED_TEMPERATURE_C, TESTED_RATE_PER_H = (25.0, 60.0), (0.2, 1.0)


class LfpLaw(AgeingLaw):
    """Naumann's law of LFP cells; each stretch continues from the loss so far (equivalent time and throughput)."""

    kind: Literal["lfp_naumann"]
    scale: Positive
    """标定系数 / multiplies both losses; 1 for the tested cell"""

    def after(self, wear: Wear, use: Use) -> Wear:
        """Return the wear after a further stretch of use."""
        return Wear(
            age_years=wear.age_years + use.years,
            calendar_frac=_continued(wear.calendar_frac, self._per_sqrt_s(use), use.years * SECONDS_PER_YEAR),
            cycle_frac=_continued(wear.cycle_frac, self._per_sqrt_cycle(use), use.cycles.full_equivalents),
        )

    def faster(self, times: float) -> Self:
        """Return the law by which cells lose so many times as much."""
        return self.model_copy(update={"scale": self.scale * times})

    def beyond(self, wear: Wear, use: Use) -> tuple[str, ...]:
        """Tell where temperature or rate leave the range of the tests."""
        asked = (("temperature", use.temperature_c, TESTED_TEMPERATURE_C, "°C"),
                 ("rate", use.c_rate_per_h, TESTED_RATE_PER_H, "C"))  # fmt: skip
        return tuple(
            f"{name} {value:.3g} {unit}, tested {low:g} to {high:g}"
            for name, value, (low, high), unit in asked
            if not low <= value <= high
        )

    def _per_sqrt_s(self, use: Use) -> float:
        inverse_k = 1.0 / (use.temperature_c + ZERO_C_IN_K) - 1.0 / REFERENCE_K
        heat = exp(-ACTIVATION_J_PER_MOL / GAS_CONSTANT_J_PER_MOL_K * inverse_k)
        stored = SOC_CUBIC * (use.mean_soc_frac - 0.5) ** 3 + SOC_CONSTANT
        return self.scale * REFERENCE_RATE_PER_SQRT_S * heat * stored

    def _per_sqrt_cycle(self, use: Use) -> float:
        """Return the loss per root of a full cycle, depths weighed by their throughput."""
        if use.cycles.full_equivalents == 0:
            return 0.0
        weights = use.cycles.depth_frac * use.cycles.count
        depth = float(np.average(DEPTH_CUBIC * (use.cycles.depth_frac - 0.6) ** 3 + DEPTH_CONSTANT, weights=weights))
        return self.scale * (RATE_SLOPE_H * use.c_rate_per_h + RATE_CONSTANT) * depth / 100.0


def _continued(lost_frac: float, per_root: float, more: float) -> float:
    """Return the loss after `more` of a cause; the old loss counts as so much of it at this rate."""
    if per_root == 0:
        return lost_frac
    return per_root * sqrt((lost_frac / per_root) ** 2 + more)
