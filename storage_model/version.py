"""The version of this package, where every part may read it."""

from typing import Final

__version__: Final = "0.1.0"
