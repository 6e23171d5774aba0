"""What a plant that burns or oxidises gas made over a horizon, as its operators count it."""

from collections.abc import Iterable
from dataclasses import dataclass

from storage_model.units import KWH_PER_MWH


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """Energy at the generators [MWh] (of sets and turbine, then of sets alone) and what left the meter [MWh].

    `burned_m3` is the pure methane of the sets [m³], `heat_mwh` heat to the mine [MWh]; `set_h` the hours sets ran [h]
    and `starts` how often one was started, None where nobody counts them.
    """

    gross_mwh: float
    of_sets_mwh: float
    sent_mwh: float
    burned_m3: float
    rated_mw: float
    heat_mwh: float = 0.0
    set_h: float | None = None
    starts: float | None = None

    @property
    def full_load_h(self) -> float:
        """Hours at rated power that would make as much [h]."""
        return self.gross_mwh / self.rated_mw

    @property
    def m3_per_kwh(self) -> float | None:
        """Pure methane per electricity of the sets [m³/kWh]; None where they made none."""
        return self.burned_m3 / (self.of_sets_mwh * KWH_PER_MWH) if self.of_sets_mwh > 0 else None


def together(found: list[Generation]) -> Generation:
    """Return what several plants made; hours and starts of those that count them."""
    return Generation(
        gross_mwh=sum(one.gross_mwh for one in found),
        of_sets_mwh=sum(one.of_sets_mwh for one in found),
        sent_mwh=sum(one.sent_mwh for one in found),
        burned_m3=sum(one.burned_m3 for one in found),
        rated_mw=sum(one.rated_mw for one in found),
        heat_mwh=sum(one.heat_mwh for one in found),
        set_h=total([one.set_h for one in found]),
        starts=total([one.starts for one in found]),
    )


def total(values: Iterable[float | None]) -> float | None:
    """Return the sum of what was counted; None where nothing was."""
    counted = [value for value in values if value is not None]
    return sum(counted) if counted else None
