"""Turn an Altair chart into a drawing that stands inside a page: no script, no clock, no outside font."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from storage_model.report.fonts import FAMILY, font_file

WIDTH: Final = 760
INK, QUIET, GRID = "#1f2933", "#5f6b7a", "#e4e8ed"
PRICE, CHARGE, DISCHARGE, STORED, OTHER = "#8a5a00", "#3b6fb6", "#d1603d", "#4f8a5b", "#8c8fa3"

_CONFIG: Final[dict[str, Any]] = {
    "font": FAMILY,
    "background": "transparent",
    "view": {"stroke": None},
    "axis": {
        "labelColor": QUIET,
        "titleColor": INK,
        "titleFontWeight": "normal",
        "titleFontSize": 12,
        "labelFontSize": 11,
        "gridColor": GRID,
        "domainColor": GRID,
        "tickColor": GRID,
    },
    "legend": {"labelColor": INK, "titleColor": INK, "labelFontSize": 12, "orient": "top", "title": None},
    "text": {"color": INK, "fontSize": 12},
}


def data(rows: Iterable[Mapping[str, object]]) -> Any:
    """Return rows as data inside the chart."""
    import altair as alt

    return alt.InlineData(values=[dict(row) for row in rows])


def drawing(chart: Any, key: str) -> str:
    """Return the chart as SVG; identifiers begin with `key`, so that several drawings can share a page."""
    import vl_convert

    vl_convert.register_font_directory(str(font_file().parent))
    svg: str = vl_convert.vegalite_to_svg(chart.configure(**_CONFIG).to_dict(), allowed_base_urls=[])
    svg = re.sub(r'\bid="', f'id="{key}-', svg)
    svg = re.sub(r"url\(#", f"url(#{key}-", svg)
    svg = re.sub(r'href="#', f'href="#{key}-', svg)
    # A drawing scales with the page; its own size stays in the view box. The page's policy allows no style attributes.
    svg = re.sub(r'(<svg\b[^>]*?) width="[^"]*" height="[^"]*"', r"\1", svg, count=1)
    return re.sub(r' style="[^"]*"', "", svg)
