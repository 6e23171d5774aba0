"""What each colour means; they keep apart on a grey printer and for readers who see red and green alike."""

from typing import Final

INK: Final = "#1c2733"
QUIET: Final = "#5b6775"
GRID: Final = "#e2e6eb"
PAPER: Final = "#ffffff"

PRICE: Final = "#7d5a00"
CHARGE: Final = "#2f6fb0"
DISCHARGE: Final = "#d2602f"
STORED: Final = "#3d8b6e"
OTHER: Final = "#7a5aa6"
BOUGHT: Final = "#7a5aa6"
PROJECT: Final = "#1f5a94"
EQUITY: Final = "#2a8c7d"

SALES: Final = ("#1f5a94", "#5a9fd0", "#2a8c7d", "#a5cbe6", "#84c7b4", "#5c6bc0", "#b9dfae")
COSTS: Final = ("#b5432a", "#e08a5c", "#f2bf98", "#8f6a58", "#c9b2a5", "#7d838d", "#b8bcc4", "#d9b44a")

FILLING: Final = ("#f1f6f2", "#c9e2d0", "#8ec3a1", "#4b9a6c", "#1d6440")
"""from empty to full"""
BELOW_ABOVE: Final = ("#8c3a1f", "#c96f45", "#e8ab86", "#f6dcc8", "#d3e5f0", "#93bfdd", "#4b8dc0", "#1f5a94")
"""from far below the hurdle to far above it; the hurdle is in the middle"""
