"""A key that is known in another unit, `yuan_per_kw` for `yuan_per_mw`, and what its number is there."""

from typing import Final

# A unit in a key → the units of the same measure, by what a number in the first has to be multiplied by.
_TIMES: Final[dict[tuple[str, str], float]] = {
    ("kw", "mw"): 1e-3,
    ("gw", "mw"): 1e3,
    ("kwh", "mwh"): 1e-3,
    ("gwh", "mwh"): 1e3,
    ("mw", "kw"): 1e3,
    ("mwh", "kwh"): 1e3,
    ("day", "h"): 24.0,
    ("h", "day"): 1 / 24,
    ("min", "h"): 1 / 60,
    ("minutes", "h"): 1 / 60,
    ("month", "year"): 1 / 12,
    ("year", "month"): 12.0,
    ("percent", "frac"): 1e-2,
    ("pct", "frac"): 1e-2,
}
_WAN: Final = "wan"


def times_in(written: str, known: str) -> float | None:
    """Return what a number at the key as written is multiplied by at the known one; None where the keys differ else."""
    ours, theirs = written.lower().split("_"), known.split("_")
    times = 1e4 if _WAN in ours and _WAN not in theirs else 1.0
    ours = [word for word in ours if word != _WAN] if times != 1.0 else ours
    if len(ours) != len(theirs):
        return None
    below = False  # behind the word `per` a unit divides
    for one, other in zip(ours, theirs, strict=True):
        below = below or one == "per"
        if one != other:
            factor = _TIMES.get((one, other))
            if factor is None:
                return None
            times = times / factor if below else times * factor
    return times if times != 1.0 else None
