"""Units people write in files, and the unit of the model each becomes."""

import re
from dataclasses import dataclass

YUAN = "yuan"
# quantity as written → unit of the model, factor
_QUANTITIES = {
    "mw": ("mw", 1.0),
    "kw": ("mw", 0.001),
    "m3_per_h": ("m3_per_h", 1.0),
    "m3_per_min": ("m3_per_h", 60.0),
    "frac": ("frac", 1.0),
    "percent": ("frac", 0.01),
    "number": ("number", 1.0),
}
# money is paid per … → the same per unit of the model, factor
_PER = {
    "mwh": ("mwh", 1.0),
    "kwh": ("mwh", 1_000.0),
    "mw_h": ("mw_h", 1.0),
    "kw_h": ("mw_h", 1_000.0),
    "mw": ("mw", 1.0),
    "kw": ("mw", 1_000.0),
    "m3": ("m3", 1.0),
}
_MONEY = re.compile(rf"(yuan|[a-z]{{3}})_per_({'|'.join(_PER)})")
KNOWN_UNITS = (*(f"yuan_per_{base}" for base in _PER), *_QUANTITIES, "eur_per_mwh (any currency)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """The unit of the model a written unit becomes: model value = written value × factor."""

    name: str
    factor: float


def unit_named(text: str, yuan_per_currency: float | None) -> Unit | None:
    """Return what a written unit becomes, or None when nobody knows it.

    Money in another currency becomes yuan at the given rate, and stays as it is without one.
    """
    if text in _QUANTITIES:
        name, factor = _QUANTITIES[text]
        return Unit(name=name, factor=factor)
    money = _MONEY.fullmatch(text)
    if money is None:
        return None
    currency, (base, factor) = money[1], _PER[money[2]]
    if currency in (YUAN, "cny"):
        return Unit(name=f"{YUAN}_per_{base}", factor=factor)
    if yuan_per_currency is None:
        return Unit(name=f"{currency}_per_{base}", factor=factor)
    return Unit(name=f"{YUAN}_per_{base}", factor=factor * yuan_per_currency)
