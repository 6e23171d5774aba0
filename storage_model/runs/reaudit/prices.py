"""Market prices of a calendar year, from the series as read and the path prices move along."""

from storage_model.blocks import FloatArray
from storage_model.runs.reaudit.evidence import Evidence, items

# Which series a price is read from, the first there is; one price serves both ways where no other is given.
_SERIES_OF = {
    "sale": ("day_ahead",),
    "purchase": ("purchase", "day_ahead"),
    "real_time_sale": ("real_time",),
    "real_time_purchase": ("real_time_purchase", "real_time"),
}


def series_of(evidence: Evidence, side: str) -> str:
    """Return the name of the series a price is read from."""
    return next(name for name in _SERIES_OF[side] if f"series_{name}_yuan_per_mwh" in evidence.dispatch)


def own_series_of(evidence: Evidence, side: str, calendar_year: int) -> str | None:
    """Return the key path of the series a price has in a year with prices of its own; None in every other year."""
    own = items(evidence.inputs, "prices_by_year").get(str(calendar_year))
    return own and next(f"prices_by_year.{calendar_year}.{name}" for name in _SERIES_OF[side] if own.get(name))


def price_in(evidence: Evidence, side: str, calendar_year: int) -> FloatArray | None:
    """Return a market price in a calendar year: the series' mean and its distances from it, moved along the path.

    None where ranks of prices move as well, or the year has prices of its own.
    """
    path = evidence.inputs["price_path"]
    ranks = path.get("floor_share_change_frac_per_year", 0.0) or path.get("scarcity_change_frac_per_year", 0.0)
    if ranks or str(calendar_year) in items(evidence.inputs, "prices_by_year"):
        return None
    name = series_of(evidence, side)
    years = calendar_year - int(str(evidence.dispatch["start"][0])[:4])
    grown = (1.0 + evidence.inputs["prices"][name].get("change_frac_per_year", 0.0)) ** years
    series = evidence.dispatch[f"series_{name}_yuan_per_mwh"] * grown
    level = (1.0 + path["level_change_frac_per_year"]) ** years
    spread = (1.0 - path["spread_erosion_frac_per_year"]) ** years
    mean = float(series.mean())
    later: FloatArray = mean * level + (series - mean) * spread
    return later
