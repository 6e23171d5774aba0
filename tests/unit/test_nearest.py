"""The known word nearest to a written one: spelled nearly so, or the whole of which words were left out."""

import pytest

from storage_model.assets.battery.terms import BatteryTerms
from storage_model.policies.capex_grant import CapexGrant
from storage_model.records import InputRecord
from storage_model.scenario.reading.nearest import nearest


@pytest.mark.parametrize(
    ("record", "written", "meant"),
    [
        (CapexGrant, "share_frac", "share_of_investment_frac"),  # not `most_share_of_investment_frac`
        (CapexGrant, "most_share", "most_share_of_investment_frac"),
        (BatteryTerms, "soc_frac", "soc_min_frac"),  # spelled more like `soh_frac`, which is another thing
        (BatteryTerms, "Discharge_Power", "discharge_power_mw"),
        (BatteryTerms, "poewr_mw", "power_mw"),
        (BatteryTerms, "frac", "soh_frac"),  # one word in many: spelling decides
        (BatteryTerms, "colour_of_paint", ""),
    ],
)
def test_the_nearest_key(record: type[InputRecord], written: str, meant: str) -> None:
    """`share_frac` was answered with the list of all keys."""
    assert nearest(written, record.model_fields) == meant
