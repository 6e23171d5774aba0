"""A station's block while its rules are written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from storage_model.assets.battery.limits import Limits
from storage_model.assets.battery.terms import BatteryTerms
from storage_model.assets.draft import BlockDraft
from storage_model.blocks import FloatArray, IntArray, Offer


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(BlockDraft):
    """Whose rules, within which limits."""

    station: BatteryTerms
    limits: Limits

    def param(self, name: str, index: Any, values: FloatArray | IntArray | Mapping[int, float]) -> Any:
        """Put numbers on the block; an array is indexed from zero."""
        import pyomo.core as pyo

        return self.add(name, pyo.Param(index, initialize=values))

    def power(self, name: str, most_mw: FloatArray) -> Any:
        """Put a power between zero and the most it may be in each step on the block [MW]."""
        import pyomo.core as pyo

        if np.ptp(most_mw) == 0:
            return self.add(name, pyo.Var(self.time.steps, bounds=(0, float(most_mw[0]))))
        most = self.param(f"most_{name}", self.time.steps, most_mw)
        return self.add(name, pyo.Var(self.time.steps, bounds=lambda _, t: (0, most[t])))

    def energy(self, name: str, least_mwh: FloatArray, most_mwh: FloatArray) -> Any:
        """Put an energy between two limits at each point on the block [MWh]."""
        import pyomo.core as pyo

        points = self.time.points
        if np.ptp(least_mwh) == 0 and np.ptp(most_mwh) == 0:
            return self.add(name, pyo.Var(points, bounds=(float(least_mwh[0]), float(most_mwh[0]))))
        least, most = self.param(f"least_{name}", points, least_mwh), self.param(f"most_{name}", points, most_mwh)
        return self.add(name, pyo.Var(points, bounds=lambda _, p: (least[p], most[p])))


@dataclass(frozen=True, slots=True, kw_only=True)
class Power:
    """Scheduled power, and what is expected to flow once calls are counted; components indexed by step [MW]."""

    charge: Any
    discharge: Any
    charging: Any
    discharging: Any


def given(offers: tuple[Offer, ...], side: str) -> list[Any]:
    """Return one kind of power from every offer that holds any, e.g. `up_out_mw`."""
    return [power for offer in offers if (power := getattr(offer, side)) is not None]


def total(start: Any, parts: list[Any], t: Any) -> Any:
    """Return a start plus every part at a step."""
    for part in parts:
        start += part[t]
    return start
