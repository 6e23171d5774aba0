"""Conversions between the units of the model; base units are MW, MWh, h, yuan and m³ of pure methane."""

from typing import Final

YUAN_PER_WAN_YUAN: Final = 10_000.0
KW_PER_MW: Final = 1_000.0
KWH_PER_MWH: Final = 1_000.0
GJ_PER_MWH: Final = 3.6
MINUTES_PER_HOUR: Final = 60.0
HOURS_PER_DAY: Final = 24.0
DAYS_PER_WEEK: Final = 7
MONTHS_PER_YEAR: Final = 12

# Lower heating value of methane, 35.9 MJ per normal cubic metre; physical constant.
METHANE_MWH_PER_M3: Final = 35.9 / 3_600.0
