"""A series of numbers that carries its unit, its steps and where it came from."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from storage_model.horizon import Horizon

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Values per step, shape (steps,), in `unit` (`yuan_per_mwh`, `m3_per_h`, `frac`, …); finite everywhere.

    `source` is the document or generator behind the values, `file` the file they were read from, `sha256` its hash.
    `change_frac_per_year` is how the whole series moves from its year to the next.
    """

    name: str
    values: FloatArray
    unit: str
    horizon: Horizon
    source: str
    file: str = ""
    sha256: str = ""
    change_frac_per_year: float = 0.0

    def __post_init__(self) -> None:
        if self.values.shape != (self.horizon.count,):
            raise ValueError(f"series {self.name}: {self.values.shape} values for {self.horizon.count} steps")
        if not np.isfinite(self.values).all():
            raise ValueError(f"series {self.name}: not finite at step {int(np.argmin(np.isfinite(self.values)))}")
        self.values.setflags(write=False)

    def after(self, years: int) -> FloatArray:
        """Return the values `years` later, shape (steps,); a share never exceeds the whole."""
        if self.change_frac_per_year == 0.0:
            return self.values
        later: FloatArray = self.values * (1.0 + self.change_frac_per_year) ** years
        return np.minimum(later, 1.0) if self.unit == "frac" else later
