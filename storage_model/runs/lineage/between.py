"""How the money of a year came about where not every operating year was optimised."""

import numpy as np

from storage_model.runs.lineage.trail import Trail
from storage_model.words.label import Label, text

_YEARLY = text("逐年结算：当年调度 × 当年价格与收费", "settled year by year: its schedule at its prices and fees")
_SOME = text(
    "优化的年份逐年结算（当年调度 × 当年价格与收费），其余年份在其间线性插值",
    "years optimised are settled, each schedule at its prices and fees; others lie on a line between them",
)


def settled_words(trail: Trail) -> Label:
    """Return how metered money of the walk's year, or of all years, is made."""
    annual, life = trail.evidence.annual, trail.evidence.summary["lifetime"]
    if life["dispatched_years"] == life["operating_years"]:
        return _YEARLY
    years = np.asarray(annual["calendar_year"])
    chosen = years[np.asarray(annual["dispatched"]) == 1] if "dispatched" in annual else years[:0]
    if trail.year is None or not len(chosen) or not years[0] <= trail.year <= years[-1]:
        return _SOME
    if trail.year in chosen:
        return _YEARLY
    before, after = int(chosen[chosen < trail.year].max()), int(chosen[chosen > trail.year].min())
    return text(
        f"未优化的年份：{before} 年与 {after} 年之间线性插值",
        f"not optimised: on a line between {before} and {after}",
    )
