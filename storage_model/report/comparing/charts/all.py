"""Which charts stand beside which table of a comparison."""

from collections.abc import Mapping

from storage_model.cases.compare.compare import Comparison
from storage_model.report.charts.figure import Figure
from storage_model.report.comparing.blocks.parameters import map_labels
from storage_model.report.comparing.charts.gains import gains_charts
from storage_model.report.comparing.charts.iso_map import iso_map
from storage_model.report.comparing.charts.purse import purse_charts
from storage_model.report.comparing.charts.returns import needed_chart, returns_chart


def compare_figures(comparison: Comparison) -> Mapping[str, tuple[Figure, ...]]:
    """Return the charts by the key of the table they belong to; one that has nothing to show is left out."""
    found: dict[str, tuple[Figure | None, ...]] = {
        "cases": (returns_chart(comparison),),
        "needed": (needed_chart(comparison),),
        "who": tuple(gains_charts(comparison)),
        "purse": tuple(purse_charts(comparison)),
        "map": (None if comparison.map is None else iso_map(comparison.map, map_labels(comparison, comparison.map)),),
    }
    return {key: tuple(one for one in figures if one is not None) for key, figures in found.items()}
