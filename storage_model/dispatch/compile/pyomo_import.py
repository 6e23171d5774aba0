"""Import Pyomo alone: it would import most of scipy along, statistics and all, several times its own weight.

Pyomo leaves scipy for later unless scipy is there already; here it is, so it is out of sight for the moment. What
Pyomo needs of it, the ordinary compiler for one, it still finds when it looks.
"""

import sys


def import_pyomo() -> None:
    """Import Pyomo's modelling part once, before anything else does."""
    if "pyomo.core" in sys.modules:
        return
    hidden = sys.modules.pop("scipy", None)
    try:
        import pyomo.core  # noqa: F401
    finally:
        if hidden is not None:
            sys.modules["scipy"] = hidden
