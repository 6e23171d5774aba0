"""Versions of what numbers pass through."""

import platform
from importlib.metadata import version

from storage_model.version import __version__

PACKAGES = ("pyomo", "highspy", "numpy", "pandas", "pydantic", "duckdb", "vl-convert-python")


def versions() -> dict[str, str]:
    """Return the versions of Python, of this package and of the packages numbers pass through."""
    return {
        "python": platform.python_version(),
        "storage_model": __version__,
        **{name: version(name) for name in PACKAGES},
    }


def versions_line() -> str:
    """Return the versions as a page says them."""
    return " · ".join(f"{name} {number}" for name, number in versions().items())
