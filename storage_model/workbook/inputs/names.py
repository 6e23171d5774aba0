"""Names of input cells that no spreadsheet can take for an address."""

import re
from collections.abc import Container
from itertools import count
from typing import Final

# The longest name Excel takes, less room for a number.
_LONGEST: Final = 240


def cell_name(key: str, taken: Container[str]) -> str:
    """Return a name made of a key path: `in_` in front and an underscore inside are in no A1 or R1C1 address."""
    bare = re.sub(r"[^0-9A-Za-z_]", "_", key.removeprefix("projects."))[:_LONGEST]
    name = f"in_{bare}"
    if name.casefold() not in taken:
        return name
    return next(one for number in count(2) if (one := f"{name}_{number}").casefold() not in taken)
