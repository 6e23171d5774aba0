"""The known word nearest to one that is not known."""

import difflib
from collections.abc import Iterable
from pathlib import Path

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
    "现行": "in_force",
    "有效": "in_force",
    "valid": "in_force",
    "草案": "draft",
    "征求意见": "draft",
    "失效": "expired",
    "废止": "expired",
    "假设": "assumed",
    "gauss": "normal",
    "对数": "lognormal",
    "正态": "normal",
    "三角": "triangular",
    "pert": "triangular",
    "均匀": "uniform",
    "rectang": "uniform",
    "observed": "empirical",
    "histor": "empirical",
    "经验": "empirical",
}


# How many key paths are worth reading when a short one was written.
MOST_PATHS = 4


def whole_paths(words: tuple[str, ...], known: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the key paths a short one can mean: those that end with its words, else with what its word stands for."""
    known = list(known)
    ending = [path for path in known if path[-len(words) :] == words]
    if ending or len(words) > 1:
        return ending
    piece = OTHER_WORDS.get(words[0].lower())
    return [path for path in known if piece is not None and path[-1].endswith(piece)]


def near_file(path: Path) -> str:
    """Return a question for a file that is not there: whether the nearest beside it was meant; empty when none is."""
    try:
        beside = [file.stem for file in path.parent.iterdir() if file.suffix == path.suffix]
    except OSError:
        return ""
    near = difflib.get_close_matches(path.stem, beside, n=1, cutoff=0.6)
    return f"did you mean `{near[0]}{path.suffix}`? " if near else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the nearest known words joined by ' or ', empty when nothing is near."""
    known = list(known)
    for other, piece in OTHER_WORDS.items():
        if other in word.lower():
            meant = [piece] if piece in known else [name for name in known if piece in name]
            if meant:
                return " or ".join(meant)
    holding = _holding(word.lower().split("_"), known)
    near = _closest(word, holding, 0.0) if "_" in word else ""
    return near or _closest(word, known, 0.6) or (holding[0] if len(holding) == 1 else "")


def _holding(parts: list[str], known: Iterable[str]) -> list[str]:
    """Return the known words that have all the parts and more; where some begin as the parts do, only those."""
    holding = [name for name in known if set(parts) <= set(name.split("_"))]
    return [name for name in holding if name.split("_")[0] == parts[0]] or holding


def _closest(word: str, known: list[str], cutoff: float) -> str:
    """Return the known word spelled most alike, empty below the cutoff; capitals count only where they help."""
    found = [near for one in (word, word.lower()) for near in difflib.get_close_matches(one, known, n=1, cutoff=cutoff)]
    return found[0] if found else ""
