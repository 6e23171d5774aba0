"""How a number of each unit is called on a sheet, and how a number stands as somebody wrote it."""

from typing import Final

from storage_model.report.label import Unit

FINE: Final = "#,##0.######"
"""a number as somebody wrote it"""
UNIT_WORDS: Final[dict[Unit, str]] = {
    "yuan": "万元",
    "frac": "%",
    "years": "年",
    "year": "年份",
    "mw": "MW",
    "mwh": "MWh",
    "yuan_per_mwh": "元/MWh",
    "times": "次",
    "ratio": "–",
    "count": "–",
    "h": "h",
    "m3": "m³",
    "m3_per_kwh": "m³/kWh",
    "gj": "GJ",
    "t": "t",
    "text": "",
    "none": "",
}
