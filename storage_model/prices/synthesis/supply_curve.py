"""From the latent tightness of the system to a price: floor, renewables, coal plateau, scarcity, cap."""

from dataclasses import dataclass

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.prices.synthesis.process import Shape

PLATEAU_RISE = 1.5
KNEE_FRAC = 0.6
BEYOND = 1.15


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyCurve:
    """Price over tightness: monotone, at the floor below 0, coal from 1, at the cap behind the scarcity."""

    floor_yuan_per_mwh: float
    cap_yuan_per_mwh: float
    shape: Shape

    def price(self, tightness: FloatArray, jitter: FloatArray) -> FloatArray:
        """Return prices [yuan/MWh] within floor and cap; `jitter` multiplies the height above the floor.

        The curve runs on beyond the cap before it is cut, so that jitter does not lift prices off the cap.
        """
        heights = np.interp(tightness, *self._knots()) * jitter
        cut: FloatArray = np.clip(self.floor_yuan_per_mwh + heights, self.floor_yuan_per_mwh, self.cap_yuan_per_mwh)
        return cut

    def _knots(self) -> tuple[list[float], list[float]]:
        """Return tightness and height above the floor [yuan/MWh] at the corners of the curve."""
        shape, top = self.shape, self.cap_yuan_per_mwh - self.floor_yuan_per_mwh
        coal = shape.coal_yuan_per_mwh - self.floor_yuan_per_mwh
        plateau = 1 + shape.plateau
        knee = PLATEAU_RISE * coal + KNEE_FRAC * (top - PLATEAU_RISE * coal)
        corners = [0, 0.3, 0.6, 1, plateau, plateau + shape.scarcity, plateau + 2.5 * shape.scarcity]
        heights = [0, 0.4 * coal, 0.75 * coal, coal, PLATEAU_RISE * coal, knee, top]
        return [*corners, corners[-1] + shape.scarcity], [*heights, BEYOND * top]
