"""What is missing is told with all that is to be written there, so that one mend is enough."""

import pytest
from pydantic import BaseModel

from storage_model.assets.battery.station import Battery
from storage_model.scenario.finance_terms.financing import Loan
from storage_model.scenario.model import Case
from storage_model.scenario.validation.example import fix_of

FIXES: list[tuple[type[BaseModel], str, str]] = [
    (Case, "price_path", "add `price_path: {level_change_frac_per_year: …, spread_erosion_frac_per_year: …}`"),
    (Case, "policies", "add `policies: …`, or `policies: {}` where there is none"),
    (Case, "assets", "add `assets: …`"),
    (Case, "name", "add `name: …`"),
    (Battery, "ageing", "add `ageing: {kind: linear | guarantee | cycle_table | lfp_naumann}`"),
    (Loan, "method", "add `method: equal_principal | equal_payment | bullet | sculpted | as_able`"),
]


@pytest.mark.parametrize(("record", "key", "fix"), FIXES, ids=[key for _, key, _ in FIXES])
def test_the_fix_shows_what_the_missing_thing_holds(record: type[BaseModel], key: str, fix: str) -> None:
    """A record with the keys it asks for, things by name with how to write none, kinds and words with all of them."""
    assert fix_of(key, record.model_fields[key]) == fix
