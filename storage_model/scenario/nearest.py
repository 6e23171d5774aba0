"""The known word nearest to one that is not known."""

import difflib
from collections.abc import Iterable

# Words people use for the same thing → a piece of the key that holds it here.
OTHER_WORDS = {
    "rte": "efficiency",
    "round_trip": "efficiency",
    "eta": "efficiency",
    "dod": "soc_min",
    "capacity": "energy_mwh",
    "capex": "amount_yuan",
    "cost": "amount_yuan",
    "lifetime": "life_years",
    "tenor": "years",
    "interest": "rate_frac",
}


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the nearest known words joined by ' or ', empty when nothing is near."""
    known = list(known)
    for other, piece in OTHER_WORDS.items():
        if other in word.lower():
            meant = [name for name in known if piece in name]
            if meant:
                return " or ".join(meant)
    found = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return found[0] if found else ""
